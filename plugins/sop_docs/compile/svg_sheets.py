"""A chart that is too long for a sheet of paper, cut between its boxes into sheets that repeat the titles of lanes."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from .svg_geometry import Rect

_UPRIGHT, _SIDEWAYS = (680.0, 850.0), (970.0, 610.0)
"""The px that A4 with its margins and a caption leave."""
_SMALLEST, _SHRUNK, _HOPELESS = 0.62, 0.8, 0.45
"""To what a chart may shrink to fit one sheet, what it shrinks to on several, and what nobody could read."""
_AROUND = 6.0  # px that a cut keeps off boxes


def sheets(name: str, view: Rect, nodes: Iterable[Rect], header: float, *, sideways: bool) -> tuple[str, ...]:
    """Return the sheets of a chart, each an SVG that shows a part of the groups `name`-all and `name`-head.

    There are none where it fits on one sheet, and none where it is so wide that paper is of no use.
    """
    room_x, room_y = _SIDEWAYS if sideways else _UPRIGHT
    width, height = view.right - view.left, view.bottom - view.top
    if min(room_x / width, room_y / height) >= _SMALLEST or unprintable(width, sideways=sideways):
        return ()
    scale = min(_SHRUNK, room_x / width)
    parts = list(pairwise(_cuts(view, list(nodes), header, room_y / scale - header)))
    return tuple(_sheet(name, width, part, header, scale) for part in parts) if len(parts) > 1 else ()


def unprintable(width: float, *, sideways: bool) -> bool:
    """Tell whether a chart would be too small to read even on a sheet of its own width."""
    return (_SIDEWAYS if sideways else _UPRIGHT)[0] / width < _HOPELESS


def _cuts(view: Rect, nodes: list[Rect], header: float, room: float) -> Iterator[float]:
    """Yield where the chart is cut, first and last included; px from its top."""
    boxes = [(node.top - view.top - _AROUND, node.bottom - view.top + _AROUND) for node in nodes]
    tops = sorted(top for top, _ in boxes)
    cut, bottom = header, view.bottom - view.top
    while bottom - cut > room:
        yield cut
        free = (top for top in tops if cut < top <= cut + room and not any(low < top < high for low, high in boxes))
        cut = max(free, default=cut + room)
    yield cut
    yield bottom


def _sheet(name: str, width: float, part: tuple[float, float], header: float, scale: float) -> str:
    top, height = part[0], part[1] - part[0]
    head = f'<use href="#{name}-head"/>' if header else ""
    return (
        f'<svg class="sop-chart sheet" aria-hidden="true" width="{width * scale:.0f}" '
        f'height="{(height + header) * scale:.0f}" viewBox="0 0 {width:.0f} {height + header:.1f}">{head}'
        f'<svg y="{header:.0f}" width="{width:.0f}" height="{height:.1f}" '
        f'viewBox="0 {top:.1f} {width:.0f} {height:.1f}"><use href="#{name}-all"/></svg></svg>\n'
    )
