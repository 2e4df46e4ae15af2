"""What everybody does in every procedure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from ..model.library import Library
from ..model.lifecycle import State
from ..model.sop import Sop
from ..model.step import Step
from ..model.words import Words
from .shares import Share, shares


@dataclass(frozen=True, slots=True)
class StepDuty:
    """What one role or department does in one step."""

    sop: Sop
    step: Step
    shares: tuple[Share, ...]


def all_duties(library: Library, coming: Iterable[Sop], words: Words, day: date) -> Mapping[str, tuple[StepDuty, ...]]:
    """Return the duties of everybody by name, in the order of numbers and steps, without withdrawn documents.

    `coming` are newer texts of documents, whose duties follow those of the texts that they will replace.
    """
    texts: dict[str, list[Sop]] = {number: [sop] for number, sop in library.sop.items()}
    for sop in coming:
        texts.setdefault(sop.number, []).append(sop)
    found: dict[str, list[StepDuty]] = {}
    for sop in (sop for _, one in sorted(texts.items()) for sop in one):
        if sop.state(day) is State.WITHDRAWN:
            continue
        for step in sop.steps:
            table: dict[str, list[Share]] = {}
            for share in shares(step, sop.accountable, words):
                table.setdefault(share.party, []).append(share)
            for party, own in table.items():
                found.setdefault(party, []).append(StepDuty(sop, step, tuple(own)))
    return {party: tuple(duties) for party, duties in found.items()}
