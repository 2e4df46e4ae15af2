"""What is different between two texts, by word; Chinese by character. Touches no file."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final, NamedTuple

_SENTENCE: Final = re.compile(r"[^。！？；\n]*(?:[。！？；\n]|$)")
_WORD: Final = re.compile(r"[0-9A-Za-z_\u00c0-\u024f\u0370-\u052f]+|\s+|.", re.DOTALL)
_PAIRS: Final = 160_000
"""How many pairs of words or sentences are compared; of more, one text takes the place of the other."""
_WORK: Final = 20_000_000
"""How many pairs are compared for one page."""
_ALIKE: Final = 0.35
"""Texts that have less in common than this are not mixed with each other."""
_ISLAND: Final = 2
"""Characters between two changes that are no rest for the eye."""
_LONGEST: Final = 3_000
_AROUND: Final = 60


class Piece(NamedTuple):
    """A stretch of text: `same`, `del` or `ins`; a `gap` stands for words that are the same and were left out."""

    kind: str
    text: str


class ByWord:
    """Compares texts; after so much work in all, whole sentences take each other's place."""

    def __init__(self) -> None:
        self._room = _WORK

    def __call__(self, before: str, after: str) -> tuple[Piece, ...]:
        """Return the pieces that one text becomes the other by; long stretches that stay the same are left out."""
        one, two = ([*filter(None, _SENTENCE.findall(text))] for text in (before, after))
        found: list[Piece] = []
        for same, old, new in self._stretches(one, two):
            found += [Piece("same", old)] if same else self._mixed(old, new)
        return tuple(_shortened(found))

    def _stretches(self, one: Sequence[str], two: Sequence[str]) -> Iterator[tuple[bool, str, str]]:
        """Yield stretches of both that are the same, or stand in each other's place."""
        head = _alike(one, two)
        tail = _alike(one[head:][::-1], two[head:][::-1])
        old, new = one[head : len(one) - tail], two[head : len(two) - tail]
        if head:
            yield True, "".join(one[:head]), "".join(two[:head])
        if not self._affords(old, new):
            yield False, "".join(old), "".join(new)
        else:
            for tag, i, i_end, j, j_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
                yield tag == "equal", "".join(old[i:i_end]), "".join(new[j:j_end])
        if tail:
            yield True, "".join(one[len(one) - tail :]), "".join(two[len(two) - tail :])

    def _mixed(self, before: str, after: str) -> list[Piece]:
        """Return what differs between two stretches that stand in each other's place."""
        one, two = _WORD.findall(before), _WORD.findall(after)
        if not self._affords(one, two) or SequenceMatcher(None, one, two, autojunk=False).ratio() < _ALIKE:
            return _replaced(before, after)
        pieces: list[Piece] = []
        gone, new, island = "", "", ""
        for same, old, other in self._stretches(one, two):
            if not same:
                gone, new, island = gone + island + old, new + island + other, ""
            elif (gone or new) and len(old) <= _ISLAND and not _ends(old):
                island = old
            else:
                pieces += [*_replaced(gone, new), Piece("same", old)]
                gone, new, island = "", "", ""
        tail = [Piece("same", island)] if island else []
        return [*pieces, *_replaced(gone, new), *tail]

    def _affords(self, one: Sequence[str], two: Sequence[str]) -> bool:
        """Return whether there is work left to compare all of one row with all of another, and count it as done."""
        work = len(one) * len(two)
        if work > min(_PAIRS, self._room):
            return False
        self._room -= work
        return True


def _alike(one: Sequence[str], two: Sequence[str]) -> int:
    """Return how many pieces both begin with."""
    return next(
        (index for index, (old, new) in enumerate(zip(one, two, strict=False)) if old != new), min(len(one), len(two))
    )


def _ends(text: str) -> bool:
    """Return whether a short stretch that stays the same ends what stands before it: a sign, or the end of a line."""
    return any(sign in text for sign in "，。；：、\n")


def _replaced(before: str, after: str) -> list[Piece]:
    return [Piece(kind, text) for kind, text in (("del", before), ("ins", after)) if text]


def _shortened(pieces: Sequence[Piece]) -> Iterator[Piece]:
    last = len(pieces) - 1
    for index, piece in enumerate(pieces):
        if piece.kind != "same":
            cut = len(piece.text) > _LONGEST
            yield Piece(piece.kind, f"{piece.text[:_LONGEST]}…" if cut else piece.text)
            continue
        head = piece.text[:_AROUND] if index else ""
        tail = piece.text[-_AROUND:] if index < last else ""
        if len(head) + len(tail) + _AROUND >= len(piece.text):
            yield piece
            continue
        yield from (each for each in (Piece("same", head), Piece("gap", "…"), Piece("same", tail)) if each.text)
