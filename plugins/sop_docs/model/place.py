"""Where something stands in a source.

What a large library has hundreds of thousands of is a named tuple: it is made in two thirds of a dataclass's time.
"""

from dataclasses import dataclass
from typing import NamedTuple


class Place(NamedTuple):
    """A position in a source: line and column count from 1, columns in characters."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


class Text(NamedTuple):
    """Words of an author and where they stand."""

    value: str
    place: Place

    def __str__(self) -> str:
        return self.value


@dataclass(frozen=True, slots=True)
class Source:
    """One file of the library: its path below the content folder, with `/`, and its decoded text.

    `line` is where the text begins in the file: below the front matter, where that was taken off.
    """

    path: str
    text: str
    line: int = 1

    @property
    def content(self) -> Text:
        """The text with where it stands."""
        return Text(self.text, Place(self.path, self.line))
