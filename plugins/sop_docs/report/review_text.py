"""A review for a terminal. Touches no file."""

from collections.abc import Iterator

from ..model.review import Review, ReviewedDocument, Told
from ..model.words import Words
from .findings import visible
from .review_lines import (
    approver,
    because,
    idle,
    look,
    news,
    power,
    remarks,
    roles,
    stops,
    suspects,
    terms,
    thing,
    verdict,
    versions,
    weight,
)


def review_text(review: Review, words: Words) -> str:
    """Return a paragraph a document, then what was changed beside, who has to know, who has to approve."""
    return "\n".join(_lines(review, words)) + "\n"


def _lines(review: Review, words: Words) -> Iterator[str]:
    for path in review.alarms:
        yield visible(f"!! {words('review.alarm', path=path)}")
    yield from (visible(f"!! {line}") for line in power(review))
    if review.alarms:
        yield ""
    for one in review.documents:
        yield from _document(one, words)
        yield ""
    yield from _part("review.head.shared", _shared(review, words), words)
    yield from _part("review.head.training", _training(review, words), words)
    approvers = [approver(one, review, words) for one in review.approvers]
    yield from _part("review.head.approval", [*approvers, *idle(review, words)], words)
    if review.approvers:
        yield from (f"  {words('review.typed')}", "")
    yield from _part("review.head.problems", [_problem(told) for told in review.verdict.new], words)
    yield from map(visible, verdict(review, words))


def _document(one: ReviewedDocument, words: Words) -> Iterator[str]:
    numbers = " ".join(filter(None, (one.number, versions(one))))
    yield visible(words("review.line", document=numbers, weight=weight(one, words), title=one.title))
    yield from (visible(f"  {line}") for line in terms(one, words))
    yield from (visible(f"  ! {line}") for line in stops(one, words))
    yield from (visible(f"  ? {line}") for line in (*because(one, words), *look(one, words)))
    yield from (visible(f"  - {sentence}") for _, sentence in one.changes)
    yield from (visible(f"  * {line}") for line in remarks(one, words))
    if one.approvers:
        yield visible(f"  {words('review.needs', roles=roles(one, words))}")
    yield from (visible(f"  → {line}") for line in suspects(one, words))


def _shared(review: Review, words: Words) -> Iterator[str]:
    for one in review.shared:
        yield thing(one, words)
        yield from (f"  - {sentence}" for _, sentence in one.changes)
        yield from (f"  → {line}" for line in suspects(one, words))


def _training(review: Review, words: Words) -> Iterator[str]:
    for role, lessons in news(review, words):
        yield role
        for subject, does, answers in lessons:
            yield f"  {subject}"
            yield from (f"  - {sentence}" for sentence in does)
            if answers:
                yield f"  {words('review.answers')}"
                yield from (f"  - {sentence}" for sentence in answers)


def _part(key: str, lines: Iterator[str] | list[str], words: Words) -> Iterator[str]:
    shown = [visible(line) for line in lines]
    if shown:
        yield words(key)
        yield from (f"  {line}" for line in shown)
        yield ""


def _problem(told: Told) -> str:
    place = told.problem.place
    return f"{told.path}:{place.line}:{place.column}: {told.problem.code} {told.message}"
