"""What the rules on flow find, a procedure at a time: the cases beside those of the fixtures."""

from sop_docs.check import check
from sop_docs.model.chart import MAX_EDGES
from sop_docs.model.flow import END, START, Edge, EdgeKind, Flow, Procedure
from sop_docs.model.library import Library
from sop_docs.model.place import Place, Text
from sop_docs.model.sop import Module
from sop_docs.model.step import Duty, Step
from test_rules import DAY, library_of

HEAD = "---\nid: {}\ntitle: 流程\nversion: 1.0\nstatus: draft\n---\n\n## 步骤\n"
MODULE = "---\nmodule: {}\ntitle: {}\nversion: 1.0\n---\n\n## 步骤\n"
FORM = "---\nform: FORM-CS-001\ntitle: 回访表\nversion: 1.0\nfields:\n  - {name: 客户ID, type: text}\n---\n"


def steps(*written: str) -> str:
    """Return steps written as `id 键：值 键：值`; the id is the name."""
    return "".join(_step(*each.split()) for each in written)


def found(code: str, *written: str, **others: str) -> list[dict[str, str]]:
    """Return the values of what one rule finds in a library of such a procedure and other files."""
    files = {"cs/SOP-CS-2024-001.md": HEAD.format("SOP-CS-2024-001") + steps(*written)}
    files |= {f"{name.replace('_', '/')}.md": text for name, text in others.items()}
    library, _ = library_of(files)
    return [dict(problem.values) for problem in check(library, DAY, {}) if problem.code == code]


def _step(name: str, *keys: str) -> str:
    given = "".join(keys)
    own = [] if "引用" in given else [f"步骤号：{name}"]
    done = [] if "引用" in given or "执行" in given else ["执行：客服专员"]
    return f"\n### {name}\n\n" + "".join(f"- {key}\n" for key in (*own, *done, *keys))


FORK = ("assign 下一步：one、other", "one 下一步：meet", "other 下一步：meet", "meet")


def test_a_fork_is_looked_at_wherever_it_stands() -> None:
    assert found("SOP415", "receive", *FORK) == [{"step": "meet", "fork": "assign"}]


def test_branches_meet_where_one_begins_with_the_step_whichever_is_named_first() -> None:
    for order in ("one、meet", "meet、one"):
        written = f"assign 下一步：{order}", "one 下一步：meet", "meet"
        assert found("SOP415", *written) == [{"step": "meet", "fork": "assign"}]


def test_branches_meet_once_though_one_of_them_leads_further_on_by_itself() -> None:
    written = "assign 下一步：one、other", "one 判断：短→meet；长→close", "other 下一步：meet", "meet", "close"
    for each in (written, ("assign 下一步：other、one", *written[1:])):
        assert found("SOP415", *each) == [{"step": "meet", "fork": "assign"}]


def test_branches_do_not_meet_in_an_exception() -> None:
    written = "assign 下一步：one、other", "one 下一步：结束 异常：缺料→close", "other 下一步：close", "close"
    assert found("SOP415", *written) == []


def test_an_exception_leads_to_what_is_waited_for() -> None:
    written = "one 下一步：meet 异常：缺料→side", "side 下一步：meet", "meet 汇合：one、side"
    assert found("SOP416", *written) == found("SOP417", *written) == []


def test_an_answer_that_leads_back_to_a_join_is_not_waited_for() -> None:
    written = (*FORK[:3], "meet 汇合：one、other", "inspect 判断：好→结束；坏→meet")
    assert found("SOP416", *written) == found("SOP417", *written) == []


def test_the_first_step_cannot_wait() -> None:
    assert found("SOP416", "meet 汇合：later", "later 下一步：meet") == [{"step": "meet", "waited": "later"}]


def test_one_answer_and_an_exception_are_no_alternatives() -> None:
    written = "grade 判断：一般→one 异常：缺料→side", "one 下一步：meet", "side 下一步：meet", "meet 汇合：one、side"
    assert found("SOP417", *written) == []


def test_of_three_answers_two_are_alternatives() -> None:
    written = (
        "grade 判断：一般→one；重大→other；无效→结束",
        "one 下一步：meet",
        "other 下一步：meet",
        "meet 汇合：one、other",
    )
    assert found("SOP417", *written) == [{"step": "meet", "one": "one", "other": "other", "decision": "grade"}]
    # An exception of an earlier step leads there whatever was decided.
    assert found("SOP417", "receive 异常：加急→other", *written) == []


