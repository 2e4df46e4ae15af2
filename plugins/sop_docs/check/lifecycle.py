"""Rules on the life of documents: what is in force leads only to what is in force."""

from collections.abc import Iterator
from datetime import date

from ..model.library import Library
from ..model.lifecycle import Period, State
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
