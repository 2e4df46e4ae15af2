"""Nothing is lost: each field of a procedure, changed alone, is told by its kinds, or stands here as no change.

A field that somebody adds to the model fails these tests until it has a row.
"""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from changing import checked, content
from sop_docs.model.content import Content
from sop_docs.model.flow import END, Edge, EdgeKind, Flow, Phase, Procedure
from sop_docs.model.form import FieldType, Form
from sop_docs.model.lifecycle import Period, Status
from sop_docs.model.place import Place, Text
from sop_docs.model.quantity import Goal, Limit, Quantity, Unit
from sop_docs.model.sop import Assessment, Identity, Scope, Sop
from sop_docs.model.step import Branch, Decision, Duty, Step, Use
from sop_docs.model.vocabulary import Calendar, DocumentType, Person, Vocabulary

BEFORE = content()
AT = Place("elsewhere.md", 9, 9)
Row = tuple[Any, list[str]]
Part = Any
"""Any dataclass of the model."""


def text(value: str) -> Text:
    return Text(value, AT)


def duty(party: str, note: str = "") -> Duty:
    return Duty(party, note, AT)


IDENTITY: Mapping[str, Row] = {
    "number": (text("SOP-CS-2024-009"), ["number"]),
    "title": (text("投诉"), ["title"]),
    "version": (text("9.9"), []),
    "status": (Status.PILOT, []),
    "language": ("en", ["language"]),
    "department": ("LG", ["department"]),
    "effective": (date(2027, 1, 1), []),
    "review": (Period(days=90), ["review"]),
    "owner": (text("运营总监"), ["owner"]),
    "supervisor": (None, ["supervisor"]),
    "prepared": ((text("陈静"),), ["prepared"]),
    "reviewed": ((text("质量部经理"), text("文控")), ["reviewed"]),
    "approved": ((text("客服部经理"),), ["approved"]),
    "scenario": (text("routine"), ["scenario"]),
    "scope": (Scope(), ["scope.applies", "scope.excludes", "scope.from", "scope.to"]),
    "goals": ((), ["goal.removed", "goal.removed"]),
    "variants": ((), ["variant.removed", "variant.removed"]),
    "change": (text("另一个原因"), []),
    "inputs": ((text("合同"),), ["inputs"]),
    "replaced_by": (text("SOP-CS-2024-009"), ["replaced-by"]),
    "assessed": ((Assessment(date(2026, 2, 2), "王丽", "keep", "", AT),), []),
    "allowed": ({"SOP601": text("原因")}, []),
    "keys": ({}, []),
}
SCOPE: Mapping[str, Row] = {
    "applies": (text("所有投诉"), ["scope.applies"]),
    "excludes": (None, ["scope.excludes"]),
    "starts": (text("来电"), ["scope.from"]),
    "ends": (text("归档"), ["scope.to"]),
}
GOAL: Mapping[str, Row] = {
    "text": (text("响应的时效 ≤ 24 小时"), ["goal.wording"]),
    "name": ("处理时效", ["goal.changed"]),
    "comparison": ("<", ["goal.changed"]),
    "amount": (Fraction(1), ["goal.wording"]),  # 24 小时 and 1 天: `quantity` says how much
    "unit": ("天", ["goal.wording"]),
    "quantity": (Quantity(Fraction(60), Unit.MINUTES), ["goal.changed"]),
}
VARIANT: Mapping[str, Row] = {
    "name": (text("大客户"), ["variant.renamed"]),
    "values": ({"response": text("3 小时")}, ["variant.value"]),
}
SOP: Mapping[str, Row] = {
    "path": ("elsewhere.md", []),
    "identity": (replace(BEFORE.sop.identity, title=text("投诉")), ["title"]),
    "procedure": (replace(BEFORE.sop.procedure, intro=text("先读完。")), ["text.added"]),
    "sections": ((), ["section.removed", "section.removed", "section.removed"]),
    "preamble": (text("写在前面。"), ["purpose.added"]),
    "headings": ((), []),
}
SECTION: Mapping[str, Row] = {
    "kind": ("training", []),  # follows from the title
    "title": (text("一、附件"), ["section.renamed"]),
    "body": (text("见新的分级表。"), ["text.changed"]),
}
PROCEDURE: Mapping[str, Row] = {
    "steps": (BEFORE.sop.steps[:-1], ["step.removed"]),
    "flow": (Flow(), ["flow.next"] * 5),  # of the sixth step the answers stand in the step
    "phases": ((), ["phase.removed", "phase.removed"]),
    "title": (text("操作步骤"), []),
    "intro": (text("先读完。"), ["text.added"]),
}
PHASE: Mapping[str, Row] = {
    "name": (text("接待"), ["phase.renamed"]),
    "intro": (text("先读完。"), ["text.added"]),
}
STEP: Mapping[str, Row] = {
    "id": ("grading", ["step.id"]),
    "number": (9, []),
    "name": (text("分级"), ["step.renamed"]),
    "phase": ("受理", ["step.phase"]),
    "uses": ((Use("grading", "grading", "分级", AT),), ["use.added"]),
    "responsible": ((duty("客服专员"),), ["duty.replaced"]),
    "accountable": ((duty("运营总监"),), ["duty.replaced"]),
    "consulted": ((), ["duty.removed"]),
    "informed": ((duty("客户经理"),), ["duty.added"]),
    "verify": ((duty("质量专员"),), ["duty.added"]),
    "limit": (None, ["step.limit"]),
    "frequency": (text("每天"), ["step.frequency"]),
    "inputs": ((text("录音"),), ["step.input"]),
    "outputs": ((text("分级结果"), text("录音")), ["step.output"]),
    "forms": ((text("FORM-CS-002"),), ["step.form"]),
    "tools": ((text("CRM"),), ["step.tools"]),
    "standard": (None, ["step.standard"]),
    "requires": (text("已登记"), ["step.requires"]),
    "done": (text("有结果"), ["step.done"]),
    "handover": (text("客服主管"), ["step.handover"]),
    "decision": (Decision("", ()), ["flow.question"]),  # what is answered stands in the flow
    "exceptions": ((), []),
    "call": (text("SOP-LG-2025-001"), ["step.call"]),
    "detail": (text("按表分级。"), ["text.added"]),
    "keys": ({}, []),
}
DECISION: Mapping[str, Row] = {
    "question": ("金额多少？", ["flow.question"]),
    # The flow says nothing of an answer whose target nobody knows.
    "answers": ((Branch(text("不明"), text("nowhere")),), ["flow.answer.added"]),
}
LIMIT: Mapping[str, Row] = {
    "text": (text("受理后 1 小时"), ["step.limit"]),
    "quantity": (Quantity(Fraction(120), Unit.MINUTES), []),  # words and amount change together
    "by_variant": (
        {"普通客户": Limit(text("2 小时"), Quantity(Fraction(120), Unit.MINUTES))},
        ["step.limit.longer"],
    ),
}
FORM: Mapping[str, Row] = {
    "path": ("elsewhere.md", []),
    "number": (text("FORM-CS-009"), ["form.removed", "form.added"]),
    "title": (text("登记表"), ["form.title"]),
    "version": (text("9.9"), []),
    "language": ("en", ["form.language"]),
    "fields": ((), ["field.removed"] * 5),
    "body": (None, ["text.removed"]),
    "allowed": ({"SOP601": text("原因")}, []),
}
FIELD: Mapping[str, Row] = {
    "name": (text("受理渠道"), ["field.renamed"]),
    "type": (FieldType.CHOICE, ["field.type"]),
    "required": (True, ["field.required"]),
    "unit": ("个", ["field.unit"]),
    "choices": (("电话", "微信"), ["field.choice"]),
    "other": (False, ["field.other"]),
    "columns": (("日期",), ["field.column"]),
    "rows": (3, ["field.rows"]),
    "first_cells": (("证件",), ["field.row"]),
    "help": ("选一项", ["field.help"]),
}
VOCABULARY: Mapping[str, Row] = {
    "departments": ({**BEFORE.vocabulary.departments, "CS": text("客户成功部")}, ["department.name"]),
    "roles": ({}, ["role.department", "role.department", "role.department", "role.level"]),
    "people": ({"li.na": Person(text("li.na"), "李娜")}, []),
    "types": ({}, []),
    "reserved": (frozenset({"SOP-CS-2020-001"}), []),
    "scenarios": ({}, []),  # a scenario is its code
    "calendar": (Calendar(hours=7), []),
    "vague": (("酌情",), []),
    "place": (AT, []),
}
ROLE: Mapping[str, Row] = {
    "name": (Text("客服主管", AT), []),
    "department": ("OP", ["role.department"]),
    "people": (("li.na",), []),
    "level": ("executive", ["role.level"]),
}
CONTENT: Mapping[str, Row] = {
    "sop": (replace(BEFORE.sop, preamble=text("写在前面。")), ["purpose.added"]),
    "forms": ({}, ["form.removed"]),
    "vocabulary": (Vocabulary(), ["role.department", "role.department", "role.department", "role.level"]),
}

