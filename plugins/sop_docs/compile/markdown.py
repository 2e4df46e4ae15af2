"""Author's words as Markdown that shows them to the letter, and author's Markdown fitted into a page."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from ..parse.lines import hidden_rows

UNSEARCHED: Final = "data-search-exclude"
"""The attribute of a heading whose words a search need not find."""
_ENTITIES: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_SPECIAL: Final = re.compile(r"[\\`*_{}\[\]<>&]")
_HEADING: Final = re.compile(r"(#{1,6})[ \t]+(.*?)[ \t]*(?:#+[ \t]*)?(\{[^{}]*#[^{}]*\})?[ \t]*")
_MARKER: Final = re.compile(r"[ \t]*<!--[ \t]*sop:([a-z-]+)[ \t]*-->[ \t]*")
_STRUCTURE: Final = re.compile(r"^(?:[ \t]*(?:#|```|~~~|<!--)| {4}|\t)", re.MULTILINE)
_ITEM: Final = re.compile(r"[ \t]*(?:[-*+]|[0-9]{1,9}[.)])[ \t]")


def literal(text: str) -> str:
    """Return words so that Markdown shows them as they are."""
    return _SPECIAL.sub(lambda found: _ENTITIES.get(found[0], f"\\{found[0]}"), text)


def heading(level: int, text: str, anchor: str, attributes: str = "") -> str:
    """Return a heading with an id; `text` is Markdown."""
    return f"{'#' * level} {text} {{#{anchor}{' ' if attributes else ''}{attributes}}}"


def fitted(
    text: str,
    level: int,
    anchor: Callable[[int, str], str],
    line: Callable[[str], str],
    part: Callable[[str], str | None] = lambda _: None,
) -> str:
    """Return an author's Markdown for a place below a heading of `level`.

    Its headings move below that level and get the ids that `anchor` gives to their count and words, `line` is applied
    to its prose, and what `part` returns for `<!-- sop:name -->` takes the marker's place.
    """
    if not _STRUCTURE.search(text):
        return "\n".join(map(line, text.split("\n")))
    lines = tuple(_outside_code(text.split("\n")))
    levels = [len(found[1]) for row, prose in lines if prose and (found := _HEADING.fullmatch(row))]
    shift = max(0, level + 1 - min(levels)) if levels else 0
    result, count = [], 0
    for row, prose in lines:
        if not prose:
            result.append(row)
        elif found := _HEADING.fullmatch(row):
            count += 1
            hashes = "#" * min(6, len(found[1]) + shift)
            name = anchor(count, found[2])
            written = found[3] or (f"{{#{name}}}" if name else "")
            result.append(f"{hashes} {found[2]} {written}".rstrip())
        elif marker := _MARKER.fullmatch(row):
            placed = part(marker[1])
            result += [row] if placed is None else [*([""] if result and result[-1] else []), placed, ""]
        elif row.strip() or not result or result[-1]:  # one blank row is enough
            result.append(line(row))
    return "\n".join(result)


def markers_in(text: str) -> frozenset[str]:
    """Return the names of the parts that an author's Markdown places."""
    if "<!--" not in text:
        return frozenset()
    rows = (row for row, prose in _outside_code(text.split("\n")) if prose)
    return frozenset(found[1] for row in rows if (found := _MARKER.fullmatch(row)))


def _outside_code(rows: Sequence[str]) -> Iterator[tuple[str, bool]]:
    """Yield each row and whether it is prose: not in a fence or comment, not indented as code; a marker is prose."""
    hidden = hidden_rows(["" if _MARKER.fullmatch(row) else row for row in rows])
    gap, listed = True, False
    for index, row in enumerate(rows):
        indented = row.startswith(("    ", "\t"))
        # Only a blank row may begin indented code, and in a list it belongs to an item.
        code = indented and gap and not listed
        if row.strip() and not indented:
            listed = bool(_ITEM.match(row)) or (listed and not gap)
        gap = not row.strip() or code
        yield row, index not in hidden and not code
