"""A procedure as a flowchart: boxes, diamonds and bars from top to bottom, in frames for phases and modules."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise, product

from ..model.chart import LONG, Arc, Chart, ChartKind, Engine, Node, NodeKind
from ..model.flow import EdgeKind, Procedure
from ..model.sop import Scope
from ..model.step import Step
from ..model.words import Words
from .chart_nodes import call, limit, party
from .dot import bar, node, space
from .drawn_boxes import BAR, Look, drawn_nodes, label_size, labelled
from .drawn_flow import DrawnArc, DrawnFlow, Reach, drawn_flow, levels, spine
from .frames import framed, node_paths

_REACH = Reach(exception=3, back=4, forward=12, end=4)
_WIDTH = 190.0
_BAR_CELL = 220.0
_GRAPH = (
    "digraph { newrank=true rankdir=TB nodesep=.42 ranksep=.36 splines=spline labeljust=l outputorder=edgesfirst",
    'node [shape=box fixedsize=true label=""] edge [arrowsize=.7]',
)


@dataclass(frozen=True, slots=True)
class Subject:
    """What a chart is of: the name its ids begin with, its title, the procedure and where that starts and ends."""

    name: str
    title: str
    procedure: Procedure
    words: Words
    scope: Scope | None


def flowchart(name: str, title: str, procedure: Procedure, words: Words, scope: Scope | None = None) -> Chart:
    """Return the flowchart of a whole procedure; `name` (its number) begins the ids, a module has no `scope`."""
    subject = Subject(f"{name}-flow", words("chart.flow.title", title=title), procedure, words, scope)
    return _chart(subject, ChartKind.FLOW, procedure.steps)


def phase_chart(subject: Subject, part: Sequence[Step]) -> Chart:
    """Return the flowchart of some steps, with pills for the ways in and out."""
    scope = subject.scope
    if scope and part[-1] is not subject.procedure.steps[-1]:
        scope = replace(scope, ends=None)  # what ends here ends early
    return _chart(replace(subject, scope=scope), ChartKind.PHASE, part)


def _chart(subject: Subject, kind: ChartKind, part: Sequence[Step]) -> Chart:
    procedure, words = subject.procedure, subject.words
    drawn = drawn_flow(procedure, part, levels(procedure), _REACH)
    boxes = drawn_nodes(drawn, procedure, words, subject.scope, Look(_WIDTH, _parts))
    labels = {f"e{index}": labelled(arc) for index, arc in enumerate(drawn.arcs, 1)}
    path = spine(drawn)
    grouped = set(path)
    lines = {key: _node_line(key, drawn, box, main=key in grouped) for key, box in boxes.items()}
    body, frames = framed(drawn.nodes, lines, node_paths(drawn))
    return Chart(
        subject.name,
        kind,
        subject.title,
        words("chart.flow.description", steps=len(part)),
        Engine.DOT,
        "\n".join((*_GRAPH, *body, *_edge_lines(drawn, labels, path), "}\n")),
        boxes,
        labels,
        frames,
        long=kind is ChartKind.FLOW and len(part) > LONG,
    )


def _parts(step: Step, words: Words) -> tuple[str, ...]:
    """Return what a box says below its name: who, how long, and what it calls."""
    return tuple(filter(None, (party(step, words), limit(step), call(step, words))))


def _node_line(name: str, drawn: DrawnFlow, box: Node, *, main: bool) -> str:
    group = ("group=m",) if main else ()
    if box.kind is NodeKind.BAR:
        count = len(drawn.leaving(name) if name[0] == "f" else drawn.entering(name))
        return node(name, box, "shape=plain", "fixedsize=false", bar(count, _BAR_CELL, BAR), *group)
    return node(name, box, *group)


def _edge_lines(drawn: DrawnFlow, labels: Mapping[str, Arc], path: Sequence[str]) -> Iterator[str]:
    straight = list(pairwise(path))
    ports: dict[str, int] = {}
    for (key, label), arc in zip(labels.items(), drawn.arcs, strict=True):
        attributes = [f"id={key}", *_course(arc, straight, drawn)]
        if label.label:
            attributes.append(space(*label_size(label)))
        source = _port(arc.source, "s", ports) if arc.source[0] == "f" else arc.source
        target = _port(arc.target, "n", ports) if arc.target[0] == "j" else arc.target
        ends = f"{target} -> {source}" if arc.back else f"{source} -> {target}"
        yield f"{ends} [{' '.join(attributes)}]"
    for above, below in _stacked(drawn):
        yield f"{above} -> {below} [style=invis weight=0]"


def _stacked(drawn: DrawnFlow) -> Iterator[tuple[str, str]]:
    """Yield what must stand above what, so that each phase begins below the one before."""
    phase = {node: step.phase for node in drawn.nodes if (step := drawn.step(node))}
    joined = {(arc.source, arc.target) for arc in drawn.arcs}
    within = [arc for arc in drawn.arcs if not arc.back and phase.get(arc.source, 0) == phase.get(arc.target, 1)]
    followed, reached = {arc.source for arc in within}, {arc.target for arc in within}
    runs = [list(run) for _, run in groupby(phase, phase.__getitem__)]
    for above, below in pairwise(runs):
        pairs = product(
            (node for node in above if node not in followed), (node for node in below if node not in reached)
        )
        yield from (pair for pair in pairs if pair not in joined)


def _course(arc: DrawnArc, straight: Sequence[tuple[str, str]], drawn: DrawnFlow) -> Iterator[str]:
    """Yield what keeps the main path straight and lets ways back hang loosely."""
    if arc.back:
        yield "dir=back weight=0"
    elif arc.target[0] == "q":
        yield "dir=none weight=50"
    elif arc.target[0] == "f":
        yield "dir=none weight=20"
    elif (arc.source, arc.target) in straight:
        source, target = drawn.step(arc.source), drawn.step(arc.target)
        yield "weight=10" if source and target and source.phase == target.phase else "weight=9"
    elif arc.source[0] == "f" or arc.target[0] == "j":
        yield "weight=5"
    elif arc.target not in drawn.pills:  # hangs below where it comes from, instead of floating half way
        yield "weight=2"
    elif arc.kind is EdgeKind.EXCEPTION:
        yield "weight=0"


def _port(bar_name: str, side: str, ports: dict[str, int]) -> str:
    index = ports.get(bar_name, 0)
    ports[bar_name] = index + 1
    return f"{bar_name}:p{index}:{side}"
