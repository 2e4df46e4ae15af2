"""Headings of a Markdown body and the key lists below them, found by a line scanner. Touches no file.

Only what stands at the left margin counts, as in Python-Markdown; fences and comments hide what is in them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from ..model.place import Text
from ..model.problem import Problem
from .key_list import KeyList, read_key_list
from .lines import Lines, hidden_rows, is_break

_UNDERLINE = re.compile(r"(?:=+|-+)[ \t]*")
_NO_PARAGRAPH = re.compile(r"[#＃>|]|    |\t|<!--|[ \t]*[-*+][ \t]| {0,3}(?:`{3,}[^`]*$|~{3})")
_HASHES = "#＃"
_DEEPEST = 6
_SHOWN = 40
"""Characters of a line that a message repeats."""


class Block(NamedTuple):
    """A heading with its key list; its own text stands in the rows from `start` up to `stop`, the next heading."""

    level: int
    title: Text
    list: KeyList
    head: int
    start: int
    stop: int

    @property
    def keyed(self) -> bool:
        """Whether a list with at least one known key directly follows the heading."""
        return self.list.keyed


@dataclass(frozen=True, slots=True)
class Outline:
    """A body by its headings; `preamble` is the row of the first one."""

    lines: Lines
    hidden: frozenset[int]
    preamble: int
    blocks: tuple[Block, ...]
    problems: tuple[Problem, ...]


class _Heading(NamedTuple):
    row: int
    level: int
    title: Text


def read_outline(path: str, body: str, first_line: int) -> Outline:
    """Return the headings of a body in order, and what is wrong with lines that look like one."""
    lines = Lines(path, first_line, body.split("\n"))
    hides = "```" in body or "~~~" in body or "<!--" in body
    hidden = hidden_rows(lines.rows) if hides else frozenset[int]()
    problems: list[Problem] = []
    headings = list(_headings(lines, hidden, problems))
    stops = [*(heading.row for heading in headings[1:]), len(lines.rows)]
    blocks = tuple(_block(lines, heading, stop) for heading, stop in zip(headings, stops, strict=False))
    return Outline(lines, hidden, headings[0].row if headings else len(lines.rows), blocks, tuple(problems))


def has_title(body: str) -> bool:
    """Whether the body has a first-level heading of its own, underlined ones included."""
    outline = read_outline("", body, 1)
    underlined = (problem for problem in outline.problems if problem.key == "SOP204")
    rows = outline.lines.rows
    return any(block.level == 1 for block in outline.blocks) or any(
        rows[problem.place.line].startswith("=") for problem in underlined
    )


def _headings(lines: Lines, hidden: frozenset[int], problems: list[Problem]) -> Iterator[_Heading]:
    rows = lines.rows
    marked = [row for row, line in enumerate(rows) if line and line[0] in "#＃=-"]
    for row in marked:
        line = rows[row]
        if row in hidden or line.startswith("- "):
            continue
        if line[0] in _HASHES:
            if heading := _heading(lines, row, problems):
                yield heading
        elif row and _UNDERLINE.fullmatch(line) and row - 1 not in hidden and _paragraph(rows[row - 1]):
            problems.append(Problem("SOP204", lines.place(row - 1), {"title": rows[row - 1].strip()[:_SHOWN]}))


def _heading(lines: Lines, row: int, problems: list[Problem]) -> _Heading | None:
    """Return the heading on a row that starts with `#`; one without its space is told of, and read as what it means."""
    line = lines.rows[row]
    level = len(line) - len(line.lstrip(_HASHES))
    words = line[level:].strip()
    if line[level : level + 1] not in {"", " ", "\t"} or "＃" in line[:level] or level > _DEEPEST:
        problems.append(Problem("SOP203", lines.place(row), {"line": line[:_SHOWN]}))
        # A single `#` may as well be a tag or the number of something.
        if level == 1 or level > _DEEPEST:
            return None
    column = line.find(words, level) + 1 if words else 1
    return _Heading(row, level, Text(_without_closing(words), lines.place(row, column)))


def _without_closing(words: str) -> str:
    """Return a title without the hashes that may close it."""
    bare = words.rstrip("#")
    return bare.rstrip(" \t") if not bare or bare[-1] in " \t" else words


def _paragraph(line: str) -> bool:
    return bool(line.strip()) and not _NO_PARAGRAPH.match(line) and not is_break(line)


def _block(lines: Lines, heading: _Heading, stop: int) -> Block:
    start = lines.past_blank(heading.row + 1, stop)
    below = read_key_list(lines, start, stop)
    return Block(heading.level, heading.title, below, heading.row, below.stop if below.keyed else start, stop)
