"""What texts say, whatever their spelling: the keys by which two are compared. Touches no file."""

import re
from collections.abc import Iterator
from itertools import pairwise

from ..model.change import Change, Kind
from ..model.place import Text
from .spot import Spot

_WORD = "0-9A-Za-z\u00c0-\u024f\u0370-\u052f"
_SPACE = re.compile(rf" (?![{_WORD}])|(?<![{_WORD}]) ")
"""Space that parts no two words: next to a Chinese character, a sign or an edge."""
_CODE = re.compile(r"`{1,3}([^`]+)`{1,3}")
_EMPHASIS = re.compile(
    r"(?P<star>\*{1,3})(?=[^\s*])(?P<words>[^*]+)(?<=[^\s*])(?P=star)"
    r"|(?<!\w)(?P<line>_{1,3})(?=[^\s_])(?P<lined>[^_]+)(?<=[^\s_])(?P=line)(?!\w)"
)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_WIDE = {0x3000: " ", **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}}
_TYPED = re.compile(r"(?<![0-9])[.:](?![0-9])|[\s,;!?'\"()\[\]、。“”‘’「」『』《》〈〉【】…·]")
"""What a slip of the keyboard is made of; a point or colon between digits is no such thing."""
_LONGEST = 200
"""Characters of a text that are compared for likeness."""


def one_line(text: str) -> str:
    """Return a text with every run of white space as one space."""
    return " ".join(text.split())


def said(text: str) -> str:
    """Return what a text says: without emphasis, code marks, escapes and superfluous space."""
    words = one_line(text)
    if any(mark in words for mark in "*_`\\"):
        words = "".join(_unmarked(words))
    return _SPACE.sub("", words)


def loose(text: str) -> str:
    """Return what remains of a text when width, case and punctuation are forgotten."""
    return _TYPED.sub("", said(text).translate(_WIDE).casefold())


def grams(text: str) -> frozenset[str]:
    """Return the pairs of neighbouring characters of a text, by which likeness is measured."""
    words = loose(text)[:_LONGEST]
    return frozenset(map("".join, pairwise(words))) or frozenset([words])


def same(before: Text | None, after: Text | None) -> bool:
    """Whether two texts say the same; an empty one is none."""
    one, two = before.value if before else "", after.value if after else ""
    return one == two or said(one) == said(two)


def reworded(spot: Spot, kind: Kind, before: Text | None, after: Text | None, **values: str) -> Iterator[Change]:
    """Yield the change from one text to another, as mere typing where it is."""
    if not same(before, after):
        typed = before and after and loose(before.value) == loose(after.value)
        yield spot.change(Kind.TYPING if typed else kind, before, after, **values)


def _unmarked(words: str) -> Iterator[str]:
    for index, part in enumerate(_CODE.split(words)):
        if index % 2:
            yield part
        else:
            once = _EMPHASIS.sub(_inner, part)
            yield _ESCAPE.sub(r"\1", _EMPHASIS.sub(_inner, once))


def _inner(found: re.Match[str]) -> str:
    return found["words"] or found["lined"]
