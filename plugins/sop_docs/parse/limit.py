"""Time limits and review rhythms, in Chinese and English. Touches no file.

Only what is certain is read. `半天` may mean four hours or twelve, `约 2 小时` and `1～2 天` state no bound: they
give None. A range states its upper bound where a word says that it is one (`1～2 个工作日内`, `≤ 1～2 天`).
"""

import re
import unicodedata
from fractions import Fraction
from functools import lru_cache

from ..model.lifecycle import Period
from ..model.quantity import Quantity, Unit

_CHINESE = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_NUMERALS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_ENGLISH = {word: value for value, word in enumerate(_NUMERALS, 1)} | {"a": 1, "an": 1}
_UNITS = (
    ("秒钟?|seconds?|secs?|s", Unit.MINUTES, Fraction(1, 60)),
    ("分钟|minutes?|mins?", Unit.MINUTES, Fraction(1)),
    ("个?小时|个?钟头|hours?|hrs?|h", Unit.MINUTES, Fraction(60)),
    ("个?工作[日天]|working[ -]?days?|business[ -]?days?|workdays?", Unit.WORKING_DAYS, Fraction(1)),
    ("个?自然日|日历[日天]|天|日|calendar[ -]?days?|days?|d", Unit.CALENDAR_DAYS, Fraction(1)),
    ("个?星期|周|weeks?|wks?", Unit.CALENDAR_DAYS, Fraction(7)),
    ("个月|months?", Unit.MONTHS, Fraction(1)),
    ("个?季度|quarters?", Unit.MONTHS, Fraction(3)),
    ("年|years?", Unit.MONTHS, Fraction(12)),
)
_UNIT = "|".join(f"(?P<u{index}>{names})" for index, (names, _, _) in enumerate(_UNITS))
_CJK = "[零〇一二两三四五六七八九]"
_NUMBER = rf"[0-9]{{1,6}}(?:\.[0-9]{{1,3}})?|{_CJK}?十{_CJK}?|{_CJK}|(?:{'|'.join(_ENGLISH)})(?![a-z])"
_APART = r"(?<![0-9a-z第几数零〇一二两三四五六七八九十百千万])(?<![0-9][.,])"
_PIECE = re.compile(
    rf"(?:(?P<number>{_NUMBER})[ -]?(?P<and_half>个半)?|(?P<half>半个?|half an? )) ?(?:{_UNIT})(?![a-z])"
)
_PIECE_IN_TEXT = re.compile(_APART + _PIECE.pattern)
_FROM = re.compile(rf"(?:{_NUMBER}) ?(?:~|-|–|—|至|到|to) ?(?=[0-9零〇一二两三四五六七八九十a-z])")
_BOUND = re.compile(
    r"(?:≤|≦|<=?|=<|不超过|不多于|不大于|不晚于|小于等于|小于|少于|最多|最长|最迟|至多|"
    r"(?:within|no more than|not more than|no longer than|no later than|at most|up to|less than|under)(?![a-z])) ?"
)
_WITHIN = re.compile(r" ?(?:以内|之内|内|or less|at most)")
_RECURRING = re.compile(
    r"每 ?[0-9个]* ?(?:年|季|月|周|天|日|工作日)|[次下]个?月|(?:each|every|per) (?:year|quarter|month|week|day)"
)
_MONTH_DAY = re.compile(
    r"(?:每个?月|次月|下个?月) ?(?P<zh>[0-9]{1,2}) ?[日号] ?(?:(?:之|以)?前|(?:之|以)?内)?"
    r"|(?:by |before )?(?:the )?(?P<en>[0-9]{1,2})(?:st|nd|rd|th) of (?:each|every|the next|the following) month"
)
_DAYS_OF_MONTH = 31
_RHYTHMS = {
    "每半年": 6,
    "半年": 6,
    "semiannually": 6,
    "semi-annually": 6,
    "half-yearly": 6,
    "每季": 3,
    "季度": 3,
    "quarterly": 3,
    "每月": 1,
    "monthly": 1,
    "年度": 12,
    "yearly": 12,
    "annually": 12,
    "annual": 12,
}
_EVERY = re.compile(r"每隔?|every |each ")
_OTHER = re.compile("[0-9]")
_ONCE = re.compile(r" ?[一1] ?次$")
_MINUTES = re.compile(r"(小时 ?[0-9]{1,2} ?分)(?!钟)")
_LONGEST = 200
"""Characters; what is longer is no limit but a story."""


