"""Time as a house counts it: a moment is milliseconds since the first day, and some of them are working time.

A working day of the vocabulary's calendar has its hours in one piece, from nine or, where they are too many for that,
as late as they fit; a day and the working time in it are found by arithmetic, not by counting days.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import NamedTuple

from .lifecycle import Period
from .quantity import Quantity, Unit
from .vocabulary import Calendar

MINUTE = 60_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR

_NINE, _WEEK = 9, 7
_SEASON = 1_100
"""How many days back from the last one that the calendar names a case may begin; three years."""

_PLAIN_WEEK = date(2027, 7, 1).toordinal()
"""Months that begin here are the longest there are."""
_LAST = date.max.toordinal()


class Pace(StrEnum):
    """How a length of time passes: in working hours, day and night, or by the months of the calendar."""

    WORK = "work"
    CLOCK = "clock"
    MONTHS = "months"


class Span(NamedTuple):
    """A length of time, in milliseconds or months."""

    pace: Pace
    length: int


@dataclass(frozen=True)
class Timeline:
    """Working time as `calendar` has it."""

    calendar: Calendar

    @cached_property
    def working_day(self) -> int:
        """The length of a working day."""
        return self.calendar.hours * HOUR

    def worked(self, moment: int) -> int:
        """Return how much working time has passed before `moment`."""
        day, time = divmod(moment, DAY)
        done = self._days_before(day) * self.working_day
        time -= self._opening
        return done + min(time, self.working_day) if time > 0 and self._works(day) else done

    def moment(self, worked: int) -> int:
        """Return when so much working time has passed; the end of a day, not the beginning of the next."""
        days, rest = divmod(worked - 1, self.working_day)
        return self._nth(days) * DAY + self._opening + rest + 1

    def span(self, quantity: Quantity, *, office: bool) -> Span:
        """Return the length of a quantity that lasts.

        `office`: hours that fit into a working day are working hours; without it, and longer, they run day and night.
        """
        amount = quantity.amount
        match quantity.unit:
            case Unit.WORKING_DAYS:
                return Span(Pace.WORK, int(amount * self.working_day))
            case Unit.MINUTES:
                length = int(amount * MINUTE)
                return Span(Pace.WORK if office and length <= self.working_day else Pace.CLOCK, length)
            case Unit.CALENDAR_DAYS:
                return Span(Pace.CLOCK, int(amount * DAY))
            case _:
                return Span(Pace.MONTHS, int(amount))

    def after(self, moment: int, span: Span) -> int:
        """Return when a span that begins at `moment` is over."""
        match span.pace:
            case Pace.WORK:
                # No work at all takes no time: the working time before a Sunday ended on Friday.
                return self.moment(self.worked(moment) + span.length) if span.length else moment
            case Pace.CLOCK:
                return moment + span.length
            case Pace.MONTHS:
                day, time = divmod(moment, DAY)
                return Period(months=span.length).after(date.fromordinal(min(day, _LAST))).toordinal() * DAY + time

    def plain_starts(self) -> Iterator[int]:
        """Yield the moments of an ordinary week at which a case may begin: opening and closing of each day."""
        return self._starts(range(_PLAIN_WEEK, _PLAIN_WEEK + _WEEK))

    def special_starts(self, reach: int) -> Iterator[int]:
        """Yield the same of every day within `reach` days before one that is otherwise than its weekday.

        Only those of the last years are looked at.
        """
        done = self._special[-1] - _SEASON if self._special else 0
        for day in self._special:
            first = max(day - reach, done, 1)
            yield from self._starts(range(first, day + 1))
            done = max(done, day + 1)

    def _starts(self, days: range) -> Iterator[int]:
        for day in days:
            yield day * DAY + self._opening
            yield day * DAY + self._opening + self.working_day

    @cached_property
    def _opening(self) -> int:
        return min(_NINE, 24 - self.calendar.hours) * HOUR

    @cached_property
    def _special(self) -> tuple[int, ...]:
        """The days that are otherwise than their weekday; one named both holiday and workday is worked."""
        week, workdays = self.calendar.week, self.calendar.workdays
        off = (day for day in self.calendar.holidays if day.weekday() in week and day not in workdays)
        on = (day for day in workdays if day.weekday() not in week)
        return tuple(sorted(day.toordinal() for day in (*off, *on)))

    @cached_property
    def _more(self) -> tuple[int, ...]:
        """How many working days more than in ordinary weeks there are before each special day, and after the last."""
        return tuple(accumulate((1 if self._works(day) else -1 for day in self._special), initial=0))

    @cached_property
    def _through(self) -> tuple[int, ...]:
        """How many working days there are up to and with each special day."""
        return tuple(self._days_before(day + 1) for day in self._special)

    @cached_property
    def _weekdays(self) -> tuple[int, ...]:
        return tuple(sorted(self.calendar.week))

    @cached_property
    def _workdays(self) -> frozenset[int]:
        return frozenset(day.toordinal() for day in self.calendar.workdays)

    @cached_property
    def _holidays(self) -> frozenset[int]:
        return frozenset(day.toordinal() for day in self.calendar.holidays)

    def _works(self, day: int) -> bool:
        return day in self._workdays or ((day - 1) % _WEEK in self.calendar.week and day not in self._holidays)

    @cached_property
    def _before_weekday(self) -> tuple[int, ...]:
        return tuple(bisect_left(self._weekdays, weekday) for weekday in range(_WEEK))

    def _days_before(self, day: int) -> int:
        weeks, weekday = divmod(day - 1, _WEEK)
        usual = weeks * len(self._weekdays) + self._before_weekday[weekday]
        return usual + self._more[bisect_left(self._special, day)] if self._special else usual

    def _nth(self, count: int) -> int:
        """Return the day before which there are `count` working days, itself one."""
        passed = bisect_right(self._through, count) if self._special else 0
        if passed < len(self._special) and self._works(self._special[passed]):
            day = self._special[passed]
            if self._days_before(day) == count:
                return day
        weeks, index = divmod(count - self._more[passed], len(self._weekdays))
        return weeks * _WEEK + self._weekdays[index] + 1


def lasts(quantity: Quantity) -> bool:
    """Whether a quantity is a length of time that can be counted: nobody knows how long half a month is."""
    match quantity.unit:
        case Unit.MONTH_DAY:
            return False
        case Unit.MONTHS:
            return quantity.amount.denominator == 1
        case _:
            return True


@lru_cache(maxsize=8)
def timeline(calendar: Calendar) -> Timeline:
    """Return the timeline of a calendar."""
    return Timeline(calendar)


@lru_cache(maxsize=8)
def plain(calendar: Calendar) -> Timeline:
    """Return the timeline of a calendar whose weeks are all alike."""
    return Timeline(Calendar(calendar.hours, calendar.week))
