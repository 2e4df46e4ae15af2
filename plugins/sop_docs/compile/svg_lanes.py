"""What stands behind a swimlane chart: columns with their titles, and the names of phases and modules in the gutter."""

from collections.abc import Iterator
from html import escape

from ..model.chart import Band, Lanes
from .lane_sheet import HEADER

_LINE = 16.0


def behind(lanes: Lanes, shift: float) -> Iterator[str]:
    """Yield the columns and the bands, moved right by `shift`."""
    right = lanes.lanes[-1].left + lanes.lanes[-1].width
    yield f'<g transform="translate({shift:.2f} 0)">'
    for lane in lanes.lanes[::2]:
        yield (
            f'<rect class="lane" x="{lane.left:.1f}" y="{HEADER:.0f}" width="{lane.width:.1f}" '
            f'height="{lanes.height - HEADER:.1f}"/>'
        )
    for band in lanes.bands:
        yield from _band(band, lanes.lanes[0].left, right)
    yield "</g>"


def titles(lanes: Lanes, name: str, shift: float) -> Iterator[str]:
    """Yield the titles of the columns as the group `name`-head, moved right by `shift`."""
    yield f'<g id="{name}-head" class="sop-drawing"><g transform="translate({shift:.2f} 0)">'
    for lane in lanes.lanes:
        yield f'<rect class="head" x="{lane.left:.1f}" y="0" width="{lane.width:.1f}" height="{HEADER:.0f}"/>'
        middle = lane.left + lane.width / 2
        yield from _lines("head", lane.title, middle, HEADER / 2 + 5 - (len(lane.title) - 1) * _LINE / 2)
    yield "</g></g>"


def _band(band: Band, left: float, right: float) -> Iterator[str]:
    if band.kind == "phase":
        yield f'<path class="phase" d="M0,{band.top:.1f}H{right:.1f}"/>'
        yield from _lines("phase", band.title, 4, band.top + 20)
        return
    edge = left - 8
    yield f'<path class="module" d="M{edge:.1f},{band.top:.1f}h-6V{band.bottom:.1f}h6"/>'
    middle = (band.top + band.bottom) / 2 - (len(band.title) - 1) * _LINE / 2 + 4
    yield from _lines("module", band.title, edge - 12, middle)


def _lines(kind: str, title: tuple[str, ...], x: float, first: float) -> Iterator[str]:
    for index, words in enumerate(title):
        yield f'<text class="{kind}" x="{x:.1f}" y="{first + index * _LINE:.1f}">{escape(words)}</text>'
