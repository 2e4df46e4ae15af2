"""The lines of a swimlane chart: what was routed, drawn from edge to edge of what it joins, and what drops straight."""

from dataclasses import replace

from ..model.chart import Arc, Chart, Lanes, NodeKind
from .svg_geometry import Course, Geometry, Point, Rect
from .svg_labels import placed
from .svg_path import head, rounded

_INSIDE = 4.0  # px from the corner of a box at which a line may leave it


def completed(chart: Chart, lanes: Lanes, geometry: Geometry) -> Geometry:
    """Return the geometry moved onto the sheet, with the lines as they are drawn, and their labels."""
    known, rect = next(iter(geometry.nodes.items()))
    x, y = lanes.centres[known][0] - rect.centre[0], lanes.centres[known][1] - rect.centre[1]
    nodes = {
        name: _around(left - x, top - y, chart.nodes[name].width, chart.nodes[name].height)
        for name, (left, top) in lanes.centres.items()
    }
    courses = {name: _course(arc, chart, nodes, geometry.courses.get(name)) for name, arc in chart.arcs.items()}
    last = lanes.lanes[-1]
    sheet = Rect(-x, -y, last.left + last.width - x, lanes.height - y)
    for name, label in placed(chart.arcs, nodes.values(), courses, sheet).items():
        courses[name] = replace(courses[name], label=label)
    return Geometry((x, y), nodes, courses, {})


def _around(x: float, y: float, width: float, height: float) -> Rect:
    return Rect(x - width / 2, y - height / 2, x + width / 2, y + height / 2)


def _course(arc: Arc, chart: Chart, nodes: dict[str, Rect], routed: Course | None) -> Course:
    """Return a line; the router kept some px off every node, so that its ends are drawn on from there."""
    source, target = nodes[arc.source], nodes[arc.target]
    if routed is None:
        x = (target if chart.nodes[arc.source].kind is NodeKind.BAR else source).centre[0]
        points: tuple[Point, ...] = ((x, source.bottom), (x, target.top))
    else:
        points = _within(_within(tuple(dict.fromkeys(routed.corners)), source), target, last=True)
        start = _edge(points[0], points[1], source, chart.nodes[arc.source].kind)
        points = (start, *points[1:-1], _edge(points[-1], points[-2], target, chart.nodes[arc.target].kind))
    pointed = arc.target[0] not in "qf"
    return Course(rounded(points, pointed=pointed), points, head(*points[-2:]) if pointed else "")


def _within(points: tuple[Point, ...], node: Rect, *, last: bool = False) -> tuple[Point, ...]:
    """Return a line whose first (or last) stretch, where it is upright, meets the node and does not pass it by."""
    (x, y), (other, level) = points[-1:-3:-1] if last else points[:2]
    if x != other or node.left < x < node.right:
        return points
    x = max(node.left + _INSIDE, min(x, node.right - _INSIDE))
    return (*points[:-2], (x, level), (x, y)) if last else ((x, y), (x, level), *points[2:])


def _edge(end: Point, before: Point, node: Rect, kind: NodeKind) -> Point:
    """Return where a line that comes from `before` meets the outline of a node."""
    (x, y), (middle, level) = end, node.centre
    across, down = (node.right - node.left) / 2, (node.bottom - node.top) / 2
    if kind is NodeKind.QUESTION:
        across, down = across * (1 - abs(y - level) / down), down * (1 - abs(x - middle) / across)
    if x == before[0]:
        return x, level + (down if before[1] > y else -down)
    return middle + (across if before[0] > x else -across), y
