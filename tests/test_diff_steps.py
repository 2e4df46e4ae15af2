"""Which step is which: what was moved, renamed or numbered anew is never gone and new."""

import pytest

from changing import PATH, checked, contents, told
from sop_docs.model.content import Content

HEAD = "id: SOP-CS-2024-001\ntitle: 投诉\nversion: 1.0\nstatus: draft\nowner: 客服部经理\n"
RECEIVE = """\
### 接收

- 步骤号：s1
- 执行：甲
- 输出：单

先致意。

"""
ENTER = """\
### 登记

- 步骤号：s2
- 执行：乙
- 输出：表

写入系统。

"""
CHECK = """\
### 审核

- 步骤号：s3
- 执行：丙
- 时限：1 小时
- 输出：意见

核对两遍。

"""
FILE = """\
### 归档

- 步骤号：s4
- 执行：甲
- 输出：档案
"""
COPY = """\
### 复印

- 步骤号：s3
- 执行：丁
- 输出：复印件

"""
STEPS = RECEIVE + ENTER + CHECK + FILE
MODULE = """\
---
module: check
title: 审核模块
version: 1.0
params: {who: 谁}
---

## 步骤

### 审核

- 步骤号：look
- 执行：${who}
- 时限：1 小时
- 输出：意见

核对两遍。

### 复印

- 步骤号：copy
- 执行：甲
- 输出：复印件
"""
USE = """\
### 审核

- 引用：check
- 参数：who = 丙

"""
WRITTEN_OUT = CHECK.replace("s3", "look") + COPY.replace("s3", "copy").replace("丁", "甲")


def steps(text: str, module: str = MODULE) -> Content:
    return contents({PATH: f"---\n{HEAD}---\n\n## 步骤\n\n{text}", "modules/check.md": module})["SOP-CS-2024-001"]


def without_ids(text: str) -> str:
    return "\n".join(row for row in text.split("\n") if "步骤号" not in row)


@pytest.mark.parametrize(
    ("after", "sentences"),
    [
        (ENTER + CHECK + FILE, ["major: 取消原步骤 1「接收」（执行：甲；负责：客服部经理）"]),
        (
            RECEIVE + ENTER + COPY + CHECK.replace("s3", "s4") + FILE.replace("s4", "s5"),
            [
                "major: 新增步骤 3「复印」（执行：丁；负责：客服部经理）",
                "editorial: 步骤 4「审核」步骤号 s3 → s4",
                "editorial: 步骤 5「归档」步骤号 s4 → s5",
            ],
        ),
        (RECEIVE + CHECK + ENTER + FILE, ["major: 步骤 3「登记」由第 2 步移到第 3 步"]),
        (FILE + "\n" + RECEIVE + ENTER + CHECK, ["major: 步骤 1「归档」由第 4 步移到第 1 步"]),
        (
            STEPS.replace("审核", "复审").replace("s3", "review"),
            ["minor: 步骤 3 名称「审核」→「复审」", "editorial: 步骤 3「复审」步骤号 s3 → review"],
        ),
        (STEPS.replace("s3\n", "s3\n- 下一步：归档\n"), []),
        (STEPS.replace("s2\n", "s2\n- 下一步：归档\n"), ["major: 步骤 2「登记」下一步 审核 → 归档"]),
        (
            STEPS.replace("s1\n", "s1\n- 下一步：s2、s3\n").replace("s4\n", "s4\n- 汇合：s2、s3\n"),
            [
                "major: 步骤 1「接收」下一步 登记 → 登记、审核",
                "major: 步骤 2「登记」下一步 审核 → 归档",
                "major: 步骤 4「归档」须等待全部完成：登记、审核",
            ],
        ),
        (
            RECEIVE.replace("s1\n", "s1\n- 下一步：s2\n")
            + CHECK.replace("s3\n", "s3\n- 下一步：s4\n")
            + ENTER.replace("s2\n", "s2\n- 下一步：s3\n")
            + FILE.replace("s4\n", "s4\n- 下一步：end\n"),
            ["editorial: 步骤 3「登记」由第 2 位列到第 3 位，先后关系不变"],
        ),
        (
            RECEIVE
            + ENTER
            + CHECK.replace("审核", "盖章").replace("核对两遍。", "用章登记。").replace("意见", "盖章件")
            + FILE,
            [
                "minor: 步骤 3 名称「审核」→「盖章」",
                "minor: 步骤 3「盖章」输出 意见 → 盖章件",
                "minor: 步骤 3「盖章」：「核对两遍。」→「用章登记。」",
            ],
        ),
        (
            RECEIVE + ENTER + COPY.replace("s3", "copy") + FILE,
            [
                "major: 取消原步骤 3「审核」（执行：丙；负责：客服部经理）",
                "major: 新增步骤 3「复印」（执行：丁；负责：客服部经理）",
            ],
        ),
    ],
)
def test_which_step_is_which(after: str, sentences: list[str]) -> None:
    assert told(checked(steps(STEPS), steps(after))) == sentences


