"""Differences of prose, sentence by sentence. Touches no file."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..model.change import Change, Kind
from ..model.place import Text
from .likeness import alike, moved, paired, rest
from .sentences import sentences
from .spot import Spot
from .wording import grams, loose, said

_ALIKE = 0.3
_LARGEST = 100
"""Sentences in a row that are compared with each other; of more, none is taken for another's new wording."""
_PARTED = 20
"""Sentences that one is parted into at most; what is in more pieces has other words as well."""


class Area(NamedTuple):
    """The kinds of change of one sort of prose."""

    added: Kind
    removed: Kind
    changed: Kind
    moved: Kind


PURPOSE = Area(Kind.PURPOSE_ADDED, Kind.PURPOSE_REMOVED, Kind.PURPOSE_CHANGED, Kind.PURPOSE_MOVED)
"""Prose that says why."""
DOING = Area(Kind.TEXT_ADDED, Kind.TEXT_REMOVED, Kind.TEXT_CHANGED, Kind.TEXT_MOVED)
"""Prose that says what is done."""


def prose(spot: Spot, area: Area, before: Text | None, after: Text | None) -> Iterator[Change]:
    """Yield what differs between two texts; new sentences side by side are one change."""
    if (before.value if before else "") == (after.value if after else ""):
        return
    one, two = sentences(before) if before else [], sentences(after) if after else []
    pairs = paired([said(text.value) for text in one], [said(text.value) for text in two])
    yield from _reworded(spot, area, one, two, pairs.both)
    away = moved([j for _, j in pairs.both])
    for i, j in pairs.both:
        if j in away:
            yield spot.change(area.moved, one[i], two[j])


def joined(texts: Sequence[Text]) -> Text:
    """Return sentences as one text, where the first stands."""
    words = "".join(f"{text.value}{' ' if text.value[-1].isascii() else ''}" for text in texts)
    return Text(words.rstrip(), texts[0].place)


def _reworded(
    spot: Spot, area: Area, one: Sequence[Text], two: Sequence[Text], both: Sequence[tuple[int, int]]
) -> Iterator[Change]:
    """Yield what changed between sentences that stayed where they were."""
    away = moved([j for _, j in both])
    fixed = [(i, j) for i, j in both if j not in away]
    taken = ({i for i, _ in both}, {j for _, j in both})
    for (i, j), (next_i, next_j) in zip([(-1, -1), *fixed], [*fixed, (len(one), len(two))], strict=True):
        removed = [index for index in range(i + 1, next_i) if index not in taken[0]]
        added = [index for index in range(j + 1, next_j) if index not in taken[1]]
        yield from _gap(spot, area, [one[index] for index in removed], [two[index] for index in added])


def _gap(spot: Spot, area: Area, removed: Sequence[Text], added: Sequence[Text]) -> Iterator[Change]:
    """Yield what became of sentences between two that stayed."""
    removed, added = _parted_alike(removed, added)
    pairs = rest(_likely(removed, added), len(removed), len(added))
    for index in _runs(pairs.removed):
        yield spot.change(area.removed, joined(removed[index]), None)
    fellow = {j: i for i, j in pairs.both}
    runs = {run.start: run for run in _runs(pairs.added)}
    for j, text in enumerate(added):
        if j in fellow:
            old = removed[fellow[j]]
            typed = loose(old.value) == loose(text.value)
            yield spot.change(Kind.TYPING if typed else area.changed, old, text)
        elif j in runs:
            yield spot.change(area.added, None, joined(added[runs[j]]))


def _parted_alike(one: Sequence[Text], two: Sequence[Text]) -> tuple[Sequence[Text], Sequence[Text]]:
    """Return both rows with those sentences in one that are only parted otherwise, by a comma or by a stop."""
    if len(one) * len(two) > _LARGEST * _LARGEST:
        return one, two
    runs = list(_same_runs([loose(text.value) for text in one], [loose(text.value) for text in two]))
    return _with_runs(one, [run for run, _ in runs]), _with_runs(two, [run for _, run in runs])


def _same_runs(one: Sequence[str], two: Sequence[str]) -> Iterator[tuple[slice, slice]]:
    """Yield the stretches of two rows that say the same, in however many sentences."""
    first, second = 0, 0
    while first < len(one):
        for start in range(second, len(two)):
            count, counted = _same_words(one[first:], two[start:])
            if count:
                yield slice(first, first + count), slice(start, start + counted)
                first, second = first + count - 1, start + counted
                break
        first += 1


def _same_words(one: Sequence[str], two: Sequence[str]) -> tuple[int, int]:
    """Return how many of the first sentences of two rows say the same, none where they do not."""
    (words, others), (count, counted) = (one[0], two[0]), (1, 1)
    while words != others:
        if others.startswith(words) and count < min(len(one), _PARTED):
            words, count = words + one[count], count + 1
        elif words.startswith(others) and counted < min(len(two), _PARTED):
            others, counted = others + two[counted], counted + 1
        else:
            return 0, 0
    return count, counted


def _with_runs(texts: Sequence[Text], runs: Sequence[slice]) -> Sequence[Text]:
    """Return texts with each run of them as one."""
    found = list(texts)
    for run in reversed(runs):
        found[run] = [joined(texts[run])]
    return found


def _likely(removed: Sequence[Text], added: Sequence[Text]) -> Sequence[tuple[int, int]]:
    """Return which sentence is which in other words: those that are alike, and one alone in the place of one."""
    if len(removed) == len(added) == 1:
        return ((0, 0),)
    if not removed or not added or len(removed) * len(added) > _LARGEST * _LARGEST:
        return ()
    one, two = ({index: grams(text.value) for index, text in enumerate(texts)} for texts in (removed, added))
    return alike(one, two, _ALIKE)


def _runs(indices: Sequence[int]) -> Iterator[slice]:
    """Yield stretches of indices that follow on one another."""
    start = 0
    for index in range(1, len(indices) + 1):
        if index == len(indices) or indices[index] != indices[index - 1] + 1:
            yield slice(indices[start], indices[index - 1] + 1)
            start = index
