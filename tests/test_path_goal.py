"""The longest way through a procedure against its goals, each case worked out by hand beside it."""

from collections.abc import Mapping
from datetime import date
from textwrap import dedent

import pytest

from sop_docs.check import check
from sop_docs.model.place import Source
from sop_docs.parse.document import read_document
from sop_docs.parse.library import assemble
from sop_docs.parse.vocabulary import read_vocabulary

PLAIN = "calendar: {hours: 8, week: mon-fri}\n"
# The first week of May 2026: Friday 1 to Tuesday 5 are off, Saturday 9 is worked instead.
MAY = "calendar: {hours: 8, week: mon-fri, holidays: [2026-05-01, 2026-05-04, 2026-05-05], workdays: [2026-05-09]}\n"
HEAD = """\
---
id: {number}
title: 投诉受理
version: 1.0
status: {status}
{more}---

## 步骤
"""

ONE_TWO_ONE = """
### 登记
- 时限：1 个工作日

### 调查
- 时限：2 个工作日

### 答复
- 时限：1 个工作日
"""


def found(
    goal: str, steps: str, *others: str, calendar: str = PLAIN, variants: str = ""
) -> list[tuple[str, Mapping[str, str]]]:
    """Return what is said of a goal: the key, and the values; the SOP's steps stand in list order unless they say."""
    more = f"goals:\n  - {goal}\n" + (f"variants: {variants}\n" if variants else "")
    sources = [_source("SOP-CS-2024-001", steps, more)]
    sources += [_source(f"SOP-CS-2024-{number:03}", other) for number, other in enumerate(others, 2)]
    vocabulary, problems = read_vocabulary(Source("vocabulary.yml", calendar))
    library, more_problems = assemble([read_document(source, vocabulary) for source in sources], vocabulary, ())
    assert (problems, any(more_problems.values())) == ((), False)
    told = check(library, date(2026, 11, 21), {})
    return [(one.key, one.values) for one in told if one.code in {"SOP625", "SOP626"}]


def _source(number: str, steps: str, more: str = "", status: str = "draft") -> Source:
    return Source(f"cs/{number}.md", HEAD.format(number=number, more=more, status=status) + dedent(steps))


def total(goal: str, steps: str, *others: str, calendar: str = PLAIN, variants: str = "") -> list[tuple[str, str]]:
    """Return the keys with the lengths that are told of."""
    told = found(goal, steps, *others, calendar=calendar, variants=variants)
    return [(key, values.get("total", "")) for key, values in told]


def test_a_row_of_steps_adds_up() -> None:
    # 1 + 2 + 1 = 4 working days.
    assert total("处理时长 ≤ 4 个工作日", ONE_TWO_ONE) == []
    ((key, values),) = found("处理时长 ≤ 3 个工作日", ONE_TWO_ONE)
    assert (key, values) == (
        "SOP625.working",
        {
            "goal": "处理时长 ≤ 3 个工作日",
            "total": "4",
            "path": "登记 [1 个工作日] → 调查 [2 个工作日] → 答复 [1 个工作日]",
        },
    )


def test_less_than_is_stricter_than_at_most() -> None:
    assert total("处理时长 < 4 个工作日", ONE_TWO_ONE) == [("SOP625.working", "4")]
    assert total("处理时长 < 5 个工作日", ONE_TWO_ONE) == []


PARALLEL = """
### 分派
- 步骤号：assign
- 时限：2 小时
- 下一步：collect、check

### 收集
- 步骤号：collect
- 时限：5 小时

### 核对
- 步骤号：check
- 时限：3 小时

### 汇总
- 步骤号：merge
- 时限：1 小时
- 汇合：collect、check
"""


def test_of_parallel_branches_the_longest_counts() -> None:
    # 2 + max(5, 3) + 1 = 8 hours, not 11.
    assert total("处理时长 ≤ 8 小时", PARALLEL) == []
    ((key, values),) = found("处理时长 ≤ 7 小时", PARALLEL)
    assert (key, values["total"]) == ("SOP625", "8 h")
    assert values["path"] == "分派 [2 小时] → 收集 [5 小时] → 汇总 [1 小时]"


DECISION = """
### 分级
- 步骤号：grade
- 时限：1 个工作日
- 判断：一般 → handle；重大 → escalate；无效 → 结束

### 审批
- 步骤号：escalate
- 时限：3 个工作日
- 下一步：handle

### 办理
- 步骤号：handle
- 时限：2 个工作日
"""


