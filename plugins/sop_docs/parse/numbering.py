"""The language of number patterns: `{type}-{dept}-{year}-{seq:03}`. Touches no file.

A pattern is a row of parts: literals, lists of words, runs of one class of characters. Words are kept apart by a
literal sign or by digits, so that the expression matches in linear time.
"""

import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, pairwise
from string import ascii_uppercase, digits

from ..model.numbering import SEQUENCE_DIGITS, Pattern
from ..model.place import Text
from ..model.problem import Problem

MOST_WORDS = 500
"""A list may have so many words where a pattern uses it."""

_TOKEN = re.compile(r"\{(?P<field>[^{}]*)\}|(?P<literal>[A-Za-z0-9._-]+)|(?P<other>.)", re.DOTALL)
_FIELD = re.compile(r"(?P<name>[a-z][a-z_]{0,30})(?::(?P<width>0[1-9]))?")
_WORD = re.compile(r"[A-Za-z0-9]{1,20}")
_SIGNS = tuple("-_.")
_MOST_STATES = 10_000
_State = tuple[int, int, str]
"""A template, one of its parts, and what was taken of that part."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a number: one of `words`, or from `least` to `most` of `characters`; a literal has no name."""

    name: str = ""
    words: tuple[str, ...] = ()
    characters: str = ""
    least: int = 0
    most: int = 0

    @property
    def expression(self) -> str:
        """The part as a regular expression."""
        if self.words:
            inner = "|".join(re.escape(word) for word in sorted(self.words, key=lambda word: (-len(word), word)))
        else:
            inner = f"[{self.characters[0]}-{self.characters[-1]}]{{{self.least},{self.most}}}"
        return f"(?P<{self.name}>{inner})" if self.name else inner

    def steps(self, taken: str) -> Iterator[tuple[str, str]]:
        """Yield each character that may follow what was taken of this part, and what is taken then."""
        if self.words:
            yield from ((longer[-1], longer) for longer in _longer(self.words).get(taken, ()))
        elif len(taken) < self.most:
            # How many were taken is all that matters; which ones would be a billion states.
            yield from ((character, self.characters[0] * (len(taken) + 1)) for character in self.characters)

    def complete(self, taken: str) -> bool:
        """Whether what was taken can be all of this part."""
        return taken in self.words if self.words else len(taken) >= self.least


@dataclass(frozen=True, slots=True)
class Template:
    """A pattern as its parts."""

    text: str
    parts: tuple[Part, ...]

    @property
    def pattern(self) -> Pattern:
        """The pattern that numbers are matched with."""
        words = {part.name: part.words for part in self.parts if part.name and part.words}
        return Pattern(self.text, re.compile("".join(part.expression for part in self.parts)), words)


def read_template(text: Text, lists: Mapping[str, Sequence[str]]) -> Template | Problem:
    """Return the parts of a pattern; `lists` gives the words of `{type}`, `{dept}` and the house's own lists."""
    parts: list[Part] = []
    for token in _TOKEN.finditer(text.value):
        if token["literal"]:
            parts.append(Part(words=(token["literal"],)))
            continue
        values = {"pattern": text.value, "part": token[0]}
        part = _field(token["field"] or "", lists)
        if part is None:
            known = ", ".join(f"{{{name}}}" for name in (*lists, "year", "seq:03"))
            return Problem("SOP122.field" if token["field"] else "SOP122", text.place, {**values, "known": known})
        if len(part.words) > MOST_WORDS:
            return Problem("SOP122.words", text.place, {**values, "limit": str(MOST_WORDS)})
        parts.append(part)
    wrong = _wrong(parts)
    return Problem(wrong, text.place, {"pattern": text.value}) if wrong else Template(text.value, tuple(parts))


def _wrong(parts: Sequence[Part]) -> str:
    """Return the key of what is wrong with the parts together, or nothing."""
    names = [part.name for part in parts if part.name]
    if len(names) > len(set(names)):
        return "SOP122.twice"
    if any(_touch(first, second) for first, second in pairwise(parts)):
        return "SOP122.apart"
    return "" if "seq" in names else "SOP122.seq"


def common_numbers(templates: Sequence[Template]) -> Mapping[tuple[int, int], str] | None:
    """Return for each two templates that can match one number such a number; None where they are too many to compare.

    All are walked at once, character by character, as long as at least two of them go along.
    """
    common: dict[tuple[int, int], str] = {}
    start = _closed(templates, ((index, 0, "") for index in range(len(templates))))
    waiting, seen = deque([(start, "")]), {start}
    while waiting:
        states, number = waiting.popleft()
        ended = [index for index, part, _ in states if part == len(templates[index].parts)]
        for pair in combinations(ended, 2):
            common.setdefault(pair, number)
        for character, reached in _moves(templates, states).items():
            after = _closed(templates, reached)
            if len({index for index, _, _ in after}) > 1 and after not in seen:
                seen.add(after)
                waiting.append((after, number + character))
        if len(seen) > _MOST_STATES:
            return None
    return common


def _moves(templates: Sequence[Template], states: Iterable[_State]) -> Mapping[str, list[_State]]:
    moves: dict[str, list[_State]] = {}
    for index, part, taken in states:
        if part < len(templates[index].parts):
            for character, more in templates[index].parts[part].steps(taken):
                moves.setdefault(character, []).append((index, part, more))
    return moves


def _closed(templates: Sequence[Template], states: Iterable[_State]) -> tuple[_State, ...]:
    """Return the states and those that follow them without a character, each once, in order."""
    closed: set[_State] = set()
    for index, first, taken in states:
        closed.add((index, first, taken))
        part, parts = first, templates[index].parts
        while part < len(parts) and parts[part].complete(taken if part == first else ""):
            part += 1
            closed.add((index, part, ""))
    return tuple(sorted(closed))


@lru_cache(maxsize=64)
def _longer(words: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    """Return for each beginning of a word the beginnings that are one character longer."""
    longer: dict[str, dict[str, None]] = {}
    for word in words:
        for length in range(len(word)):
            longer.setdefault(word[:length], {})[word[: length + 1]] = None
    return {start: tuple(found) for start, found in longer.items()}


def _field(written: str, lists: Mapping[str, Sequence[str]]) -> Part | None:
    found = _FIELD.fullmatch(written)
    name = found["name"] if found else ""
    if found and name == "seq":
        return Part("seq", characters=digits, least=int(found["width"] or "1"), most=SEQUENCE_DIGITS)
    if found is None or found["width"]:
        return None
    if name == "year":
        return Part("year", characters=digits, least=4, most=4)
    if name == "dept" and not lists.get("dept"):
        return Part("dept", characters=ascii_uppercase, least=1, most=20)
    words = tuple(word for word in lists.get(name, ()) if _WORD.fullmatch(word))
    return Part(name, words) if words else None


def _touch(first: Part, second: Part) -> bool:
    """Whether it could be unclear where words end and the next part begins."""
    if not first.name or digits in {first.characters, second.characters}:
        return False
    return bool(second.name) or not second.words[0].startswith(_SIGNS)
