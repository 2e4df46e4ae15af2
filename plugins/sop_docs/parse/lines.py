"""The lines of a body and which of them code and comments hide. Touches no file."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..model.place import Place, Text

_OPENING = re.compile(r"( {0,3})(`{3,}(?=[^`]*$)|~{3,}|<!--)")
_ITEM = re.compile(r" {0,3}(?:[-*+]|[0-9]{1,9}[.)])(?: {1,4}(?! )|(?= {5})|(?=\t)|$)")
_BREAK = re.compile(r" {0,3}([-*_])[ \t]*(?:\1[ \t]*){2,}$")
_DEEPEST = 3
"""Spaces before a fence; with more of them it is code itself."""


@dataclass(frozen=True, slots=True)
class Lines:
    """The rows of a body; the first one stands at line `first` of the file."""

    path: str
    first: int
    rows: Sequence[str]

    def place(self, row: int, column: int = 1) -> Place:
        """Return where a character of a row stands in the file."""
        return Place(self.path, self.first + row, column)

    def past_blank(self, start: int, stop: int) -> int:
        """Return the first row from `start` on that is not blank, `stop` where all are."""
        while start < stop and not self.rows[start].strip():
            start += 1
        return start

    def text(self, start: int, stop: int) -> Text | None:
        """Return the words of some rows without the blank ones around them, None where there are no words."""
        start = self.past_blank(start, stop)
        return Text("\n".join(self.rows[start:stop]).rstrip(), self.place(start)) if start < stop else None


def is_break(row: str) -> bool:
    """Whether the row is a rule such as `---` or `* * *`."""
    return _BREAK.match(row) is not None


def hidden_rows(rows: Sequence[str]) -> frozenset[int]:
    """Return the rows in which no structure stands: fences, comments and what is in them, as in CommonMark.

    A fence or comment within a list item hides only what is indented as well, and so nothing at the left margin.
    """
    hidden: set[int] = set()
    mark, item = "", 0
    for index, row in enumerate(rows):
        if not mark:
            opening = _OPENING.match(row)
            if opening is None or (item and len(opening[1]) >= item):
                item = _content(row, item)
                continue
            mark, item = opening[2], 0
            if mark != "<!--":
                hidden.add(index)
                continue
        hidden.add(index)
        if _closes(row, mark):
            mark = ""
    return frozenset(hidden)


def _closes(row: str, mark: str) -> bool:
    if mark == "<!--":
        return "-->" in row
    bare = row.rstrip(" \t")
    fence = bare.lstrip(" ")
    return len(bare) - len(fence) <= _DEEPEST and len(fence) >= len(mark) and not fence.strip(mark[0])


def _content(row: str, item: int) -> int:
    """Return the column at which the list item open after `row` holds its content, 0 without one."""
    if found := _ITEM.match(row):
        return 0 if is_break(row) else found.end() + (not found[0].endswith(" "))
    return item if not row.strip() or row.startswith((" " * item, "\t")) else 0
