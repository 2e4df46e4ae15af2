"""The finished SVG of a chart: our own elements around the lines that Graphviz laid, coloured by classes alone."""

import re
from collections.abc import Iterator
from html import escape

from ..model.chart import Arc, Chart, Frame, Lanes, Line, Node, NodeKind
from .chart_nodes import FOOT, LEADING
from .lane_sheet import HEADER
from .svg_geometry import Course, Geometry, Rect, read_geometry
from .svg_lanes import behind, titles
from .svg_marks import line_badge, marked, node_badge
from .svg_routes import completed
from .svg_sheets import sheets, unprintable
from .svg_square import squared

_NOT_ID = re.compile(r"[^A-Za-z0-9_-]")
_ROUND = {NodeKind.STEP: 10, NodeKind.CALL: 4, NodeKind.PHASE: 10, NodeKind.PILL: 10, NodeKind.BAR: 2}
_MARGIN = 4.0
_WIDTHS = (480, 800)
"""Up to here a chart is narrow, up to there middling: what a phone may shrink it to depends on it."""


def finish(chart: Chart, raw: str) -> str:
    """Return the chart as SVG for a page, from what the engine wrote, and after it the sheets that paper needs.

    `SopError` says that the engine wrote no drawing.
    """
    geometry = read_geometry(raw)
    if chart.lanes is None:
        geometry = squared(chart, geometry)
        view = _view(geometry)
    else:
        geometry = completed(chart, chart.lanes, geometry)
        view = _sheet(chart.lanes, _view(geometry))
    name = _NOT_ID.sub("-", chart.name)
    paper = _paper(name, chart, geometry, view)
    x, y = geometry.shift[0] - view.left, geometry.shift[1] - view.top
    body = (
        f'<g id="{name}-all" class="sop-drawing">',
        *(behind(chart.lanes, -view.left) if chart.lanes else ()),
        f'<g transform="translate({x:.2f} {y:.2f})">',
        *_drawing(chart, geometry),
        "</g></g>",
        *(titles(chart.lanes, name, -view.left) if chart.lanes else ()),
    )
    return "".join((*_opening(name, chart, view, tall=bool(paper)), *body, "</svg>\n", *paper))


def standalone(svg: str, style: str) -> str:
    """Return a finished chart as a file of its own, the rules of the style sheet inside, without sheets for paper."""
    head, end, body = svg.partition("</desc>")
    whole, last, _ = body.partition("</svg>")
    return f"{head}{end}<style>{escape(style, quote=False)}</style>{whole}{last}\n"


def _paper(name: str, chart: Chart, geometry: Geometry, view: Rect) -> tuple[str, ...]:
    if chart.long and chart.lanes is None:  # its overview and phases are printed instead
        return ()
    x, y = geometry.shift
    nodes = (Rect(node.left + x, node.top + y, node.right + x, node.bottom + y) for node in geometry.nodes.values())
    return sheets(name, view, nodes, HEADER if chart.lanes else 0.0, sideways=_sideways(chart, view))


def _sideways(chart: Chart, view: Rect) -> bool:
    return chart.lanes is not None and view.right - view.left > _WIDTHS[1]


def _sheet(lanes: Lanes, lines: Rect) -> Rect:
    """Return the view of a swimlane chart: its sheet, wider where lines run around it."""
    last = lanes.lanes[-1]
    return Rect(min(lines.left, 0), 0, max(lines.right, last.left + last.width), max(lines.bottom, lanes.height))


def _view(geometry: Geometry) -> Rect:
    """Return the smallest view of everything, with a margin."""
    labels = (course.label for course in geometry.courses.values() if course.label)
    rects = [*geometry.nodes.values(), *(around for around, _ in geometry.frames.values()), *labels]
    points = [point for course in geometry.courses.values() for point in course.corners]
    x, y = geometry.shift
    return Rect(
        min(*(rect.left for rect in rects), *(point[0] for point in points)) + x - _MARGIN,
        min(*(rect.top for rect in rects), *(point[1] for point in points)) + y - _MARGIN,
        max(*(rect.right for rect in rects), *(point[0] for point in points)) + x + _MARGIN,
        max(*(rect.bottom for rect in rects), *(point[1] for point in points)) + y + _MARGIN,
    )


def _opening(name: str, chart: Chart, view: Rect, *, tall: bool) -> Iterator[str]:
    width, height = view.right - view.left, view.bottom - view.top
    size = "narrow" if width <= _WIDTHS[0] else "middling" if width <= _WIDTHS[1] else "wide"
    huge = unprintable(width, sideways=_sideways(chart, view))
    marks = [mark for mark, true in (("long", chart.long), ("tall", tall), ("huge", huge)) if true]
    classes = " ".join(("sop-chart", chart.kind, size, *marks))
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="{classes}" role="group" width="{width:.0f}" '
        f'height="{height:.0f}" style="--sop-width: {width:.0f}px" viewBox="0 0 {width:.0f} {height:.0f}" '
        f'aria-labelledby="{name}-title" aria-describedby="{name}-desc">'
    )
    yield f'<title id="{name}-title">{escape(chart.title)}</title>'
    yield f'<desc id="{name}-desc">{escape(chart.description)}</desc>'


