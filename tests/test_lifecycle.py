"""The state of a document on a day, in Python; `browser/test_states.py` holds the script against the same table."""

from datetime import date

import pytest

from lifecycle_cases import CASES, Case
from sop_docs.model.lifecycle import Days, Period, State, Status, state_on


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize("case", CASES, ids=str)
def test_state_on_a_day(case: Case) -> None:
    day, effective, due = date.fromisoformat(case.day), _day(case.effective), _day(case.review_due)
    newer = case.until is not None and date.fromisoformat(case.until) <= day
    assert state_on(day, Status(case.status), effective, due, newer=newer) == case.state
    assert Days(Status(case.status), effective, _day(case.until), due).state(day) == case.state


@pytest.mark.parametrize("status", [Status.PILOT, Status.APPROVED])
def test_a_newer_version_in_force_supersedes(status: Status) -> None:
    effective, due = date(2026, 1, 1), date(2026, 6, 1)
    assert state_on(date(2026, 11, 21), status, effective, due, newer=True) is State.SUPERSEDED
    assert state_on(date(2025, 12, 31), status, effective, due, newer=True) is State.UPCOMING


@pytest.mark.parametrize(
    ("period", "start", "end"),
    [
        (Period(months=12), date(2024, 7, 1), date(2025, 7, 1)),
        (Period(months=6), date(2024, 8, 31), date(2025, 2, 28)),
        (Period(months=12), date(2024, 2, 29), date(2025, 2, 28)),
        (Period(days=90), date(2026, 1, 1), date(2026, 4, 1)),
        (Period(months=120_000), date(2026, 1, 1), date.max),
    ],
)
def test_a_review_is_due_after_its_period(period: Period, start: date, end: date) -> None:
    assert period.after(start) == end