@lru_cache(maxsize=4096)
def read_quantity(text: str) -> Quantity | None:
    """Return the most time that `text` allows, or None where it states none for certain.

    Words around the amount are fine where it is marked as a bound and stands alone: `收到投诉后 2 小时内`.
    """
    words = _MINUTES.sub(r"\1钟", normal(text))
    if len(words) > _LONGEST:
        return None
    if month_day := _MONTH_DAY.fullmatch(words):
        day = int(month_day["zh"] or month_day["en"])
        return Quantity(Fraction(day), Unit.MONTH_DAY) if 1 <= day <= _DAYS_OF_MONTH else None
    bound = _BOUND.match(words)
    quantity, end = _amount(words, bound.end() if bound else 0, bounded=bound is not None)
    if quantity and (end == len(words) or _WITHIN.fullmatch(words, end)):
        return quantity
    return None if _RECURRING.search(words) else _only_bound(words)


def read_period(text: str) -> Period | None:
    """Return the rhythm that `12 个月`, `每季度`, `yearly` or `90 days` states, or None."""
    words = _ONCE.sub("", normal(text[:_LONGEST]))
    if words in _RHYTHMS:
        return Period(months=_RHYTHMS[words])
    every = _EVERY.match(words)
    amount = words[every.end() :].lstrip() if every else words
    for spelled in (amount, f"1 {amount}") if every else (amount,):
        quantity, end = _amount(spelled, 0)
        if quantity and end == len(spelled):
            return _period(quantity)
    return None


def normal(text: str) -> str:
    """Return `text` in lower case, in one width, with single spaces."""
    return " ".join(unicodedata.normalize("NFKC", text).lower().split())


def _period(quantity: Quantity) -> Period | None:
    if quantity.amount.denominator != 1 or not quantity.amount:
        return None
    match quantity.unit:
        case Unit.MONTHS:
            return Period(months=int(quantity.amount))
        case Unit.CALENDAR_DAYS:
            return Period(days=int(quantity.amount))
        case _:
            return None


def _number(words: str) -> Fraction:
    """Return the value of digits, of a Chinese numeral below a hundred or an English one."""
    if words[0] in "0123456789":
        return Fraction(words)
    if words in _ENGLISH:
        return Fraction(_ENGLISH[words])
    tens, ten, ones = words.rpartition("十")
    return Fraction((_CHINESE.get(tens, 1) * 10 if ten else 0) + _CHINESE.get(ones, 0))


def _amount(words: str, start: int, *, bounded: bool = False) -> tuple[Quantity | None, int]:
    """Return the amount that starts at `start` and where it ends; pieces as in `1 小时 30 分钟` are added up."""
    span = _FROM.match(words, start)
    first = piece = _PIECE.match(words, span.end() if span else start)
    if first is None or piece is None:
        return None, start
    quantity = _quantity(first)
    end = first.end()
    while quantity and (piece := _PIECE.match(words, _past_space(words, end))) and piece["number"]:
        more = _quantity(piece)
        if more is None or (both := _sum(quantity, more)) is None:
            return None, start
        quantity, end = both, piece.end()
    if span and not bounded and not _WITHIN.match(words, end):
        return None, start
    return quantity, end


def _past_space(words: str, end: int) -> int:
    return end + 1 if words[end : end + 1] == " " else end


def _quantity(piece: re.Match[str]) -> Quantity | None:
    unit, factor = next((unit, factor) for i, (_, unit, factor) in enumerate(_UNITS) if piece[f"u{i}"])
    if piece["half"] or piece["and_half"]:
        # Half an hour has a length; half a day or month is a matter of opinion.
        if factor not in {60, 12}:
            return None
        whole = _number(piece["number"]) if piece["and_half"] else Fraction(0)
        return Quantity((whole + Fraction(1, 2)) * factor, unit)
    return Quantity(_number(piece["number"]) * factor, unit)


def _sum(first: Quantity, second: Quantity) -> Quantity | None:
    if first.unit is second.unit:
        return Quantity(first.amount + second.amount, first.unit)
    if first.minutes is None or second.minutes is None:
        return None
    return Quantity(first.minutes + second.minutes, Unit.MINUTES)


def _only_bound(words: str) -> Quantity | None:
    """Return the amount that is marked as a bound, if nothing else in `words` is a number."""
    for piece in _PIECE_IN_TEXT.finditer(words):
        bounded = any(mark.end() == piece.start() for mark in _BOUND.finditer(words))
        quantity, end = _amount(words, piece.start(), bounded=bounded)
        if quantity and (bounded or _WITHIN.match(words, end)):
            rest = words[: piece.start()] + words[end:]
            return None if _OTHER.search(rest) or _PIECE_IN_TEXT.search(rest) else quantity
    return None
