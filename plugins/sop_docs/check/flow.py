"""Rules on the flow: every step is reached, and the end from every step."""

import re
import unicodedata
from collections.abc import Iterator

from ..model.chart import LONG, MAX_EDGES
from ..model.flow import END, START, Procedure
from ..model.problem import Severity
from .answers import uncovered
from .registry import Finding, finding, rule

_CONDITION = re.compile(r"\s*(?:如果?|若|倘|凡|假如|当(?![日天月]))|\s*(?:if|when|in case|where)\b", re.IGNORECASE)
_OTHERWISE = re.compile(
    r"其[他它余]|否则|以外|均|都|[不未无没非]|\b(?:otherwise|else|other|others|rest|no|not|none|never|all)\b|n't",
    re.IGNORECASE,
)
"""An answer for the rest, or one that denies another."""


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


@rule("SOP420", Severity.WARNING)
def answers_open(procedure: Procedure) -> Iterator[Finding]:
    """The answers of a decision leave no case open: amounts without a gap, conditions with an otherwise.

    Wrong: 判断：低于 500 元 → pay；超过 500 元 → approve
    Right: 判断：不超过 500 元 → pay；超过 500 元 → approve
    """
    for step in procedure.steps:
        answers = step.decision.answers if step.decision else ()
        if len(answers) < 2:  # noqa: PLR2004 - a single answer is told of by another rule
            continue
        labels = [answer.label.value for answer in answers]
        if gap := uncovered(labels):
            yield finding(answers[-1].label.place, step=step.name.value, gap=gap)
        elif all(map(_CONDITION.match, labels)) and not any(map(_OTHERWISE.search, labels)):
            yield finding(answers[-1].label.place, "otherwise", step=step.name.value)


@rule("SOP421", Severity.WARNING)
def too_long(procedure: Procedure) -> Iterator[Finding]:
    """A run of steps, or a phase, is no longer than a reader can follow; a module counts as one step.

    Wrong: 25 steps in a row
    Right: three phases of 8 steps, or a module for what other procedures do as well
    """
    runs: dict[str, dict[str, None]] = {}
    for step in procedure.steps:
        runs.setdefault(step.phase, {})[step.uses[0].id if step.uses else step.id] = None
    places = {phase.name.value: phase.name.place for phase in procedure.phases}
    for phase, steps in runs.items():
        if len(steps) > LONG:
            values = {"steps": str(len(steps)), "most": str(LONG)}
            if phase in places:
                yield finding(places[phase], "phase", **values, phase=phase)
            else:
                yield finding(procedure.title.place if procedure.title else procedure.steps[0].place, **values)