def test_alternatives_reach_what_is_waited_for_by_an_exception_too() -> None:
    written = (
        "grade 判断：一般→one；重大→other",
        "one 下一步：结束 异常：转办→side",
        "side 下一步：meet",
        "other 下一步：meet",
        "meet 汇合：side、other",
    )
    assert found("SOP417", *written) == [{"step": "meet", "one": "side", "other": "other", "decision": "grade"}]


def test_a_ring_is_found_behind_a_step_that_ends() -> None:
    written = "receive 判断：好→结束；坏→check", "check 下一步：rework", "rework 下一步：check"
    assert found("SOP411", *written) == [{"steps": "check → rework"}]


def test_a_decision_is_looked_at_wherever_it_stands() -> None:
    written = "receive", "grade 判断：低于500元→one；超过500元→结束", "one"
    assert found("SOP420", *written) == [{"step": "grade", "gap": "= 500"}]


def test_amounts_are_read_from_either_side() -> None:
    for answers, gap in (("低于5天；不少于7天", "5 – 7"), ("5天以下；超过5天", ""), ("不超过5天；至少5天", "")):
        one, other = answers.split("；")
        written = f"grade 判断：{one}→one；{other}→结束", "one"
        assert found("SOP420", *written) == ([{"step": "grade", "gap": gap}] if gap else [])


def test_a_single_answer_leaves_nothing_open_that_another_rule_does_not_tell_of() -> None:
    assert found("SOP420", "grade 判断：如果客户同意→one", "one") == []


def test_as_many_steps_as_a_reader_can_follow_are_followed() -> None:
    written = [f"s{number}" for number in range(20)]
    assert found("SOP421", *written) == []
    assert found("SOP421", *written, "one-more") == [{"steps": "21", "most": "20"}]


def dense(edges: int) -> Library:
    steps = tuple(
        Step(
            f"s{line}",
            line,
            Text(f"步骤{line}", Place("m.md", line)),
            responsible=(Duty("甲", "", Place("m.md", line)),),
        )
        for line in (7, 11, 15)
    )
    again = Edge("s7", "s11", EdgeKind.EXCEPTION, "", Place("m.md", 7))
    flow = Flow(
        (
            Edge(START, "s7", EdgeKind.NORMAL, "", again.place),
            *[again] * (edges - 2),
            Edge("s15", END, EdgeKind.NORMAL, "", again.place),
        )
    )
    text = Text("m", again.place)
    return Library(modules=(Module("m.md", text, text, text, {}, Procedure(steps, flow)),))


def test_too_many_connections_are_told_of_at_the_first_step() -> None:
    assert [one.place.line for one in check(dense(MAX_EDGES), DAY, {}) if one.code == "SOP418"] == []
    assert [one.place.line for one in check(dense(MAX_EDGES + 1), DAY, {}) if one.code == "SOP418"] == [7]


def test_what_a_called_procedure_writes_into_forms_is_there_afterwards() -> None:
    called = HEAD.format("SOP-CS-2024-002") + steps("visit 表单：FORM-CS-001、FORM-CS-009 输出：结论")
    written = "receive", "call 调用：SOP-CS-2024-002", "close 输入：回访表、结论、录像"
    others = {"cs_SOP-CS-2024-002": called, "forms_FORM-CS-001": FORM}
    assert found("SOP501", *written, **others) == [{"name": "录像", "step": "close"}]
    assert found("SOP501", "receive", "fill 表单：FORM-CS-001、FORM-CS-009", "close 输入：回访表", **others) == []


def test_a_module_in_a_module_is_told_of_as_the_one_that_the_author_used() -> None:
    inner = MODULE.format("inner", "内") + steps("approve 输入：申请")
    outer = MODULE.format("outer", "外") + steps("within 引用：inner")
    values = found("SOP501", "receive", "ask 引用：outer", modules_inner=inner, modules_outer=outer)
    assert values == [{"name": "申请", "step": "approve", "module": "外"}]


def test_who_leads_hands_over_and_who_follows_first_takes_over() -> None:
    follow = "check 执行：质量专员", "close"
    assert found("SOP505", "receive 执行：客服专员、质量专员 交接：工单", *follow) == [
        {"step": "receive", "department": "质量管理部"}
    ]
    assert found("SOP505", "receive 执行：质量专员、客服专员 交接：工单", *follow) == []
