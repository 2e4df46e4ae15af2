"""Where everything stands on the sheet of a swimlane chart; px from its top left corner."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from ..model.chart import Band, Lane, Lanes, Node
from ..model.flow import END, START
from ..model.step import Step
from .chart_words import wrapped
from .drawn_boxes import label_size, labelled
from .drawn_flow import DrawnFlow
from .lane_rows import Grid

HEADER = 44.0
"""How high the titles of the lanes stand."""
_COLUMN, _GUTTER = 220.0, 124.0
_GAP, _BELOW, _PILL = 42.0, 20.0, 30.0

Point = tuple[float, float]


@dataclass
class Sheet:
    """Positions found from the top down, then from left to right."""

    drawn: DrawnFlow
    grid: Grid
    boxes: Mapping[str, Node]
    centres: dict[str, Point] = field(default_factory=dict)
    rows: list[tuple[float, float]] = field(default_factory=list)
    widths: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.beside = self._beside()
        self.straight = set(self._straight())
        self.widths = [max(_COLUMN, *self._needs(lane)) for lane in range(len(self.grid.lanes))]
        bottom = self._top()
        for row in range(max(self.grid.row.values(), default=-1) + 1):
            bottom = self._row(row, bottom + _GAP)
        self.height = self._bottom(bottom)
        for name in self.straight:
            middle, width = self.bar(name)
            self.centres[name] = middle, self.centres[name][1]
            self.boxes = {**self.boxes, name: replace(self.boxes[name], width=width)}

    def lanes(self) -> Lanes:
        """Return what stands behind the chart."""
        lanes = tuple(
            Lane(wrapped(name, (width - 16) / 13, 2), self._left(index), width)
            for index, (name, width) in enumerate(zip(self.grid.lanes, self.widths, strict=True))
        )
        return Lanes(lanes, tuple(self._bands()), self.centres, self.height)

    def _left(self, lane: int) -> float:
        return _GUTTER + sum(self.widths[:lane])

    def _x(self, lane: int) -> float:
        return self._left(lane) + _COLUMN / 2

    def _beside(self) -> Mapping[str, list[tuple[str, float]]]:
        """Return the pills beside each node, and how far from its centre theirs is."""
        beside: dict[str, list[tuple[str, float]]] = {}
        labels = {frozenset({arc.source, arc.target}): labelled(arc) for arc in self.drawn.arcs}
        for name, pill in self.drawn.pills.items():
            label = labels[frozenset({name, pill.at})]
            room = max(26.0, label_size(label)[0] + 12 if label.label else 0)
            offset = self.boxes[pill.at].width / 2 + room + self.boxes[name].width / 2
            beside.setdefault(pill.at, []).append((name, offset))
        return beside

    def _needs(self, lane: int) -> Iterator[float]:
        """Yield the widths that the pills of a lane ask for."""
        yield _COLUMN
        for at, pills in self.beside.items():
            step = self.drawn.step(at)
            if step and self.grid.lane[step.id] == lane:
                yield from (_COLUMN / 2 + offset + self.boxes[name].width / 2 + 10 for name, offset in pills)

    def _top(self) -> float:
        """Place the start above the first step it leads to; return where it ends."""
        first = next((self.drawn.step(arc.target) for arc in self.drawn.arcs if arc.source == START), None)
        if first is None:
            return HEADER
        height = self.boxes[START].height
        self.centres[START] = self._x(self.grid.lane[first.id]), HEADER + 30 + height / 2
        return HEADER + 30 + height

    def _row(self, row: int, top: float) -> float:
        """Place the steps of a row with what hangs on them; return where the row ends."""
        names = [name for name, step in self.drawn.steps.items() if self.grid.row[step.id] == row]
        joins = [name for name in names if f"j{name[1:]}" in self.boxes]
        boxes = top + (_BELOW + 6 if joins else 0)
        tallest = max(self.boxes[name].height for name in names)
        middle = boxes + tallest / 2
        bottom = boxes + tallest
        for name in names:
            x = self._x(self.grid.lane[self.drawn.steps[name].id])
            if name in joins:
                self._put(f"j{name[1:]}", x, top + 3)
            self._put(name, x, middle)
            below = boxes + tallest if f"f{name[1:]}" in self.straight else middle + self.boxes[name].height / 2
            bottom = max(bottom, *self._hung(name, x, below))
        self.rows.append((boxes, bottom))
        return bottom

    def _hung(self, name: str, x: float, bottom: float) -> Iterator[float]:
        """Place the diamond or bar below a box; yield how far down it and its pills reach."""
        yield bottom + max(len(self.beside.get(name, ())) - 1, 0) * _PILL
        for hung in (f"q{name[1:]}", f"f{name[1:]}"):
            if hung in self.boxes:
                height = self.boxes[hung].height
                self._put(hung, x, bottom + _BELOW + height / 2)
                yield bottom + _BELOW + height + max(len(self.beside.get(hung, ())) - 1, 0) * _PILL

    def _straight(self) -> Iterator[str]:
        """Yield the bars that all their lines meet upright, so that they may span the lanes."""
        bars = [name for name in self.drawn.nodes if self.drawn.step(name) and name[0] in "fj"]
        rows = [(name[0], self._row_of(name)) for name in bars]
        for name, place in zip(bars, rows, strict=True):
            if rows.count(place) == 1 and all(self._upright(name, node) for node in self.branches(name)):
                yield name

    def branches(self, bar: str) -> list[str]:
        """Return the nodes that a bar parts or joins."""
        if bar[0] == "f":
            return [arc.target for arc in self.drawn.leaving(bar)]
        return [arc.source for arc in self.drawn.entering(bar)]

    def _upright(self, bar: str, branch: str) -> bool:
        """Tell whether the way between a bar and a box is clear in the lane of the box."""
        step = self.drawn.step(branch)
        if step is None or branch[0] != "n" or (bar[0] == "f" and f"j{branch[1:]}" in self.boxes):
            return False
        low, high = sorted((self._row_of(bar), self.grid.row[step.id]))
        lane = self.grid.lane[step.id]
        return not any(low < row < high and self.grid.lane[key] == lane for key, row in self.grid.row.items())

    def _row_of(self, node: str) -> int:
        step = self.drawn.step(node)
        return self.grid.row[step.id] if step else 0

    def bar(self, name: str) -> tuple[float, float]:
        """Return where the middle of a bar that spans lanes is, and its width."""
        own = f"n{name[1:]}"
        xs = [self.centres[node][0] for node in (own, *self.branches(name))]
        return (min(xs) + max(xs)) / 2, max(xs) - min(xs) + 60

    def _put(self, name: str, x: float, y: float) -> None:
        self.centres[name] = x, y
        for index, (pill, offset) in enumerate(self.beside.get(name, ())):
            self.centres[pill] = x + offset, y + index * _PILL

    def _bottom(self, bottom: float) -> float:
        """Place the end below its lowest predecessor; return the height of the sheet."""
        if END in self.boxes:
            sources = [step for arc in self.drawn.arcs if arc.target == END and (step := self.drawn.step(arc.source))]
            lowest = max(sources, key=lambda step: self.grid.row[step.id])
            height = self.boxes[END].height
            self.centres[END] = self._x(self.grid.lane[lowest.id]), bottom + _GAP + height / 2
            bottom += _GAP + height
        return bottom + 24

    def _bands(self) -> Iterator[Band]:
        """Yield the phases from their first row on, and the modules from their first row to their last."""
        steps = list(self.drawn.steps.values())
        for phase, run in groupby(steps, lambda step: step.phase):
            if phase:
                yield self._band("phase", phase, list(run), 13)
        for use, run in groupby(steps, lambda step: step.uses[-1] if step.uses else None):
            if use:
                yield self._band("module", use.title, list(run), 12)

    def _band(self, kind: str, title: str, steps: Sequence[Step], size: int) -> Band:
        rows = [self.rows[self.grid.row[step.id]] for step in steps]
        top, bottom = min(top for top, _ in rows), max(bottom for _, bottom in rows)
        top -= _GAP / 2 if kind == "phase" else 0
        return Band(kind, wrapped(title, (_GUTTER - 26) / size, 3), top, bottom)
