"""Limits, rhythms and goals: what is read, and what is left alone because it is not certain."""

from fractions import Fraction

import pytest

from sop_docs.model.lifecycle import Period
from sop_docs.model.place import Place, Text
from sop_docs.parse.goal import read_goal
from sop_docs.parse.limit import read_period, read_quantity


@pytest.mark.parametrize(
    ("text", "amount", "unit"),
    [
        ("≤ 10 分钟", 10, "minutes"),
        ("<=2h", 120, "minutes"),
        ("不超过24小时", 1440, "minutes"),
        ("24 小时", 1440, "minutes"),
        ("１５分钟", 15, "minutes"),
        ("30秒", Fraction(1, 2), "minutes"),
        ("2.5 小时", 150, "minutes"),
        ("半小时", 30, "minutes"),
        ("一个半小时", 90, "minutes"),
        ("half an hour", 30, "minutes"),
        ("1 小时 30 分钟", 90, "minutes"),
        ("1 小时 30 分", 90, "minutes"),
        ("2h30min", 150, "minutes"),
        ("1 天 4 小时", 1680, "minutes"),
        ("1 个工作日", 1, "working_days"),
        ("一个工作日", 1, "working_days"),
        ("十二个工作日", 12, "working_days"),
        ("3 working days", 3, "working_days"),
        ("at most 2 business days", 2, "working_days"),
        ("1～2 个工作日内", 2, "working_days"),
        ("≤ 1-2 天", 2, "calendar_days"),
        ("1 天", 1, "calendar_days"),
        ("二十五天", 25, "calendar_days"),
        ("2 weeks", 14, "calendar_days"),
        ("3 个月", 3, "months"),
        ("半年", 6, "months"),
        ("1 year", 12, "months"),
        ("每月 5 日前", 5, "month_day"),
        ("次月5号之前", 5, "month_day"),
        ("by the 5th of each month", 5, "month_day"),
        ("收到投诉后 2 小时内", 120, "minutes"),
        ("24 小时内回复", 1440, "minutes"),
        ("上线后 ≤7 天", 7, "calendar_days"),
        ("within 5 working days of receipt", 5, "working_days"),
        ("每单 ≤ 10 分钟", 10, "minutes"),
    ],
)
def test_a_limit_states_a_quantity(text: str, amount: int | Fraction, unit: str) -> None:
    quantity = read_quantity(text)

    assert quantity is not None
    assert (quantity.amount, str(quantity.unit)) == (amount, unit)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "尽快",
        "立即",
        "半天",
        "半个月",
        "约 2 小时",
        "两三天",
        "1～2 个工作日",
        "3 月",
        "90 分",
        "≥ 3 天",
        "≤ 1/2 天",
        "T+1 个工作日",
        "1,000 天",
        "一百二十天内",
        "每月 32 日前",
        "每月前 5 个工作日内",
        "1 天 2 个工作日",
        "一个工作日内受理，三个工作日内办结",
        "2 小时内受理，24 小时内办结",
        "data days",
        "9" * 5000 + " 天",
        "1 天 " * 5000,
    ],
)
def test_what_is_not_certain_states_no_quantity(text: str) -> None:
    assert read_quantity(text) is None


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("12 months", Period(months=12)),
        ("12 个月", Period(months=12)),
        ("1 年", Period(months=12)),
        ("每年一次", Period(months=12)),
        ("yearly", Period(months=12)),
        ("Every year", Period(months=12)),
        ("每两年", Period(months=24)),
        ("每半年", Period(months=6)),
        ("每 6 个月", Period(months=6)),
        ("每季度", Period(months=3)),
        ("quarterly", Period(months=3)),
        ("90 天", Period(days=90)),
        ("两周", Period(days=14)),
        ("12", None),
        ("0 months", None),
        ("3 个工作日", None),
        ("24 小时", None),
        ("12 个月以内", None),
    ],
)
def test_a_review_period(text: str, period: Period | None) -> None:
    assert read_period(text) == period


@pytest.mark.parametrize(
    ("text", "name", "comparison", "amount", "unit", "minutes"),
    [
        ("响应时效 ≤ 24 小时", "响应时效", "≤", 24, "小时", 1440),
        ("问题解决率 ≥ 95 %", "问题解决率", "≥", 95, "%", None),
        ("满意度不低于 90 分", "满意度", "≥", 90, "分", None),
        ("一次解决率达到８５％", "一次解决率", "≥", 85, "%", None),
        ("准时率 95% 以上", "准时率", "≥", 95, "%", None),
        ("差错率 < 0.5%", "差错率", "<", Fraction(1, 2), "%", None),
        ("30 天返修率 ≤ 2 %", "30 天返修率", "≤", 2, "%", None),
        ("编号重复使用 0 次", "编号重复使用", "=", 0, "次", None),
        ("投诉 24 小时内响应", "投诉响应", "≤", 24, "小时", 1440),
        ("violations ≤ 2 a quarter", "violations", "≤", 2, "a quarter", None),
        ("First reply within 4 hours", "First reply", "≤", 4, "hours", 240),
        ("at least 95 % solved on time", "", "≥", 95, "% solved on time", None),
        ("提高满意度", "提高满意度", "", None, "", None),
    ],
)
def test_a_goal_states_a_measure(
    text: str, name: str, comparison: str, amount: int | None, unit: str, minutes: int | None
) -> None:
    goal = read_goal(Text(text, Place("x.md")))

    assert (goal.name, goal.comparison, goal.amount, goal.unit) == (name, comparison, amount, unit)
    assert (goal.quantity and goal.quantity.minutes) == minutes


def test_a_goal_in_working_days_keeps_its_unit() -> None:
    goal = read_goal(Text("Refund released ≤ 5 working days after the request", Place("x.md")))

    assert goal.quantity is not None
    assert (str(goal.quantity.amount), str(goal.quantity.unit)) == ("5", "working_days")
