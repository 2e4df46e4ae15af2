"""Rules on the life of documents: what is in force leads only to what is in force."""

from collections.abc import Iterator
from datetime import date

from ..model.library import Library
from ..model.lifecycle import Period, State, Status
from ..model.problem import Severity
from ..model.sop import Sop
from .registry import Finding, finding, rule


@rule("SOP801")
def calls_withdrawn(sop: Sop, library: Library, day: date) -> Iterator[Finding]:
    """A step does not call an SOP that is withdrawn.

    Wrong: 调用：SOP-QA-2023-001, which is retired
    Right: 调用：SOP-CS-2024-001, which replaces it
    """
    if sop.state(day) is State.WITHDRAWN:
        return
    for step in sop.steps:
        called = library.sop.get(step.call.value) if step.call else None
        if step.call and called and called.state(day) is State.WITHDRAWN:
            replaced_by = called.identity.replaced_by
            if replaced_by:
                yield finding(step.call.place, "replaced", number=called.number, by=replaced_by.value)
            else:
                yield finding(step.call.place, number=called.number)


@rule("SOP802", Severity.WARNING)
def calls_not_in_force(sop: Sop, library: Library, day: date) -> Iterator[Finding]:
    """An SOP in force calls only SOPs in force.

    Wrong: status: approved, with 调用：SOP-HR-2026-002, which is a draft
    Right: status: approved, with 调用：SOP-HR-2024-001, which is in force
    """
    if not sop.state(day).in_force:
        return
    for step in sop.steps:
        called = library.sop.get(step.call.value) if step.call else None
        if step.call and called and called.state(day) in {State.DRAFT, State.IN_REVIEW, State.UPCOMING}:
            yield finding(step.call.place, number=called.number, title=called.title)


@rule("SOP803", Severity.WARNING)
def review_too_rare(sop: Sop, house_review: Period | None) -> Iterator[Finding]:
    """A document is reviewed at least as often as the house has set.

    Wrong: review: 36 months, in a house that has set 12 months
    Right: review: 12 months
    """
    review, effective = sop.identity.review, sop.identity.effective
    if house_review and review and effective and review.after(effective) > house_review.after(effective):
        yield finding(sop.identity.at("review"), latest=house_review.after(effective).isoformat())


@rule("SOP804", Severity.WARNING)
def review_due(sop: Sop, day: date) -> Iterator[Finding]:
    """A document is reviewed before its period ends; the last thirty days are the notice.

    Wrong: effective: 2025-01-01 and review: 12 months, on 2026-01-02
    Right: the same with assessed: [{date: 2025-12-20, by: 客服部经理, verdict: keep}]
    """
    due = sop.identity.review_due
    state = sop.state(day)
    if due and state in {State.REVIEW_DUE, State.OVERDUE}:
        yield finding(sop.identity.at("review"), "due" if state is State.REVIEW_DUE else "", day=due.isoformat())


@rule("SOP805")
def retired_silently(sop: Sop) -> Iterator[Finding]:
    """A retired document says what replaces it, or why it is no longer needed.

    Wrong: status: retired, with neither replaced-by nor change
    Right: status: retired, with replaced-by: SOP-CS-2024-001
    """
    identity = sop.identity
    replaced = identity.replaced_by is not None and identity.replaced_by.value != sop.number
    if identity.status is Status.RETIRED and not (replaced or identity.change):
        yield finding(identity.at("status"))


@rule("SOP806", Severity.WARNING)
def trial_unrecorded(sop: Sop, day: date) -> Iterator[Finding]:
    """A pilot that has begun keeps a record: a section of its own, or an assessment.

    Wrong: status: pilot, in effect for a month, with no section 试行记录
    Right: ## 试行记录, with what was tried, counted and changed
    """
    identity = sop.identity
    if identity.status is not Status.PILOT or identity.effective is None or identity.effective > day:
        return
    if not identity.assessed and not any(section.kind == "trial" for section in sop.sections):
        yield finding(identity.at("status"))
