"""Words that leave open how long, how much, when or who: the table of SOP601. Touches no file.

Each word belongs to a kind, which is the variant of the message and so has its own advice. What stands before or after
a word can make it part of another one (`以及时间`, `适当性`, `timely closure rate`): that is written beside it.
"""

from collections.abc import Iterable, Mapping
from itertools import product
from typing import NamedTuple


class Entry(NamedTuple):
    """A word's kind, and its surroundings as expressions: `before` and `after` excuse it, it `needs` the third."""

    kind: str
    before: str = ""
    after: str = ""
    needs: str = ""


HOUSE = "house"
"""The kind of the words that a house adds."""


def _words(entry: Entry, *words: str) -> Mapping[str, Entry]:
    return dict.fromkeys(words, entry)


def _pairs(entry: Entry, firsts: Iterable[str], seconds: Iterable[str], glue: str = " ") -> Mapping[str, Entry]:
    return {f"{first}{glue}{second}": entry for first, second in product(firsts, seconds)}


# 以及时间, 涉及时限: the characters of the word belong to its neighbours.
_NOT_TIME = r"间|长|段|效|机(?!动)|期(?!待)|候|点(?![检击评名])|限(?![制流电])|刻(?!录)|区(?!分)"
_METRIC = r"[\u4e00-\u9fff]{0,6}(?<![效概频税费汇利功])(?:率|占比|比例)"
_LISTED = r"(?:上述|前述|以上|以下|下列|下述|所列|不)\Z"
_LIST = "名单|清单|列表|目录|登记表|一览表"
_BASIS = r"说明|汇总|报告|通报|简报|表|[^，。；\n]{0,3}(?:填写|填报|如实|勾选)"
# Before these 一般 is an adverb, so that the sentence holds only as a rule; elsewhere it names a class: 一般投诉.
_AS_A_RULE = (
    r"情况下|来说|而言|来讲|说来|应(?![收付急用税激答])|需(?!求)|须|要(?![求素件闻点务])|不(?![符良可同合])|可(?![疑燃回控变])"
    r"|会(?![员议计话费])|由|在(?![途职线建岗产册库制])|于|按(?![揭键])|为(?!的)|以(?![上下内外及])|先|每|提前"
    r"|控制|安排|采用|无需|只|仅|都|从(?![业属犯])|是(?!否)"
)
_DESCRIBES = r"[^，,。；;\n]{0,20}(?:引起|造成|导致|产生|引发|组成|构成|所致)"

CHINESE: Mapping[str, Entry] = {
    **_words(Entry("soon"), "尽快", "尽早", "尽速"),
    **_words(Entry("soon", after="段|点|轴"), "第一时间"),
    **_words(Entry("timely", r"[涉触提波普顾企遍危累不]\Z", f"{_NOT_TIME}|性|度|雨|{_METRIC}"), "及时"),
    **_words(Entry("timely", r"[合舒]\Z", _NOT_TIME), "适时"),
    **_words(Entry("appropriate", r"[合舒不]\Z", "性|人选"), "适当", "适度"),
    **_words(Entry("appropriate", r"不\Z", "性|与否"), "恰当"),
    **_words(Entry("amount"), "适量"),
    **_words(Entry("amount", after="规定|意见|问题|措施|政策|办法"), "若干"),
    **_words(Entry("proper"), "妥善"),
    **_words(Entry("needed", r"[不非]\Z", _NOT_TIME), "必要时"),
    **_words(Entry("needed"), "如有必要", "视需要", "条件允许"),
    **_words(Entry("needed", after="性|时"), "确有必要"),
    **_words(Entry("needed", after=r"[^，。；\n]{0,8}的|求"), "如有需要", "根据需要"),
    **_words(Entry("needed", after=f"{_NOT_TIME}|常|时|不时"), "需要时"),
    **_words(Entry("needed", after="求|要|印刷|付费|计费|分配"), "按需"),
    **_words(Entry("case", r"[重忽无]\Z", "节|形|绪|感"), "视情", "视情况"),
    **_words(Entry("case"), "视具体情况", "视实际情况", "酌情", "酌量"),
    **_words(Entry("case", after=_BASIS), "根据情况", "根据实际情况", "根据具体情况", "结合实际情况"),
    **_words(Entry("special"), "特殊情况下", "遇特殊情况", "有特殊情况", "特殊情况除外", "特殊情况可"),
    **_pairs(
        Entry("department", _LISTED, _LIST),
        ("相关", "有关"),
        ("部门", "科室", "单位", "方面", "业务部门", "职能部门"),
        "",
    ),
    **_pairs(
        Entry("people", _LISTED, _LIST),
        ("相关", "有关"),
        ("人员", "岗位", "责任人", "负责人", "经办人", "领导", "同事"),
        "",
    ),
    **_words(Entry("usually", r"[这那像如同]\Z", _DESCRIBES, _AS_A_RULE), "一般", "通常"),
    **_words(Entry("usually"), "正常情况下"),
    **_words(Entry("principle", after="报(?!销)|传|交(?![由给叉])|升|线|级|述|缴|涨|浮|架|墙"), "原则上"),
    **_words(Entry("effort"), "尽量", "尽可能", "力争", "力求"),
    # 规定期限, 锁定期内.
    **_words(
        Entry("regular", r"[规约指特锁固法既确稳限预测设协商待判认评鉴审核选]\Z", "限|间|满|内|末|存|寿险|报告|债"),
        "定期",
    ),
    **_words(Entry("regular", after="限"), "不定期"),
    **_words(Entry("regular", after="性|项目|账户|居住"), "经常"),
}