Put = Callable[[Any], Content]


def put_sop(sop: Sop) -> Content:
    return replace(BEFORE, sop=sop)


def put_identity(identity: Identity) -> Content:
    return put_sop(replace(BEFORE.sop, identity=identity))


def put_goal(goal: Goal) -> Content:
    """Put in the first goal; who asks for something else says so."""
    first, *rest = IDENTITY_BEFORE.goals
    changed = replace(goal, text=text("响应时效 ≤ 24 小时整")) if goal != first and goal.text == first.text else goal
    return put_identity(replace(IDENTITY_BEFORE, goals=(changed, *rest)))


def put_procedure(procedure: Procedure) -> Content:
    return put_sop(replace(BEFORE.sop, procedure=procedure))


def put_step(step: Step) -> Content:
    """Put in the step that asks; the flow knows it by its id."""
    procedure = BEFORE.sop.procedure
    steps = tuple(step if each.id == "grade" else each for each in procedure.steps)
    ids = {"grade": step.id}
    edges = [edge._replace(source=ids.get(edge.source, edge.source)) for edge in procedure.flow.edges]
    edges = [edge._replace(target=ids.get(edge.target, edge.target)) for edge in edges]
    return put_procedure(replace(procedure, steps=steps, flow=Flow(tuple(edges), procedure.flow.joins)))


