"""The lines of a swimlane chart: what was routed, drawn from edge to edge of what it joins, and what drops straight."""

from dataclasses import replace

from ..model.chart import Arc, Chart, Lanes, NodeKind
from .svg_apart import apart
from .svg_ends import End
from .svg_geometry import Course, Geometry, Point, Rect
from .svg_labels import placed
from .svg_path import head, rounded


def completed(chart: Chart, lanes: Lanes, geometry: Geometry) -> Geometry:
    """Return the geometry moved onto the sheet, with the lines as they are drawn, and their labels."""
    known, rect = next(iter(geometry.nodes.items()))
    x, y = lanes.centres[known][0] - rect.centre[0], lanes.centres[known][1] - rect.centre[1]
    nodes = {
        name: _around(left - x, top - y, chart.nodes[name].width, chart.nodes[name].height)
        for name, (left, top) in lanes.centres.items()
    }
    ends = {
        name: (
            End(nodes[arc.source], chart.nodes[arc.source].kind),
            End(nodes[arc.target], chart.nodes[arc.target].kind),
        )
        for name, arc in chart.arcs.items()
    }
    lines = {name: _line(*pair, geometry.courses.get(name)) for name, pair in ends.items()}
    loose = {name: pair for name, pair in ends.items() if name in geometry.courses and _pointed(chart.arcs[name])}
    courses = {
        name: _course(points, pointed=_pointed(chart.arcs[name]))
        for name, points in apart(lines, loose, nodes.values()).items()
    }
    last = lanes.lanes[-1]
    sheet = Rect(-x, -y, last.left + last.width - x, lanes.height - y)
    for name, label in placed(chart.arcs, nodes.values(), courses, sheet).items():
        courses[name] = replace(courses[name], label=label)
    return Geometry((x, y), nodes, courses, {})


def _around(x: float, y: float, width: float, height: float) -> Rect:
    return Rect(x - width / 2, y - height / 2, x + width / 2, y + height / 2)


def _pointed(arc: Arc) -> bool:
    """Tell whether a line ends in a head; those to the diamond or bar of their own box do not."""
    return arc.target[0] not in "qf"


def _course(points: tuple[Point, ...], *, pointed: bool) -> Course:
    return Course(rounded(points, pointed=pointed), points, head(*points[-2:]) if pointed else "")


def _line(source: End, target: End, routed: Course | None) -> tuple[Point, ...]:
    """Return the corners of a line; the router kept some px off every node, so its ends are drawn on from there."""
    if routed is None:
        x = (target if source.kind is NodeKind.BAR else source).node.centre[0]
        return (x, source.node.bottom), (x, target.node.top)
    points = _within(_within(tuple(dict.fromkeys(routed.corners)), source), target, last=True)
    return source.met(points[0], points[1]), *points[1:-1], target.met(points[-1], points[-2])


def _within(points: tuple[Point, ...], end: End, *, last: bool = False) -> tuple[Point, ...]:
    """Return a line whose first (or last) stretch, where it is upright, meets the node and does not pass it by."""
    (x, y), (other, level) = points[-1:-3:-1] if last else points[:2]
    if x != other or end.within(x) == x:
        return points
    x = end.within(x)
    return (*points[:-2], (x, level), (x, y)) if last else ((x, y), (x, level), *points[2:])
