"""Differences of goals and of variants. Touches no file."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from fractions import Fraction

from ..model.change import Change, Kind
from ..model.names import folded
from ..model.place import Text
from ..model.quantity import Goal
from ..model.sop import Variant
from ..parse.limit import read_quantity
from .likeness import alike, paired, rest
from .spot import Spot
from .wording import grams, reworded, same

_ALIKE = 0.5
_GOALS, _VARIANTS = Spot("goals"), Spot("variants")


def goals(before: Sequence[Goal], after: Sequence[Goal]) -> Iterator[Change]:
    """Yield goals that came, went, or ask for another amount."""
    pairs = paired([folded(goal.name) for goal in before], [folded(goal.name) for goal in after])
    one = {i: grams(before[i].text.value) for i in pairs.removed}
    two = {j: grams(after[j].text.value) for j in pairs.added}
    pairs = rest([*pairs.both, *alike(one, two, _ALIKE)], len(before), len(after))
    for i in pairs.removed:
        yield _GOALS.change(Kind.GOAL_REMOVED, before[i].text, None)
    found = {j: i for i, j in pairs.both}
    for j, goal in enumerate(after):
        if j in found:
            old = before[found[j]]
            kind = Kind.GOAL_WORDING if _aim(old) == _aim(goal) else Kind.GOAL_CHANGED
            yield from reworded(_GOALS, kind, old.text, goal.text)
        else:
            yield _GOALS.change(Kind.GOAL_ADDED, None, goal.text)


def _aim(goal: Goal) -> tuple[str, str, Hashable]:
    """Return what a goal asks for, in whichever words."""
    return folded(goal.name), goal.comparison, _amount(goal)


def _amount(goal: Goal) -> tuple[str, Fraction | None]:
    if goal.quantity is None:
        return folded(goal.unit), goal.amount
    minutes = goal.quantity.minutes
    return (str(goal.quantity.unit), goal.quantity.amount) if minutes is None else ("", minutes)


def renamed_variants(before: Sequence[Variant], after: Sequence[Variant]) -> Mapping[str, str]:
    """Return the names of variants after by their names before, of those that stayed."""
    return {before[i].name.value: after[j].name.value for i, j in _paired(before, after)}


def variants(before: Sequence[Variant], after: Sequence[Variant]) -> Iterator[Change]:
    """Yield variants that came, went or got another name, and the values that changed in the others."""
    pairs = rest(_paired(before, after), len(before), len(after))
    for i in pairs.removed:
        yield _VARIANTS.change(Kind.VARIANT_REMOVED, before[i].name, None)
    found = {j: i for i, j in pairs.both}
    for j, variant in enumerate(after):
        if j in found:
            yield from _variant(before[found[j]], variant)
        else:
            yield _VARIANTS.change(Kind.VARIANT_ADDED, None, variant.name)


def _paired(before: Sequence[Variant], after: Sequence[Variant]) -> Sequence[tuple[int, int]]:
    """Return the variants of one name, then those of other names with the same values."""
    pairs = paired([folded(each.name.value) for each in before], [folded(each.name.value) for each in after])
    one, two = [before[i] for i in pairs.removed], [after[j] for j in pairs.added]
    more = paired([_values(each) for each in one], [_values(each) for each in two])
    return [*pairs.both, *((pairs.removed[i], pairs.added[j]) for i, j in more.both if one[i].values)]


def _values(variant: Variant) -> Hashable:
    return frozenset((name, folded(text.value)) for name, text in variant.values.items())


def _variant(before: Variant, after: Variant) -> Iterator[Change]:
    if folded(before.name.value) != folded(after.name.value):
        yield from reworded(_VARIANTS, Kind.VARIANT_RENAMED, before.name, after.name)
    for name in {**before.values, **after.values}:
        one, two = before.values.get(name), after.values.get(name)
        kind = Kind.VARIANT_WORDING if _equal(one, two) else Kind.VARIANT_VALUE
        if not same(one, two):
            yield from reworded(_VARIANTS, kind, one, two, variant=after.name.value, name=name)


def _equal(before: Text | None, after: Text | None) -> bool:
    """Whether two values are amounts of the same time."""
    one, two = (read_quantity(text.value) if text else None for text in (before, after))
    if one is None or two is None:
        return False
    return one == two or (one.minutes is not None and one.minutes == two.minutes)