def test_a_decision_goes_the_worst_way() -> None:
    # 1 + 3 + 2 = 6 by 重大; 1 + 2 = 3 by 一般; 1 by 无效.
    assert total("办结时效 ≤ 6 个工作日", DECISION) == []
    assert total("办结时效 ≤ 5 个工作日", DECISION) == [("SOP625.working", "6")]


LOOP = """
### 起草
- 步骤号：draft
- 时限：2 个工作日

### 审核
- 步骤号：review
- 时限：1 个工作日
- 判断：通过 → issue；退回 → mend

### 修改
- 步骤号：mend
- 时限：1 个工作日
- 下一步：review
- 异常：作者离职 → hand

### 移交
- 步骤号：hand
- 时限：30 个工作日
- 下一步：结束

### 发布
- 步骤号：issue
- 时限：1 个工作日
"""


def test_a_loop_is_not_gone_back_and_exceptions_are_not_followed() -> None:
    # 2 + 1 + 1 = 4: 修改 leads back only, 移交 is an exception.
    assert total("处理时长 ≤ 4 个工作日", LOOP) == []
    assert total("处理时长 ≤ 3 个工作日", LOOP) == [("SOP625.working", "4")]


VARIED = """
### 接收
- 时限：1 小时

### 响应
- 时限：${response}
"""
SCENES = "{普通: {response: 4 小时}, VIP: {response: 1 小时}}"


def test_each_variant_is_judged_by_its_own_limits() -> None:
    # 普通: 1 + 4 = 5 hours; VIP: 1 + 1 = 2 hours.
    ((key, values),) = found("处理时长 ≤ 3 小时", VARIED, variants=SCENES)
    assert (key, values["total"], values["path"]) == ("SOP625", "5 h", "普通: 接收 [1 小时] → 响应 [4 小时]")
    assert total("处理时长 ≤ 1 小时", VARIED, variants=SCENES) == [("SOP625", "5 h"), ("SOP625", "2 h")]
    assert total("处理时长 ≤ 5 小时", VARIED, variants=SCENES) == []


def test_variants_that_take_the_same_way_as_long_are_told_of_together() -> None:
    same = VARIED.replace("${response}", "4 小时")
    three = "{普通: {response: 4 小时}, VIP: {response: 1 小时}, 急: {response: 1 小时}}"
    ((_, values),) = found("处理时长 ≤ 3 小时", same, variants=SCENES)
    assert values["path"] == "接收 [1 小时] → 响应 [4 小时]"
    (_, slow), (_, fast) = found("处理时长 ≤ 1 小时", VARIED, variants=three)
    assert slow["path"] == "普通: 接收 [1 小时] → 响应 [4 小时]"
    assert fast["path"] == "VIP、急: 接收 [1 小时] → 响应 [1 小时]"


def test_a_goal_of_one_variant_is_judged_for_that_alone() -> None:
    assert total("VIP处理时长 ≤ 1 小时", VARIED, variants=SCENES) == [("SOP625", "2 h")]
    assert total("VIP 的处理时长 ≤ 2 小时", VARIED, variants=SCENES) == []
    assert total("普通：处理时长 ≤ 2 小时", VARIED, variants=SCENES) == [("SOP625", "5 h")]


HOURS_AND_DAYS = """
### 登记
- 时限：4 小时

### 处理
- 时限：1 个工作日

### 复核
- 时限：30 分钟
"""


def test_hours_of_a_working_day_are_part_of_it() -> None:
    # 4 h of 8 are half a day: 0.5 + 1 + 0.0625 = 1.5625 working days, of 4 hours 1 + 1 + 0.125.
    assert total("处理时长 ≤ 1.5 个工作日", HOURS_AND_DAYS) == [("SOP625.working", "1.57")]
    assert total("处理时长 ≤ 2 个工作日", HOURS_AND_DAYS) == []
    short = PLAIN.replace("8", "4")
    assert total("处理时长 ≤ 2 个工作日", HOURS_AND_DAYS, calendar=short) == [("SOP625.working", "2.13")]


