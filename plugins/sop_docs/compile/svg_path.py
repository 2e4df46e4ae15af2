"""Lines at right angles with round corners, and their heads."""

from collections.abc import Sequence

from .svg_geometry import Point

HEAD, _HALF, _RADIUS = 7.0, 2.8, 9.0
"""How long an arrow head is, half its width, and how round a corner; px."""


def rounded(points: Sequence[Point], *, pointed: bool = True) -> str:
    """Return the path through the points with round corners, ending where its head begins."""
    *before, last = points
    near = before[-1]
    stop = _toward(last, near, HEAD if pointed else 0.0)
    parts = [f"M{points[0][0]:.1f},{points[0][1]:.1f}"]
    for previous, corner, following in zip(points, points[1:], points[2:], strict=False):
        radius = min(_RADIUS, _distance(previous, corner) / 2, _distance(corner, following) / 2)
        start, end = _toward(corner, previous, radius), _toward(corner, following, radius)
        parts.append(f"L{start[0]:.1f},{start[1]:.1f}Q{corner[0]:.1f},{corner[1]:.1f} {end[0]:.1f},{end[1]:.1f}")
    parts.append(f"L{stop[0]:.1f},{stop[1]:.1f}")
    return "".join(parts)


def _distance(one: Point, other: Point) -> float:
    return abs(one[0] - other[0]) + abs(one[1] - other[1])


def _toward(point: Point, goal: Point, by: float) -> Point:
    distance = _distance(point, goal) or 1.0
    return point[0] + (goal[0] - point[0]) * by / distance, point[1] + (goal[1] - point[1]) * by / distance


def head(near: Point, tip: Point) -> str:
    """Return the points of the arrow head at the end of a level or upright line."""
    if tip[0] == near[0]:
        y = tip[1] + (HEAD if near[1] > tip[1] else -HEAD)
        return f"{tip[0]:.1f},{tip[1]:.1f} {tip[0] + _HALF:.1f},{y:.1f} {tip[0] - _HALF:.1f},{y:.1f}"
    x = tip[0] + (HEAD if near[0] > tip[0] else -HEAD)
    return f"{tip[0]:.1f},{tip[1]:.1f} {x:.1f},{tip[1] + _HALF:.1f} {x:.1f},{tip[1] - _HALF:.1f}"
