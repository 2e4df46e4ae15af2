"""Which step of one text is which of the other. Touches no file."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..model.names import folded
from ..model.step import Step
from .likeness import Pairs, alike, chosen, likeness, moved, paired, rest
from .wording import grams, said

_ALIKE = 0.6
_ENOUGH = 3
"""Pieces that two steps must have in common to be one that only got another name."""

_Features = Mapping[int, frozenset[tuple[str, str]]]
"""What steps say, by index."""


@dataclass(frozen=True, slots=True)
class Matching:
    """The steps that are in both texts, in the order of the later one, and those that are in one alone."""

    both: tuple[tuple[Step, Step], ...]
    removed: tuple[Step, ...]
    added: tuple[Step, ...]
    moved: frozenset[str]
    """The ids after of steps whose place among the others is another one."""

    @property
    def ids(self) -> Mapping[str, str]:
        """Ids after by ids before."""
        return {one.id: two.id for one, two in self.both}


def match_steps(before: Sequence[Step], after: Sequence[Step]) -> Matching:
    """Match steps by id and name, by one of the two, and by content where both changed.

    Where the id says one step and the name another, as when numbers in ids were given anew, content decides.
    """
    names = [folded(step.name.value) for step in before], [folded(step.name.value) for step in after]
    pairs = paired(_keys(before, names[0]), _keys(after, names[1]))
    if pairs.removed and pairs.added:
        features = _features(before, pairs.removed), _features(after, pairs.added)
        named = _candidates(before, after, names, pairs.removed, pairs.added)
        ranked = sorted((-likeness(features[0][i], features[1][j]), not by_id, i, j) for by_id, i, j in named)
        both = [*pairs.both, *chosen((i, j) for _, _, i, j in ranked)]
        both += _renamed(features, rest(both, len(before), len(after)))
        left = rest(both, len(before), len(after))
        both += alike({i: features[0][i] for i in left.removed}, {j: features[1][j] for j in left.added}, _ALIKE)
        pairs = rest(both, len(before), len(after))
    return Matching(
        tuple((before[i], after[j]) for i, j in sorted(pairs.both, key=lambda pair: pair[1])),
        tuple(before[i] for i in pairs.removed),
        tuple(after[j] for j in pairs.added),
        frozenset(after[j].id for j in moved([j for _, j in pairs.both])),
    )


def _keys(steps: Sequence[Step], names: Sequence[str]) -> list[tuple[str, str]]:
    return [(step.id, name) for step, name in zip(steps, names, strict=True)]


def _candidates(
    before: Sequence[Step],
    after: Sequence[Step],
    names: tuple[Sequence[str], Sequence[str]],
    removed: Sequence[int],
    added: Sequence[int],
) -> Iterator[tuple[bool, int, int]]:
    """Yield the pairs that have one id (true) or one name."""
    by_id = {after[j].id: j for j in added}
    by_name: dict[str, list[int]] = {}
    for j in added:
        by_name.setdefault(names[1][j], []).append(j)
    for i in removed:
        if before[i].id in by_id:
            yield True, i, by_id[before[i].id]
        for j in by_name.get(names[0][i], ()):
            yield False, i, j


def _renamed(features: tuple[_Features, _Features], left: Pairs) -> list[tuple[int, int]]:
    """Return which steps of those left say the same, and not too little, but for their names."""
    one, two = (
        [_nameless(known[index]) for index in indices]
        for known, indices in zip(features, (left.removed, left.added), strict=True)
    )
    return [(left.removed[i], left.added[j]) for i, j in paired(one, two).both if len(one[i]) >= _ENOUGH]


def _nameless(features: frozenset[tuple[str, str]]) -> frozenset[tuple[str, str]]:
    return frozenset(each for each in features if each[0] != "name")


def _features(steps: Sequence[Step], indices: Sequence[int]) -> _Features:
    return {index: frozenset(_content(steps[index])) for index in indices}


def _content(step: Step) -> Iterator[tuple[str, str]]:
    """Yield what a step says, in pieces that two alike have in common."""
    yield from (("name", pair) for pair in grams(step.name.value))
    for duty in step.duties:
        yield "party", folded(duty.party)
    for key in ("inputs", "outputs", "forms", "tools"):
        yield from ((key, folded(text.value)) for text in getattr(step, key))
    texts = (step.standard, step.requires, step.done, step.handover, step.frequency, step.call)
    yield from (("text", said(text.value)) for text in texts if text)
    if step.limit:
        yield "limit", said(step.limit.text.value)
    if step.detail:
        yield from (("detail", pair) for pair in grams(step.detail.value))
