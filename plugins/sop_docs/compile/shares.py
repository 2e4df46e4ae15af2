"""Who takes part in a step and how: one list for the RACI table, the cards and the pages of roles."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from ..model.step import Duty, Step
from ..model.words import Words

LETTERS: Final = ("R", "A", "C", "I")
VERIFY: Final = "V"
"""The second person who checks; no letter of RACI."""

Accountable = Callable[[Step], tuple[Duty, ...]]


@dataclass(frozen=True, slots=True)
class Share:
    """The part of one role or department in a step."""

    letter: str
    party: str
    note: str


def shares(step: Step, accountable: Accountable, words: Words) -> Iterator[Share]:
    """Yield every share in the order R, A, C, I, V; of several R the first leads where no note says otherwise."""
    several = len(step.responsible) > 1
    for index, duty in enumerate(step.responsible):
        default = words("duty.leads" if index == 0 else "duty.supports") if several else ""
        yield Share("R", duty.party, duty.note or default)
    rest = (("A", accountable(step)), ("C", step.consulted), ("I", step.informed), (VERIFY, step.verify))
    for letter, duties in rest:
        for duty in duties:
            yield Share(letter, duty.party, duty.note)