def test_hours_beyond_a_working_day_run_day_and_night() -> None:
    # 24 hours hold one working day of 8, as do 9 to 16 hours; 8 hours are one.
    assert total("处理时长 ≤ 1 个工作日", "### 登记\n- 时限：24 小时\n") == []
    assert total("处理时长 ≤ 1 个工作日", "### 登记\n- 时限：9 小时\n") == []
    assert total("处理时长 ≤ 1 个工作日", "### 登记\n- 时限：8 小时\n\n### 处理\n- 时限：1 小时\n") == [
        ("SOP625.working", "1.13")
    ]


def test_days_hold_the_working_days_of_their_week() -> None:
    # Seven days hold five working days, two hold two where they begin on a working morning.
    week = "### 观察\n- 时限：7 天\n\n### 总结\n- 时限：1 个工作日\n"
    assert total("处理时长 ≤ 5 个工作日", week) == [("SOP625.working", "6")]
    assert total("处理时长 ≤ 6 个工作日", week) == []
    assert total("处理时长 ≤ 1 个工作日", "### 观察\n- 时限：2 天\n") == [("SOP625.working", "2")]


def test_a_working_day_may_last_over_the_weekend() -> None:
    # From Friday's closing hour to Monday's: 72 hours. Five working days are a week, six from Friday to Monday week.
    day = "### 处理\n- 时限：1 个工作日\n"
    assert total("处理时长 ≤ 72 小时", day) == []
    assert total("处理时长 ≤ 24 小时", day) == [("SOP625", "72 h")]
    assert total("处理时长 ≤ 7 天", "### 处理\n- 时限：5 个工作日\n") == []
    assert total("处理时长 ≤ 9 天", "### 处理\n- 时限：6 个工作日\n") == [("SOP625", "10 d")]
    assert total("处理时长 ≤ 1 天", day, calendar="calendar: {week: mon-sun}\n") == []


def test_mixed_units_are_laid_on_the_week_in_their_order() -> None:
    # From Wednesday evening 2 days until Friday evening, a working day until Monday evening: 5 days.
    mixed = "### 等待\n- 时限：2 天\n\n### 处理\n- 时限：1 个工作日\n"
    assert total("处理时长 ≤ 5 天", mixed) == []
    assert total("处理时长 ≤ 4 天", mixed) == [("SOP625", "5 d")]
    # The other way round it is Friday, Monday, Wednesday.
    turned = "### 处理\n- 时限：1 个工作日\n\n### 等待\n- 时限：2 天\n"
    assert total("处理时长 ≤ 4 天", turned) == [("SOP625", "5 d")]
    # Nine hours from Friday morning end in the evening, and the working day is Monday: 80 hours, not 72.
    long_hours = "### 等待\n- 时限：12 小时\n\n### 处理\n- 时限：1 个工作日\n"
    assert total("处理时长 ≤ 79 小时", long_hours) == [("SOP625", "80 h")]


def test_hours_beside_working_days_are_working_hours() -> None:
    # From Friday's closing hour: 4 h until Monday 13:00, a working day until Tuesday 13:00: 92 hours.
    steps = "### 登记\n- 时限：4 小时\n\n### 处理\n- 时限：1 个工作日\n"
    assert total("处理时长 ≤ 92 小时", steps) == []
    assert total("处理时长 ≤ 91 小时", steps) == [("SOP625", "92 h")]
    # Hours alone are hours.
    assert total("处理时长 ≤ 8 小时", "### 登记\n- 时限：4 小时\n\n### 处理\n- 时限：4 小时\n") == []


def test_which_way_is_the_longest_may_depend_on_the_day_it_begins() -> None:
    # On Thursday two days are longer than a working day, on Friday the working day is: three days.
    steps = """
    ### 分流
    - 步骤号：sort
    - 时限：0 分钟
    - 判断：可办 → work；待补 → wait

    ### 办理
    - 步骤号：work
    - 时限：1 个工作日
    - 下一步：结束

    ### 等待
    - 步骤号：wait
    - 时限：{}
    """
    assert total("处理时长 ≤ 2 天", steps.format("2 天")) == [("SOP625", "3 d")]
    assert total("处理时长 ≤ 4 天", steps.format("4 天")) == []
    # From morning on 12 hours hold a working day, from evening on nothing; 4 hours hold half of one.
    halves = steps.replace("1 个工作日", "4 小时").format("12 小时")
    assert total("处理时长 ≤ 0.5 个工作日", halves) == [("SOP625.working", "1")]


