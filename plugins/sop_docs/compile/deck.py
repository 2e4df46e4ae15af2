"""A procedure on its way to cards: its steps by id, and who makes what."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from ..model.flow import Procedure
from ..model.names import folded
from ..model.place import Text
from ..model.sop import Variant
from ..model.step import Step
from .press import Press
from .shares import Accountable


@dataclass(frozen=True)
class Deck:
    """The procedure whose cards are written, and the page they stand on."""

    page: str
    procedure: Procedure
    accountable: Accountable
    variants: tuple[Variant, ...]
    press: Press

    @cached_property
    def steps(self) -> Mapping[str, Step]:
        """Steps by id."""
        return {step.id: step for step in self.procedure.steps}

    @cached_property
    def makers(self) -> Mapping[str, tuple[Step, ...]]:
        """The steps that put out a thing, in order; what a called procedure puts out comes from the call."""
        makers: dict[str, list[Step]] = {}
        for step in self.procedure.steps:
            called = self.press.library.sop.get(step.call.value) if step.call else None
            inner = tuple(output for item in called.steps for output in item.outputs) if called else ()
            for output in (*step.outputs, *inner):
                makers.setdefault(thing_key(output), []).append(step)
        return {thing: tuple(steps) for thing, steps in makers.items()}


def thing_key(text: Text) -> str:
    """Return what two spellings of one input or output have in common."""
    return folded(text.value)
