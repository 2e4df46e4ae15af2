"""The few shapes that reference pages are made of."""

from collections.abc import Iterable, Sequence

from ...model.words import Words


def page(words: Words, name: str, blocks: Iterable[str]) -> str:
    """Return a page with the title and the introduction that the catalogue has for `name`."""
    head = (f"# {words(f'{name}.title')}", words(f"{name}.intro"))
    return "\n\n".join((*head, *blocks, words("reference.generated"))) + "\n"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table; the cells are Markdown."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |" for line in lines)


def code(*values: str) -> str:
    """Return each value as code, with blanks between."""
    return " ".join(f"`{value}`" for value in values)
