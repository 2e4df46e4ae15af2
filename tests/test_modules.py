"""Modules are put in where they are used, with the values of their parameters."""

from reading import at, parties, read_module, steps
from sop_docs.model.vocabulary import Vocabulary
from sop_docs.parse.document import Document
from sop_docs.parse.library import assemble

ESCALATION = """
---
module: escalation
title: 升级审批
version: 1.0
params: {approver: 审批岗位, limit: 时限}
---
## 步骤

### 审阅

- 步骤号：read
- 执行：客服主管
- 负责：${approver}（审批）
- 时限：${limit} 内
- 输出：审批意见

由 ${approver}审阅。

### 下达

- 步骤号：approve
- 执行：${approver}
"""

CHOICE = """
---
module: choice
title: 选择
version: 1.0
---
## 步骤

### 分类

- 步骤号：sort
- 执行：甲
- 判断：一般 → 结束；重大 → 处理

### 处理

- 步骤号：handle
- 执行：甲
"""

USE = """
### 接收

- 步骤号：receive
- 执行：客服专员

### 升级

- 引用：escalation
- 参数：approver = 运营总监；limit=2 小时
{more}
### 归档

- 步骤号：close
- 执行：客服专员
"""


def test_steps_of_a_module_stand_in_its_place() -> None:
    reading = steps(USE.format(more=""), ESCALATION)

    assert reading.ids == ["receive", "escalation.read", "escalation.approve", "close"]
    assert [step.number for step in reading.sop.steps] == [1, 2, 3, 4]
    assert reading.ways == [
        "start → receive",
        "receive → escalation.read",
        "escalation.read → escalation.approve",
        "escalation.approve → close",
        "close → end",
    ]
    (use,) = reading.sop.steps[1].uses
    assert (use.id, use.module, use.title, at(use.place)) == ("escalation", "escalation", "升级审批", (8, 5))
    assert reading.problems == []


def test_values_are_put_in() -> None:
    step = steps(USE.format(more=""), ESCALATION).sop.steps[1]

    assert parties(step.accountable) == [("运营总监", "审批")]
    assert step.limit is not None
    assert step.limit.text.value == "2 小时 内"
    assert str(step.detail) == "由 运营总监审阅。"


def test_whole_value_keeps_its_place_in_the_caller() -> None:
    step = steps(USE.format(more=""), ESCALATION).sop.steps[2]

    assert (step.responsible[0].place.path, at(step.responsible[0].place)) == ("cs/SOP-CS-2024-001.md", (11, 17))
    assert (step.place.path, at(step.place)) == ("modules/escalation.md", (19, 5))


def test_value_may_be_a_list() -> None:
    reading = steps("### 升级\n\n- 引用：escalation\n- 参数：approver = 甲、乙；limit = 1 天\n", ESCALATION)

    assert parties(reading.sop.steps[1].responsible) == [("甲", ""), ("乙", "")]


def test_value_may_vary() -> None:
    reading = steps(
        "### 升级\n\n- 引用：escalation\n- 参数：approver = 甲；limit = ${response}\n",
        ESCALATION,
        variants={"普通客户": {"response": "2 小时"}, "VIP客户": {"response": "1 小时"}},
    )

    limit = reading.sop.steps[0].limit
    assert limit is not None
    assert limit.text.value == "2 小时 内｜1 小时 内"
    assert reading.problems == []


def test_duty_does_not_vary_through_a_parameter() -> None:
    reading = steps(
        "### 升级\n\n- 引用：escalation\n- 参数：approver = ${who}；limit = 1 天\n",
        ESCALATION,
        variants={"甲": {"who": "经理"}},
    )

    assert set(reading.problems) == {"modules/escalation.md:13:6 SOP243", "6:17 SOP243"}


def test_module_does_not_see_the_variants_of_its_callers() -> None:
    module = CHOICE.replace("- 执行：甲\n", "- 执行：甲\n- 时限：${response}\n", 1)
    reading = steps("### 选\n\n- 引用：choice\n", module, variants={"普通": {"response": "2 小时"}})

    assert "modules/choice.md:12:6 SOP241" in reading.problems


def test_missing_and_extra_parameters() -> None:
    reading = steps("### 升级\n\n- 引用：escalation\n- 参数：limit = 1 天；aprover = 甲；x；limit = 2 天\n", ESCALATION)

    assert reading.problems == ["6:18 SOP226", "6:30 SOP224", "6:32 SOP226.twice", "5:3 SOP225"]
    assert reading.values("SOP226") == {"name": "aprover", "module": "escalation", "names": "approver、limit"}
    assert reading.values("SOP225") == {"name": "approver", "module": "escalation", "meaning": "审批岗位"}


def test_parameters_split_at_semicolons_alone() -> None:
    reading = steps(
        "### 升级\n\n- 引用：escalation\n- 参数：\n    - approver = 甲\n    - limit = 1 天，含周末\n", ESCALATION
    )

    assert reading.problems == []
    assert str(reading.sop.steps[0].limit.text if reading.sop.steps[0].limit else "") == "1 天，含周末 内"


def test_use_goes_by_its_as() -> None:
    reading = steps(USE.format(more="- 作为：ask\n- 下一步：receive\n"), ESCALATION)

    assert reading.ids == ["receive", "ask.read", "ask.approve", "close"]
    assert "ask.approve → receive" in reading.ways


def test_two_uses_of_one_module_need_an_as() -> None:
    text = "### 一\n\n- 引用：choice\n\n### 二\n\n- 引用：choice\n"

    assert steps(text, CHOICE).problems == ["7:5 SOP223.use"]


def test_use_takes_only_its_keys() -> None:
    reading = steps(USE.format(more="- 执行：甲\n- 时限：1 天\n"), ESCALATION)

    assert reading.problems == ["12:3 SOP218", "13:3 SOP218"]


