"""The duties of a document that a change makes others, as a table of steps and parties. Touches no file."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from ..compile.shares import Share, shares
from ..model.chart import Mark
from ..model.sop import Sop
from ..model.step import Step
from ..model.words import Words
from .steps import Steps


class Held(NamedTuple):
    """One share in a cell: `same`, `del` or `ins`."""

    kind: str
    letter: str
    meaning: str
    note: str


@dataclass(frozen=True, slots=True)
class DutyRow:
    """A step and its cells in the order of the parties."""

    number: str
    name: str
    mark: Mark
    cells: tuple[tuple[Held, ...], ...]


@dataclass(frozen=True, slots=True)
class DutyTable:
    """The steps whose duties are others now, and how many more there are."""

    parties: tuple[str, ...]
    rows: tuple[DutyRow, ...]
    rest: int


_Row = Mapping[str, tuple[Held, ...]]


def duty_table(steps: Steps, words: Words) -> DutyTable | None:
    """Return the table, None where all duties are as they were."""
    rows: list[tuple[Step, Mark, _Row]] = []
    rest = 0
    for old, new in steps.ordered():
        row = _row(_shares(steps.before, old, words), _shares(steps.after, new, words), words)
        if any(held.kind != "same" for cell in row.values() for held in cell):
            mark = Mark.REMOVED if new is None else Mark.ADDED if old is None else Mark.NONE
            rows += [(step, mark, row) for step in (new or old,) if step]
        else:
            rest += 1
    if not rows:
        return None
    parties = tuple(dict.fromkeys(party for _, _, row in rows for party in row))
    shown = (
        DutyRow(str(step.number), step.name.value, mark, tuple(row.get(party, ()) for party in parties))
        for step, mark, row in rows
    )
    return DutyTable(parties, tuple(shown), rest)


def _shares(sop: Sop, step: Step | None, words: Words) -> tuple[Share, ...]:
    return tuple(shares(step, sop.accountable, words)) if step else ()


def _row(before: tuple[Share, ...], after: tuple[Share, ...], words: Words) -> _Row:
    """Return by party what it had, what it gets and what it keeps, in that order."""
    found: dict[str, tuple[Held, ...]] = {}
    marked = [("del" if share not in after else "", share) for share in before]
    marked += [("ins" if share not in before else "same", share) for share in after]
    for kind, share in marked:
        if kind:
            held = Held(kind, share.letter, words(f"duty.{share.letter}"), share.note)
            found[share.party] = (*found.get(share.party, ()), held)
    return found
