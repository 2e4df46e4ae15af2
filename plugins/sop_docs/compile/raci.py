"""The RACI table: steps down, roles across. A value first, then HTML."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from ..model.flow import Procedure
from ..model.words import Words
from .press import Press
from .shares import LETTERS, Accountable, Share, shares

_UPRIGHT = 9
"""How many roles a sheet of A4 in portrait has room for."""


@dataclass(frozen=True, slots=True)
class RaciRow:
    """A step and, for each role, the shares it has in it."""

    step: str
    number: int
    name: str
    cells: tuple[tuple[Share, ...], ...]


@dataclass(frozen=True, slots=True)
class RaciGroup:
    """The steps of one phase; the title is empty outside of phases."""

    title: str
    rows: tuple[RaciRow, ...]


@dataclass(frozen=True, slots=True)
class Raci:
    """Roles in the order they first appear, steps by phase, and how many duties each role has."""

    parties: tuple[str, ...]
    groups: tuple[RaciGroup, ...]
    totals: tuple[int, ...]


def raci(procedure: Procedure, accountable: Accountable, words: Words) -> Raci:
    """Return the table of a procedure."""
    table = {step.id: _of_raci(shares(step, accountable, words)) for step in procedure.steps}
    parties = tuple(dict.fromkeys(share.party for row in table.values() for share in row))
    groups = []
    for phase, steps in groupby(procedure.steps, key=lambda step: step.phase):
        rows = [RaciRow(step.id, step.number, step.name.value, _cells(table[step.id], parties)) for step in steps]
        groups.append(RaciGroup(phase, tuple(rows)))
    counts = Counter(share.party for row in table.values() for share in row)
    return Raci(parties, tuple(groups), tuple(counts[party] for party in parties))


def wide(table: Raci) -> bool:
    """Whether the table needs a sheet of paper in landscape."""
    return len(table.parties) > _UPRIGHT


def render_raci(table: Raci, page: str, press: Press) -> str:
    """Return the table as HTML, or '' where nobody has a duty."""
    if not table.parties:
        return ""
    return press.part(
        "raci",
        parties=[press.party(party, page) for party in table.parties],
        groups=table.groups,
        totals=table.totals,
        span=len(table.parties) + 1,
        wide=wide(table),
        marks={
            share: press.mark(share)
            for group in table.groups
            for row in group.rows
            for cell in row.cells
            for share in cell
        },
        letters={letter: press.words(f"duty.{letter}") for letter in LETTERS},
    )


def _of_raci(step: Iterable[Share]) -> tuple[Share, ...]:
    return tuple(share for share in step if share.letter in LETTERS)


def _cells(row: tuple[Share, ...], parties: tuple[str, ...]) -> tuple[tuple[Share, ...], ...]:
    own: dict[str, tuple[Share, ...]] = {}
    for share in row:
        own[share.party] = (*own.get(share.party, ()), share)
    return tuple(own.get(party, ()) for party in parties)
