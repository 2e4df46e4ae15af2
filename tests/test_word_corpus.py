"""How often the rule on vague words is right, counted on the hand-marked paragraphs in `words/`."""

import re
from datetime import date
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import pytest

from sop_docs.check.passages import Passage, passages_of
from sop_docs.check.registry import Finding
from sop_docs.check.run import Terms
from sop_docs.check.vague import vague_word
from sop_docs.model.library import Library
from sop_docs.model.place import Source
from sop_docs.model.vocabulary import Vocabulary
from sop_docs.project.load import Loader

DAY = date(2026, 11, 21)
ROOT = Path(__file__).parent.parent
WORDS = Path(__file__).parent / "words"
NAMES = ("first.zh", "first.en", "second.zh", "second.en", "third.zh", "third.en", "content")
VOCABULARY = Vocabulary(vague=("酌情", "抓紧", "差不多", "看情况"))
PAGES = ("content/handbook/wording.md", "content/handbook/en/wording.md")


class Count(NamedTuple):
    paragraphs: int
    right: int
    wrong: int
    missed: int


class Spot(NamedTuple):
    line: int
    start: int
    end: int


def marked(text: str) -> tuple[str, set[Spot]]:
    """Return the text without its marks, and what they stand around."""
    plain: list[str] = []
    spots: set[Spot] = set()
    for number, line in enumerate(text.split("\n"), 1):
        column = 1
        pieces = re.split("[⟦⟧]", line)
        for index, piece in enumerate(pieces):
            if index % 2:
                spots.add(Spot(number, column, column + len(piece)))
            column += len(piece)
        plain.append("".join(pieces))
    return "\n".join(plain), spots


def found_in(library: Library) -> list[Finding]:
    written = chain.from_iterable(map(passages_of, library.document.values()))
    passages = [each.read(text) for each in written for text in each.texts]
    names = Terms(library, DAY).names
    return [found for each in passages if isinstance(each, Passage) for found in vague_word(each, library, names)]


def count(name: str) -> Count:
    text, spots = marked((WORDS / f"{name}.md").read_text("utf-8"))
    library = Library(pages=(Source("corpus.md", text),), vocabulary=VOCABULARY)
    hits = found_in(library)
    meant = [{spot for spot in spots if _touches(spot, found)} for found in hits]
    return Count(text.count("\n\n") + 1, sum(map(bool, meant)), meant.count(set()), len(spots - set().union(*meant)))


def _touches(spot: Spot, found: Finding) -> bool:
    column = found.place.column
    return spot.line == found.place.line and spot.start < column + len(found.values["word"]) and column < spot.end


def total(counts: list[Count]) -> Count:
    return Count(*(sum(column) for column in zip(*counts, strict=True)))


def precision(counted: Count) -> float:
    return counted.right / max(1, counted.right + counted.wrong)


def row(counted: Count) -> str:
    hits = counted.right + counted.wrong
    share = f"{precision(counted):.2f}" if hits else "–"
    return f"| {counted.paragraphs} | {hits} | {counted.right} | {counted.wrong} | {counted.missed} | {share} |"


def test_the_rule_is_right_nine_times_of_ten() -> None:
    counts = [count(name) for name in NAMES]
    assert total(counts).paragraphs >= 200
    assert precision(total(counts)) >= 0.9
    assert precision(total(counts[4:6])) >= 0.9


@pytest.mark.parametrize("page", PAGES)
def test_the_handbook_tells_the_count(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    counts = [count(name) for name in NAMES]
    wanted = [row(counted) for counted in (*counts, total(counts))]
    assert re.findall(r"\| \d+ \| \d+ \| \d+ \| \d+ \| \d+ \| \S+ \|$", text, re.MULTILINE) == wanted


def test_the_example_library_has_no_vague_word_left() -> None:
    library = Loader().load(ROOT / "content").library
    assert found_in(library) == []
