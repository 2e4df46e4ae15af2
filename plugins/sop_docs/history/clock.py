"""The day on which each commit came to the main branch, where clocks may have been wrong. Touches no file."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from ..model.revision import Moment


@dataclass(frozen=True)
class Clock:
    """When commits came, oldest first; None where a date cannot be read.

    A line of commits grows: of their times as many are believed as can be without one going back. The others took
    place after the one before them, and have its day.
    """

    moments: Sequence[Moment | None]

    def day(self, at: int) -> date | None:
        """Return the day of the commit at a position; None only where no commit has a date."""
        if not self._believed:
            return None
        moment = self.moments[self._believed[max(bisect_right(self._believed, at) - 1, 0)]]
        return moment.day if moment else None

    def doubtful(self, at: int) -> bool:
        """Return whether a commit's own date cannot be right."""
        place = bisect_right(self._believed, at) - 1
        return place < 0 or self._believed[place] != at

    @cached_property
    def _believed(self) -> list[int]:
        """The positions of the longest run of moments in which none is before the one ahead of it.

        Of runs as long as each other the one that ends first, and of these the one that begins last: a clock that was
        never set is decades behind.
        """
        seconds = {at: moment.seconds for at, moment in enumerate(self.moments) if moment is not None}
        ends: list[int] = []
        piles: list[list[int]] = []
        for at, moment in seconds.items():
            place = bisect_right(ends, moment)
            ends[place : place + 1] = [moment]
            if place == len(piles):
                piles.append([])
            piles[place].append(at)
        believed: list[int] = []
        for pile in reversed(piles):
            # The moments of a pile fall: the first that fits is the latest.
            last = seconds[believed[-1]] if believed else ends[-1]
            believed.append(next(at for at in pile if seconds[at] <= last))
        return believed[::-1]
