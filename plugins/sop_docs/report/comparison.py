"""A comparison as text, Markdown and JSON (`sop-diff/1`): one pure function a format."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ..model.comparison import Comparison, State
from ..model.review import ReviewedDocument
from ..model.words import Words
from .changes import document_json
from .deliveries import alone, origins
from .findings import visible
from .json import written
from .literal import literal
from .review_lines import moved, versions, weight

FORMAT = "sop-diff/1"


def diff_text(comparison: Comparison, words: Words) -> str:
    """Return a paragraph a document."""
    blocks = ["\n".join(_lines(one, words)) for one in comparison.documents] or [words("diff.none")]
    above, below = (["\n".join(visible(line) for line in told(comparison, words))] for told in (origins, alone))
    return "\n\n".join(filter(None, [*above, *blocks, *below])) + "\n"


def diff_markdown(comparison: Comparison, words: Words) -> str:
    """Return a heading and a list a document, for any forge."""
    title = literal(words("diff.title", before=comparison.before.name, after=comparison.after.name))
    blocks = ["\n".join(_items(one, words)) for one in comparison.documents] or [words("diff.none")]
    above, below = (["\n".join(f"- {literal(line)}" for line in told(comparison, words))] for told in (origins, alone))
    return "\n\n".join(filter(None, [f"# {title}", *above, *blocks, *below])) + "\n"


def diff_json(comparison: Comparison, _: Words) -> str:
    """Return the comparison as `sop-diff/1`; its schema is `schemas/sop-diff-1.json`."""
    return written(
        {
            "format": FORMAT,
            "before": _state(comparison.before),
            "after": _state(comparison.after),
            "severity": comparison.weight,
            "documents": [document_json(one) for one in comparison.documents],
        }
    )


DIFF_FORMATS: Mapping[str, Callable[[Comparison, Words], str]] = {
    "text": diff_text,
    "json": diff_json,
    "markdown": diff_markdown,
}
"""How a comparison can be written, by name."""


def _lines(one: ReviewedDocument, words: Words) -> Iterator[str]:
    yield visible(_head(one, words))
    yield from (visible(f"  * {line}") for line in moved(one, words))
    yield from (visible(f"  - {sentence}") for _, sentence in one.changes)


def _items(one: ReviewedDocument, words: Words) -> Iterator[str]:
    yield f"## {literal(_head(one, words))}"
    yield ""
    yield from (f"- {literal(line)}" for line in moved(one, words))
    yield from (f"- {literal(sentence)}" for _, sentence in one.changes)


def _head(one: ReviewedDocument, words: Words) -> str:
    numbers = " ".join(filter(None, (one.number, versions(one))))
    return words("review.line", document=numbers, weight=weight(one, words), title=one.title)


def _state(state: State) -> dict[str, Any]:
    named = {"kind": state.sort, "name": state.name, "commit": state.commit or None}
    if state.about is None:
        return named
    about = state.about
    versions_alone = [{"number": one.number, "version": one.version, "state": one.state} for one in state.alone]
    made = {"library": about.library, "day": about.day.isoformat(), "options": dict(about.options)}
    return {**named, **made, "alone": versions_alone}
