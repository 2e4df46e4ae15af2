"""Measurable goals: a name, a comparison and an amount. Touches no file."""

import re
import unicodedata
from fractions import Fraction

from ..model.place import Text
from ..model.quantity import Goal
from .limit import read_quantity

_COMPARISONS = {
    "≤": r"≤|≦|<=|=<|＜＝|不超过|不高于|不多于|不大于|小于等于|小于或等于|控制在|至多|最多|最长"
    r"|within|at most|no more than|not more than|up to",
    "≥": r"≥|≧|>=|=>|＞＝|不低于|不少于|不小于|大于等于|大于或等于|达到|达|至少|at least|no less than|not less than",
    "<": r"<|＜|小于|低于|少于|less than|under|below",
    ">": r">|＞|大于|高于|多于|超过|more than|above|over",
    "=": r"=|＝|等于|为|equals?|exactly",
}
_COMPARED = "|".join(f"(?P<c{index}>{words})" for index, words in enumerate(_COMPARISONS.values()))
_NUMBER = r"(?P<amount>[0-9０-９]{1,9}(?:[.．][0-9０-９]{1,6})?)(?![0-9０-９.．])"
_AMOUNT = re.compile(rf"(?<![a-z0-9０-９.．])(?:(?:{_COMPARED})\s*)?{_NUMBER}", re.IGNORECASE)
_EXACT = re.compile(
    rf"(?<![a-z0-9０-９.．]){_NUMBER}\s?(?P<unit>[%％‰次份件起例人个分项笔台单]?|points?)$", re.IGNORECASE
)
_TIME_WITHIN = re.compile(r"\s*(?P<unit>\S{1,6}?)(?:以内|之内|内)")
_LONGEST = 500
"""Characters; what is longer is no goal but a story."""
_AFTER = (
    ("≤", re.compile(r"\s*(?:及以下|以下|以内|之内|内|or less|or fewer|or below)$", re.IGNORECASE)),
    ("≥", re.compile(r"\s*(?:及以上|以上|or more|or above)$", re.IGNORECASE)),
)


def read_goal(text: Text) -> Goal:
    """Return the goal that the words state; without comparison and amount where they state none."""
    if len(text.value) > _LONGEST:
        return Goal(text, text.value)
    return _compared(text) or _exact(text) or _in_time(text) or Goal(text, text.value)


def _compared(text: Text) -> Goal | None:
    for found in _AMOUNT.finditer(text.value):
        before, after = text.value[: found.start()], text.value[found.end() :]
        if comparison := _comparison(found, after):
            amount, unit = _plain(found["amount"]), _unit(after)
            quantity = read_quantity(f"≤ {amount} {unit}") if comparison in {"≤", "<", "="} else None
            return Goal(text, before.rstrip(" 　:："), comparison, Fraction(amount), unit, quantity)
    return None


def _exact(text: Text) -> Goal | None:
    """Return the goal of `编号重复使用 0 次`."""
    found = _EXACT.search(text.value)
    if found is None or not found.start():
        return None
    name = text.value[: found.start()].rstrip(" 　:：")
    return Goal(text, name, "=", Fraction(_plain(found["amount"])), _plain(found["unit"]))


def _in_time(text: Text) -> Goal | None:
    """Return the goal of `投诉 24 小时内响应`."""
    for found in _AMOUNT.finditer(text.value):
        within = _TIME_WITHIN.match(text.value, found.end())
        amount = _plain(found["amount"])
        if within and (quantity := read_quantity(f"{amount} {within['unit']}")):
            name = text.value[: found.start()].rstrip() + text.value[within.end() :].lstrip()
            return Goal(text, name, "≤", Fraction(amount), within["unit"], quantity)
    return None


def _plain(words: str) -> str:
    return unicodedata.normalize("NFKC", words)


def _comparison(found: re.Match[str], after: str) -> str:
    for index, sign in enumerate(_COMPARISONS):
        if found[f"c{index}"]:
            return sign
    return next((sign for sign, words in _AFTER if words.search(after)), "")


def _unit(words: str) -> str:
    unit = _plain(words).strip()
    for _, after in _AFTER:
        unit = after.sub("", unit)
    return unit
