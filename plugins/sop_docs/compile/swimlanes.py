"""A procedure as swimlanes: a column for each role or department, a row for each step; Graphviz routes the lines."""

from collections.abc import Callable, Iterator

from ..model.chart import LONG, Chart, ChartKind, Engine, Node, NodeKind
from ..model.flow import END, START, Procedure
from ..model.sop import Scope
from ..model.step import Step
from ..model.words import Words
from .chart_nodes import call, limit
from .dot import node
from .drawn_boxes import Look, drawn_nodes, labelled
from .drawn_flow import DrawnFlow, Reach, drawn_flow
from .lane_rows import grid
from .lane_sheet import Sheet

_WIDTH = 164.0
_CLEAR = 7.0  # px that lines keep off boxes they pass
_REACH = Reach(exception=4, back=7, forward=14, end=7)


def swimlanes(
    name: str,
    title: str,
    procedure: Procedure,
    words: Words,
    lane_of: Callable[[Step], str],
    scope: Scope | None = None,
) -> Chart:
    """Return the swimlane chart; `lane_of` tells the lane of a step, '' for the lane of the step before."""
    places = grid(procedure, lane_of, words("chart.lanes.nobody"))
    level = {START: -1, END: max(places.row.values(), default=-1) + 1, **places.row}
    drawn = drawn_flow(procedure, procedure.steps, level, _REACH)
    boxes = drawn_nodes(drawn, procedure, words, scope, Look(_WIDTH, _parts))
    sheet = Sheet(drawn, places, boxes)
    names = words("chart.comma").join(places.lanes)
    return Chart(
        f"{name}-lanes",
        ChartKind.LANES,
        words("chart.lanes.title", title=title),
        words("chart.lanes.description", steps=len(procedure.steps), lanes=len(places.lanes), names=names),
        Engine.NEATO,
        "\n".join(_dot(drawn, sheet)),
        sheet.boxes,
        {f"e{index}": labelled(arc) for index, arc in enumerate(drawn.arcs, 1)},
        lanes=sheet.lanes(),
        long=len(procedure.steps) > LONG,
    )


def role_lane(step: Step) -> str:
    """Return the role that leads a step, else who answers for it."""
    duties = step.responsible or step.accountable
    return duties[0].party if duties else ""


def _parts(step: Step, words: Words) -> tuple[str, ...]:
    """Return what a box says below its name; its lane says who."""
    return tuple(filter(None, (limit(step), call(step, words))))


def _dot(drawn: DrawnFlow, sheet: Sheet) -> Iterator[str]:
    yield "digraph { splines=ortho outputorder=edgesfirst"
    yield 'node [shape=box fixedsize=true label=""] edge [arrowsize=.7]'
    for name in drawn.nodes:
        if name in sheet.straight:
            continue
        x, y = sheet.centres[name]
        box = sheet.boxes[name]
        kept_off = Node(NodeKind.STEP, box.width + 2 * _CLEAR, box.height + 2 * _CLEAR)
        yield node(name, kept_off, f'pos="{x:.1f},{-y:.1f}"')
    for index, arc in enumerate(drawn.arcs, 1):
        if {arc.source, arc.target} & sheet.straight:
            continue
        head = " dir=none" if arc.target[0] in "qf" else ""
        yield f"{arc.source} -> {arc.target} [id=e{index}{head}]"
    yield "}\n"
