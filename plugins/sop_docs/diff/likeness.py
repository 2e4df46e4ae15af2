"""Which of two rows of things belong together. Touches no file."""

from bisect import bisect_left
from collections import deque
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import NamedTuple, TypeVar

T = TypeVar("T")

MOST_PAIRS = 400 * 400
"""How many pairs are measured: two rows of steps have no more."""


class Pairs(NamedTuple):
    """Indices of what belongs together, in the order of the row before, and of what has no fellow."""

    both: tuple[tuple[int, int], ...]
    removed: tuple[int, ...]
    added: tuple[int, ...]


def paired(before: Sequence[Hashable], after: Sequence[Hashable]) -> Pairs:
    """Return which keys are equal: of several equal ones the first with the first, the second with the second."""
    if before == after:
        return Pairs(tuple((index, index) for index in range(len(before))), (), ())
    waiting: dict[Hashable, deque[int]] = {}
    for index, key in enumerate(after):
        waiting.setdefault(key, deque()).append(index)
    both = [(index, waiting[key].popleft()) for index, key in enumerate(before) if waiting.get(key)]
    return rest(both, len(before), len(after))


def rest(both: Sequence[tuple[int, int]], before: int, after: int) -> Pairs:
    """Return the pairs with the indices of two rows of these lengths that are in none."""
    if not both:
        return Pairs((), tuple(range(before)), tuple(range(after)))
    one, two = {pair[0] for pair in both}, {pair[1] for pair in both}
    removed = (index for index in range(before) if index not in one)
    added = (index for index in range(after) if index not in two)
    return Pairs(tuple(sorted(both)), tuple(removed), tuple(added))


def likeness(one: frozenset[T], two: frozenset[T]) -> float:
    """Return how much two sets share: 0 nothing, 1 everything (Dice)."""
    return 2 * len(one & two) / ((len(one) + len(two)) or 1)


def alike(before: Mapping[int, frozenset[T]], after: Mapping[int, frozenset[T]], least: float) -> list[tuple[int, int]]:
    """Return pairs of indices whose features are alike, the most alike first; each index is in one pair at most."""
    if len(before) * len(after) > MOST_PAIRS:
        return []
    scored = (
        (-found, abs(i - j), i, j)
        for i, one in before.items()
        for j, two in after.items()
        if (found := likeness(one, two)) >= least
    )
    return chosen((i, j) for _, _, i, j in sorted(scored))


def chosen(candidates: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return those candidates, best first, neither side of which a better one has taken."""
    one: set[int] = set()
    two: set[int] = set()
    pairs: list[tuple[int, int]] = []
    for i, j in candidates:
        if i not in one and j not in two:
            pairs.append((i, j))
            one.add(i)
            two.add(j)
    return pairs


def moved(order: Sequence[int]) -> frozenset[int]:
    """Return the fewest values that must leave a row of different ones so that the rest ascends."""
    ends: list[int] = []
    before: dict[int, int] = {}
    for value in order:
        length = bisect_left(ends, value)
        ends[length : length + 1] = [value]
        before[value] = ends[length - 1] if length else -1
    kept: set[int] = set()
    value = ends[-1] if ends else -1
    while value >= 0:
        kept.add(value)
        value = before[value]
    return frozenset(order) - kept
