"""Every code that a problem can have, with what must hold, its words, and a wrong and a right."""

from collections.abc import Iterator

from ...model.words import Words
from ...report.rules import entry_markdown
from ..manual import manual
from .markdown import page


def checks_page(words: Words) -> str:
    """Return the page of all rules, by code."""
    return page(words, "checks", _blocks(words))


def _blocks(words: Words) -> Iterator[str]:
    group = ""
    for code, entry in manual(words).items():
        if code[:4] != group:
            group = code[:4]
            yield f"## {words(f'codes.{group}')}"
        yield f"### {code}"
        yield entry_markdown(entry, words)
