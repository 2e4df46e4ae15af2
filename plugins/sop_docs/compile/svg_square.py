"""Lines of a flowchart at right angles: what Graphviz curved is drawn square wherever nothing stands in the way.

The curve that Graphviz routed says on which side there is room; the square line takes that corridor. Lines that run
straight down stay as they are, and so do those for which no square course is free.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, product

from ..model.chart import Arc, Chart, NodeKind
from .svg_geometry import Course, Geometry, Point, Rect
from .svg_path import head, rounded

_CLEAR, _APART = 7.0, 9.0
_STRAIGHT, _NEAR, _BESIDE = 2.0, 24.0, 40.0
"""Up to how many px aside a line counts as straight, can be made so, and from how many on its end stands beside it."""


def squared(chart: Chart, geometry: Geometry) -> Geometry:
    """Return the geometry with square lines; labels move with their lines."""
    space = _Space(geometry)
    courses: dict[str, Course] = {}
    bent: list[str] = []
    for name, arc in chart.arcs.items():
        course = geometry.courses[name]
        courses[name] = course
        down = geometry.nodes[arc.source].top < geometry.nodes[arc.target].top
        if (down and _straight(course)) or NodeKind.BAR in {chart.nodes[arc.source].kind, chart.nodes[arc.target].kind}:
            space.take(course.corners, course.label)
        else:
            bent.append(name)
    for name in sorted(bent, key=lambda key: _length(geometry.courses[key])):
        courses[name] = _squared(name, chart, geometry, space)
    return replace(geometry, courses=courses)


def _straight(course: Course) -> bool:
    points = course.corners
    return max(x for x, _ in points) - min(x for x, _ in points) < _STRAIGHT


def _length(course: Course) -> float:
    ys = [y for _, y in course.corners]
    return max(ys) - min(ys)


def _squared(name: str, chart: Chart, geometry: Geometry, space: "_Space") -> Course:
    arc, course = chart.arcs[name], geometry.courses[name]
    ends = _Ends(geometry.nodes[arc.source], geometry.nodes[arc.target], chart.nodes[arc.source].kind)
    for shared in (frozenset[str](), frozenset({arc.source, arc.target})):
        for points in ends.courses(_corridors(course)):
            if not space.free(points, arc, shared):
                continue
            label = next((place for place in _beside(points, course.label) if space.open(place)), None)
            if label is not None or course.label is None:
                space.take(points, label, arc.source, arc.target)
                return Course(rounded(points), tuple(points), head(*points[-2:]), label)
    space.take(course.corners, course.label)
    return course


def _corridors(course: Course) -> list[float]:
    """Return where the line may run down or up: beside its label, else where the curve is farthest out."""
    xs = [x for x, _ in course.corners]
    far = max(xs, key=lambda x: abs(x - xs[0]) + abs(x - xs[-1]))
    return [course.label.left, far] if course.label else [far]


@dataclass(frozen=True, slots=True)
class _Ends:
    """The two nodes of a line, and the square courses between them."""

    source: Rect
    target: Rect
    kind: NodeKind

    def courses(self, corridors: list[float]) -> Iterator[list[Point]]:
        """Yield courses, the most natural first."""
        (sx, sy), (tx, ty) = self.source.centre, self.target.centre
        if ty < sy and abs(tx - sx) > _BESIDE and self.kind is not NodeKind.QUESTION:
            x = sx + (40 if sx > tx else -40)
            yield [(x, self.source.top), (x, ty), (self._target_side(sx), ty)]
        if ty > sy:
            if abs(tx - sx) < _NEAR:
                yield [(sx, self.source.bottom), (sx, self.target.top)]
            if self.kind is NodeKind.QUESTION and abs(tx - sx) > _BESIDE:
                yield [(self._side(tx), sy), (tx, sy), (tx, self.target.top)]
            if self.kind is not NodeKind.QUESTION and abs(tx - sx) > _BESIDE:
                yield [(sx, self.source.bottom), (sx, ty), (self._target_side(sx), ty)]
                yield self._stair(self.target.top - 16)
                yield self._stair(self.source.bottom + 16)
        for x in corridors:
            yield from self._around(x)
        yield from self._around(2 * sx - corridors[0])

    def _around(self, x: float) -> Iterator[list[Point]]:
        """Yield courses out of one side, along the corridor, into the same side of the other node."""
        left = min(self.source.left, self.target.left) - 12
        right = max(self.source.right, self.target.right) + 12
        outward = 1 if x > self.source.centre[0] else -1
        x = max(x, right) if outward > 0 else min(x, left)
        sy, ty = self.source.centre[1], self.target.centre[1]
        leave = (0,) if self.kind is NodeKind.QUESTION else (0, 10, -10)
        for out, down, enter in product((0, 12, 24), leave, (0, -10, 10)):
            corridor = x + out * outward
            start, end = (self._side(x), sy + down), (self._target_side(x), ty + enter)
            yield [start, (corridor, sy + down), (corridor, ty + enter), end]

    def _stair(self, y: float) -> list[Point]:
        sx, tx = self.source.centre[0], self.target.centre[0]
        return [(sx, self.source.bottom), (sx, y), (tx, y), (tx, self.target.top)]

    def _side(self, x: float) -> float:
        return self.source.right if x > self.source.centre[0] else self.source.left

    def _target_side(self, x: float) -> float:
        return self.target.right if x > self.target.centre[0] else self.target.left


class _Space:
    """What is taken: nodes, titles of frames, labels, and lines; a frame's upright borders count as lines."""

    def __init__(self, geometry: Geometry) -> None:
        self.nodes = geometry.nodes
        self.labels = [title for _, title in geometry.frames.values()]
        borders = (side for frame, _ in geometry.frames.values() for side in _sides(frame))
        self.level: list[tuple[Rect, str, str]] = []
        self.upright = [(border, "", "") for border in borders]

    def take(self, points: Sequence[Point], label: Rect | None, source: str = "", target: str = "") -> None:
        """Note a line and its label; one that stays curved is noted without its nodes."""
        for segment in _segments(points):
            (self.level if _flat(segment) else self.upright).append((segment, source, target))
        if label:
            self.labels.append(label)

    def free(self, points: list[Point], arc: Arc, shared: frozenset[str]) -> bool:
        """Tell whether a line hits no node or label, and runs along no line but of the nodes in `shared`."""
        return all(self._free(segment, arc, shared) for segment in _segments(points))

    def _free(self, segment: Rect, arc: Arc, shared: frozenset[str]) -> bool:
        ends = {arc.source, arc.target}
        if _touched(_grown(segment, _CLEAR), [rect for key, rect in self.nodes.items() if key not in ends]):
            return False
        if _touched(_grown(segment, -1), [self.nodes[key] for key in ends]):
            return False
        if _touched(_grown(segment, 2), self.labels):
            return False
        flat = _flat(segment)
        beside = [line for line, *nodes in (self.level if flat else self.upright) if shared.isdisjoint(nodes)]
        x, y = (0.0, _APART) if flat else (_APART, 0.0)
        return not _touched(Rect(segment.left - x, segment.top - y, segment.right + x, segment.bottom + y), beside)

    def open(self, label: Rect) -> bool:
        """Tell whether a label fits here."""
        lines = [line for line, *_ in (*self.level, *self.upright)]
        return not (_touched(label, self.nodes.values()) or _touched(label, self.labels) or _touched(label, lines))