def _drawing(chart: Chart, geometry: Geometry) -> Iterator[str]:
    for name, frame in chart.frames.items():
        yield f'<g class="frame {frame.kind}">{_rect(geometry.frames[name][0], 10)}</g>'
    for name, arc in chart.arcs.items():
        yield _line(arc, geometry.courses[name])
    for name, frame in chart.frames.items():
        yield _frame_title(frame, *geometry.frames[name])
    for name, node in chart.nodes.items():
        yield from _node(node, geometry.nodes[name])
    for name, course in geometry.courses.items():
        if course.label:
            yield from _label(chart.arcs[name], course.label)
    yield from (node_badge(node, geometry.nodes[name]) for name, node in chart.nodes.items() if node.mark)
    yield from (line_badge(arc.mark, geometry.courses[name]) for name, arc in chart.arcs.items() if arc.mark)


def _frame_title(frame: Frame, around: Rect, space: Rect) -> str:
    title = f"<title>{escape(frame.whole)}</title>" if frame.whole else ""
    words = f'<text x="{around.left + 10:.1f}" y="{space.centre[1] + 5:.1f}">{escape(frame.title)}</text>'
    return f'<g class="frame {frame.kind}">{title}{words}</g>'


def _line(arc: Arc, course: Course) -> str:
    head = f'<polygon points="{course.head}"/>' if course.head else ""
    title = f"<title>{escape(arc.title)}</title>" if arc.mark else ""
    return f'<g class="edge {marked(arc.kind, arc.mark)}">{title}<path d="{course.path}"/>{head}</g>'


def _label(arc: Arc, space: Rect) -> Iterator[str]:
    x, y = space.centre
    first = y - (len(arc.label) - 1) * 7.5 + 4
    yield f'<g class="label {arc.kind}">'
    if arc.title:
        yield f"<title>{escape(arc.title)}</title>"
    for index, words in enumerate(arc.label):
        yield f'<text x="{x:.1f}" y="{first + index * 15:.1f}">{escape(words)}</text>'
    yield "</g>"


def _node(node: Node, drawn: Rect) -> Iterator[str]:
    x, y = drawn.centre
    title = f"<title>{escape(node.title)}</title>" if node.title else ""
    own = [line for line in node.lines if line.kind != "case"]
    cases = [line for line in node.lines if line.kind == "case"]
    foot = FOOT if cases else 0
    first = y - ((len(node.lines) - 1) * LEADING + foot) / 2 + 4.5
    shape = _shape(node, drawn)
    words = _words(own, x, first)
    yield f'<g class="node {marked(node.kind, node.mark)}">{title}{_linked(node.href, shape + words)}'
    if cases:
        yield from _cases(cases, drawn, first + len(own) * LEADING + foot)
    yield "</g>"


def _shape(node: Node, drawn: Rect) -> str:
    x, y = drawn.centre
    if node.kind is NodeKind.QUESTION:
        points = f"{x:.1f},{drawn.top} {drawn.right},{y:.1f} {x:.1f},{drawn.bottom} {drawn.left},{y:.1f}"
        return f'<polygon points="{points}"/>'
    shape = _rect(drawn, _ROUND.get(node.kind, 16))
    if node.kind is NodeKind.CALL:  # a predefined process has doubled sides
        sides = f"M{drawn.left + 6:.1f},{drawn.top}V{drawn.bottom}M{drawn.right - 6:.1f},{drawn.top}V{drawn.bottom}"
        shape += f'<path d="{sides}"/>'
    return shape


def _cases(cases: list[Line], drawn: Rect, first: float) -> Iterator[str]:
    """Yield the foot of a box: what happens in which case, each linked to the step it leads to."""
    rule = first - LEADING + 2
    yield f'<path class="case" d="M{drawn.left + 8:.1f},{rule:.1f}H{drawn.right - 8:.1f}"/>'
    for index, line in enumerate(cases):
        yield _linked(line.href, _words([line], drawn.centre[0], first + index * LEADING))


def _words(lines: list[Line], x: float, first: float) -> str:
    return "".join(
        f'<text class="{line.kind}" x="{x:.1f}" y="{first + index * LEADING:.1f}">{escape(line.words)}</text>'
        for index, line in enumerate(lines)
    )


def _linked(href: str, inside: str) -> str:
    """Return the elements within a link; the mouse uses it, the keyboard has the same links in the list of steps."""
    return f'<a href="{escape(href)}" tabindex="-1">{inside}</a>' if href else inside


def _rect(rect: Rect, radius: int) -> str:
    width, height = rect.right - rect.left, rect.bottom - rect.top
    return f'<rect x="{rect.left:.1f}" y="{rect.top:.1f}" width="{width:.1f}" height="{height:.1f}" rx="{radius}"/>'
