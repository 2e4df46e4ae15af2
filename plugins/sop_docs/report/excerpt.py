"""A line of a source and how far from its margin a column stands on a terminal."""

import unicodedata
from typing import NamedTuple

from .findings import ORDER, visible

_CHARACTERS = 80
_BEFORE = 40
_EMOJI = "\ufe0f"
"""Turns the character before it into a wide picture."""


class Excerpt(NamedTuple):
    """What is shown of a line, and how many cells stand before the column in question."""

    text: str
    cells: int


def excerpt(line: str, column: int) -> Excerpt:
    """Return the part of a line around a column (from 1), safe to print."""
    # In halves such an order is not known again, and with a longer sign the caret would stand beside its place.
    line = ORDER.sub("\ufffd", line)
    start = max(0, column - 1 - _BEFORE) if len(line) > _CHARACTERS else 0
    head = "…" if start else ""
    tail = "…" if len(line) > start + _CHARACTERS else ""
    before = head + _shown(line[start : column - 1])
    return Excerpt(before + _shown(line[max(start, column - 1) : start + _CHARACTERS]) + tail, _width(before))


def _shown(text: str) -> str:
    return visible(text.replace("\t", " "))


def _width(text: str) -> int:
    """Return how many cells of a terminal a text takes: two for a Chinese character, none for a combining one."""
    cells = previous = 0
    for character in text:
        if character == _EMOJI:
            cells += previous == 1
        elif unicodedata.category(character) not in {"Mn", "Me"}:
            previous = 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1
            cells += previous
    return cells