def test_a_case_that_begins_long_before_a_holiday_may_run_into_it() -> None:
    # From Thursday 23 April 7 days until Thursday 30 April, and the working day is Wednesday 6 May: 13 days, not 10.
    steps = "### 等待\n- 时限：7 天\n\n### 处理\n- 时限：1 个工作日\n"
    ((key, values),) = found("处理时长 ≤ 12 天", steps, calendar=MAY)
    assert (key, values["total"], values["usual"], values["begins"]) == (
        "SOP625.holidays",
        "13 d",
        "10 d",
        "2026-04-23",
    )


def test_holidays_make_a_way_longer() -> None:
    # Two working days: 4 calendar days over a weekend, but from Wednesday 29 April to Wednesday 6 May 7 days.
    two = "### 处理\n- 时限：2 个工作日\n"
    assert total("处理时长 ≤ 4 天", two) == []
    assert total("处理时长 ≤ 7 天", two, calendar=MAY) == []
    ((key, values),) = found("处理时长 ≤ 6 天", two, calendar=MAY)
    assert key == "SOP625.holidays"
    assert (values["total"], values["usual"], values["begins"]) == ("7 d", "4 d", "2026-04-29")


def test_a_way_too_long_in_any_week_does_not_blame_the_holidays() -> None:
    assert total("处理时长 ≤ 3 天", "### 处理\n- 时限：2 个工作日\n", calendar=MAY) == [("SOP625", "4 d")]


def test_a_worked_saturday_makes_more_working_days_of_a_week() -> None:
    # From the evening of Tuesday 5 May, 7 days hold 6, 7, 8, 9, 11 and 12 May.
    week = "### 观察\n- 时限：7 天\n"
    assert total("处理时长 ≤ 6 个工作日", week, calendar=MAY) == []
    ((key, values),) = found("处理时长 ≤ 5 个工作日", week, calendar=MAY)
    assert key == "SOP625.working.holidays"
    assert (values["total"], values["usual"], values["begins"]) == ("6", "5", "2026-05-05")


def test_the_calendar_says_nothing_of_working_days_alone() -> None:
    assert total("处理时长 ≤ 4 个工作日", ONE_TWO_ONE, calendar=MAY) == []


def test_months_are_those_of_the_calendar() -> None:
    # Three months are 92 days at most.
    pilot = "### 试行\n- 时限：3 个月\n"
    assert total("处理时长 ≤ 92 天", pilot) == []
    assert total("处理时长 ≤ 91 天", pilot) == [("SOP625", "92 d")]
    assert total("处理时长 ≤ 3 个月", pilot) == []
    assert total("处理时长 ≤ 2 个月", pilot) == [("SOP625", "92 d")]
    assert total("处理时长 ≤ 90 天", "### 试行\n- 时限：1.5 个月\n") == [("SOP626.limits", "")]


def test_minutes_stay_minutes() -> None:
    steps = "### 接听\n- 时限：20 分钟\n\n### 登记\n- 时限：25 分钟 30 秒\n"
    assert total("处理时长 ≤ 45 分钟", steps) == [("SOP625", "45.5 min")]
    assert total("处理时长 ≤ 1 小时", steps) == []


CALLING = """
### 登记
- 时限：1 个工作日

### 回访
- 调用：SOP-CS-2024-002
"""


def test_a_called_sop_takes_its_own_longest_way() -> None:
    # 1 + (1 + 2 + 1) = 5.
    assert total("处理时长 ≤ 5 个工作日", CALLING, ONE_TWO_ONE) == []
    ((key, values),) = found("处理时长 ≤ 4 个工作日", CALLING, ONE_TWO_ONE)
    assert (key, values["total"]) == ("SOP625.working", "5")
    assert values["path"] == "登记 [1 个工作日] → 回访 [SOP-CS-2024-002]"


def test_a_call_with_a_limit_takes_that() -> None:
    steps = CALLING + "- 时限：2 个工作日\n- 执行：客服专员\n"
    assert total("处理时长 ≤ 3 个工作日", steps, ONE_TWO_ONE) == []


def test_what_a_called_sop_takes_is_unknown_where_a_step_of_it_is() -> None:
    ((key, values),) = found("处理时长 ≤ 9 个工作日", CALLING, "### 回访\n- 时限：每周五 17:00 前\n")
    assert (key, values["steps"]) == ("SOP626.limits", "回访")


