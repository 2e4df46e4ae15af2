"""Labels beside lines that were routed at right angles: above a level stretch, right or left of an upright one."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from ..model.chart import Arc
from .drawn_boxes import label_size
from .svg_geometry import Course, Point, Rect

_ROW = 80.0
_OFF = 1.5  # px that words keep off lines
_SHARES = (0.0, 0.25, 0.5, 0.75, 1.0)  # how far along a stretch a label may stand
_ON_BOX, _ON_LABEL, _ON_LINE, _OFF_SHEET = 100.0, 100.0, 12.0, 300.0
_UPRIGHT = 100.0  # px a label goes farther to stand above a level stretch, where no neighbour can claim it


def placed(
    arcs: Mapping[str, Arc], nodes: Iterable[Rect], courses: Mapping[str, Course], sheet: Rect
) -> Mapping[str, Rect]:
    """Return where each label goes: near the end of its line that it speaks of, on the sheet, clear of all else."""
    lines = {name: course.corners for name, course in courses.items()}
    boxes = _Index(nodes)
    stretches = _Index(rect for points in lines.values() for rect in _stretches(points))
    labels = _Index(())
    result: dict[str, Rect] = {}
    for name, arc in arcs.items():
        if not arc.label:
            continue
        points = lines[name][::-1] if arc.kind == "exception" else lines[name]
        places = list(_places(points, *label_size(arc)))
        scores = [
            distance / 60
            + boxes.hits(place) * _ON_BOX
            + labels.hits(place) * _ON_LABEL
            + stretches.hits(place) * _ON_LINE
            + (place.left < sheet.left or place.right > sheet.right) * _OFF_SHEET
            for place, distance in places
        ]
        best = places[scores.index(min(scores))][0]
        labels.add(best)
        result[name] = best
    return result


def _places(points: Sequence[Point], width: float, height: float) -> Iterator[tuple[Rect, float]]:
    """Yield places along a line, each with its distance from the line's beginning."""
    width, height = width - 4, height - 8  # a line of words takes more room than its ink
    far = 0.0
    for (x0, y0), (x1, y1) in pairwise(points):
        length = abs(x1 - x0) + abs(y1 - y0)
        for share in _SHARES:
            if y0 == y1:
                reach = max(length - width - 4, 0.0) * share + 2
                left = x0 + reach if x1 > x0 else x0 - reach - width
                yield Rect(left, y0 - height - 2, left + width, y0 - 2), far + reach
                yield Rect(left, y0 + 4, left + width, y0 + 4 + height), far + reach + 30
            else:
                reach = max(length - height - 8, 0.0) * share + 4
                top = y0 + reach if y1 > y0 else y0 - reach - height
                yield Rect(x0 + 2, top, x0 + 2 + width, top + height), far + reach + _UPRIGHT
                yield Rect(x0 - 2 - width, top, x0 - 2, top + height), far + reach + _UPRIGHT + 10
        far += length


def _stretches(points: Sequence[Point]) -> Iterator[Rect]:
    """Yield the straight parts of a line with what words keep off them."""
    for (x0, y0), (x1, y1) in pairwise(points):
        yield Rect(min(x0, x1) - _OFF, min(y0, y1) - _OFF, max(x0, x1) + _OFF, max(y0, y1) + _OFF)


class _Index:
    """Rectangles by the rows of the sheet they touch, so that a label looks at its neighbours alone."""

    def __init__(self, rects: Iterable[Rect]) -> None:
        self.rows: dict[int, list[Rect]] = defaultdict(list)
        for rect in rects:
            self.add(rect)

    def add(self, rect: Rect) -> None:
        for row in range(int(rect.top // _ROW), int(rect.bottom // _ROW) + 1):
            self.rows[row].append(rect)

    def hits(self, rect: Rect) -> int:
        rows = range(int(rect.top // _ROW), int(rect.bottom // _ROW) + 1)
        return sum(
            other.left < rect.right and rect.left < other.right and other.top < rect.bottom and rect.top < other.bottom
            for row in rows
            for other in self.rows.get(row, ())
        )