def put_form(form: Form) -> Content:
    return replace(BEFORE, forms={form.number.value: form})


def put_vocabulary(vocabulary: Vocabulary) -> Content:
    return replace(BEFORE, vocabulary=vocabulary)


IDENTITY_BEFORE = BEFORE.sop.identity
GRADE = next(step for step in BEFORE.sop.steps if step.id == "grade")
FORM_BEFORE = BEFORE.forms["FORM-CS-001"]
TABLES: list[tuple[Any, Mapping[str, Row], Put]] = [
    (BEFORE, CONTENT, lambda changed: changed),
    (BEFORE.sop, SOP, put_sop),
    (IDENTITY_BEFORE, IDENTITY, put_identity),
    (IDENTITY_BEFORE.scope, SCOPE, lambda scope: put_identity(replace(IDENTITY_BEFORE, scope=scope))),
    (
        IDENTITY_BEFORE.goals[0],
        GOAL,
        put_goal,
    ),
    (
        IDENTITY_BEFORE.variants[0],
        VARIANT,
        lambda variant: put_identity(replace(IDENTITY_BEFORE, variants=(variant, *IDENTITY_BEFORE.variants[1:]))),
    ),
    (
        BEFORE.sop.sections[2],
        SECTION,
        lambda section: put_sop(replace(BEFORE.sop, sections=(*BEFORE.sop.sections[:2], section))),
    ),
    (BEFORE.sop.procedure, PROCEDURE, put_procedure),
    (
        BEFORE.sop.procedure.phases[0],
        PHASE,
        lambda phase: put_procedure(
            replace(BEFORE.sop.procedure, phases=(phase, *BEFORE.sop.procedure.phases[1:]), steps=phased(phase))
        ),
    ),
    (GRADE, STEP, put_step),
    (GRADE.decision, DECISION, lambda decision: put_step(replace(GRADE, decision=decision))),
    (GRADE.limit, LIMIT, lambda limit: put_step(replace(GRADE, limit=limit))),
    (FORM_BEFORE, FORM, put_form),
    (
        FORM_BEFORE.fields[1],
        FIELD,
        lambda field: put_form(replace(FORM_BEFORE, fields=(FORM_BEFORE.fields[0], field, *FORM_BEFORE.fields[2:]))),
    ),
    (BEFORE.vocabulary, VOCABULARY, put_vocabulary),
    (
        BEFORE.vocabulary.roles["客服主管"],
        ROLE,
        lambda role: put_vocabulary(replace(BEFORE.vocabulary, roles={**BEFORE.vocabulary.roles, "客服主管": role})),
    ),
]
ROWS = [(before, name, row, put) for before, table, put in TABLES for name, row in table.items()]