def test_a_called_sop_goes_by_the_callers_variant() -> None:
    called = "variants: {VIP: {response: 1 个工作日}, 普通: {response: 3 个工作日}}\n"
    other = _source("SOP-CS-2024-002", "### 响应\n- 时限：${response}\n", called)
    vocabulary, _ = read_vocabulary(Source("vocabulary.yml", PLAIN))

    def told(variants: str, goal: str) -> list[str]:
        own = _source("SOP-CS-2024-001", CALLING, f"goals: [{goal}]\nvariants: {variants}\n")
        library, problems = assemble([read_document(each, vocabulary) for each in (own, other)], vocabulary, ())
        assert not any(problems.values())
        found = check(library, date(2026, 11, 21), {})
        return [one.values.get("total", "") for one in found if one.code == "SOP625"]

    scenes = "{VIP: {}, 普通: {}}"
    # VIP: 1 + 1; without a variant of that name the worst: 1 + 3.
    assert told(scenes, "VIP处理时长 ≤ 1 个工作日") == ["2"]
    assert told(scenes, "处理时长 ≤ 3 个工作日") == ["4"]
    assert told("{海外: {}}", "海外处理时长 ≤ 3 个工作日") == ["4"]


def test_calls_are_followed_twenty_deep() -> None:
    def chain(length: int) -> list[str]:
        calls = [f"### 转办\n- 调用：SOP-CS-2024-{number + 1:03}\n" for number in range(2, length + 1)]
        return [*calls, "### 办理\n- 时限：1 个工作日\n"]

    first = "### 转办\n- 调用：SOP-CS-2024-002\n"
    assert total("处理时长 ≤ 1 小时", first, *chain(20)) == [("SOP625", "72 h")]
    assert total("处理时长 ≤ 1 小时", first, *chain(21)) == [("SOP626.limits", "")]


def test_calls_that_come_back_are_not_counted() -> None:
    back = "### 转回\n- 调用：SOP-CS-2024-001\n"
    assert total("处理时长 ≤ 9 个工作日", CALLING, back) == [("SOP626.limits", "")]


@pytest.mark.parametrize(
    "limit",
    [
        "",
        "- 时限：每月 5 日前\n",
        "- 时限：每周五 17:00 前\n",
        "- 时限：费用发生后 30 天内\n",
        "- 时限：每单 ≤ 10 分钟\n",
    ],
)
def test_a_limit_that_does_not_count_from_the_step_is_not_guessed(limit: str) -> None:
    steps = f"### 登记\n- 时限：1 个工作日\n\n### 汇总\n- 执行：客服专员\n{limit}"
    ((key, values),) = found("处理时长 ≤ 9 个工作日", steps)
    assert (key, values["steps"]) == ("SOP626.limits", "汇总")
    ((_, values),) = found("处理时长 ≤ 9 个工作日", steps + "\n### 归档\n- 时限：每月 5 日前\n")
    assert values["steps"] == "汇总、归档"
    # What is known is too long already.
    assert total("处理时长 ≤ 4 小时", steps) == [("SOP625", "72 h")]


@pytest.mark.parametrize(
    "goal",
    [
        "从调查到答复 ≤ {} 个工作日",
        "调查到答复的时长 ≤ {} 个工作日",
        "自调查开始至答复完成 ≤ {} 个工作日",
        "Time from 调查 to 答复 ≤ {} working days",
    ],
)
def test_a_goal_may_name_the_steps_it_goes_from_and_to(goal: str) -> None:
    # 2 + 1 = 3.
    assert total(goal.format(3), ONE_TWO_ONE) == []
    assert total(goal.format(2), ONE_TWO_ONE) == [("SOP625.working", "3")]


@pytest.mark.parametrize("goal", ["调查 ≤ {} 个工作日", "调查时长 ≤ {} 个工作日", "Time to 调查 ≤ {} working days"])
def test_a_goal_may_name_one_step(goal: str) -> None:
    assert total(goal.format(2), ONE_TWO_ONE) == []
    assert total(goal.format(1), ONE_TWO_ONE) == [("SOP625.working", "2")]


@pytest.mark.parametrize(
    "name",
    ["处理时长", "办理时效", "办结", "办结时限", "总时长", "全程用时", "端到端处理时长", "流程周期", "投诉处理时长"],
)
def test_words_for_the_whole(name: str) -> None:
    assert total(f"{name} ≤ 3 个工作日", ONE_TWO_ONE) == [("SOP625.working", "4")]


