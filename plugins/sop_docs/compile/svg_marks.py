"""The badges of a chart that is compared with another one: a sign tells what only a colour would tell else."""

from collections.abc import Mapping
from itertools import pairwise
from typing import Final

from ..model.chart import Mark, Node, NodeKind
from .svg_geometry import Course, Rect

SIGNS: Final[Mapping[Mark, str]] = {Mark.ADDED: "+", Mark.REMOVED: "−", Mark.CHANGED: "~", Mark.MOVED: "↕"}
"""What stands in a badge."""
_RADIUS: Final = {"node": 8.0, "line": 6.5}
_INSIDE: Final = 4.0  # px that the middle of a badge keeps off the edges of its box: as much as the chart has margin


def marked(kind: str, mark: Mark) -> str:
    """Return the classes of a node or a line."""
    return f"{kind} marked {mark}" if mark else kind


def node_badge(node: Node, drawn: Rect) -> str:
    """Return the badge at the upper right corner of a node, at the upper tip of a diamond, which has no words there."""
    if node.kind is NodeKind.QUESTION:
        return _badge(node.mark, "node", drawn.centre[0], drawn.top + _INSIDE)
    return _badge(node.mark, "node", drawn.right - _INSIDE, drawn.top + _INSIDE)


def line_badge(mark: Mark, course: Course) -> str:
    """Return the badge on the longest stretch of a line, before its label."""
    stretches = pairwise(course.corners)
    (x, y), (right, bottom) = max(
        stretches, key=lambda ends: abs(ends[0][0] - ends[1][0]) + abs(ends[0][1] - ends[1][1])
    )
    return _badge(mark, "line", x + (right - x) / 4, y + (bottom - y) / 4)


def _badge(mark: Mark, kind: str, x: float, y: float) -> str:
    circle = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{_RADIUS[kind]}"/>'
    sign = f'<text x="{x:.1f}" y="{y + 4.5:.1f}">{SIGNS[mark]}</text>'
    return f'<g class="badge {kind} {mark}" aria-hidden="true">{circle}{sign}</g>'
