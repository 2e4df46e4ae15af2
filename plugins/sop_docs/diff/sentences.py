"""Prose as a row of sentences, however its lines are broken. Touches no file."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from enum import Enum, auto
from itertools import accumulate, pairwise
from typing import NamedTuple

from ..model.place import Place, Text
from .wording import one_line

_CLOSING = "”’」』）】》)\\]\"'*_`"
_END = re.compile(rf"[。！？；…]+[{_CLOSING}]*|(?<![.!?;])[.!?;]++[{_CLOSING}]*+(?=\s)")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_QUOTE = re.compile(r"(?: {0,3}> ?)+")
_QUOTED = re.compile(r"\n(?: {0,3}> ?)+")
_MARKER = re.compile(r"\s*(?:[-*+]|(?P<number>\d{1,9})[.)])\s+")
_HEADING = re.compile(r" {0,3}#{1,6}\s+")
_RULE = re.compile(r"[*_=\s]{3,}$|[|:\s]*-[|:\s-]*$")
"""A row of signs alone: below a heading or the head of a table, or between two parts."""
_SPACE = re.compile(r"\s*")
_NOT_END = re.compile(r"[^\n]")


class _Form(Enum):
    """What a line is in the layout."""

    BLANK = auto()
    WHOLE = auto()  # of code or of a table: never joined, never split
    HEADING = auto()
    ITEM = auto()
    WORDS = auto()


class _Line(NamedTuple):
    form: _Form
    start: int
    """Where its words begin."""
    end: int


def sentences(text: Text) -> list[Text]:
    """Return the sentences of Markdown prose with their places; a row of a table or of code is one.

    Signs of layout are left out: bullets and numbers of lists, marks of headings and quotes, comments.
    """
    value = _without_comments(text.value)
    starts = [0, *accumulate(len(line) + 1 for line in value.split("\n"))]
    found: list[Text] = []
    for form, start, end in _blocks(value, starts):
        ends = [] if form is _Form.WHOLE else [mark.end() for mark in _END.finditer(value, start, end)]
        for first, stop in zip((start, *ends), (*ends, end), strict=True):
            if words := one_line(_QUOTED.sub("\n", value[first:stop])):
                found.append(Text(words, _place(text.place, value, starts, first)))
    return found


def _place(place: Place, value: str, starts: list[int], offset: int) -> Place:
    """Return the place of the first character from an offset on that is no space."""
    space = _SPACE.match(value, offset)
    offset = space.end() if space else offset
    row = bisect_right(starts, offset) - 1
    return Place(place.path, place.line + row, offset - starts[row] + (place.column if row == 0 else 1))


def _blocks(value: str, starts: list[int]) -> Iterator[_Line]:
    """Yield the blocks of a text: lines that run on are joined."""
    block: _Line | None = None
    for line in _lines(value, starts):
        if block and block.form is not _Form.HEADING and line.form is _Form.WORDS:
            block = block._replace(end=line.end)
            continue
        if block:
            yield block
        block = None
        if line.form is _Form.WHOLE:
            yield line
        elif line.form is not _Form.BLANK:
            block = line
    if block:
        yield block


def _lines(value: str, starts: list[int]) -> Iterator[_Line]:
    fence, free = "", True
    for start, following in pairwise(starts):
        end = following - 1
        mark = _FENCE.match(value, start, end)
        if mark and (not fence or mark[1].startswith(fence)):
            fence = "" if fence else mark[1]
            line = _Line(_Form.BLANK, start, end)
        elif fence:
            line = _Line(_Form.WHOLE, start, end)
        else:
            line = _line(value, start, end, free=free)
        free = line.form is not _Form.WORDS
        yield line


def _line(value: str, start: int, end: int, *, free: bool) -> _Line:
    """Return a line outside of code; `free`: a list may begin here with any number."""
    quote = _QUOTE.match(value, start, end)
    start = quote.end() if quote else start
    words = value[start:end]
    if not words.strip() or _RULE.match(words):
        return _Line(_Form.BLANK, start, end)
    if words.lstrip().startswith("|"):
        return _Line(_Form.WHOLE, start, end)
    if heading := _HEADING.match(words):
        return _Line(_Form.HEADING, start + heading.end(), end)
    item = _MARKER.match(words)
    if item and (free or item["number"] in {None, "1"}):
        return _Line(_Form.ITEM, start + item.end(), end)
    return _Line(_Form.WORDS, start, end)


def _without_comments(text: str) -> str:
    """Return a text with its comments blanked out, every line in its place."""
    parts: list[str] = []
    done = 0
    while (start := text.find("<!--", done)) >= 0 and (end := text.find("-->", start)) >= 0:
        parts += [text[done:start], _NOT_END.sub(" ", text[start : end + 3])]
        done = end + 3
    return "".join([*parts, text[done:]])
