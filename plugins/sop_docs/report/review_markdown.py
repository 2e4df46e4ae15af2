"""A review as a comment of a forge: short first, the rest folded, never longer than a comment may be.

Touches no file.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from ..model.review import Review, ReviewedDocument
from ..model.words import Words
from .literal import in_element, literal
from .review_lines import (
    approver,
    because,
    idle,
    news,
    power,
    remarks,
    roles,
    suspects,
    terms,
    thing,
    verdict,
    versions,
    wanted,
    weight,
)

MARK: Final = "<!-- sop-review -->"
"""How a workflow finds the comment that it wrote the last time."""
MOST: Final = 60_000
"""Characters of a comment; GitHub takes 65,536."""
_TABLE: Final = 24_000
_NOTICE: Final = 400
_WORDS: Final = 400
"""Characters of one sentence."""
_CELL: Final = 80
_LINES: Final = 40
"""Sentences of one part; who wants all reads the page."""
_NEWS: Final = 120
"""The same of who has to be told what: nobody may be left out for the length of a list."""

_Lines = Sequence[tuple[int, str]]
"""Sentences, and how deep each stands in its list."""


def review_markdown(review: Review, words: Words) -> str:
    """Return the comment; what has no room in it is counted."""
    parts = [_begin(review, words), *filter(None, [_alarms(review, words)]), _table(review, words)]
    folded = [*_details(review, words)]
    room = MOST - _NOTICE - sum(len(part) + 1 for part in parts)
    left = 0
    for part in folded:
        if left or len(part) + 1 > room:
            left += 1
            continue
        room -= len(part) + 1
        parts.append(part)
    if left:
        parts.append(f"_{words('review.left', count=left)}_\n")
    return "\n".join(parts)


def _begin(review: Review, words: Words) -> str:
    sign = "✅" if review.passed else "❌"
    first, *rest = (literal(line, _WORDS) for line in verdict(review, words))
    return "\n".join([MARK, f"### {sign} {first}", "", *(f"- {line}" for line in rest), ""])


def _alarms(review: Review, words: Words) -> str:
    if not review.alarms:
        return ""
    head = f"> ⚠️ **{words('review.head.alarms')}**"
    return "\n".join([head, *(f"> {line}" for line in _few(_flat([*review.alarms, *power(review)]), words)), ""])


def _table(review: Review, words: Words) -> str:
    if not review.documents:
        return ""
    names = [words(f"review.column.{name}") for name in ("document", "version", "change", "stops", "approval")]
    rows = [f"| {' | '.join(names)} |", f"|{' --- |' * len(names)}"]
    size, left = sum(map(len, rows)), 0
    for one in review.documents:
        row = _row(one, words)
        if left or size + len(row) > _TABLE:
            left += 1
            continue
        size += len(row) + 1
        rows.append(row)
    if left:
        rows += ["", f"_{words('review.rows', count=left)}_"]
    return "\n".join([*rows, ""])


def _row(one: ReviewedDocument, words: Words) -> str:
    todo = wanted(one, words)
    cells = (
        f"{literal(one.number, _CELL)} {literal(one.title, _CELL)}",
        literal(versions(one), _CELL),
        literal(weight(one, words), _CELL),
        "<br>".join(literal(line, _CELL * 2) for line in todo[:3]),
        literal(roles(one, words), _CELL),
    )
    return f"| {' | '.join(cells)} |"


def _details(review: Review, words: Words) -> Iterator[str]:
    problems = [
        f"{told.path}:{told.problem.place.line}: {told.problem.code} {told.message}" for told in review.verdict.new
    ]
    approvers = [*(approver(one, review, words) for one in review.approvers), *idle(review, words)]
    yield from _fold(words("review.head.problems"), _flat(problems), words)
    yield from _fold(words("review.head.training"), [*_training(review, words)], words, _NEWS)
    yield from _fold(words("review.head.approval"), _flat(approvers), words)
    yield from _fold(words("review.head.shared"), [*_shared(review, words)], words)
    for one in review.documents:
        head = " ".join(filter(None, (one.number, versions(one), one.title)))
        yield from _fold(head, _flat([*_document(one, words)]), words)


def _document(one: ReviewedDocument, words: Words) -> Iterator[str]:
    yield from terms(one, words)
    yield from because(one, words)
    yield from wanted(one, words)
    yield from (sentence for _, sentence in one.changes)
    yield from remarks(one, words)
    if one.approvers:
        yield words("review.needs", roles=roles(one, words))
    yield from suspects(one, words)


def _training(review: Review, words: Words) -> Iterator[tuple[int, str]]:
    for role, lessons in news(review, words):
        yield 0, role
        for subject, does, answers in lessons:
            yield 1, subject
            yield from ((2, sentence) for sentence in does)
            if answers:
                yield 2, words("review.answers")
                yield from ((3, sentence) for sentence in answers)


def _shared(review: Review, words: Words) -> Iterator[tuple[int, str]]:
    for one in review.shared:
        yield 0, thing(one, words)
        yield from ((1, sentence) for _, sentence in one.changes)
        yield from ((1, line) for line in suspects(one, words))


def _flat(lines: Sequence[str]) -> _Lines:
    return [(0, line) for line in lines]


def _fold(head: str, lines: _Lines, words: Words, most: int = _LINES) -> Iterator[str]:
    """Yield a part that opens at a click, nothing where there is nothing in it."""
    if lines:
        body = "\n".join(_few(lines, words, most))
        yield f"<details><summary>{in_element(head, _CELL * 2)}</summary>\n\n{body}\n\n</details>\n"


def _few(lines: _Lines, words: Words, most: int = _LINES) -> Iterator[str]:
    """Yield the items of a list, as many as a part may have."""
    yield from (f"{'  ' * depth}- {literal(line, _WORDS)}" for depth, line in lines[:most])
    if lines[most:]:
        yield f"- {words('review.more', count=len(lines) - most)}"
