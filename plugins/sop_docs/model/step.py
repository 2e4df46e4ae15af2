"""A step: the smallest executable unit of a procedure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from .place import Place, Text
from .quantity import Limit


class Duty(NamedTuple):
    """A role or a department that takes part in a step, with the note the author put in brackets."""

    party: str
    note: str
    place: Place


class Branch(NamedTuple):
    """A way out of a step: an answer or a case, and the step it leads to, as written."""

    label: Text
    target: Text


@dataclass(frozen=True, slots=True)
class Decision:
    """The question a step ends with (may be empty: the step's name asks it) and its answers."""

    question: str
    answers: tuple[Branch, ...]


class Use(NamedTuple):
    """One use of a module: its id in the caller, the module's name and title, what the caller says about it."""

    id: str
    module: str
    title: str
    place: Place
    detail: Text | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """A step after modules and parameters were put in; duties, lists and texts in the author's order."""

    id: str
    number: int
    name: Text
    phase: str = ""
    uses: tuple[Use, ...] = ()
    responsible: tuple[Duty, ...] = ()
    accountable: tuple[Duty, ...] = ()
    consulted: tuple[Duty, ...] = ()
    informed: tuple[Duty, ...] = ()
    verify: tuple[Duty, ...] = ()
    limit: Limit | None = None
    frequency: Text | None = None
    inputs: tuple[Text, ...] = ()
    outputs: tuple[Text, ...] = ()
    forms: tuple[Text, ...] = ()
    tools: tuple[Text, ...] = ()
    standard: Text | None = None
    requires: Text | None = None
    done: Text | None = None
    handover: Text | None = None
    decision: Decision | None = None
    exceptions: tuple[Branch, ...] = ()
    call: Text | None = None
    detail: Text | None = None
    keys: Mapping[str, Place] = field(default_factory=dict)

    @property
    def place(self) -> Place:
        """Where its name stands."""
        return self.name.place

    @property
    def duties(self) -> tuple[Duty, ...]:
        """Everybody who takes part, in the order of the letters; who checks comes last."""
        return (*self.responsible, *self.accountable, *self.consulted, *self.informed, *self.verify)

    def at(self, key: str) -> Place:
        """Return where the key stands in the source, or the step's name where it was not written."""
        return self.keys.get(key, self.place)
