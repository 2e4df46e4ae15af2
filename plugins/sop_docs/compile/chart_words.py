"""How much room words take, and where they are broken into lines; sizes in em, as no font is at hand."""

from collections.abc import Iterator
from functools import lru_cache
from unicodedata import east_asian_width

_WIDE, _BROAD, _CAPITAL, _NARROW = 1.0, 0.95, 0.68, 0.55
_NOT_FIRST = frozenset("，。、；：！？）】》」』”’%…,.;:!?)]}\u200d\ufe0f")
_NOT_LAST = frozenset("（【《「『“‘([{\u200d")


def ems(words: str) -> float:
    """Return the width of words in em: a Chinese character is 1."""
    return sum(map(_em, words))


def wrapped(words: str, limit: float, most: int) -> tuple[str, ...]:
    """Return the words as at most `most` lines of `limit` em; joined they are the words again unless cut with `…`."""
    if ems(words) <= limit:
        return (words,) if words else ()
    lines = list(_lines(words, limit, most + 1))
    if len(lines) <= most:
        return tuple(lines)
    return (*lines[: most - 1], _cut(lines[most - 1], limit))


def _lines(words: str, limit: float, most: int) -> Iterator[str]:
    start = 0
    for _ in range(most):
        end = _line_end(words, start, limit)
        if end > start:
            yield words[start:end]
        if end >= len(words):
            return
        start = end


def _line_end(words: str, start: int, limit: float) -> int:
    """Return where the line from `start` ends: at the last good break that fits, else where it is full."""
    width, good = 0.0, start
    for position in range(start, len(words)):
        width += _em(words[position])
        if width > limit and words[position] != " " and position > start:
            return good if good > start else position
        if _breakable(words, position + 1):
            good = position + 1
    return len(words)


def _breakable(words: str, position: int) -> bool:
    """Tell whether a line may end before `position`: after a space, and between Chinese characters."""
    if position >= len(words):
        return False
    before, after = words[position - 1], words[position]
    if before == " ":
        return after != " "
    if after == " " or after in _NOT_FIRST or before in _NOT_LAST:
        return False
    return _em(before) == _WIDE or _em(after) == _WIDE or before in "/_-"


def _cut(line: str, limit: float) -> str:
    while line and ems(line) > limit - 1:
        line = line[:-1]
    return f"{line.rstrip()}…"


@lru_cache(maxsize=8192)
def _em(character: str) -> float:
    if character in "MWmw@%":
        return _BROAD
    if character.isascii():
        return _CAPITAL if character.isupper() else _NARROW
    return _WIDE if east_asian_width(character) in "WFA" else _NARROW