_RATE = r"(?:[\s-]+[a-z]+){0,3}[\s-]+(?:rate|ratio|percentage|score|index|kpi|metric|target)\b"
_WHOSE = r"(?:who|that|which|how|more|most|less)\s+\Z"
# `if required fields are empty` is no condition left open.
_CLOSED = r"\s*(?:[,.;:)!?，。；：）！？]|\Z|\n\s*\n|(?:and|or|the|a|an|ask|call|contact|inform)\b)"
_WITH = r"\s+(?:with|by|in|about)\b"
_UNITS = ("department", "departments", "team", "teams", "unit", "units", "function", "functions")
_WHO = ("personnel", "staff", "people", "person", "persons", "party", "parties", "stakeholders", "employees", "manager")
_ADVERBS, _MODALS = ("generally", "usually", "normally"), ("should", "must", "shall")

ENGLISH: Mapping[str, Entry] = {
    **_pairs(Entry("soon"), ("as",), ("soon as possible", "soon as practicable", "quickly as possible")),
    **_words(Entry("soon"), "asap", "as early as possible", "earliest convenience", "in due course"),
    **_words(Entry("timely", after=_RATE), "timely"),
    **_words(Entry("timely"), "in a timely manner", "in a timely fashion", "promptly", "in good time"),
    **_words(Entry("timely"), "without delay", "without undue delay", "within a reasonable time"),
    **_words(Entry("appropriate", r"(?:is|are|be|not|deemed)\s+\Z"), "appropriate"),
    **_words(Entry("appropriate"), "appropriately", "adequate", "adequately", "suitable", "suitably"),
    **_words(Entry("amount", r"(?:not|is|are|necessary and)\s+\Z"), "sufficient"),
    **_pairs(Entry("needed"), ("if", "where", "when", "as"), ("necessary", "needed", "appropriate")),
    **_pairs(Entry("needed"), ("if", "where", "when", "wherever", "whenever"), ("possible", "practicable")),
    **_pairs(Entry("needed", needs=_CLOSED), ("if", "where", "when", "as"), ("required",)),
    **_words(Entry("case"), "case by case", "case-by-case", "as the case may be", "depending on the situation"),
    **_pairs(Entry("case"), ("depending on", "depending on the"), ("circumstances",)),
    **_pairs(Entry("special"), ("in", "under"), ("special cases", "special circumstances", "exceptional cases")),
    **_pairs(Entry("special"), ("in", "under"), ("exceptional circumstances",)),
    **_pairs(Entry("department"), ("relevant", "appropriate", "related"), _UNITS),
    **_pairs(Entry("department", after=_WITH), _UNITS, ("concerned",)),
    **_pairs(Entry("people"), ("relevant", "appropriate", "related"), _WHO),
    **_pairs(Entry("people", after=_WITH), _WHO, ("concerned",)),
    **_pairs(Entry("usually"), _ADVERBS, _MODALS),
    **_pairs(Entry("usually"), _MODALS, _ADVERBS),
    **_words(Entry("usually"), "generally speaking", "under normal circumstances", "as a general rule"),
    **_words(Entry("principle"), "in principle"),
    **_words(Entry("principle", needs=r"\s*,"), "as a rule"),
    **_words(Entry("effort"), "as far as possible", "as much as possible", "to the extent possible"),
    **_words(Entry("effort"), "every effort", "best efforts", "strive to", "endeavour to", "endeavor to"),
    **_words(Entry("regular", _WHOSE), "regularly", "periodically"),
    **_words(Entry("regular"), "on a regular basis", "at regular intervals", "from time to time"),
}
