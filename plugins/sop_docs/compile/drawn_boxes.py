"""The nodes and lines of a drawn flow with their words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ..model.chart import Arc, Node, NodeKind
from ..model.flow import Procedure
from ..model.sop import Scope
from ..model.step import Step
from ..model.words import Words
from . import chart_nodes as nodes
from .chart_words import ems, wrapped
from .drawn_flow import DrawnArc, DrawnFlow

BAR = 6.0
"""How thick a bar is, in px."""
_LABEL_EMS, _LABEL_LINES = 10, 3


@dataclass(frozen=True, slots=True)
class Look:
    """How the boxes of a chart are made: their width, and what they say below the name."""

    width: float
    parts: Callable[[Step, Words], tuple[str, ...]]


def drawn_nodes(
    drawn: DrawnFlow, procedure: Procedure, words: Words, scope: Scope | None, look: Look
) -> dict[str, Node]:
    """Return every node of a drawn flow, in its order."""
    steps = {step.id: step for step in procedure.steps}
    fixed = nodes.ends(scope, words)
    return {name: fixed.get(name) or _node(name, drawn, steps, words, look) for name in drawn.nodes}


def labelled(arc: DrawnArc) -> Arc:
    """Return a line with its label broken into lines."""
    label = wrapped(arc.label, _LABEL_EMS, _LABEL_LINES)
    whole = "".join(label) == arc.label
    return Arc(arc.source, arc.target, arc.kind, label, "" if whole else arc.label)


def label_size(arc: Arc) -> tuple[float, float]:
    """Return the px that the label of a line needs."""
    return max(map(ems, arc.label)) * nodes.SUB + 10, len(arc.label) * 15 + 5


def _node(name: str, drawn: DrawnFlow, steps: Mapping[str, Step], words: Words, look: Look) -> Node:
    step = drawn.step(name)
    if step is None:
        pill = drawn.pills[name]
        return nodes.pill(pill, steps.get(pill.step_id), words)
    match name[0]:
        case "n":
            return _box(name, drawn, steps, words, look)
        case "q":
            return nodes.question(step.decision.question if step.decision else "")
        case _:
            return Node(NodeKind.BAR, look.width, BAR)


def _box(name: str, drawn: DrawnFlow, steps: Mapping[str, Step], words: Words, look: Look) -> Node:
    step = drawn.steps[name]
    edges = drawn.cases.get(name, ())
    cases = [line for edge in edges for line in nodes.case_lines(edge, steps.get(edge.target), look.width, words)]
    return nodes.box(step, look.parts(step, words), cases, look.width)
