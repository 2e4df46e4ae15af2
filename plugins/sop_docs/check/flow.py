"""Rules on the flow: every step is reached, and the end from every step."""

import unicodedata
from collections.abc import Iterator

from ..model.chart import MAX_EDGES
from ..model.flow import END, START, Procedure
from .registry import Finding, finding, rule


@rule("SOP410")
def unreachable(procedure: Procedure) -> Iterator[Finding]:
    """A way leads from the start to every step.

    Wrong: a step after `下一步：结束` that no arrow names
    Right: 判断: 需要审批 → approve; 不需要 → 结束
    """
    reached = procedure.flow.after(START)
    for step in procedure.steps:
        if step.id not in reached:
            yield finding(step.place, step=step.name.value, id=step.id)


@rule("SOP411")
def no_way_out(procedure: Procedure) -> Iterator[Finding]:
    """A way leads from every step to an end; a loop has an exit.

    Wrong: 返工 with 下一步：检查, and 检查 with 下一步：返工
    Right: 检查 with 判断：合格 → 结束; 不合格 → 返工
    """
    flow = procedure.flow
    finishing = flow.before(END)
    told: set[str] = set()
    for step in procedure.steps:
        targets = {edge.target for edge in flow.outgoing.get(step.id, ())}
        # A step without any way out has a target that is not known, which is told of already.
        if step.id in finishing or step.id in told or not targets:
            continue
        if targets == {step.id}:
            yield finding(step.place, "self", step=step.name.value)
        elif step.id in (trapped := flow.after(step.id)):
            ring = [other for other in procedure.steps if other.id in trapped and step.id in flow.after(other.id)]
            told.update(other.id for other in ring)
            yield finding(step.place, steps=" → ".join(other.name.value for other in ring))


@rule("SOP412")
def single_answer(procedure: Procedure) -> Iterator[Finding]:
    """A decision has two answers or more.

    Wrong: 判断：同意 → pay
    Right: 判断：同意 → pay；不同意 → 结束
    """
    for step in procedure.steps:
        if step.decision and len(step.decision.answers) == 1:
            answer = step.decision.answers[0].label
            yield finding(answer.place, step=step.name.value, answer=answer.value)


@rule("SOP413")
def answer_twice(procedure: Procedure) -> Iterator[Finding]:
    """No answer of a decision, and no case of the exceptions, stands twice.

    Wrong: 判断：一般 → handle；一般 → escalate
    Right: 判断：一般 → handle；重大 → escalate
    """
    for step in procedure.steps:
        for branches in (step.decision.answers if step.decision else (), step.exceptions):
            seen: set[str] = set()
            for branch in branches:
                label = unicodedata.normalize("NFKC", branch.label.value).casefold()
                if label in seen:
                    yield finding(branch.label.place, step=step.name.value, answer=branch.label.value)
                seen.add(label)


@rule("SOP418")
def too_dense(procedure: Procedure) -> Iterator[Finding]:
    """A procedure has no more connections than can be drawn.

    Wrong: 60 steps, each with an exception to every other
    Right: an exception to one step that decides
    """
    if len(procedure.flow.edges) > MAX_EDGES and procedure.steps:
        yield finding(procedure.steps[0].place, edges=str(len(procedure.flow.edges)), most=str(MAX_EDGES))
