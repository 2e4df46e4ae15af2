"""Rules on time: each step has a limit, and the limit says how long."""

import re
from collections.abc import Iterator

from ..model.flow import Procedure
from ..model.problem import Severity
from ..model.quantity import Limit
from ..model.sop import Sop
from .registry import Finding, finding, rule

_DEADLINE = re.compile(
    r"[0-2]?[0-9][:：][0-5][0-9]|每.{0,6}[0-9一二三四五六日天].{0,6}前|by (?:every|each) [a-z]+day", re.IGNORECASE
)
"""A time of day or a day of a rhythm: no amount, yet everybody knows when."""
_NUMBER = re.compile(r"[0-9０-９一二三四五六七八九十两半]|\bhalf\b", re.IGNORECASE)
_ESCALATION = re.compile(r"升级|上报|escalat", re.IGNORECASE)
_LATE = re.compile(
    r"超时|超期|逾期|未按时|未按期|过期|长时间|迟迟|overdue|time-?out|timed out|\blate\b|too long", re.IGNORECASE
)


@rule("SOP621")
def limit_unreadable(sop: Sop) -> Iterator[Finding]:
    """A time limit states an amount and a unit, or a deadline.

    Wrong: 时限：2～3 天左右
    Right: 时限：≤ 3 个工作日
    """
    for step in sop.steps:
        if step.limit is None:
            continue
        for variant, limit in step.limit.by_variant.items():
            if _unreadable(limit):
                yield finding(limit.text.place, "variant", text=limit.text.value, variant=variant)
        if _unreadable(step.limit):
            words = "" if _NUMBER.search(step.limit.text.value) else "words"
            yield finding(step.limit.text.place, words, text=step.limit.text.value)


@rule("SOP622", Severity.WARNING)
def limit_missing(procedure: Procedure) -> Iterator[Finding]:
    """A step says how long it may take; one that only calls another SOP leaves that to it.

    Wrong: ### 接收投诉, with 执行 and 输出 alone
    Right: 时限：≤ 10 分钟
    """
    escalations = _escalations(procedure)
    for step in procedure.steps:
        if step.limit is None and step.id not in escalations and (step.responsible or step.call is None):
            yield finding(step.place, step=step.name.value)


@rule("SOP623", Severity.WARNING)
def escalation_without_limit(procedure: Procedure) -> Iterator[Finding]:
    """An escalation says after what time it sets in and how long it may take.

    Wrong: 异常：超时 → escalate, where neither the step nor 升级审批 has a 时限
    Right: 异常：超过 2 小时未处理 → escalate, and 升级审批 with 时限：≤ 30 分钟
    """
    escalations = _escalations(procedure)
    for step in procedure.steps:
        if step.limit is None and step.id in escalations:
            yield finding(step.place, step=step.name.value)
        for case in step.exceptions if step.limit is None else ():
            if _LATE.search(case.label.value) and not _NUMBER.search(case.label.value):
                yield finding(case.label.place, "late", step=step.name.value, case=case.label.value)


def _escalations(procedure: Procedure) -> frozenset[str]:
    """Return the steps that an escalation leads to, by its own words or by the step's name; calls have their own."""
    named = {step.id for step in procedure.steps if _ESCALATION.search(step.name.value)}
    led = {edge.target for edge in procedure.flow.edges if _ESCALATION.search(edge.label)}
    calls = {step.id for step in procedure.steps if step.call and not step.responsible}
    return frozenset((named | led) - calls)


def _unreadable(limit: Limit) -> bool:
    # A `${name}` that nothing fills is told of where it is written.
    words = limit.text.value
    return limit.quantity is None and not limit.by_variant and "${" not in words and not _DEADLINE.search(words)
