"""What authors type of a document's life, and what follows from it on a given day."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

REVIEW_NOTICE = timedelta(days=30)
"""How long before its due day a review is called due."""


class Status(StrEnum):
    """The five states an author types."""

    DRAFT = "draft"
    IN_REVIEW = "in-review"
    PILOT = "pilot"
    APPROVED = "approved"
    RETIRED = "retired"

    @property
    def issued(self) -> bool:
        """Whether people work by it, so that its identity must be complete."""
        return self in {Status.PILOT, Status.APPROVED, Status.RETIRED}

    @property
    def binding(self) -> bool:
        """Whether people work by it, or will once its day has come, so that nothing in it may be left open."""
        return self in {Status.PILOT, Status.APPROVED}


class State(StrEnum):
    """What a document is on a day; derived, never typed."""

    DRAFT = "draft"
    IN_REVIEW = "in-review"
    PILOT = "pilot"
    UPCOMING = "upcoming"
    IN_FORCE = "in-force"
    REVIEW_DUE = "review-due"
    OVERDUE = "overdue"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"

    @property
    def in_force(self) -> bool:
        """Whether staff work by this text on that day."""
        return self in {State.PILOT, State.IN_FORCE, State.REVIEW_DUE, State.OVERDUE}


@dataclass(frozen=True, slots=True)
class Period:
    """A rhythm of review in whole months and days."""

    months: int = 0
    days: int = 0

    def after(self, day: date) -> date:
        """Return the day this period ends when it starts on `day`; the 31st becomes a month's last day."""
        month = day.month - 1 + self.months
        year, month = day.year + month // 12, month % 12 + 1
        try:
            start = day.replace(year=year, month=month, day=min(day.day, monthrange(year, month)[1]))
            return start + timedelta(self.days)
        except (ValueError, OverflowError):
            return date.max


_TYPED = {Status.DRAFT: State.DRAFT, Status.IN_REVIEW: State.IN_REVIEW, Status.RETIRED: State.WITHDRAWN}


def state_on(
    day: date, status: Status, effective: date | None, review_due: date | None, *, newer: bool = False
) -> State:
    """Return what a version is on `day`; `newer` says that a later version is in force by then."""
    if status in _TYPED:
        return _TYPED[status]
    if effective is None or effective > day:
        return State.UPCOMING
    if newer:
        return State.SUPERSEDED
    if review_due is not None and day > review_due:
        return State.OVERDUE
    if status is Status.PILOT:
        return State.PILOT
    due = review_due is not None and day > review_due - REVIEW_NOTICE
    return State.REVIEW_DUE if due else State.IN_FORCE


class Days(NamedTuple):
    """All that the state of a version follows from, on whatever day: people work by it from `since` until `until`.

    A page carries it for the script that finds the state on the day of its reader.
    """

    status: Status
    since: date | None
    until: date | None = None
    review_due: date | None = None

    def state(self, day: date) -> State:
        """Return what the version is on a day."""
        newer = self.until is not None and self.until <= day
        return state_on(day, self.status, self.since, self.review_due, newer=newer)
