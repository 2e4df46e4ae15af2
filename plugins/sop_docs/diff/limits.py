"""Differences of time limits, as quantities. Touches no file."""

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction

from ..model.change import Change, Kind
from ..model.names import folded
from ..model.place import Text
from ..model.quantity import Limit, Quantity
from .spot import Spot
from .wording import said

_AMOUNT = re.compile(
    r"[0-9.,~\-–—≤≦<=\s零〇一二两三四五六七八九十半]|秒钟?|分钟?|个?小时|个?钟头|个?工作[日天]|个?自然日|日历[日天]|天|日|个?星期|周|个月|个?季度|年"
    r"|以内|之内|内|不超过|不多于|不大于|不晚于|小于等于|小于|少于|最多|最长|最迟|至多|至|到"
    r"|\b(?:a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half|to"
    r"|within|no more than|not more than|no longer than|no later than|at most|up to|less than|or less|under"
    r"|(?:working|business|calendar)[ -]?days?|seconds?|secs?|s|minutes?|mins?|hours?|hrs?|h|workdays?|days?|d"
    r"|weeks?|wks?|months?|quarters?|years?)\b"
)
"""Words that say how much; what remains says of what, or from when on."""


def limits(
    spot: Spot, before: Limit | None, after: Limit | None, renamed: Mapping[str, str], comma: str
) -> Iterator[Change]:
    """Yield how a time limit changed, for each variant that has another than the rest.

    `renamed` gives the new names of the variants that stayed.
    """
    if before is None or after is None:
        if before or after:
            yield spot.change(Kind.STEP_LIMIT, _shown(before, comma), _shown(after, comma))
        return
    told = [(new, before.by_variant.get(old, before), _of(after, new)) for old, new in _scenes(before, after, renamed)]
    differences = {(one.text.value, two.text.value) for _, one, two in told}
    for variant, one, two in told[:1] if len(differences) == 1 else told:
        if kind := _kind(one, two):
            scene = variant if len(differences) > 1 else ""
            yield spot.change(kind, one.text, two.text, **({"variant": scene} if scene else {}))


def kind_of_amount(before: Quantity, after: Quantity) -> Kind | None:
    """Return whether an amount is longer or shorter, None where it is the same."""
    one, two = _measure(before), _measure(after)
    if one == two:
        return None
    if one[0] != two[0]:
        return Kind.STEP_LIMIT_UNIT
    return Kind.STEP_LIMIT_LONGER if one[1] < two[1] else Kind.STEP_LIMIT_SHORTER


def _kind(before: Limit, after: Limit) -> Kind | None:
    one, two = before.text.value, after.text.value
    if one == two:
        return None
    # A space in the middle of a unit leaves the words as they were, and nobody can count with them any more.
    same = folded(said(one)) == folded(said(two))
    if same and before.quantity == after.quantity:
        return None
    if before.quantity is None or after.quantity is None:
        return Kind.STEP_LIMIT
    kind = kind_of_amount(before.quantity, after.quantity)
    if kind or same:
        return kind
    return Kind.STEP_LIMIT_WORDING if _around(one) == _around(two) else Kind.STEP_LIMIT


def _scenes(before: Limit, after: Limit, renamed: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the variants, by their names before and after, for which both limits say something."""
    if not before.by_variant and not after.by_variant:
        yield "", ""
    elif not before.by_variant:
        yield from (("", name) for name in after.by_variant)
    elif not after.by_variant:
        yield from ((name, renamed.get(name, name)) for name in before.by_variant)
    else:
        pairs = ((name, renamed.get(name, name)) for name in before.by_variant)
        yield from (pair for pair in pairs if pair[1] in after.by_variant)


def _of(limit: Limit, variant: str) -> Limit:
    return limit.by_variant.get(variant, limit)


def _measure(quantity: Quantity) -> tuple[str, Fraction]:
    minutes = quantity.minutes
    return (str(quantity.unit), quantity.amount) if minutes is None else ("minutes", minutes)


def _around(text: str) -> str:
    return _AMOUNT.sub("", folded(text))


def _shown(limit: Limit | None, comma: str) -> Text | None:
    if limit is None or not limit.by_variant:
        return limit.text if limit else None
    shown = comma.join(f"{name} {each.text.value}" for name, each in limit.by_variant.items())
    return Text(shown, limit.text.place)