def _touched(rect: Rect, others: Iterable[Rect]) -> bool:
    """Tell whether a rectangle meets one of the others; the innermost loop of drawing."""
    left, top, right, bottom = rect.left, rect.top, rect.right, rect.bottom
    for other in others:
        if other.left < right and left < other.right and other.top < bottom and top < other.bottom:
            return True
    return False


def _segments(points: Sequence[Point]) -> list[Rect]:
    return [Rect(min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])) for a, b in pairwise(points)]


def _sides(frame: Rect) -> Iterator[Rect]:
    """Yield the upright borders of a frame; a line may cross them, not run along them."""
    yield Rect(frame.left, frame.top, frame.left, frame.bottom)
    yield Rect(frame.right, frame.top, frame.right, frame.bottom)


def _flat(rect: Rect) -> bool:
    return rect.right - rect.left > rect.bottom - rect.top


def _grown(rect: Rect, by: float) -> Rect:
    return Rect(rect.left - by, rect.top - by, rect.right + by, rect.bottom + by)


def _beside(points: list[Point], label: Rect | None) -> Iterator[Rect]:
    """Yield places for a label: on either side of a long way up or down, above the way out of a question."""
    if label is None:
        return
    width, height = label.right - label.left, label.bottom - label.top
    match points:
        case [_, (x, start), (other, end), _] if x == other:
            for share in (0.5, 0.3, 0.7, 0.15, 0.85):
                top = start + (end - start) * share - height / 2
                yield Rect(x + 1, top, x + 1 + width, top + height)
                yield Rect(x - 1 - width, top, x - 1, top + height)
        case [(x, y), (other, level), *_] if y == level:
            left = x + 2 if other > x else x - 2 - width
            yield Rect(left, y - height - 3, left + width, y - 3)
        case [(x, y), *_]:
            yield Rect(x + 1, y + 4, x + 1 + width, y + 4 + height)
