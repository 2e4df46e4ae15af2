"""The longest ways of a course measured against a goal, begun at the worst moment. Touches no file."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby, islice

from ..model.quantity import Quantity, Unit
from ..model.timeline import DAY, Pace, Span, Timeline, plain, timeline
from ..model.vocabulary import Calendar
from .longest import Ways

Takes = Mapping[str, tuple[Quantity, ...] | None]
"""What each node takes; None counts as no time."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A way from one beginning on: how long it is, and by how much that is longer than the goal; milliseconds.

    `length` is working time where the goal is in working days, else all of the time.
    """

    nodes: tuple[str, ...]
    late: int
    length: int
    begins: date


@dataclass(frozen=True, slots=True)
class Measure:
    """The ways that can be the longest, each with what it takes, to be laid on a calendar."""

    calendar: Calendar
    aim: Span
    ways: Mapping[tuple[str, ...], tuple[Span, ...]]
    steady: bool

    @property
    def usual(self) -> Passage:
        """The worst passage of an ordinary week."""
        line = plain(self.calendar)
        starts = islice(line.plain_starts(), 1 if self.steady else None)
        return max(self._passages(line, starts), key=_late)

    @property
    def special(self) -> Passage | None:
        """The worst passage with a day in it that the calendar names; None where there is none."""
        if self.steady:
            return None
        line = plain(self.calendar)
        longest = max(_end(line, start, spans) - start for start in line.plain_starts() for spans in self.ways.values())
        named = timeline(self.calendar)
        return max(self._passages(named, named.special_starts(longest // DAY + 1)), key=_late, default=None)

    def _passages(self, line: Timeline, starts: Iterable[int]) -> Iterator[Passage]:
        for start in starts:
            due = line.after(start, self.aim)
            for nodes, spans in self.ways.items():
                end, begins = _end(line, start, spans), date.fromordinal(start // DAY)
                if self.aim.pace is Pace.WORK:
                    worked = line.worked(end) - line.worked(start)
                    yield Passage(nodes, worked - self.aim.length, worked, begins)
                else:
                    yield Passage(nodes, end - due, end - start, begins)


def measure(found: Ways, takes: Takes, goal: Quantity, calendar: Calendar) -> Measure:
    """Return the longest ways, to be measured as `goal` is: in working time, or in days and hours on the calendar."""
    line = plain(calendar)
    units = {each.unit for node in found.nodes for each in takes[node] or ()}
    office = Unit.WORKING_DAYS in {goal.unit, *units}
    spans = {node: _spans(takes[node] or (), line, office=office) for node in found.nodes}
    aim = line.span(goal, office=False)
    paces = {span.pace for taken in spans.values() for span in taken}
    # Of ways that all go at one pace the same is the longest whenever it begins. Otherwise the evening loses most
    # time before work goes on, and of working time the morning has most.
    first = 0 if aim.pace is Pace.WORK else 1
    starts = islice(line.plain_starts(), first, None if len(paces) > 1 else first + 1, 2)
    longest = dict.fromkeys(_longest(found, spans, line, start) for start in starts)
    steady = paces <= {aim.pace} and aim.pace is not Pace.MONTHS
    return Measure(calendar, aim, {nodes: _merged(spans, nodes) for nodes in longest}, steady)


def _longest(found: Ways, spans: Mapping[str, tuple[Span, ...]], line: Timeline, start: int) -> tuple[str, ...]:
    _, nodes = found.longest(start, lambda moment, node: _end(line, moment, spans[node]))
    return nodes


def _late(passage: Passage) -> int:
    return passage.late


def _end(line: Timeline, moment: int, spans: Iterable[Span]) -> int:
    for span in spans:
        moment = line.after(moment, span)
    return moment


def _spans(taken: Iterable[Quantity], line: Timeline, *, office: bool) -> tuple[Span, ...]:
    return tuple(line.span(each, office=office) for each in taken)


def _merged(spans: Mapping[str, tuple[Span, ...]], nodes: Iterable[str]) -> tuple[Span, ...]:
    """Return what nodes take one after another, neighbours of one pace added up."""
    runs = groupby((span for node in nodes for span in spans[node]), lambda span: span.pace)
    return tuple(Span(pace, sum(span.length for span in run)) for pace, run in runs)
