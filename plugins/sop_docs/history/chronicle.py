"""What is known beside a document when its versions are read. Touches no file."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from ..model.change import Change
from ..model.lifecycle import Period
from ..model.past import Edition
from ..model.quantity import Quantity, Unit
from ..model.timeline import DAY, Timeline
from ..model.vocabulary import Calendar
from .clock import Clock

Compare = Callable[[Edition, Edition], tuple[Change, ...]]


@dataclass(frozen=True, slots=True)
class HouseTerms:
    """What a house allows; None sets no limit.

    `within` is how soon after a change its version has to come, `backdating` how long before its commit a version may
    say that it came into force.
    """

    within: Quantity | None = None
    backdating: Period | None = None
    calendar: Calendar = field(default_factory=Calendar)

    def in_time(self, start: date, end: date) -> bool:
        """Return whether a version of `end` answers a change of `start` as soon as it has to."""
        if self.within is None:
            return True
        if self.within.unit is Unit.WORKING_DAYS:
            return self._working_days(end) - self._working_days(start) <= self.within.amount
        return (end - start).days <= self.within.amount

    def _working_days(self, day: date) -> int:
        timeline = Timeline(self.calendar)
        return timeline.worked((day.toordinal() + 1) * DAY) // timeline.working_day


@dataclass(frozen=True, slots=True)
class Chronicle:
    """The days of commits; up to which position typed dates are believed; how two editions are compared."""

    clock: Clock
    compare: Compare
    baseline: int = -1
    terms: HouseTerms = field(default_factory=HouseTerms)
    assessed: Callable[[Edition], tuple[date, ...]] = lambda _: ()
    """The days of the reviews without a new version that a text tells of."""
    reserved: Callable[[], frozenset[str]] = frozenset
    """The numbers that the newest vocabulary says are used up."""

    def day(self, at: int) -> date | None:
        """Return the day a commit came to the main branch."""
        return self.clock.day(at)
