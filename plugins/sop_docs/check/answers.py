"""The amounts that the answers of a decision speak of, and those that none of them covers. Touches no file."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

_SIGNS = {
    "≤": r"不超过|不高于|不大于|不多于|小于或?等于|至多|最多|≤|<=|up to|at most|no more than|not more than|within",
    "≥": r"不少于|不低于|不小于|大于或?等于|至少|达到|≥|>=|at least|no less than|not less than",
    "<": r"低于|小于|少于|不足|不到|不满|<|below|under|less than",
    ">": r"超过|大于|高于|多于|>|above|over|more than",
}
_SIGN = re.compile("|".join(f"({words})" for words in _SIGNS.values()))
_SUFFIX = re.compile(r"(及以上|以上|or more|or above)$|((?:及|或)?以下|以?内|or less|or below)$")
_AMOUNT = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,6})?")
_THOUSANDS = re.compile(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")
_TO = re.compile(r"[-~–—至到]|\bto\b")
_SCALE = re.compile(r"(?:[分级星档等]|%|points?|stars?)?")
"""What is counted in these ends somewhere by itself."""


class Range(NamedTuple):
    """The amounts an answer stands for, without end where it names none; `what` and `unit` say of what."""

    low: Fraction | None
    high: Fraction | None
    closed: bool
    what: str
    unit: str
    grain: Fraction


def uncovered(labels: Sequence[str]) -> str:
    """Return the first amounts that no answer covers, '' where there are none or where not every answer is a range."""
    ranges = [read for label in labels if (read := _range(label))]
    alike = len({each.unit for each in ranges}) == 1 and len({each.what for each in ranges} - {""}) <= 1
    if len(ranges) < len(labels) or not alike:
        return ""
    return next(_gaps(ranges), "")


def _gaps(ranges: Sequence[Range]) -> Iterator[str]:
    grain = min(each.grain for each in ranges)
    first, *rest = sorted(ranges, key=lambda each: (each.low is not None, each.low or 0))
    scale = _SCALE.fullmatch(first.unit) is not None
    # Nothing is less than none of something, and one may be the first.
    if first.low is not None and first.low > grain and not scale:
        yield f"< {_shown(first.low)}"
    reach, closed = first.high, first.closed
    for each in rest:
        if reach is None:
            break
        low = reach if each.low is None else each.low
        if low > reach and not (each.closed and closed and low - reach <= grain):
            yield f"{_shown(reach)} – {_shown(low)}"
        elif each.low == reach and not (each.closed or closed):
            yield f"= {_shown(reach)}"
        if each.high is None or each.high > reach or (each.high == reach and each.closed):
            reach, closed = each.high, each.closed
    if reach is not None and not scale:
        yield f"> {_shown(reach)}"


def _range(label: str) -> Range | None:
    words = " ".join(_THOUSANDS.sub("", unicodedata.normalize("NFKC", label).lower()).split())
    amounts = list(_AMOUNT.finditer(words))
    match amounts:
        case [amount]:
            return _half_open(words[: amount.start()], amount[0], words[amount.end() :])
        case [low, high]:
            between = words[low.end() : high.start()]
            if not _TO.search(between):
                return None
            what, unit = words[: low.start()].strip(), words[high.end() :].strip()
            grain = min(_grain(low[0]), _grain(high[0]))
            return Range(Fraction(low[0]), Fraction(high[0]), closed=True, what=what, unit=unit, grain=grain)
    return None


def _half_open(before: str, amount: str, after: str) -> Range | None:
    sign, suffix = _SIGN.search(before), _SUFFIX.search(after)
    if sign is None and suffix is None:
        return None
    known = [*_SIGNS][sign.lastindex - 1] if sign and sign.lastindex else "≥" if suffix and suffix[1] else "≤"
    what = _SIGN.sub("", before).strip()
    unit = _SUFFIX.sub("", after).strip()
    value = Fraction(amount)
    low, high = (value, None) if known in {"≥", ">"} else (None, value)
    return Range(low, high, known in {"≥", "≤"}, what, unit, _grain(amount))


def _grain(amount: str) -> Fraction:
    """Return one of the last decimal place that an amount is written with."""
    return Fraction(1, 10 ** len(amount.partition(".")[2]))


def _shown(amount: Fraction) -> str:
    return str(int(amount)) if amount.denominator == 1 else str(float(amount))
