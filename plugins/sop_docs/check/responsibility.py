"""Rules on duties: one answers for a step, somebody does it, somebody else looks it over."""

from collections.abc import Iterator

from ..model.flow import Procedure
from ..model.library import Library
from ..model.sop import Sop
from .names import nearest, parties, unknown
from .registry import Finding, finding, rule


@rule("SOP301")
def several_accountable(procedure: Procedure) -> Iterator[Finding]:
    """At most one post is accountable for a step.

    Wrong: 负责：客服主管、客服部经理
    Right: 负责：客服主管
    """
    for step in procedure.steps:
        if len(step.accountable) > 1:
            roles = "、".join(duty.party for duty in step.accountable)
            yield finding(step.at("A"), step=step.name.value, roles=roles)


@rule("SOP302")
def nobody_responsible(procedure: Procedure) -> Iterator[Finding]:
    """Somebody does each step; one that only calls another SOP needs nobody.

    Wrong: ### 接收投诉, with 时限 and 输出 alone
    Right: 执行：客服专员
    """
    for step in procedure.steps:
        if not step.responsible and step.call is None:
            yield finding(step.place, step=step.name.value)


@rule("SOP303")
def verifies_own_work(procedure: Procedure) -> Iterator[Finding]:
    """Whoever does a step does not double-check it.

    Wrong: 执行：财务专员 with 复核：财务专员
    Right: 执行：财务专员 with 复核：出纳
    """
    for step in procedure.steps:
        doing = {duty.party for duty in step.responsible}
        for duty in step.verify:
            if duty.party in doing:
                yield finding(duty.place, role=duty.party, step=step.name.value)


@rule("SOP304")
def party_unknown(sop: Sop, library: Library) -> Iterator[Finding]:
    """Every duty belongs to a role or a department of the vocabulary.

    Wrong: 执行：客服人员
    Right: 执行：客服专员
    """
    if not library.vocabulary.roles:
        return
    known = parties(library.vocabulary)
    for step in sop.steps:
        for duty in (*step.responsible, *step.accountable, *step.consulted, *step.informed, *step.verify):
            # A `${name}` that nothing fills is told of where it is written.
            if duty.party not in known and "${" not in duty.party:
                yield unknown(duty.place, duty.party, nearest(duty.party, known))
