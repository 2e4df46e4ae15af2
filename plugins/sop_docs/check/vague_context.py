"""What stands around a vague word and says what it leaves open: a number, a rhythm, a condition, names."""

import re
from collections.abc import Mapping
from typing import NamedTuple

_UNIT = (
    r"(?:秒|分钟|分|刻钟|小时|天|日|个?工作日|周|星期|个?月|季度?|年|班"
    r"|(?:seconds?|minutes?|mins?|hours?|h|(?:working|business|calendar)\s+days?|days?|weeks?|months?)\b)"
)
_AMOUNT = (
    rf"(?:(?:[0-9０-９.]{{1,9}}|[一二两三四五六七八九十半]{{1,5}})\s{{0,3}}个?\s{{0,3}}{_UNIT}|\$\{{[^}}\n]{{0,60}}\}})"
)
_DAY = (
    r"(?:当日|当天|当班|同日|次日|下班前"
    r"|the (?:same|next) (?:working )?day|end of (?:the )?(?:day|shift))"
)
_BOUND = (
    r"(?:[≤≥<>]|不超过|不多于|不少于|不低于|不晚于|不迟于|不得超过|不得少于|不得晚于|最迟|最晚|至迟|最多|最长|至少|上限|下限"
    r"|within|before|(?:no|not) (?:later|more|less) than|at the latest|at most|at least|up to)"
)
_NUMBER = rf"(?:[0-9０-９]|\$\{{|{_AMOUNT}|{_DAY})"
_RHYTHM = (
    r"(?:每(?:[0-9一二两三四五六七八九十半个]|日|天|班|周|月|季|年|批|次)|逐日|按[日周月季年]"
    r"|every\b|daily|weekly|monthly|quarterly|yearly|annually|once an?\b)"
)
_INSIDE = r"[（(][^（）()\n]{0,80}?"
_WRAP = r"\n(?![ \t]*(?:\n|[-*+#>|]))"
_CLAUSE = rf"(?:[^，,。.；;：:！!？?（(\n]|{_WRAP})"
_SENTENCE = rf"(?:[^。.；;！!？?\n]|\.(?=[0-9])|{_WRAP})"

_DEFINED = re.compile(
    r"[\s*_」”]*(?:[：:]|是?指(?![导示派定挥明引责正])|[，,]\s*即(?![可刻将便使])|(?:means|refers to|is defined as)\b)",
    re.IGNORECASE,
)
_BOUNDED = re.compile(
    rf"(?:{_CLAUSE}{{0,12}}{_INSIDE}{_NUMBER}|{_SENTENCE}{{0,40}}?{_BOUND}\s*[^，,。；;\n]{{0,8}}?{_NUMBER})",
    re.IGNORECASE,
)
_TIMED = re.compile(
    rf"{_CLAUSE}{{0,24}}?(?:{_AMOUNT}\s*(?:之|以)?[内前]|{_DAY}|(?:in|by|before)\s+{_NUMBER}|[0-9]{{1,2}}[:：][0-9]{{2}})",
    re.IGNORECASE,
)
_TIMED_BEFORE = re.compile(
    rf"(?:{_AMOUNT}\s*(?:之|以)?[内前]|{_DAY}|{_BOUND}\s*{_AMOUNT})[^，,。.；;\n]{{0,6}}\Z", re.IGNORECASE
)
_REPEATED = re.compile(rf"{_SENTENCE}{{0,40}}?{_RHYTHM}", re.IGNORECASE)
_REPEATED_BEFORE = re.compile(rf"{_RHYTHM}[^，,。.；;\n]{{0,8}}\Z", re.IGNORECASE)
_EXPLAINED = re.compile(r"[^，,。.；;：:\n（(]{0,6}[（(][^（）()\n]{2,80}[）)]|\s*[，,]?\s*(?:包括|namely\b|that is\b)")
_BRACKET = re.compile(rf"\s*{_INSIDE}{_NUMBER}", re.IGNORECASE)

_FIGURE = re.compile(r"[0-9０-９$一二两三四五六七八九十半当同次下]|day|shift", re.IGNORECASE)
_REACH = 100
"""No number further off than this is looked for; without a figure in reach the costly expressions need not try."""


class _Beside(NamedTuple):
    """What may stand beside a word: a figure behind it, words behind it, anything before it."""

    figure: tuple[re.Pattern[str], ...] = (_BOUNDED,)
    words: tuple[re.Pattern[str], ...] = (_DEFINED,)
    before: tuple[re.Pattern[str], ...] = ()


_TIME = _Beside((_BOUNDED, _TIMED), before=(_TIMED_BEFORE,))
_OPEN = _Beside(words=(_DEFINED, _EXPLAINED))
# A hedge before a number hedges the number: in brackets alone does it say how far.
_HEDGE = _Beside((_BRACKET,))
_BY_KIND: Mapping[str, _Beside] = {
    "soon": _TIME,
    "timely": _TIME,
    "regular": _Beside((_BOUNDED, _TIMED), (_DEFINED, _REPEATED), (_REPEATED_BEFORE,)),
    **dict.fromkeys(("needed", "case", "special", "department", "people"), _OPEN),
    **dict.fromkeys(("usually", "principle", "effort"), _HEDGE),
}
_ELSE = _Beside()


def measured(visible: str, end: int, before: str, kind: str) -> bool:
    """Whether what follows the word that ends there, or stands before it, says what a word of this kind leaves open."""
    beside = _BY_KIND.get(kind, _ELSE)
    figure = beside.figure if _FIGURE.search(visible, end, end + _REACH) else ()
    return any(pattern.match(visible, end) for pattern in (*beside.words, *figure)) or any(
        pattern.search(before) for pattern in beside.before
    )
