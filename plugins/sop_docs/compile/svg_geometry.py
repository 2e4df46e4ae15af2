"""What Graphviz laid out, read from its SVG: numbers alone, so that nothing else can pass through."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ..model.problem import SopError

_FRAME = re.compile(r"<svg [^<>]*>\s*<g [^<>]*translate\((-?[\d.]+) (-?[\d.]+)\)")
_NODE = re.compile(r'<g id="(\w+)" class="node">\n<title>[^<]*</title>\n((?:<polygon [^<>]*>\n)+)</g>')
_EDGE = re.compile(
    r'<g id="(\w+)" class="edge">\n<title>[^<]*</title>\n<path [^<>]* d="([MC\d., -]+)"/>\n'
    r'(?:<polygon fill="black"[^<>]* points="([\d., -]+)"/>\n)?'
    r'(?:<polygon fill="red"[^<>]* points="([\d., -]+)"/>\n)?</g>'
)
_CLUSTER = re.compile(r'<g id="(\w+)" class="cluster">\n<title>[^<]*</title>\n((?:<polygon [^<>]*>\n)+)</g>')
_POINTS = re.compile(r' points="([\d., -]+)"')
_BLANK = str.maketrans("MCLQ,", "     ")

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle in px, y downward."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def centre(self) -> tuple[float, float]:
        """The middle of it."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Course:
    """A routed line: the data of its path, its corners, the points of its arrow head, and the space of its label."""

    path: str
    corners: tuple[Point, ...]
    head: str = ""
    label: Rect | None = None


@dataclass(frozen=True, slots=True)
class Geometry:
    """Where everything came to lie; `shift` moves it into the view."""

    shift: tuple[float, float]
    nodes: Mapping[str, Rect]
    courses: Mapping[str, Course]
    frames: Mapping[str, tuple[Rect, Rect]]


def read_geometry(svg: str) -> Geometry:
    """Return the geometry in the SVG of Graphviz; text that is not such an SVG raises `SopError`."""
    frame = _FRAME.search(svg)
    if frame is None:
        message = "Graphviz did not write the SVG that was expected of it"
        raise SopError(message)
    at = frame.end()
    return Geometry(
        (float(frame[1]), float(frame[2])),
        {name: _bounds(" ".join(_POINTS.findall(body))) for name, body in _NODE.findall(svg, at)},
        {name: _course(*parts) for name, *parts in _EDGE.findall(svg, at)},
        {name: _frame(*_POINTS.findall(body)) for name, body in _CLUSTER.findall(svg, at)},
    )


def _frame(around: str, title: str) -> tuple[Rect, Rect]:
    return _bounds(around), _bounds(title)


def _course(path: str, head_points: str, label: str) -> Course:
    """Return a course; the curves of its path are taken as straight, as those of orthogonal routing are."""
    points = _points(path)
    return Course(path, (points[0], *points[3::3]), head_points, _bounds(label) if label else None)


def _bounds(points: str) -> Rect:
    xs, ys = zip(*_points(points), strict=True)
    return Rect(min(xs), min(ys), max(xs), max(ys))


def _points(text: str) -> list[Point]:
    numbers = list(map(float, text.translate(_BLANK).split()))
    return list(zip(numbers[::2], numbers[1::2], strict=True))