def test_a_step_may_be_called_as_a_goal_is() -> None:
    # 处理时长 is the whole, 投诉处理时长 the step of that name.
    steps = "### 处理\n- 时限：1 个工作日\n\n### 投诉处理\n- 时限：1 个工作日\n"
    assert total("处理时长 ≤ 1 个工作日", steps) == [("SOP625.working", "2")]
    assert total("投诉处理时长 ≤ 1 个工作日", steps) == []


@pytest.mark.parametrize(
    "name", ["Cycle time", "Total handling time", "End-to-end duration", "Turnaround", "lead time"]
)
def test_words_for_the_whole_in_english(name: str) -> None:
    assert total(f"{name} ≤ 3 working days", ONE_TWO_ONE) == [("SOP625.working", "4")]


@pytest.mark.parametrize(
    "goal",
    [
        "响应时效 ≤ 24 小时",
        "重大投诉处理时长 ≤ 3 个工作日",
        "投诉时长 ≤ 3 个工作日",
        "从客户来电到答复 ≤ 3 个工作日",
        "从答复到登记 ≤ 3 个工作日",
        "一般投诉办结 ≤ 3 个工作日，重大投诉办结 ≤ 5 个工作日",
        "Cycle time ≤ 3 working days after the request",
        "报告提交 ≤ 每月 5 日",
    ],
)
def test_what_a_goal_does_not_say_is_not_guessed(goal: str) -> None:
    told = [key for key, _ in found(goal, ONE_TWO_ONE)]
    assert told == ([] if "每月" in goal else ["SOP626"])


@pytest.mark.parametrize(
    "goal",
    ["平均处理时长 ≤ 3 个工作日", "95% 的投诉 3 个工作日内办结", "P95 处理时长 ≤ 3 天", "Average cycle time ≤ 3 days"],
)
def test_an_average_is_not_compared(goal: str) -> None:
    assert [key for key, _ in found(goal, ONE_TWO_ONE)] == ["SOP626.average"]


@pytest.mark.parametrize("goal", ["问题解决率 ≥ 95 %", "保存期限 ≥ 3 年", "差错 ≤ 2 件", "提高满意度"])
def test_what_is_no_time_limit_is_not_told_of(goal: str) -> None:
    assert found(goal, ONE_TWO_ONE) == []


@pytest.mark.parametrize("goal", ["处理时长 ≤ 3 个工作日", "响应时效 ≤ 3 个工作日"])
@pytest.mark.parametrize("status", ["draft", "retired"])
def test_nobody_pursues_the_goals_of_a_retired_document(goal: str, status: str) -> None:
    vocabulary, _ = read_vocabulary(Source("vocabulary.yml", PLAIN))
    own = _source("SOP-CS-2024-001", ONE_TWO_ONE, f"goals: [{goal}]\n", status)
    library, _ = assemble([read_document(own, vocabulary)], vocabulary, ())
    told = [one for one in check(library, date(2026, 11, 21), {}) if one.code in {"SOP625", "SOP626"}]
    assert len(told) == (status == "draft")


def test_the_ends_of_the_scope_are_those_of_the_way() -> None:
    scope = "scope: {from: 客户来电, to: 客户收到答复}\n"
    own = _source("SOP-CS-2024-001", ONE_TWO_ONE, f"{scope}goals: [从客户来电到客户收到答复 ≤ 3 个工作日]\n")
    vocabulary, _ = read_vocabulary(Source("vocabulary.yml", PLAIN))
    library, _ = assemble([read_document(own, vocabulary)], vocabulary, ())
    found = check(library, date(2026, 11, 21), {})
    assert [one.values["total"] for one in found if one.code == "SOP625"] == ["4"]


def test_a_name_that_two_steps_have_is_not_guessed() -> None:
    steps = ONE_TWO_ONE + "\n### 调查\n- 步骤号：again\n- 时限：1 个工作日\n"
    assert [key for key, _ in found("从登记到调查 ≤ 1 个工作日", steps)] == ["SOP626"]
    assert [key for key, _ in found("调查 ≤ 1 个工作日", steps)] == ["SOP626"]
    assert total("从登记到again ≤ 4 个工作日", steps) == [("SOP625.working", "5")]
