"""Rules on duties: one answers for a step, somebody does it, somebody else looks it over."""

import re
from collections.abc import Iterator

from ..model.flow import Procedure
from ..model.library import Library
from ..model.problem import Severity
from ..model.sop import Sop
from ..model.step import Duty, Step
from .names import nearest, only_person, parties, unknown
from .registry import Finding, finding, rule

_LEADS = re.compile(r"主导|牵头|主办|主责|主持|组织|\blead", re.IGNORECASE)
_JUDGES = re.compile(r"审|批|签|\bapprov|\breview|\bsign", re.IGNORECASE)
"""Names of steps that are an approval themselves: who does them has no work to approve but that of others."""
_APPROVES = re.compile(r"审批|批准|核准|\bapprov", re.IGNORECASE)


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
        for duty in step.duties:
            # A `${name}` that nothing fills is told of where it is written.
            if duty.party not in known and "${" not in duty.party:
                yield unknown(duty.place, duty.party, nearest(duty.party, known))


@rule("SOP305", Severity.WARNING)
def nobody_leads(procedure: Procedure) -> Iterator[Finding]:
    """Where several posts do a step, the notes say which one leads.

    Wrong: 执行：客服专员、质量专员
    Right: 执行：客服专员（主导）、质量专员（配合）
    """
    for step in procedure.steps:
        if len(step.responsible) > 1:
            leads = [duty.party for duty in step.responsible if _LEADS.search(duty.note)]
            if not leads:
                yield finding(step.at("R"), step=step.name.value, first=step.responsible[0].party)
            elif len(leads) > 1:
                yield finding(step.at("R"), "several", step=step.name.value, roles="、".join(leads))


@rule("SOP306")
def conflicting_duties(sop: Sop, library: Library) -> Iterator[Finding]:
    """Nobody checks or approves the own work, under the name of another post either.

    Wrong: 执行：客服专员 with 负责：客服专员（审批）
    Right: 执行：客服专员 with 负责：客服主管（审批）
    """
    for step in sop.steps:
        posts = {duty.party: duty for duty in reversed(step.responsible)}
        people = {only_person(duty.party, library.holders): duty for duty in reversed(step.responsible)}
        people.pop("", None)
        for duty in step.verify:
            doing = people.get(only_person(duty.party, library.holders))
            # The same post under its own name is SOP303.
            if doing and duty.party not in posts:
                yield _conflict("verify", step, doing, duty)
        for duty in step.accountable if not _JUDGES.search(step.name.value) else ():
            doing = posts.get(duty.party) or people.get(only_person(duty.party, library.holders))
            if doing and _APPROVES.search(duty.note):
                yield _conflict("", step, doing, duty)


def _conflict(variant: str, step: Step, doing: Duty, duty: Duty) -> Finding:
    return finding(duty.place, variant, step=step.name.value, role=duty.party, doing=doing.party)