def test_what_the_caller_says_about_a_use() -> None:
    reading = steps(USE.format(more="\n每 4 小时通报。\n"), ESCALATION)

    assert [str(use.detail) for use in reading.sop.steps[1].uses] == ["每 4 小时通报。"]


def test_next_on_a_use_leaves_every_exit() -> None:
    reading = steps(
        "### 选\n\n- 引用：choice\n- 下一步：last\n\n### 其他\n\n- 执行：甲\n\n### 末\n\n- 步骤号：last\n- 执行：甲\n",
        CHOICE,
    )

    assert reading.ways == [
        "start → choice.sort",
        "choice.sort -一般→ last",
        "choice.sort -重大→ choice.handle",
        "choice.handle → last",
        "qi-ta → last",
        "last → end",
    ]
    assert reading.problems == []


def test_inner_end_means_the_end_of_the_module() -> None:
    reading = steps("### 选\n\n- 引用：choice\n\n### 末\n\n- 步骤号：last\n- 执行：甲\n", CHOICE)

    assert "choice.sort -一般→ last" in reading.ways


def test_decision_and_exceptions_on_a_use_act_on_its_exits() -> None:
    reading = steps(USE.format(more="- 判断：同意 → close；驳回 → receive\n- 异常：超时 → 结束\n"), ESCALATION)

    assert [way for way in reading.ways if way.startswith("escalation.approve")] == [
        "escalation.approve -同意→ close",
        "escalation.approve -驳回→ receive",
        "escalation.approve -超时⇢ end",
    ]
    assert reading.problems == []


def test_decision_on_a_use_whose_exits_are_answers() -> None:
    reading = steps("### 选\n\n- 引用：choice\n- 判断：是 → 结束；否 → 选\n", CHOICE)

    assert reading.problems == ["3:5 SOP407"]


def test_after_on_a_use_acts_on_its_entry() -> None:
    reading = steps(
        """
        ### 甲

        - 步骤号：a
        - 执行：甲
        - 下一步：b、c

        ### 乙

        - 步骤号：b
        - 执行：甲

        ### 丙

        - 步骤号：c
        - 执行：甲

        ### 选

        - 引用：choice
        - 汇合：b、c
        """,
        CHOICE,
    )

    assert [way for way in reading.ways if way.endswith("choice.sort")] == ["b → choice.sort", "c → choice.sort"]
    assert reading.sop.procedure.flow.joins == {"choice.sort"}


def test_join_that_waits_for_a_use() -> None:
    reading = steps("### 选\n\n- 引用：choice\n\n### 末\n\n- 步骤号：last\n- 执行：甲\n- 汇合：选\n", CHOICE)

    assert [way for way in reading.ways if way.endswith("last")] == ["choice.sort -一般→ last", "choice.handle → last"]


def test_modules_and_callers_see_only_their_own_steps() -> None:
    module = CHOICE.replace("重大 → 处理", "重大 → receive")
    reading = steps(USE.format(more="- 下一步：escalation.approve\n"), ESCALATION)
    inner = steps("### 接收\n\n- 步骤号：receive\n- 执行：甲\n\n### 选\n\n- 引用：choice\n", module)

    assert reading.problems == ["12:7 SOP401.module"]
    assert reading.values("SOP401.module") == {"target": "escalation.approve", "use": "escalation"}
    assert inner.problems == ["modules/choice.md:12:19 SOP401"]


def test_nested_modules() -> None:
    outer = """
    ---
    module: outer
    title: 外层
    version: 1.0
    params: {who: 岗位}
    ---
    ## 步骤

    ### 升级

    - 引用：escalation
    - 作为：inner
    - 参数：approver = ${who}；limit = 1 天
    """
    reading = steps("### 外\n\n- 引用：outer\n- 参数：who = 总监\n", outer, ESCALATION)

    assert reading.ids == ["outer.inner.read", "outer.inner.approve"]
    assert [use.id for use in reading.sop.steps[0].uses] == ["outer", "inner"]
    assert parties(reading.sop.steps[1].responsible) == [("总监", "")]
    assert reading.problems == []


def test_module_takes_the_phase_of_its_use() -> None:
    reading = steps("### 受理\n\n#### 选\n\n- 引用：choice\n", CHOICE)

    assert [step.phase for step in reading.sop.steps] == ["受理", "受理"]


def test_unknown_module_is_one_problem() -> None:
    reading = steps(USE.format(more="- 下一步：close\n").replace("引用：escalation", "引用：escalaton"), ESCALATION)

    assert reading.problems == ["10:6 SOP701.near"]
    assert reading.ways == ["start → receive", "receive → close", "close → end"]


def test_ring_of_modules() -> None:
    one = CHOICE.replace("choice", "one") + "\n### 二\n\n- 引用：two\n"
    two = CHOICE.replace("choice", "two") + "\n### 一\n\n- 引用：one\n"
    reading = steps("### 选\n\n- 引用：one\n", one, two)

    assert reading.problems == ["modules/two.md:21:6 SOP702"]
    assert reading.values("SOP702") == {"ring": "one → two → one"}


def test_module_has_no_phases_and_shows_what_its_parameters_mean() -> None:
    written = read_module(ESCALATION.replace("### ", "#### ").replace("## 步骤\n", "## 步骤\n\n### 阶段\n"))
    library, problems = assemble([Document("modules/escalation.md", written, ())], Vocabulary(), ())

    (module,) = library.modules
    assert parties(module.procedure.steps[1].responsible) == [("〔审批岗位〕", "")]
    assert [(str(problem.place), problem.key) for problem in problems["modules/escalation.md"]] == [
        ("modules/escalation.md:9:5", "SOP209")
    ]
