"""What a document is on a day: the one table that Python and the browser's script are both held against."""

from typing import NamedTuple


class Case(NamedTuple):
    """A day and what the author typed (days as ISO words), and the state that follows.

    `until` is the day on which a newer version comes into force.
    """

    day: str
    status: str
    effective: str | None
    review_due: str | None
    state: str
    until: str | None = None


CASES = (
    Case("2026-11-21", "draft", None, None, "draft"),
    Case("2026-11-21", "draft", "2026-01-01", "2026-02-01", "draft"),
    Case("2026-11-21", "in-review", "2026-01-01", None, "in-review"),
    Case("2026-11-21", "retired", "2024-01-01", "2025-01-01", "withdrawn"),
    Case("2026-11-21", "retired", None, None, "withdrawn"),
    Case("2026-11-21", "approved", None, None, "upcoming"),
    Case("2026-11-21", "approved", "2026-11-22", "2027-11-22", "upcoming"),
    Case("2026-11-22", "approved", "2026-11-22", "2027-11-22", "in-force"),
    Case("2027-10-23", "approved", "2026-11-22", "2027-11-22", "in-force"),
    Case("2027-10-24", "approved", "2026-11-22", "2027-11-22", "review-due"),
    Case("2027-11-22", "approved", "2026-11-22", "2027-11-22", "review-due"),
    Case("2027-11-23", "approved", "2026-11-22", "2027-11-22", "overdue"),
    Case("2028-02-29", "approved", "2027-03-30", "2028-03-30", "in-force"),
    Case("2028-03-01", "approved", "2027-03-30", "2028-03-30", "review-due"),
    Case("2099-01-01", "approved", "2026-10-01", None, "in-force"),
    Case("2026-09-30", "pilot", "2026-10-01", "2026-12-01", "upcoming"),
    Case("2026-11-21", "pilot", "2026-10-01", "2026-12-01", "pilot"),
    Case("2026-12-01", "pilot", "2026-10-01", "2026-12-01", "pilot"),
    Case("2026-12-02", "pilot", "2026-10-01", "2026-12-01", "overdue"),
    Case("2026-12-02", "pilot", "2026-10-01", None, "pilot"),
    Case("2026-11-30", "approved", "2026-01-01", "2026-12-10", "review-due", "2026-12-01"),
    Case("2026-12-01", "approved", "2026-01-01", "2026-12-10", "superseded", "2026-12-01"),
    Case("2027-12-01", "pilot", "2026-01-01", "2026-12-10", "superseded", "2026-12-01"),
    Case("2026-12-01", "retired", "2026-01-01", None, "withdrawn", "2026-12-01"),
    Case("2026-12-01", "approved", "2027-01-01", None, "upcoming", "2026-12-01"),
    Case("2026-12-31", "approved", "2027-01-01", "2028-01-01", "upcoming", "2027-06-01"),
    Case("2027-01-01", "approved", "2027-01-01", "2028-01-01", "in-force", "2027-06-01"),
    Case("2027-05-31", "approved", "2027-01-01", "2028-01-01", "in-force", "2027-06-01"),
    Case("2027-06-01", "approved", "2027-01-01", "2028-01-01", "superseded", "2027-06-01"),
    Case("2028-02-28", "approved", "2028-02-29", None, "upcoming"),
    Case("2028-02-29", "approved", "2028-02-29", None, "in-force"),
    # One that was replaced before its own day counts as begun on the day it was replaced.
    Case("2026-11-30", "approved", "2026-12-01", None, "upcoming", "2026-12-01"),
    Case("2026-12-01", "approved", "2026-12-01", None, "superseded", "2026-12-01"),
    Case("2026-12-01", "draft", "2026-12-01", None, "draft", "2026-12-01"),
)
