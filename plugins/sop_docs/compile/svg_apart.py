"""Lines at right angles, moved apart where they would run along one another: Graphviz is content with a px or two.

One stretch of one line moves at a time, to where the whole line troubles boxes and other lines least.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from .svg_ends import End
from .svg_geometry import Point, Rect

Line = tuple[Point, ...]

_APART, _ALONG = 7.5, 8.0
"""Lines nearer than this over more px than that trouble one another."""
_OFFSETS = (9.0, -9.0, 18.0, -18.0, 27.0, -27.0)
_CLEAR, _FOOT = 5.0, 14.0
"""The px between a line and a box it passes, and those from its last corner to its end."""
_PASSES = 4
_ON_BOX, _NEAR_BOX, _ON_LINE, _BAD_END, _CROSSING, _BEND = 200.0, 40.0, 20.0, 30.0, 6.0, 4.0


def apart(lines: Mapping[str, Line], ends: Mapping[str, tuple[End, End]], nodes: Iterable[Rect]) -> Mapping[str, Line]:
    """Return the lines, those that have `ends` moved off all others."""
    space = _Space(lines, nodes)
    for _ in range(_PASSES):
        moved = [space.settle(name, *ends[name]) for name in ends]
        if not any(moved):
            break
    return space.lines


class _Stretch(NamedTuple):
    """A straight part of a line: its x where it is upright, else its y, and from where to where it runs."""

    upright: bool
    at: float
    low: float
    high: float


class _Others(NamedTuple):
    """The stretches of all lines but one."""

    upright: Sequence[_Stretch]
    level: Sequence[_Stretch]

    def along(self, stretch: _Stretch) -> float:
        """Return how much a stretch runs along others; the innermost loop."""
        _, at, low, high = stretch
        cost = 0.0
        for _, other, start, end in self.upright if stretch.upright else self.level:
            if -_APART < at - other < _APART and (length := min(high, end) - max(low, start)) > _ALONG:
                cost += (_ON_LINE + length / 5) * (1 - abs(at - other) / 10)
        return cost

    def crossings(self, stretch: _Stretch) -> int:
        """Return how many lines a stretch crosses."""
        _, at, low, high = stretch
        across = self.level if stretch.upright else self.upright
        return sum(start < at < end and low < other < high for _, other, start, end in across)


class _Space:
    """The boxes, and the lines as they run by now."""

    def __init__(self, lines: Mapping[str, Line], nodes: Iterable[Rect]) -> None:
        self.lines = dict(lines)
        self.stretches = {name: _stretches(line) for name, line in lines.items()}
        self.nodes = list(nodes)

    def settle(self, name: str, source: End, target: End) -> bool:
        """Move the stretch of a line where that brings most; tell whether one did."""
        line, others = self.lines[name], self._others(name)
        costs = list(self._costs(line, source, target, others))
        moves = [move for index, cost in enumerate(costs) if cost for move in _moves(line, index, source, target)]

        def cost(option: Line) -> float:
            taste = _CROSSING * sum(map(others.crossings, _stretches(option))) + _BEND * len(option)
            return sum(self._costs(option, source, target, others)) + taste + _distance(line, option) / 40

        best = min((line, *moves), key=cost) if moves else line
        self.lines[name], self.stretches[name] = best, _stretches(best)
        return best != line

    def _others(self, name: str) -> _Others:
        others = [stretch for key, stretches in self.stretches.items() if key != name for stretch in stretches]
        upright = [stretch for stretch in others if stretch.upright]
        return _Others(upright, [stretch for stretch in others if not stretch.upright])

    def _costs(self, line: Line, source: End, target: End, others: _Others) -> Iterator[float]:
        """Yield what is wrong with each stretch of a line, 0 for nothing."""
        stretches = _stretches(line)
        last = len(stretches) - 1
        for index, stretch in enumerate(stretches):
            own = [end.node for end, at in ((source, 0), (target, last)) if at == index]
            bad = (
                index == 0 and not source.fits(line[0], upright=stretch.upright),
                index == last and not target.fits(line[-1], upright=stretch.upright),
                index == last and stretch.high - stretch.low < _FOOT,
            )
            yield others.along(stretch) + self._boxes(stretch, own) + sum(bad) * _BAD_END

    def _boxes(self, stretch: _Stretch, own: Sequence[Rect]) -> float:
        """Return how much a stretch touches boxes, or comes too near to them."""
        upright, at, low, high = stretch
        left, top, right, bottom = (at, low, at, high) if upright else (low, at, high, at)
        return sum(
            _NEAR_BOX
            if left >= node.right or right <= node.left or top >= node.bottom or bottom <= node.top
            else _ON_BOX
            for node in self.nodes
            if left - _CLEAR < node.right and node.left < right + _CLEAR
            if top - _CLEAR < node.bottom and node.top < bottom + _CLEAR
            if node not in own
        )


def _moves(line: Line, index: int, source: End, target: End) -> Iterator[Line]:
    """Yield a line with one stretch moved where its ends allow, or led out of a tip of its diamond."""
    (x, y), (other, level) = line[index : index + 2]
    upright = x == other
    last = index == len(line) - 2
    ends = [(end, at) for end, at, own in ((source, 0, index == 0), (target, -1, last)) if own]
    middles = [end.node.centre for end, _ in ends]
    for offset in (*_OFFSETS, *(middle[0] - x if upright else middle[1] - y for middle in middles)):
        across, down = (offset, 0.0) if upright else (0.0, offset)
        points = [*line[:index], (x + across, y + down), (other + across, level + down), *line[index + 2 :]]
        points[0], points[-1] = source.met(points[0], points[1]), target.met(points[-1], points[-2])
        if all(end.fits(points[at], upright=upright) for end, at in ends):
            yield tuple(points)
    if index == 0 and upright:
        ways = (way for way in source.ways_out(level) if not last or target.fits(way[-1], upright=True))
        yield from ((*way, *line[2:]) for way in ways)


def _distance(line: Line, other: Line) -> float:
    """Return about how far a line was moved."""
    return sum(abs(x - across) + abs(y - down) for (x, y), (across, down) in zip(line[::-1], other[::-1], strict=False))


def _stretches(line: Line) -> list[_Stretch]:
    return [_stretch(*ends) for ends in pairwise(line)]


def _stretch(start: Point, end: Point) -> _Stretch:
    (x, y), (other, level) = start, end
    upright = x == other
    low, high = sorted((y, level) if upright else (x, other))
    return _Stretch(upright, x if upright else y, low, high)
