"""What is wrong with YAML that a parser refuses, in words for an author. Touches no file."""

import re
from collections.abc import Iterator

import yaml

from ..model.place import Place
from ..model.problem import Problem

_FULLWIDTH = re.compile(r" *(?:- )?[^\s:：\"'#\[\]{}]{1,30}(：)")
_BEFORE_BRACKET = re.compile(rf"{_FULLWIDTH.pattern} *[\[{{]")
_GLUED = re.compile(r" *(?:- )?[\w-]{1,30}(:)[^\s/:]")
_AFTER_QUOTE = re.compile(r""" *(?:- )?[^:]{1,40}: *(?:"[^"]*"|'[^']*') *[^\s#,]""")
_TABBED = re.compile(r" *\t")
_RESERVED = "@`%"
_SCANNED = {
    "while scanning a quoted scalar": "SOP010.quote",
    "while parsing a quoted scalar": "SOP010.escape",
    "scanning an alias": "SOP012.alias",
    "scanning an anchor": "SOP012.anchor",
    "parsing a tag": "SOP012.tag",
}


def explain(error: yaml.YAMLError, text: str, path: str, line: int) -> Problem:
    """Return the problem that `error` stands for, at the place that has to be mended."""
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        return Problem("SOP010", Place(path, line))
    lines = text.split("\n")
    row = min(mark.line, len(lines) - 1)
    context = str(getattr(error, "context", None) or "")
    start = getattr(error, "context_mark", None) or mark
    for key, at, column, values in _causes(lines, row, mark.column, context, (start.line, start.column)):
        return Problem(key, Place(path, line + min(at, len(lines) - 1), column + 1), values)
    return Problem("SOP010", Place(path, line + row, min(mark.column, len(lines[row])) + 1))


def fullwidth_colon(text: str, path: str, line: int) -> Problem | None:
    """Return the problem of the first line that has `：` where YAML needs `: `."""
    for row, words in enumerate(text.split("\n")):
        if ": " not in words and (found := _FULLWIDTH.match(words)):
            return Problem("SOP010.fullwidth", Place(path, line + row, found.start(1) + 1))
    return None


def _causes(
    lines: list[str], row: int, column: int, context: str, start: tuple[int, int]
) -> Iterator[tuple[str, int, int, dict[str, str]]]:
    """Yield key, row, column and values of each cause that explains the error, the likeliest first."""
    words = lines[row]
    if found := _TABBED.match(words):
        yield "SOP010.tab", row, found.end() - 1, {}
    for scanned, key in _SCANNED.items():
        if context.endswith(scanned):
            yield key, *start, {"name": words[column:].strip()[:30]}
    character = words[column : column + 1]
    if character and character in _RESERVED:
        yield "SOP010.reserved", row, column, {"character": character}
    # A line without its colon is only noticed at the next one that says something.
    for near in (_before(lines, row), row):
        yield from _unseparated(lines[near], near)
    if found := _AFTER_QUOTE.match(words):
        yield "SOP010.quoted", row, found.end() - 1, {}
    if "flow" in context:
        if (comma := words.rfind("，", 0, column)) > words.find("{"):
            yield "SOP010.comma", row, comma, {}
        yield "SOP010.bracket", *_opening(lines, start), {}
    if character == ":":
        yield "SOP010.colon" if ":" in words[:column] else "SOP010.indent", row, column, {}


def _opening(lines: list[str], start: tuple[int, int]) -> tuple[int, int]:
    """Return where the bracket stands that was opened last; at the end of a text the parser has lost it."""
    row, column = start
    if row < len(lines) and lines[row][column : column + 1] in {"[", "{"}:
        return start
    brackets = ((at, max(lines[at].rfind("["), lines[at].rfind("{"))) for at in reversed(range(min(row, len(lines)))))
    return next((found for found in brackets if found[1] >= 0), start)


def _before(lines: list[str], row: int) -> int:
    """Return the last row before this one that is neither blank nor a comment, else this one."""
    return next((at for at in reversed(range(row)) if lines[at].split("#")[0].strip()), row)


def _unseparated(words: str, row: int) -> Iterator[tuple[str, int, int, dict[str, str]]]:
    if found := _BEFORE_BRACKET.match(words):
        yield "SOP010.fullwidth", row, found.start(1), {}
    if ": " not in words:
        for key, expression in (("SOP010.fullwidth", _FULLWIDTH), ("SOP010.space", _GLUED)):
            if found := expression.match(words):
                yield key, row, found.start(1), {}
