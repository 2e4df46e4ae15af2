"""Every Markdown text of a library, with its code hidden. Touches no file.

What counts as code is decided so that nothing is taken for code that Python-Markdown would not take for it: a fence
stands at the left margin and is closed, a code span is one both in its line and in its paragraph.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from ..model.place import Place, Text
from ..model.sop import Module, Sop

_FENCE = re.compile(r"^(`{3,12}(?!`)|~{3,12}(?!~))[ ]*\.?[\w#.+-]*[ ]*$", re.MULTILINE)
_TICKS = re.compile(r"(?P<escapes>\\*)(?P<ticks>`+)")
_COMMENT = re.compile(r"<!--(?!-?>)[^<`\\]*?-->")
_INDENT = 3
_VISIBLE = re.compile(r"[^\n]")


@dataclass(frozen=True)
class Prose:
    """A Markdown text of an author; `visible` is as long, with blanks for its code and its well-formed comments."""

    text: Text
    visible: str
    unclosed: int | None = None

    def at(self, offset: int) -> Place:
        """Return where a character of the text stands."""
        place = self.text.place
        line = bisect_right(self._line_starts, offset) - 1
        column = offset - self._line_starts[line] + 1
        return Place(place.path, place.line + line, column if line else column + place.column - 1)

    def blocks(self) -> Iterator[tuple[int, str]]:
        """Yield the runs of lines that no blank line parts, each with its offset."""
        return blocks(self.visible)

    @cached_property
    def _line_starts(self) -> tuple[int, ...]:
        return (0, *(found.end() for found in re.finditer(r"\n", self.text.value)))


class Written(NamedTuple):
    """Texts of one document that are read alike: as what, and how."""

    kind: type
    texts: Sequence[Text]
    read: Callable[[Text], Prose]


def read_prose(text: Text) -> Prose:
    """Return the text with its code hidden, and the offset of a fence that is never closed."""
    return Prose(text, *visible(text.value))


@lru_cache(maxsize=64)
def visible(value: str) -> tuple[str, int | None]:
    """Return Markdown with its code hidden, and the offset of a fence that is never closed.

    Each text of a document is asked for twice: where rules can find anything, and what.
    """
    unclosed = None
    if "```" in value or "~~~" in value:
        value, unclosed = _without_fences(value)
    if "<!--" in value:
        value = _COMMENT.sub(_without_comment, value)
    if "`" in value:
        value = _without_spans(value)
    return value, unclosed


def words_of(text: Text) -> str:
    """Return all that a rule can see of a text: what is written, and what is left where its code is hidden."""
    shown, _ = visible(text.value)
    return text.value if shown is text.value else f"{text.value}\n{shown}"


def blocks(value: str) -> Iterator[tuple[int, str]]:
    """Yield the runs of lines between blank ones, each with its offset."""
    start = end = 0
    for line in value.split("\n"):
        if not line.strip():
            if end > start:
                yield start, value[start:end]
            start = end + len(line) + 1
        end += len(line) + 1
    if end > start:
        yield start, value[start:]


def texts_of(document: Sop | Module) -> Iterator[Text]:
    """Yield every Markdown text of a document."""
    procedure = document.procedure
    intros = (document.preamble, procedure.intro, *(phase.intro for phase in procedure.phases))
    details = (step.detail for step in procedure.steps)
    uses = (use.detail for step in procedure.steps for use in step.uses)
    yield from filter(None, (*intros, *details, *uses, *(section.body for section in document.sections)))


def _without_fences(value: str) -> tuple[str, int | None]:
    lines = list(_FENCE.finditer(value))
    closings: dict[str, list[int]] = {}
    for line in lines:
        closings.setdefault(line[0].rstrip(" "), []).append(line.start())
    parts: list[str] = []
    end, unclosed = 0, None
    for line in lines:
        if line.start() < end:
            continue
        ends = closings.get(line[1], [])
        after = bisect_right(ends, line.start())
        if after == len(ends):
            unclosed = line.start() if unclosed is None else unclosed
            continue
        closed = ends[after] + len(line[1])
        parts += [value[end : line.start()], _blank(value[line.start() : closed])]
        end = closed
    return "".join([*parts, value[end:]]), unclosed


def _without_comment(comment: re.Match[str]) -> str:
    """Return blanks for a comment; one over several lines is one only where it begins its line."""
    line = comment.string.rfind("\n", 0, comment.start()) + 1
    begins = not comment.string[line : comment.start()].strip(" ") and comment.start() - line <= _INDENT
    return _blank(comment[0]) if begins or "\n" not in comment[0] else comment[0]


def _without_spans(value: str) -> str:
    characters = list(value)
    for start, block in blocks(value):
        if "`" in block:
            in_lines = {index for line, text in _lines(start, block) for index in _spans(line, text)}
            for index in _spans(start, block):
                if index in in_lines:
                    characters[index] = " "
    return "".join(characters)


def _lines(start: int, block: str) -> Iterator[tuple[int, str]]:
    for line in block.split("\n"):
        yield start, line
        start += len(line) + 1


def _spans(start: int, text: str) -> Iterator[int]:
    """Yield the characters of code spans, up to the first backquote that two readers of Markdown pair differently."""
    runs = list(_TICKS.finditer(text))
    of_length: dict[int, list[int]] = {}
    for index, run in enumerate(runs):
        of_length.setdefault(len(run["ticks"]), []).append(index)
    index = 0
    while index < len(runs):
        ticks, escaped = len(runs[index]["ticks"]), len(runs[index]["escapes"]) % 2
        if escaped and ticks == 1:
            index += 1
            continue
        equal = of_length[ticks]
        after = bisect_right(equal, index)
        if escaped or after == len(equal):
            return
        yield from range(start + runs[index].start("ticks"), start + runs[equal[after]].end())
        index = equal[after] + 1


def _blank(value: str) -> str:
    return _VISIBLE.sub(" ", value)
