"""How steps follow one another: list order, arrows, forks, joins and ends."""

import pytest

from reading import at, steps


def flow(**links: str) -> str:
    """Return steps a, b, c … in this order, each with the lines of its links."""
    blocks = (f"### 步骤 {name}\n\n- 步骤号：{name}\n- 执行：甲\n{lines}" for name, lines in links.items())
    return "\n".join(blocks)


def test_list_order() -> None:
    reading = steps(flow(a="", b="", c=""))

    assert reading.ways == ["start → a", "a → b", "b → c", "c → end"]
    assert reading.problems == []


def test_next_replaces_list_order() -> None:
    reading = steps(flow(a="- 下一步：c\n", b="", c="- 下一步：b\n"))

    assert reading.ways == ["start → a", "a → c", "b → c", "c → b"]


def test_next_forks() -> None:
    reading = steps(flow(a="- 下一步：b、c\n", b="- 下一步：d\n", c="", d=""))

    assert reading.ways == ["start → a", "a → b", "a → c", "b → d", "c → d", "d → end"]
    assert reading.sop.procedure.flow.joins == frozenset()


@pytest.mark.parametrize("end", ["end", "结束", "End"])
def test_end_is_a_target(end: str) -> None:
    assert steps(flow(a=f"- 下一步：{end}\n", b="")).ways == ["start → a", "a → end", "b → end"]


def test_decision_replaces_list_order() -> None:
    reading = steps(flow(a="- 判断：重大 → c；一般 → b、无效 -> 结束\n", b="", c=""))

    assert reading.ways == ["start → a", "a -重大→ c", "a -一般→ b", "a -无效→ end", "b → c", "c → end"]
    assert reading.problems == []


def test_question_before_a_nested_list() -> None:
    reading = steps(flow(a="- 判断：属于哪一级？\n    - 一般、普通 → b\n    - 重大 → 结束\n", b=""))

    decision = reading.sop.steps[0].decision
    assert decision is not None
    assert decision.question == "属于哪一级？"
    assert [(answer.label.value, answer.target.value) for answer in decision.answers] == [
        ("一般、普通", "b"),
        ("重大", "结束"),
    ]
    assert reading.problems == []


def test_question_with_an_arrow_is_still_the_question() -> None:
    reading = steps(flow(a="- 判断：A → B 的迁移完成了吗？\n    - 是 → b\n    - 否 → a\n", b=""))

    assert reading.ways == ["start → a", "a -是→ b", "a -否→ a", "b → end"]
    assert [(problem.key, problem.severity.value) for problem in reading.found] == [("SOP221.question", "warning")]


def test_next_and_decision_on_one_step() -> None:
    assert steps(flow(a="- 下一步：b\n- 判断：是 → b；否 → 结束\n", b="")).problems == ["7:3 SOP403"]


def test_exceptions_only_add() -> None:
    reading = steps(flow(a="", b="- 异常：客户不满意 → a；失联 → 结束\n", c=""))

    assert reading.ways == [
        "start → a",
        "a → b",
        "b → c",
        "b -客户不满意⇢ a",
        "b -失联⇢ end",
        "c → end",
    ]


@pytest.mark.parametrize("line", ["判断：一般、重大 → b", "异常：→ b", "异常：断电 →"])
def test_branch_without_one_of_its_sides(line: str) -> None:
    assert "SOP221" in [problem.key for problem in steps(flow(a=f"- {line}\n", b="")).found]


def test_after_joins() -> None:
    reading = steps(flow(a="- 下一步：b、c\n", b="", c="", d="- 汇合：b、c\n"))

    assert reading.ways == ["start → a", "a → b", "a → c", "b → d", "c → d", "d → end"]
    assert reading.sop.procedure.flow.joins == {"d"}


def test_after_takes_the_list_order_edge_of_whom_it_waits_for() -> None:
    reading = steps(flow(a="- 下一步：b、c\n", b="", d="- 汇合：b、c\n- 下一步：结束\n", c=""))

    assert reading.ways == ["start → a", "a → b", "a → c", "b → d", "d → end", "c → d"]


def test_after_takes_the_list_order_edge_before_it() -> None:
    reading = steps(flow(a="", b="", c="- 汇合：a\n"))

    assert reading.ways == ["start → a", "a → c", "c → end"]


def test_after_and_next_that_say_the_same_are_one_edge() -> None:
    assert steps(flow(a="- 下一步：b\n", b="- 汇合：a\n")).ways == ["start → a", "a → b", "b → end"]


def test_after_a_step_with_a_decision() -> None:
    reading = steps(flow(a="- 判断：是 → b；否 → c\n", b="", c="- 汇合：b、a\n"))

    assert reading.problems == ["18:8 SOP404"]
    assert reading.values("SOP404") == {"step": "步骤 a"}


def test_several_ways_in_are_an_either_or() -> None:
    reading = steps(flow(a="- 判断：是 → b；否 → c\n", b="", c=""))

    assert reading.ways == ["start → a", "a -是→ b", "a -否→ c", "b → c", "c → end"]
    assert reading.sop.procedure.flow.joins == frozenset()


def test_self_loop() -> None:
    assert steps(flow(a="- 判断：未齐 → a；齐了 → 结束\n")).ways == ["start → a", "a -未齐→ a", "a -齐了→ end"]


def test_targets_are_ids_or_names() -> None:
    reading = steps(flow(a="- 下一步：步骤 C\n", b="", c="- 异常：缺件 → 步骤　b\n"))

    assert reading.ways == ["start → a", "a → c", "b → c", "c → end", "c -缺件⇢ b"]
    assert reading.problems == []


def test_ids_win_over_names() -> None:
    reading = steps(
        """
        ### 甲

        - 步骤号：first
        - 执行：甲
        - 下一步：check

        ### check

        - 步骤号：second
        - 执行：甲

        ### 丙

        - 步骤号：check
        - 执行：甲
        """
    )

    assert reading.ways == ["start → first", "first → check", "second → check", "check → end"]


def test_ambiguous_name() -> None:
    reading = steps(
        """
        ### 审核

        - 步骤号：first
        - 执行：甲

        ### 审核

        - 步骤号：second
        - 执行：甲
        - 异常：缺件 → 审核
        """
    )

    assert reading.problems == ["12:11 SOP402"]
    assert reading.values("SOP402") == {"target": "审核", "ids": "first、second"}


def test_unknown_target() -> None:
    reading = steps(flow(receive="- 下一步：recieve、归档\n"))

    assert reading.problems == ["7:7 SOP401.near", "7:15 SOP401"]
    assert reading.values("SOP401.near") == {"target": "recieve", "near": "receive"}


@pytest.mark.parametrize("line", ["下一步：start", "下一步：开始", "汇合：结束", "汇合：end"])
def test_reserved_targets(line: str) -> None:
    assert [problem.key for problem in steps(flow(a=f"- {line}\n", b="")).found] == ["SOP401.reserved"]


def test_edges_know_their_place() -> None:
    reading = steps(flow(a="- 判断：是 → b；否 → 结束\n", b=""))

    places = {f"{edge.source} {edge.label}": at(edge.place) for edge in reading.sop.procedure.flow.edges}
    assert places == {"start ": (3, 5), "a 是": (7, 6), "a 否": (7, 12), "b ": (9, 5)}


def test_no_steps_no_flow() -> None:
    assert steps("见附件。\n").ways == []
