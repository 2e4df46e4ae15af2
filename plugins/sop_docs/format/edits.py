"""Changes of a text by position: what no edit names stays as it is. Touches no file."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

from ..model.place import Place


@dataclass(frozen=True, slots=True)
class Edit:
    """What stands between two offsets of a text, and the words to put there instead."""

    start: int
    stop: int
    words: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A text by its rows; line 1 of a place is row 0."""

    text: str
    rows: tuple[str, ...]
    starts: tuple[int, ...]

    def offset(self, place: Place) -> int:
        """Return the offset of a place in the text."""
        return self.starts[place.line - 1] + place.column - 1

    def row(self, row: int, words: str) -> Edit:
        """Return the edit that puts `words` in the place of a row."""
        return Edit(self.starts[row], self.starts[row] + len(self.rows[row]), words)


def sheet(text: str) -> Sheet:
    """Return the rows of a text; lines split at line feeds only."""
    rows = tuple(text.split("\n"))
    return Sheet(text, rows, tuple(accumulate((len(row) + 1 for row in rows[:-1]), initial=0)))


def applied(text: str, edits: Iterable[Edit]) -> str:
    """Return the text with every edit made; no two of them overlap."""
    parts: list[str] = []
    done = 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.stop)):
        parts += text[done : edit.start], edit.words
        done = edit.stop
    return "".join([*parts, text[done:]])
