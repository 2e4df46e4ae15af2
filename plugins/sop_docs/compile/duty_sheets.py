"""Who does what, and what goes from hand to hand, over all documents: two tables for a spreadsheet."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain

from ..model.library import Library
from ..model.lifecycle import State
from ..model.names import folded
from ..model.sop import Sop
from ..model.step import Step
from ..model.words import Words
from .shares import Share, shares
from .workbook import Cell, Sheet

_DOCUMENT = (("number", 20), ("title", 32), ("version", 8), ("effective", 12))
_STEP = (("step", 6), ("name", 28))
_HANDOVER = (("gives", 20), ("what", 32), ("to-step", 6), ("to-name", 28), ("takes", 20), ("how", 32), ("case", 16))
_PARTY = 14


def duty_sheets(library: Library, words: Words, day: date) -> tuple[Sheet, Sheet]:
    """Return the RACI matrix, steps down and roles across, and what one role hands to another; of what is in use."""
    sops = [sop for _, sop in sorted(library.sop.items()) if sop.state(day) is not State.WITHDRAWN]
    return _raci(sops, words), _handovers(sops, words)


def _raci(sops: Iterable[Sop], words: Words) -> Sheet:
    table = [(sop, step, list(shares(step, sop.accountable, words))) for sop in sops for step in sop.steps]
    parties = tuple(dict.fromkeys(share.party for *_, found in table for share in found))
    head, widths = _columns((*_DOCUMENT, *_STEP), words)
    rows = [[*_document(sop), *_step(step), *_cells(found, parties)] for sop, step, found in table]
    return Sheet(words("sheet.raci"), [*head, *parties], [*widths, *(_PARTY for _ in parties)], rows, len(head))


def _handovers(sops: Iterable[Sop], words: Words) -> Sheet:
    head, widths = _columns((*_DOCUMENT, *_STEP, *_HANDOVER), words)
    return Sheet(words("sheet.handover"), head, widths, list(chain.from_iterable(map(_between, sops))), 1)


def _between(sop: Sop) -> Iterator[list[Cell]]:
    """Yield the ways of a procedure on which somebody else takes over."""
    steps = {step.id: step for step in sop.steps}
    for edge in sop.procedure.flow.edges:
        one, other = steps.get(edge.source), steps.get(edge.target)
        if one and other and (gives := _doing(one)) != (takes := _doing(other)):
            how = one.handover.value if one.handover else ""
            yield [*_document(sop), *_step(one), gives, _handed(one, other), *_step(other), takes, how, edge.label]


def _handed(one: Step, other: Step) -> str:
    """Return what the other step takes of what one gives; all of it where names say nothing."""
    wanted = {folded(text.value) for text in other.inputs}
    taken = [text.value for text in one.outputs if folded(text.value) in wanted]
    return "\n".join(taken or [text.value for text in one.outputs])


def _doing(step: Step) -> str:
    return "\n".join(duty.party for duty in step.responsible)


def _cells(found: Iterable[Share], parties: Iterable[str]) -> Iterator[str]:
    cells: dict[str, list[str]] = {}
    for share in found:
        cells.setdefault(share.party, []).append(f"{share.letter}（{share.note}）" if share.note else share.letter)
    return ("\n".join(cells.get(party, ())) for party in parties)


def _document(sop: Sop) -> list[Cell]:
    return [sop.number, sop.title, f"V{sop.version}", sop.identity.effective]


def _step(step: Step) -> list[Cell]:
    return [step.number, step.name.value]


def _columns(columns: Iterable[tuple[str, int]], words: Words) -> tuple[list[str], list[int]]:
    found = list(columns)
    return [words(f"sheet.{name}") for name, _ in found], [width for _, width in found]
