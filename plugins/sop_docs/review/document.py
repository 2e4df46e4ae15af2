"""One document of a review with all that its part of the page shows."""

from dataclasses import dataclass
from typing import Final

from ..model.change import Weight
from ..model.review import ReviewedDocument, Turn
from ..model.words import Words
from ..report.review_lines import because, moved, remarks, roles, suspects, versions, wanted, weight
from .by_word import ByWord, Piece
from .cards import Card, cards, whole_cards
from .charts import drawable, marked_charts, plain_chart
from .drawing import Drawer, Figure
from .duties import DutyTable, duty_table
from .prose import Passage, passages
from .steps import Steps

_WHOLE: Final = frozenset({Turn.ADDED, Turn.REMOVED})
"""What has one text."""


@dataclass(frozen=True, slots=True)
class Line:
    """What a document says in a row of the table."""

    anchor: str
    """'' where it has no part of its own."""
    number: str
    title: str
    path: str
    versions: str
    weight: str
    stops: tuple[str, ...]
    roles: str
    moved: str
    """Where the file was and is, '' where it did not move."""


@dataclass(frozen=True, slots=True)
class Part:
    """What a document says in its own part; `whole` where it is new or gone, so that nothing in it is marked."""

    line: Line
    turn: Turn
    whole: bool
    because: tuple[str, ...]
    remarks: tuple[str, ...]
    suspects: tuple[str, ...]
    sentences: tuple[tuple[Weight, tuple[str, ...]], ...]
    figures: tuple[Figure, ...]
    duties: DutyTable | None
    cards: tuple[Card, ...]
    passages: tuple[Passage, ...]
    source: tuple[Piece, ...]


def line(one: ReviewedDocument, anchor: str, words: Words) -> Line:
    """Return the row of a document."""
    stopped = tuple(wanted(one, words))
    shown = weight(one, words)
    there = "".join(moved(one, words))
    return Line(anchor, one.number, one.title, one.path, versions(one), shown, stopped, roles(one, words), there)


def part(one: ReviewedDocument, anchor: str, drawer: Drawer, by_word: ByWord, words: Words) -> Part:
    """Return the part of a document; its charts are asked for."""
    before, after = (content.sop if content else None for content in (one.before, one.after))
    steps = Steps(one, before, after) if before and after else None
    sop = None if steps else after or before
    whole = one.turn in _WHOLE and sop is not None
    found = (
        cards(anchor, steps, by_word, words)
        if steps
        else whole_cards(one, sop, by_word, words)
        if sop and whole
        else ()
    )
    return Part(
        line=line(one, anchor, words),
        turn=one.turn,
        whole=whole,
        because=tuple(because(one, words)),
        remarks=tuple(remarks(one, words)),
        suspects=tuple(suspects(one, words)),
        sentences=_sentences(one),
        figures=_figures(anchor, one, steps, found, drawer, words),
        duties=duty_table(steps, words) if steps else None,
        cards=found,
        passages=tuple(passages(before, after, by_word, words)) if steps or whole else (),
        source=_source(one, by_word, unreadable=not (steps or whole)),
    )


def _sentences(one: ReviewedDocument) -> tuple[tuple[Weight, tuple[str, ...]], ...]:
    """Return what changed, the heaviest first."""
    groups = (
        (weight, tuple(sentence for change, sentence in one.changes if change.weight is weight))
        for weight in reversed(Weight)
    )
    return tuple((weight, said) for weight, said in groups if said)


def _figures(
    anchor: str, one: ReviewedDocument, steps: Steps | None, found: tuple[Card, ...], drawer: Drawer, words: Words
) -> tuple[Figure, ...]:
    titles = [_titled("review.page.before", one.version_before, words)]
    titles.append(_titled("review.page.after", one.version_after, words))
    if steps:
        if not drawable(steps.before) or not drawable(steps.after):
            return ()
        links = (
            {card.before: f"#{card.anchor}" for card in found if card.before},
            {card.after: f"#{card.anchor}" for card in found if card.after},
        )
        charts = marked_charts((f"{anchor}-before", f"{anchor}-after"), steps, links, words)
        return drawer.ask(titles, charts) if charts else ()
    # Beside a text that nobody can read no chart tells what changed.
    sides = zip(titles, (one.before, one.after), strict=True) if one.turn in _WHOLE else ()
    for title, content in sides:
        if content and drawable(content.sop):
            return drawer.ask([title], [plain_chart(f"{anchor}-only", content.sop, words)])
    return ()


def _titled(key: str, version: str, words: Words) -> str:
    return words(f"{key}.version", version=version) if version else words(key)


def _source(one: ReviewedDocument, by_word: ByWord, *, unreadable: bool) -> tuple[Piece, ...]:
    """Return what differs in the files as they were written; of what is new or gone that is what stands here anyway."""
    same = one.before_text == one.after_text
    return () if same or (one.turn in _WHOLE and not unreadable) else by_word(one.before_text, one.after_text)
