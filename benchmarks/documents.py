"""The sources of the synthetic library: SOPs, modules, forms and the vocabulary."""

from collections.abc import Iterator
from datetime import timedelta
from random import Random

from chinese import DEPARTMENTS, GIVEN_NAMES, POSTS, SURNAMES
from pen import Pen
from plan import CODES, DAY, Plan, form_number, form_title, module_name, module_title, role
from procedure import Procedure

_SCENARIOS = ("onboarding", "cross-department", "risk-control", "routine", "emergency")
_FIELDS = (
    "{name: 单号, type: text, required: yes}",
    "{name: 受理日期, type: date, required: yes}",
    "{name: 受理时刻, type: time}",
    "{name: 事项说明, type: long-text, required: yes}",
    "{name: 渠道, type: choices, choices: [电话, 微信, 邮件, 柜面], other: yes}",
    "{name: 级别, type: choice, choices: [一般, 重大], required: yes}",
    "{name: 涉及金额, type: number, unit: 元}",
    "{name: 资料齐全, type: check}",
    "{name: 处理记录, type: table, columns: [日期, 处理人, 措施, 结果], rows: 5}",
    "{name: 经办人, type: person, required: yes}",
    "{name: 主管签字, type: signature}",
)


def sop(plan: Plan, seed: int) -> str:
    """Return an SOP as its author would have written it."""
    pen = Pen(plan, seed)
    procedure = Procedure(pen)
    sections = {
        kind: ("\n" if kind in {"training", "records", "terms"} else "").join(
            pen.fill(words, input=procedure.outputs[0], output=procedure.outputs[-1]) for words in sentences
        )
        for kind, sentences in pen.stock.sentences.items()
    }
    blocks = {kind: f"## {pen.stock.sections[kind]}\n\n{text}" for kind, text in sections.items()}
    purpose = blocks.pop("purpose")
    head = "\n".join(_front_matter(pen))
    return "\n\n".join([f"---\n{head}\n---", purpose, procedure.markdown(), *blocks.values()]) + "\n"


def _front_matter(pen: Pen) -> Iterator[str]:
    plan, code = pen.plan, pen.plan.department
    managers = [role(department, 2) for department in (code, *pen.partners)]
    yield from (f"id: {plan.number}", f"title: {plan.title}", f"version: 1.{plan.index % 12}", f"status: {plan.status}")
    yield from (f"effective: {plan.effective}", "review: 12 months")
    yield from (f"owner: {pen.own(2)}", f"supervisor: {role('QA', 2)}", f"prepared: {_person(code, 0)}")
    yield from (f"reviewed: {pen.own(1)}", f"approved: [{', '.join(managers)}, {pen.own(3)}]")
    yield f"scenario: {_SCENARIOS[plan.index % len(_SCENARIOS)]}"
    yield "scope:"
    for key in ("applies", "excludes", "from", "to"):
        yield f"  {key}: {pen.phrase(key, department=DEPARTMENTS[code][0])}"
    yield from ("goals:", *(f"  - {pen.fill(goal)}" for goal in pen.stock.goals))
    if plan.has("varied"):
        yield "variants:"
        for name in ("standard", "premium"):
            yield f"  {pen.stock.words[name]}: {{response: {pen.one(pen.stock.limits)}}}"
    yield f"change: {pen.phrase('change')}"
    if plan.status == "pilot":
        yield f"assessed: [{{date: {DAY - timedelta(days=5)}, by: {pen.own(2)}, verdict: keep}}]"
    if plan.status == "retired":
        yield f"replaced-by: {Plan(0, plan.count).number}"


def module(index: int) -> str:
    """Return a module of two or three steps; its first one takes in what the steps that use it give out."""
    title = module_title(index)
    steps = [("examine", f"审查{title}申请", f"{title}申请", f"{title}审查意见")]
    if index % 2:
        steps.append(("complete", f"补齐{title}材料", f"{title}审查意见", f"{title}补充材料"))
    steps.append(("decide", f"下达{title}结论", f"{title}审查意见", f"{title}结论"))
    head = f"---\nmodule: {module_name(index)}\ntitle: {title}\nversion: 1.0\n"
    head += "params: {handler: 经办岗位, limit: 办理时限}\n---\n\n## 步骤\n\n"
    pen = Pen(Plan(0, 1), index)
    return head + "\n\n".join(_module_step(pen, *step) for step in steps) + "\n"


def _module_step(pen: Pen, step: str, name: str, taken: str, given: str) -> str:
    keys = f"- 步骤号：{step}\n- 执行：${{handler}}\n- 时限：${{limit}}\n- 输入：{taken}\n- 输出：{given}"
    return f"### {name}\n\n{keys}\n\n{pen.detail(2, input=taken, output=given)}"


def form(index: int, seed: int) -> str:
    """Return a form of eight to eleven fields."""
    draw = Random(f"{seed} {form_number(index)}")  # noqa: S311 - the same draw each time is the point
    kept = sorted(draw.sample(range(len(_FIELDS)), draw.randint(8, len(_FIELDS))))
    fields = "\n".join(f"  - {_FIELDS[number]}" for number in kept)
    head = f"form: {form_number(index)}\ntitle: {form_title(index)}\nversion: 1.{index % 4}\nfields:\n{fields}"
    return f"---\n{head}\n---\n\n由经办人在受理后 24 小时内填写；事项说明用申请人原话，不加评价。\n"


def vocabulary() -> str:
    """Return ten departments of four posts each, and the person who holds each post."""
    lines = ["departments:", *(f"  {code}: {DEPARTMENTS[code][0]}" for code in CODES), "roles:"]
    posts = [(code, post) for code in CODES for post in range(len(POSTS))]
    for code, post in posts:
        level = ", level: executive" if post == len(POSTS) - 1 else ""
        lines.append(f"  {role(code, post)}: {{department: {code}, people: [{_id(code, post)}]{level}}}")
    lines.append("people:")
    lines += [f"  {_id(code, post)}: {{name: {_person(code, post)}}}" for code, post in posts]
    number, form_pattern = "{type}-{dept}-{year}-{seq:03}", "{type}-{dept}-{seq:03}"
    lines += ["types:", f'  SOP: {{name: 标准操作流程, number: "{number}", approval: [owner, departments, executive]}}']
    lines += [f'  FORM: {{name: 表单, number: "{form_pattern}"}}', "scenarios:"]
    names = ("新员工培训", "跨部门协作", "风险管控", "重复性任务", "应急响应")
    lines += [f"  {scenario}: {name}" for scenario, name in zip(_SCENARIOS, names, strict=True)]
    return "\n".join([*lines, ""])


def _id(code: str, post: int) -> str:
    return f"{code.lower()}.{post + 1}"


def _person(code: str, post: int) -> str:
    index = CODES.index(code) * len(POSTS) + post
    return SURNAMES[index] + GIVEN_NAMES[index % len(GIVEN_NAMES)]
