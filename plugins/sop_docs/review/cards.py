"""The steps of a document that a change makes others, as cards: what each said and says. Touches no file."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from ..compile.shares import shares
from ..model.chart import Mark
from ..model.flow import EdgeKind
from ..model.review import ReviewedDocument
from ..model.sop import Sop
from ..model.step import Step
from ..model.words import Words
from .by_word import ByWord, Piece
from .steps import Steps

_TEXTS = ("frequency", "requires")
_LISTS = {"input": "inputs", "output": "outputs", "form": "forms", "tools": "tools"}
_LAST = ("standard", "done", "handover")
_NEXT = "next"
_WAYS = {EdgeKind.ANSWER: "decision", EdgeKind.EXCEPTION: "exceptions", EdgeKind.NORMAL: _NEXT}


class Said(NamedTuple):
    """A labelled text as pieces."""

    label: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A step that came, went, moved or says something else; `was` is the number it had where it moved."""

    anchor: str
    number: str
    was: str
    name: tuple[Piece, ...]
    mark: Mark
    said: tuple[Said, ...]
    before: str
    """The id before, '' where the step is new."""
    after: str


def cards(prefix: str, steps: Steps, by_word: ByWord, words: Words) -> tuple[Card, ...]:
    """Return the cards in the order of the later text; `prefix` begins their anchors."""
    found: list[Card] = []
    now = {step.id: step.name.value for step in steps.after.steps}
    then = {step.id: now.get(steps.ids.get(step.id, ""), step.name.value) for step in steps.before.steps}
    for old, new in steps.ordered():
        mark = _mark(steps, old, new)
        if not mark:
            continue
        before = _texts(steps.before, old, then, words) if old else {}
        after = _texts(steps.after, new, now, words) if new else {}
        if old and new and new.id not in steps.redirected:
            # What comes next is another step where one came or went; the charts show that.
            before, after = ({**each, _NEXT: ("", "")} for each in (before, after))
        found.append(_card(f"{prefix}-s{len(found) + 1}", mark, (old, before), (new, after), by_word))
    return tuple(found)


def whole_cards(document: ReviewedDocument, sop: Sop, by_word: ByWord, words: Words) -> tuple[Card, ...]:
    """Return the cards of a document that is new or gone."""
    mark = Mark.ADDED if document.after else Mark.REMOVED
    names = {step.id: step.name.value for step in sop.steps}
    pairs: Iterator[_Side] = ((step, _texts(sop, step, names, words)) for step in sop.steps)
    nothing: _Side = None, {}
    sides = ((nothing, side) if document.after else (side, nothing) for side in pairs)
    return tuple(_card("", mark, *each, by_word) for each in sides)


def _mark(steps: Steps, old: Step | None, new: Step | None) -> Mark:
    if new is None or old is None:
        return Mark.REMOVED if old else Mark.ADDED
    if new.id in steps.matching.moved:
        return Mark.MOVED
    return Mark.CHANGED if new.id in steps.said else Mark.NONE


_Texts = Mapping[str, tuple[str, str]]
"""Label and text by what it is."""
_Side = tuple[Step | None, _Texts]


def _card(anchor: str, mark: Mark, before: _Side, after: _Side, by_word: ByWord) -> Card:
    (old, one), (new, two) = before, after
    names = [step.name.value if step else "" for step in (old, new)]
    said = (
        Said((two.get(key) or one[key])[0], by_word(*(side.get(key, ("", ""))[1] for side in (one, two))))
        for key in dict.fromkeys((*two, *one))
        if one.get(key) != two.get(key)
    )
    last = new or old
    was = str(old.number) if old and new and old.number != new.number else ""
    return Card(
        anchor,
        str(last.number) if last else "",
        was,
        by_word(*names),
        mark,
        tuple(said),
        old.id if old else "",
        new.id if new else "",
    )


def _texts(sop: Sop, step: Step, names: Mapping[str, str], words: Words) -> _Texts:
    """Return what a step says, in the order in which it is needed; steps that follow are called by their names."""
    return {key: (label, text) for key, label, text in _said(sop, step, names, words) if text}


def _said(sop: Sop, step: Step, names: Mapping[str, str], words: Words) -> Iterator[tuple[str, str, str]]:
    comma = words("review.comma")
    if step.call:
        yield "call", words("step.call"), step.call.value
    for letter, group in groupby(shares(step, sop.accountable, words), key=lambda share: share.letter):
        yield letter, words(f"duty.{letter}"), comma.join(_noted(each.party, each.note, words) for each in group)
    if step.limit:
        yield "limit", words("step.limit"), _limit(step)
    yield from _plain(step, _TEXTS, words)
    for key, name in _LISTS.items():
        yield key, words(f"step.{key}"), comma.join(text.value for text in getattr(step, name))
    yield from _plain(step, _LAST, words)
    yield from _ways(sop, step, names, words)
    if step.detail:
        yield "detail", words("review.page.detail"), step.detail.value.strip()


def _noted(party: str, note: str, words: Words) -> str:
    return f"{party}{words('word.open')}{note}{words('word.close')}" if note else party


def _limit(step: Step) -> str:
    if step.limit is None or not step.limit.by_variant:
        return step.limit.text.value if step.limit else ""
    return "\n".join(f"{name} {limit.text.value}" for name, limit in step.limit.by_variant.items())


def _plain(step: Step, names: tuple[str, ...], words: Words) -> Iterator[tuple[str, str, str]]:
    for name in names:
        if text := getattr(step, name):
            yield name, words(f"step.{name}"), text.value


def _ways(sop: Sop, step: Step, names: Mapping[str, str], words: Words) -> Iterator[tuple[str, str, str]]:
    edges = sop.procedure.flow.outgoing.get(step.id, ())
    for kind, key in _WAYS.items():
        lines = [
            f"{edge.label} → {names.get(edge.target, words('step.end'))}".removeprefix(" → ")
            for edge in edges
            if edge.kind is kind
        ]
        if key == "decision" and step.decision and step.decision.question:
            lines.insert(0, step.decision.question)
        yield key, words(f"step.{key}"), "\n".join(lines)