def phased(phase: Phase) -> tuple[Step, ...]:
    """Return the steps; those of the first phase stand in this one."""
    steps = BEFORE.sop.steps
    return tuple(replace(step, phase=phase.name.value) if step.phase == "受理" else step for step in steps)


@pytest.mark.parametrize(("before", "table", "put"), TABLES, ids=[type(row[0]).__name__ for row in TABLES])
def test_every_field_has_a_row(before: Part, table: Mapping[str, Row], put: Put) -> None:
    assert put(before) == BEFORE
    assert [each.name for each in fields(before)] == list(table)


@pytest.mark.parametrize(("before", "name", "row", "put"), ROWS, ids=[f"{type(r[0]).__name__}.{r[1]}" for r in ROWS])
def test_a_field_changed_alone_is_told(before: Part, name: str, row: Row, put: Put) -> None:
    value, kinds = row
    assert getattr(before, name) != value
    assert [change.kind for change in checked(BEFORE, put(replace(before, **{name: value})))] == kinds


REST = {Duty, Branch, Edge, Flow, Use, Text, Place, Quantity, Period, Assessment, Person, DocumentType, Calendar}
"""What is part of a field above and is tested with it."""


def test_no_part_of_a_procedure_is_left_out() -> None:
    tabled = {type(before) for before, _, _ in TABLES}
    assert {kind.__name__ for kind in parts(BEFORE) - tabled - REST} == {"Heading", "Pattern"}


def parts(value: object) -> set[type]:
    """Return the types of a value and of all that is in it."""
    if is_dataclass(value) and not isinstance(value, type):
        return {type(value)}.union(*(parts(getattr(value, each.name)) for each in fields(value)))
    if isinstance(value, Mapping):
        return set().union(*map(parts, value.values()))
    if isinstance(value, tuple):
        named = {type(value)} if hasattr(value, "_fields") else set()
        return named.union(*map(parts, value))
    return set()


def edge(source: str, target: str, kind: EdgeKind = EdgeKind.NORMAL, label: str = "") -> Edge:
    return Edge(source, target, kind, label, AT)


@pytest.mark.parametrize(
    ("gone", "new", "kinds"),
    [
        (("grade", "plan"), edge("grade", "close", EdgeKind.ANSWER, "一般投诉"), ["flow.answer.target"]),
        (("grade", "plan"), edge("grade", "plan", EdgeKind.ANSWER, "小投诉"), ["flow.answer.label"]),
        (
            ("grade", "plan"),
            edge("grade", "plan", EdgeKind.EXCEPTION, "一般投诉"),
            ["flow.answer.removed", "flow.exception.added"],
        ),
        (("grade", "receive"), edge("grade", "respond", EdgeKind.EXCEPTION, "信息不全"), ["flow.exception.target"]),
        (("grade", "receive"), edge("grade", "receive", EdgeKind.EXCEPTION, "信息有误"), ["flow.exception.label"]),
        (("report", "plan"), edge("report", END), ["flow.next"]),
        (("report", "plan"), edge("report", "plan"), []),
        ((), edge("report", "close"), ["flow.next"]),
        ((), edge("grade", "close", EdgeKind.ANSWER, "其他"), ["flow.answer.added"]),
    ],
)
def test_an_edge_changed_alone_is_told(gone: tuple[str, str], new: Edge, kinds: list[str]) -> None:
    procedure = BEFORE.sop.procedure
    kept = [each for each in procedure.flow.edges if (each.source, each.target) != gone]
    bare = replace(GRADE, decision=Decision("属于哪一级？", ()), exceptions=())
    steps = tuple(bare if step.id == "grade" else step for step in procedure.steps)
    one = put_procedure(replace(procedure, steps=steps))
    two = put_procedure(replace(procedure, steps=steps, flow=Flow((*kept, new), procedure.flow.joins)))
    assert [change.kind for change in checked(one, two)] == kinds


