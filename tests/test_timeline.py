"""Working time on the calendar, counted day by day where the model reckons."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from sop_docs.model.timeline import DAY, HOUR, Pace, Span, Timeline, plain, timeline
from sop_docs.model.vocabulary import Calendar

MAY = Calendar(
    holidays=frozenset({date(2026, 5, 1), date(2026, 5, 4), date(2026, 5, 5), date(2026, 5, 2)}),
    workdays=frozenset({date(2026, 5, 9), date(2026, 5, 4), date(2026, 5, 7)}),
)
ODD = Calendar(
    hours=24,
    week=frozenset({1, 6}),
    holidays=frozenset(date(2026, 1, 1) + timedelta(3 * day) for day in range(40)),
    workdays=frozenset(date(2026, 1, 2) + timedelta(5 * day) for day in range(20)),
)


def at(day: date, hour: float) -> int:
    return day.toordinal() * DAY + int(hour * HOUR)


def works(calendar: Calendar, day: date) -> bool:
    return day in calendar.workdays or (day.weekday() in calendar.week and day not in calendar.holidays)


@pytest.mark.parametrize("calendar", [Calendar(), MAY, ODD, Calendar(hours=1, week=frozenset({0}))])
def test_working_time_is_that_of_each_working_day(calendar: Calendar) -> None:
    line = timeline(calendar)
    days = [date(2025, 12, 1) + timedelta(day) for day in range(300)]
    for day, following in pairwise(days):
        passed = line.worked(at(following, 0)) - line.worked(at(day, 0))
        assert passed == (calendar.hours * HOUR if works(calendar, day) else 0)


@pytest.mark.parametrize("calendar", [Calendar(), MAY, ODD, Calendar(hours=1, week=frozenset({0}))])
def test_a_moment_is_found_again_by_its_working_time(calendar: Calendar) -> None:
    line = timeline(calendar)
    opening = min(9, 24 - calendar.hours)
    for day in (date(2025, 12, 1) + timedelta(day) for day in range(300)):
        if works(calendar, day):
            moments = [at(day, opening + part * calendar.hours) for part in (0.25, 0.5, 1)]
            assert [line.moment(line.worked(moment)) for moment in moments] == moments


def test_before_opening_nothing_is_worked_and_after_closing_no_more() -> None:
    line = plain(Calendar())
    monday = date(2026, 6, 1)
    base = line.worked(at(monday, 0))
    assert [line.worked(at(monday, hour)) - base for hour in (8, 9, 10, 17, 23)] == [0, 0, HOUR, 8 * HOUR, 8 * HOUR]


@pytest.mark.parametrize(
    ("start", "length", "end"),
    [
        (at(date(2026, 6, 5), 17), 8, at(date(2026, 6, 8), 17)),  # Friday evening to Monday evening
        (at(date(2026, 6, 5), 9), 8, at(date(2026, 6, 5), 17)),
        (at(date(2026, 6, 5), 13), 8, at(date(2026, 6, 8), 13)),
        (at(date(2026, 6, 6), 12), 8, at(date(2026, 6, 8), 17)),
        (at(date(2026, 6, 7), 3), 12, at(date(2026, 6, 9), 13)),
        (at(date(2026, 6, 7), 3), 0, at(date(2026, 6, 7), 3)),
    ],
)
def test_working_hours_pass_over_nights_and_weekends(start: int, length: int, end: int) -> None:
    assert plain(Calendar()).after(start, Span(Pace.WORK, length * HOUR)) == end


def test_months_end_on_their_last_day() -> None:
    line = plain(Calendar())
    assert line.after(at(date(2026, 1, 31), 9), Span(Pace.MONTHS, 1)) == at(date(2026, 2, 28), 9)
    assert line.after(at(date.max, 9) + 5 * DAY, Span(Pace.MONTHS, 1)) == at(date.max, 9)


def test_cases_begin_mornings_and_evenings_of_the_days_before_one_that_is_named() -> None:
    line = Timeline(Calendar(holidays=frozenset({date(2026, 5, 1)}), workdays=frozenset({date(2026, 5, 9)})))
    april, may = (date(2026, 4, 30), date(2026, 5, 1)), (date(2026, 5, 8), date(2026, 5, 9))
    assert list(line.special_starts(1)) == [at(day, hour) for day in (*april, *may) for hour in (9, 17)]
    # Every day once, where one named day is near another.
    assert len(list(line.special_starts(20))) == 2 * (20 + 1 + 8)
    assert len(list(line.plain_starts())) == 14
    assert list(plain(line.calendar).special_starts(5)) == []


def test_only_the_last_three_years_are_looked_at() -> None:
    line = Timeline(Calendar(holidays=frozenset({date(1, 1, 1), date(2026, 5, 1)})))
    assert list(line.special_starts(0)) == [at(date(2026, 5, 1), 9), at(date(2026, 5, 1), 17)]
    assert len(list(line.special_starts(5_000))) == 2 * 1_101
    assert next(Timeline(Calendar(holidays=frozenset({date(1, 1, 1)}))).special_starts(9)) == at(date(1, 1, 1), 9)
