"""The prose around the steps before and after a change. Touches no file."""

from collections.abc import Iterator
from typing import NamedTuple

from ..diff.likeness import alike, paired
from ..diff.wording import grams
from ..model.chart import Mark
from ..model.names import folded
from ..model.sop import Sop
from ..model.words import Words
from ..parse.punctuation import without_number
from .by_word import ByWord, Piece

_ALIKE = 0.6


class Passage(NamedTuple):
    """A stretch of prose under a title that says something else now."""

    mark: Mark
    title: tuple[Piece, ...]
    pieces: tuple[Piece, ...]


class _Part(NamedTuple):
    key: str
    title: str
    text: str


def passages(before: Sop | None, after: Sop | None, by_word: ByWord, words: Words) -> Iterator[Passage]:
    """Yield what differs, in the order of the later text; what is gone comes last."""
    one, two = (tuple(_parts(sop, words)) if sop else () for sop in (before, after))
    pairs = paired([part.key for part in one], [part.key for part in two])
    likely = alike({i: grams(one[i].text) for i in pairs.removed}, {j: grams(two[j].text) for j in pairs.added}, _ALIKE)
    fellow = {j: i for i, j in (*pairs.both, *likely)}
    for j, part in enumerate(two):
        yield from _passage(one[fellow[j]] if j in fellow else None, part, by_word)
    gone = {*range(len(one))} - {*fellow.values()}
    for i in sorted(gone):
        yield from _passage(one[i], None, by_word)


def _passage(old: _Part | None, new: _Part | None, by_word: ByWord) -> Iterator[Passage]:
    texts = [part.text if part else "" for part in (old, new)]
    titles = [part.title if part else "" for part in (old, new)]
    if texts[0] != texts[1] or titles[0] != titles[1]:
        mark = Mark.ADDED if old is None else Mark.REMOVED if new is None else Mark.CHANGED
        yield Passage(mark, by_word(*titles), by_word(*texts) if texts[0] != texts[1] else ())


def _parts(sop: Sop, words: Words) -> Iterator[_Part]:
    if sop.preamble and sop.preamble.value.strip():
        yield _Part("preamble", words("change.at.preamble"), sop.preamble.value.strip())
    procedure = sop.procedure
    if procedure.intro:
        yield _Part("steps", words("change.at.steps"), procedure.intro.value.strip())
    for phase in procedure.phases:
        if phase.intro:
            yield _Part(f"phase {folded(phase.name.value)}", phase.name.value, phase.intro.value.strip())
    for section in sop.sections:
        title = without_number(section.title).value
        yield _Part(f"section {section.kind or folded(title)}", title, section.body.value.strip())