def test_a_join_is_told() -> None:
    """Nobody waits for an answer, and what waits for one step alone is no join."""
    edges = (*BEFORE.sop.procedure.flow.edges, edge("respond", "plan"))
    one, two, three = (
        put_procedure(replace(BEFORE.sop.procedure, flow=Flow(edges, frozenset(joins))))
        for joins in ((), ("plan",), ("plan", "respond", "grade"))
    )
    found = checked(one, two)
    assert [(change.kind, change.where, change.after) for change in found] == [("flow.join", "plan", "上报、首次回应")]
    assert checked(two, three) == ()


@pytest.mark.parametrize("field", ["amount", "unit"])
def test_amounts_of_goals(field: str) -> None:
    goal = Goal(text("解决率 ≥ 95 %"), "解决率", "≥", Fraction(95), "%")
    other = {"amount": (text("解决率 ≥ 90 %"), Fraction(90), "%"), "unit": (text("解决率 ≥ 95 分"), Fraction(95), "分")}
    words, amount, unit = other[field]
    one = put_identity(replace(IDENTITY_BEFORE, goals=(goal,)))
    two = put_identity(replace(IDENTITY_BEFORE, goals=(replace(goal, text=words, amount=amount, unit=unit),)))
    assert [change.kind for change in checked(one, two)] == ["goal.changed"]


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ((duty("甲"),), (duty("甲", "审批"),), [("duty.note", "", "审批")]),
        ((duty("甲", "登记"),), (duty("甲", "回复"),), [("duty.note", "登记", "回复")]),
        ((duty("甲"), duty("乙")), (duty("甲", "主导"), duty("乙", "配合")), []),
        ((duty("甲"), duty("乙"), duty("丙")), (duty("甲"), duty("丙"), duty("乙")), []),
        ((duty("甲"), duty("乙")), (duty("乙"), duty("甲")), [("duty.lead", "甲", "乙")]),
        ((duty("甲"), duty("乙")), (duty("乙"),), [("duty.removed", "甲", "")]),
        ((duty("甲"), duty("乙")), (duty("丙"), duty("乙")), [("duty.replaced", "甲", "丙")]),
        ((duty("甲"),), (duty("乙"), duty("甲")), [("duty.added", "", "乙"), ("duty.lead", "甲", "乙")]),
        ((duty("客户服务部"),), (duty("CS"),), []),
    ],
)
def test_who_does_a_step(before: tuple[Duty, ...], after: tuple[Duty, ...], told: list[tuple[str, str, str]]) -> None:
    one, two = (put_step(replace(GRADE, responsible=row)) for row in (before, after))
    assert [(change.kind, change.before, change.after) for change in checked(one, two)] == told


def test_who_answers_by_default_is_told_with_the_owner() -> None:
    named = put_step(replace(GRADE, accountable=(duty("客服部经理"),)))
    assert checked(BEFORE, named) == ()
    identity = replace(IDENTITY_BEFORE, owner=text("运营总监"))
    one, two = put_identity(identity), replace(named, sop=replace(named.sop, identity=identity))
    assert [change.kind for change in checked(BEFORE, one)] == ["owner"]
    assert [change.kind for change in checked(one, two)] == ["duty.replaced"]