def test_an_id_that_is_made_of_the_name_goes_with_it() -> None:
    bare = without_ids(STEPS)
    renamed = told(checked(steps(bare), steps(bare.replace("登记", "登记投诉"))))
    assert renamed == ["minor: 步骤 2 名称「登记」→「登记投诉」"]


def test_ids_that_are_written_down_are_no_other_ids() -> None:
    bare = without_ids(STEPS)
    written = bare.replace("登记\n", "登记\n\n- 步骤号：deng-ji")
    assert checked(steps(bare), steps(written)) == ()


@pytest.mark.parametrize(
    ("before", "after", "sentences"),
    [
        (WRITTEN_OUT, USE, ["editorial: 已有步骤改由模块「审核模块」提供"]),
        (USE, WRITTEN_OUT, ["editorial: 步骤不再来自模块「审核模块」"]),
        (
            USE,
            USE.replace("丙", "丁\n\n总共两天。"),
            ["major: 步骤 2「审核」执行 丙 → 丁", "minor: 模块「审核模块」新增：「总共两天。」"],
        ),
        (USE, USE.replace("check", "check\n- 作为：again"), ["editorial: 模块「审核模块」引用号 check → again"]),
        (USE, USE.replace("丙", "丙\n- 下一步：end"), ["major: 步骤 3「复印」下一步 归档 → 结束"]),
        (
            USE,
            USE + USE.replace("check", "check\n- 作为：again"),
            [
                "major: 新增步骤 4「审核」（执行：丙；负责：客服部经理）",
                "major: 新增步骤 5「复印」（执行：甲；负责：客服部经理）",
            ],
        ),
    ],
)
def test_steps_of_a_module(before: str, after: str, sentences: list[str]) -> None:
    one, two = (steps(RECEIVE + text + FILE) for text in (before, after))
    assert told(checked(one, two)) == sentences


@pytest.mark.parametrize(
    ("found", "typed", "sentences"),
    [
        ("1 小时", "2 小时", ["minor: 步骤 2「审核」时限 1 小时 → 2 小时（延长）"]),
        ("title: 审核模块", "title: 审批模块", ["editorial: 引用的模块「审核模块」→「审批模块」"]),
        ("version: 1.0", "version: 1.1", []),
        (
            "输出：复印件\n",
            "输出：复印件\n\n### 盖章\n\n- 执行：乙\n",
            ["major: 新增步骤 4「盖章」（执行：乙；负责：客服部经理）"],
        ),
    ],
)
def test_a_change_of_a_module_is_its_user_s(found: str, typed: str, sentences: list[str]) -> None:
    text = RECEIVE + USE + FILE
    assert told(checked(steps(text), steps(text, MODULE.replace(found, typed)))) == sentences


DECIDE = """\
### 审批

- 步骤号：decide
- 执行：经理
- 判断：同意吗？
    - 同意 → pay
    - 驳回 → 结束

"""
RECORDED = """\
### 审批

- 步骤号：decide
- 执行：经理

### 登记

- 步骤号：record
- 执行：专员
- 判断：同意吗？
    - 同意 → pay
    - 驳回 → 结束

"""
PAY = "### 付款\n\n- 步骤号：pay\n- 执行：出纳\n"


def test_a_decision_that_moves_behind_a_new_step_is_told_once() -> None:
    new = "major: 新增步骤 2「登记」（执行：专员；负责：客服部经理）"
    gone = "major: 取消原步骤 2「登记」（执行：专员；负责：客服部经理）"
    assert told(checked(steps(DECIDE + PAY), steps(RECORDED + PAY))) == [
        "major: 按「同意、驳回」分头走，改在「登记」之后（原在「审批」之后），各自的去向不变",
        new,
    ]
    assert told(checked(steps(RECORDED + PAY), steps(DECIDE + PAY))) == [
        "major: 按「同意、驳回」分头走，改在「审批」之后（原在「登记」之后），各自的去向不变",
        gone,
    ]


@pytest.mark.parametrize(
    ("old", "new"), [("驳回 → 结束", "驳回 → decide"), ("驳回 →", "退回 →"), ("同意吗？", "金额对吗？")]
)
def test_a_decision_that_is_another_one_is_told_by_its_answers(old: str, new: str) -> None:
    found = told(checked(steps(DECIDE + PAY), steps(RECORDED.replace(old, new) + PAY)))
    assert "major: 步骤 1「审批」取消答案「同意」（原转到 付款）" in found
    assert not any(line.startswith("major: 按") for line in found)


@pytest.mark.parametrize(("written", "kinds"), [("≤ 1 个工 作日", ["step.limit"]), ("≤1个工作日", [])])
def test_a_space_that_makes_a_limit_unreadable_is_told(written: str, kinds: list[str]) -> None:
    before = STEPS.replace("时限：1 小时", "时限：≤ 1 个工作日")
    found = checked(steps(before), steps(before.replace("≤ 1 个工作日", written)))
    assert [change.kind for change in found] == kinds
