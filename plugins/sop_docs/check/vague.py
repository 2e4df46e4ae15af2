"""The rule on words: what a step asks for can be measured, and names who and when."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from ..model.library import Library
from ..model.problem import Severity
from .passages import Passage
from .registry import Finding, finding, rule
from .vague_context import measured
from .vague_words import CHINESE, ENGLISH, HOUSE, Entry

MOST_NAMES = 500
"""How many names with a vague word in them are known by heart."""

LONGEST = 40
"""Characters of a word that a house may add."""

_NEAR = 24
"""How many characters before a word are looked at."""

_OTHER_CASE = re.compile("[\u0131\u0307\u017f]")
"""Letters that an expression takes for an i or an s."""

_ASIDE = re.compile(
    r"""「(?:[^「」\n]|\n(?!\s*\n))*」|『(?:[^『』\n]|\n(?!\s*\n))*』|“(?:[^“”\n]|\n(?!\s*\n))*”|‘(?:[^‘’\n]|\n(?!\s*\n))*’
    |"(?:[^"\n]|\n(?!\s*\n))*"|《[^《》\n]*》                     # quotations and titles
    |^[ \t]*>[^\n]*(?:\n(?![ \t]*\n)[^\n]+)*                      # a block quotation
    |^\#{1,6}[ \t][^\n]*                                          # a heading
    |^[^\n|]*\|[^\n]*(?=\n[ \t]*[|:-][ |:\t-]*$)                  # the head of a table
    |\]\([^()\n]*\)|https?://[^\s（）()「」]*|\{[^{}\n]*\}          # addresses, attributes
    """,
    re.VERBOSE | re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All words in one expression, and what is known of each."""

    words: re.Pattern[str]
    entries: Mapping[str, Entry]


def _has_word(words: str, library: Library) -> bool:
    house = library.vocabulary.vague
    return _beginnings(house).search(words) is not None and _lexicon(house).words.search(words) is not None


@rule("SOP601", Severity.WARNING, where=_has_word)
def vague_word(passage: Passage, library: Library, names: frozenset[str]) -> Iterator[Finding]:
    """Steps and texts say how long, how much, when and who; a word that leaves it open needs a number beside it.

    Wrong: Inform the relevant department promptly
    Right: Inform the quality manager within 2 hours
    """
    visible, lexicon = passage.visible, _lexicon(library.vocabulary.vague)
    for found in lexicon.words.finditer(_without_asides(visible, names, library.vocabulary.vague)):
        entry = lexicon.entries[_key(found[0])]
        # An answer may name a class: 一般 → handle.
        if passage.answer and entry.kind == "usually":
            continue
        before = visible[max(0, found.start() - _NEAR) : found.start()]
        if not _another(visible, found, before, entry) and not measured(visible, found.end(), before, entry.kind):
            yield finding(passage.at(found.start()), entry.kind, word=" ".join(found[0].split()))


def vague_names(names: Iterable[str], house: tuple[str, ...]) -> frozenset[str]:
    """Return the names that a vague word may stand in; no other name matters to the rule."""
    words, begins = tuple(_entries(house)), _beginnings(house).search
    # All in one expression would take longer to compile than these few take to be looked through.
    found = ((name, _key(name)) for name in names if begins(name))
    return frozenset(name for name, said in found if _OTHER_CASE.search(said) or any(word in said for word in words))


def _another(visible: str, found: re.Match[str], before: str, entry: Entry) -> bool:
    """Whether the word is part of another one, or used in another sense."""
    end = found.end()
    if found[0][0].isascii() and (_letter(before[-1:]) or _letter(visible[end : end + 1])):
        return True
    if entry.before and _compiled(entry.before).search(before):
        return True
    if entry.after and _compiled(entry.after).match(visible, end):
        return True
    return bool(entry.needs) and _compiled(entry.needs).match(visible, end) is None


def _without_asides(visible: str, known: frozenset[str], house: tuple[str, ...]) -> str:
    """Return a text with blanks for quotations, titles, addresses and names of the library."""
    text = _ASIDE.sub(_blank, visible)
    names = _names(known, house)
    return names.sub(_blank, text) if names else text


@lru_cache(maxsize=8)
def _beginnings(house: tuple[str, ...]) -> re.Pattern[str]:
    """Return an expression for the first two letters of all words, which is compiled in a tenth of the whole's time."""
    branches: list[str] = []
    for letter, endings in _by_letter(_entries(house)).items():
        seconds = {re.escape(ending[0]) if ending[0] != " " else r"\s" for ending in endings if ending}
        second = f"(?i:[{''.join(sorted(seconds))}])" if all(endings) else ""
        branches += [f"{re.escape(head)}{second}" for head in sorted({letter, letter.upper()})]
    return re.compile("|".join(branches))


def _entries(house: tuple[str, ...]) -> Mapping[str, Entry]:
    words = (_key(word) for word in house if len(word) <= LONGEST)
    return {**{word: Entry(HOUSE) for word in words if word}, **CHINESE, **ENGLISH}


@lru_cache(maxsize=8)
def _lexicon(house: tuple[str, ...]) -> Lexicon:
    entries = _entries(house)
    # Branches that begin with a letter let the search skip whatever is none of them, so their case is written out.
    branches = [
        f"{re.escape(head)}(?i:{_tail(endings)})"
        for letter, endings in _by_letter(entries).items()
        for head in sorted({letter, letter.upper()})
    ]
    return Lexicon(re.compile("|".join(branches)), entries)


def _tail(endings: Sequence[str]) -> str:
    """Return an expression for the rests of words that begin alike; it takes the longest, and reads a text once."""
    longer = [ending for ending in endings if ending]
    if not longer:
        return ""
    # A line of English may end within the words.
    branches = ((r"\s+" if head == " " else re.escape(head)) + _tail(rest) for head, rest in _by_letter(longer).items())
    return f"(?:{'|'.join(branches)})" + ("?" if len(longer) < len(endings) else "")


def _by_letter(words: Iterable[str]) -> Mapping[str, list[str]]:
    rests: dict[str, list[str]] = {}
    for word in words:
        rests.setdefault(word[0], []).append(word[1:])
    return rests


@lru_cache(maxsize=8)
def _names(names: frozenset[str], house: tuple[str, ...]) -> re.Pattern[str] | None:
    """Return an expression for the names in which a vague word stands: whoever writes one of them means the thing."""
    words = _lexicon(house).words
    found = sorted(name for name in names if (word := words.search(name)) and len(word[0]) < len(name.strip()))
    found = sorted(found[:MOST_NAMES], key=len, reverse=True)
    return re.compile("|".join(map(re.escape, found))) if found else None


def _key(word: str) -> str:
    return " ".join(word.lower().split())


def _letter(character: str) -> bool:
    return character.isascii() and character.isalnum()


def _blank(found: re.Match[str]) -> str:
    return "".join(character if character == "\n" else " " for character in found[0])


@cache
def _compiled(expression: str) -> re.Pattern[str]:
    return re.compile(expression, re.IGNORECASE)
