"""Which stretch of its procedure a goal speaks of, where the words leave no doubt. Touches no file."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from ..model.flow import END, START
from ..model.names import folded
from ..model.place import Text
from ..model.quantity import Goal, Quantity
from ..model.sop import Sop
from ..model.timeline import lasts
from ..parse.limit import read_quantity

_MEASURE = "的?总?(?:时长|时效|时限|时间|用时|耗时|周期|历时)"
_WHOLE = re.compile(
    rf"(?P<subject>.*?)(?:(?:总|全程|全流程|整体|端到端|流程)(?:处理|办理|办结)?{_MEASURE}"
    rf"|(?:处理|办理|办结|闭环|结案){_MEASURE}|办结"
    r"|\b(?:(?:total|overall|end-to-end) (?:handling |processing )?(?:time|duration)"
    r"|(?:cycle|lead|handling|processing|throughput|turnaround) time|turnaround))"
)
_STEP = re.compile(
    r"(?:time to |duration of )?(?P<step>.+?)(?:的?(?:完成)?(?:时长|时效|时限|时间|用时|耗时)| time| duration)?"
)
_TO = re.compile(r"到|至| to ")
_FROM = re.compile(r"(?:从|自|(?:time )?from )")
_FIRST = re.compile(r"(?P<step>.+?)(?:开始|起)?")
_LAST = re.compile(rf"(?P<step>.+?)(?:结束|完成|为止)?(?:{_MEASURE})?")
_AVERAGE = re.compile(
    r"平均|均值|人均|件均|中位|百分位|[%％]|\b(?:average|mean|median|typical|typically|percentile|p[5-9][0-9])\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[，,；;。(（]")
_UPPER = frozenset({"≤", "<", "="})


@dataclass(frozen=True, slots=True)
class Stretch:
    """From the beginning of one step to the end of another, for one variant or, without a name, for each.

    `within` is how long that may take.
    """

    first: str
    last: str
    scene: str
    within: Quantity


def timed(goal: Goal) -> bool:
    """Whether a goal says how long something may take at most."""
    first = _CLAUSE.split(goal.unit)[0]
    return goal.comparison in _UPPER and (goal.quantity is not None or _is_unit(first))


def averaged(goal: Goal) -> bool:
    """Whether a goal speaks of many cases together, of which each may take longer."""
    return _AVERAGE.search(goal.text.value) is not None


def stretch(goal: Goal, sop: Sop) -> Stretch | None:
    """Return what a goal speaks of; None where that would be a guess."""
    if goal.quantity is None or not lasts(goal.quantity) or not _is_unit(goal.unit):
        return None
    scene, name = _scene(folded(goal.name), sop)
    first, last = next(_ends(name, sop), ("", ""))
    return Stretch(first, last, scene, goal.quantity) if first else None


def _ends(name: str, sop: Sop) -> Iterator[tuple[str, str]]:
    """Yield the first and the last step that a name can mean, the surest first."""
    names = dict(_names(sop))
    found = _WHOLE.fullmatch(name)
    subject = found["subject"].strip() if found else None
    if subject == "":
        yield START, END
    if step := _named(_STEP, name, names):
        yield step, step
    if subject and subject in folded(sop.title):
        yield START, END
    yield from _ranges(name, sop, names)


def _is_unit(words: str) -> bool:
    return read_quantity(f"1 {words}") is not None


def _scene(name: str, sop: Sop) -> tuple[str, str]:
    """Return the variant that a name begins with, and the rest of the name."""
    for variant in sorted(sop.identity.variants, key=lambda variant: -len(variant.name.value)):
        if name.startswith(begin := folded(variant.name.value)):
            return variant.name.value, name[len(begin) :].lstrip(" 的:")
    return "", name


def _ranges(name: str, sop: Sop, names: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the steps of `从受理到签发`, and the ends of the procedure where its scope is named so."""
    starts = names | _known(sop.identity.scope.starts, START)
    ends = names | _known(sop.identity.scope.ends, END)
    begin = _FROM.match(name)
    for found in _TO.finditer(name):
        first = _named(_FIRST, name[begin.end() if begin else 0 : found.start()], starts)
        last = _named(_LAST, name[found.end() :], ends)
        if first and last:
            yield first, last


def _names(sop: Sop) -> Iterator[tuple[str, str]]:
    """Yield what each step goes by: its id, and its name where no other step has it."""
    names = Counter(folded(step.name.value) for step in sop.steps)
    for step in sop.steps:
        if names[folded(step.name.value)] == 1:
            yield folded(step.name.value), step.id
    yield from ((step.id, step.id) for step in sop.steps)


def _named(pattern: re.Pattern[str], words: str, names: dict[str, str]) -> str:
    """Return the step that words name, as they stand or without what the pattern allows beside a name, or ''."""
    found = pattern.fullmatch(words.strip())
    return names.get(words.strip(), "") or (names.get(found["step"].strip(), "") if found else "")


def _known(text: Text | None, node: str) -> dict[str, str]:
    return {folded(text.value): node} if text else {}
