"""White space that says nothing: at the end of rows without prose, and at the end of the file. Touches no file."""

import re
from collections.abc import Collection, Iterator

from ..model.place import Text
from ..parse.body import Body
from .edits import Edit, Sheet

_TRAILING = re.compile(r"(?<![\\ \t])[ \t]+$")
"""Blanks at the end of a row of YAML; after a backslash they are part of a text."""
_COMMENT = re.compile(r"(?:^|[ \t])#")


def front_matter_space(sheet: Sheet, body_line: int) -> Iterator[Edit]:
    """Yield the white space at the end of the rows above `body_line`; a comment keeps its own."""
    for row in range(body_line - 1):
        found = _TRAILING.search(sheet.rows[row])
        if found and not _COMMENT.search(sheet.rows[row]):
            yield Edit(sheet.starts[row] + found.start(), sheet.starts[row] + found.end(), "")


def body_space(sheet: Sheet, body: Body, body_line: int) -> Iterator[Edit]:
    """Yield the white space at the end of headings and blank rows that stand in no text of the author."""
    prose = _rows(body)
    for row in range(body_line - 1, _last(sheet) + 1):
        words = sheet.rows[row]
        bare = words.rstrip()
        if bare != words and row not in prose and (not bare or bare.startswith("#")):
            yield sheet.row(row, bare)


def final_newline(sheet: Sheet) -> Edit:
    """Return the edit that ends the last row with one line feed."""
    last = _last(sheet)
    stop = sheet.starts[last] + len(sheet.rows[last])
    return Edit(stop, len(sheet.text), "\n") if sheet.text.strip() else Edit(0, len(sheet.text), "")


def _last(sheet: Sheet) -> int:
    """Return the last row that is not blank."""
    return next((row for row in reversed(range(len(sheet.rows))) if sheet.rows[row].strip()), 0)


def _rows(body: Body) -> Collection[int]:
    """Return the rows that hold words of the author."""
    return {
        row
        for text in _texts(body)
        if text and text.value
        for row in range(text.place.line - 1, text.place.line + text.value.count("\n"))
    }


def _texts(body: Body) -> Iterator[Text | None]:
    yield body.preamble
    yield body.intro
    yield from (section.body for section in body.sections)
    yield from (phase.intro for phase in body.phases)
    yield from (step.detail for step in body.steps)
