"""Rules on forks and joins: what runs side by side is waited for, and what is waited for comes."""

from collections.abc import Iterator, Mapping
from itertools import combinations

from ..model.flow import END, START, EdgeKind, Flow, Procedure
from ..model.problem import Severity
from ..model.step import Step
from .registry import Finding, finding, rule

_Branch = tuple[str, frozenset[str]]
"""The step that a way out of a fork leads to, and all that can be reached from there."""


@rule("SOP415", Severity.WARNING)
def meeting_unjoined(procedure: Procedure) -> Iterator[Finding]:
    """Where the branches of a fork meet, 汇合 says that all of them are waited for.

    Wrong: 下一步：investigate、evidence, and both with 下一步：handle
    Right: handle with 汇合：investigate、evidence
    """
    flow = procedure.flow
    steps = {step.id: step for step in procedure.steps}
    for fork in procedure.steps:
        starts = [edge.target for edge in flow.outgoing.get(fork.id, ()) if edge.kind is EdgeKind.NORMAL]
        if len(starts) < 2:  # noqa: PLR2004 - a fork has two ways
            continue
        branches = [(start, _reached(flow, start, fork.id)) for start in starts]
        for met in dict.fromkeys(met for pair in combinations(branches, 2) for met in _meetings(flow, *pair)):
            if met not in flow.joins and met in steps:
                yield finding(steps[met].place, step=steps[met].name.value, fork=fork.name.value)


@rule("SOP416")
def waits_for_later(procedure: Procedure) -> Iterator[Finding]:
    """A join waits for steps that can be reached before it.

    Wrong: 汇总 with 汇合：发布, where 发布 comes after 汇总 alone
    Right: 汇总 with 汇合：收集、核对
    """
    for step, waited in _joins(procedure):
        before = _reached(procedure.flow, START, step.id, exceptions=True)
        for other in waited:
            if other.id not in before:
                yield finding(step.at("after"), step=step.name.value, waited=other.name.value)


@rule("SOP417")
def waits_for_alternatives(procedure: Procedure) -> Iterator[Finding]:
    """A join does not wait for steps of which one decision lets only one happen.

    Wrong: 判断：一般 → handle；重大 → escalate, and 汇合：handle、escalate
    Right: handle and escalate with 下一步：close, which has no 汇合
    """
    decisions = [step for step in procedure.steps if step.decision and len(step.decision.answers) > 1]
    for step, waited in _joins(procedure):
        for decision in decisions:
            answers = _by_answer(procedure.flow, decision, step)
            bypassing = _reached(procedure.flow, START, decision.id, exceptions=True)
            for one, other in combinations([other for other in waited if other.id not in bypassing], 2):
                ways, others = (
                    {label for label, reached in answers.items() if waited.id in reached} for waited in (one, other)
                )
                if ways and others and not ways & others:
                    values = {"one": one.name.value, "other": other.name.value, "decision": decision.name.value}
                    yield finding(step.at("after"), step=step.name.value, **values)


def _joins(procedure: Procedure) -> Iterator[tuple[Step, list[Step]]]:
    """Yield each step that waits, with the steps that it waits for."""
    steps = {step.id: step for step in procedure.steps}
    for step in procedure.steps:
        if step.id in procedure.flow.joins:
            # An answer or an exception that leads back to a join is a way of its own, which nobody waits for.
            incoming = [edge for edge in procedure.flow.incoming.get(step.id, ()) if edge.kind is EdgeKind.NORMAL]
            yield step, [steps[source] for source in dict.fromkeys(edge.source for edge in incoming) if source in steps]


def _by_answer(flow: Flow, decision: Step, join: Step) -> Mapping[str, frozenset[str]]:
    """Return what each answer of a decision leads to before the join."""
    return {
        edge.label: _reached(flow, edge.target, decision.id, join.id, exceptions=True)
        for edge in flow.outgoing.get(decision.id, ())
    }


def _reached(flow: Flow, start: str, *barred: str, exceptions: bool = False) -> frozenset[str]:
    """Return `start` and every step that a way leads to from it, without passing a barred one."""
    reached: set[str] = set()
    waiting = [start]
    while waiting:
        node = waiting.pop()
        if node not in reached and node not in barred and node != END:
            reached.add(node)
            waiting += [
                edge.target for edge in flow.outgoing.get(node, ()) if exceptions or edge.kind is not EdgeKind.EXCEPTION
            ]
    return frozenset(reached)


def _meetings(flow: Flow, one: _Branch, other: _Branch) -> Iterator[str]:
    """Yield the steps at which two branches meet first: one comes from each of them alone, or begins with the step."""
    (start, first), (other_start, second) = one, other
    for node in sorted(first & second):
        sources = {edge.source for edge in flow.incoming.get(node, ())}
        from_first = node == start or sources & (first - second)
        if from_first and (node == other_start or sources & (second - first)):
            yield node
