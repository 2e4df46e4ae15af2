"""A long procedure in parts: an overview of its phases, and a flowchart of each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from ..model.chart import LONG, Arc, Chart, ChartKind, Engine, Line, Node, NodeKind, phase_anchor, step_anchor
from ..model.flow import END, START, EdgeKind, Procedure
from ..model.sop import Scope
from ..model.step import Step
from ..model.words import Words
from . import chart_nodes as nodes
from .chart_words import wrapped
from .dot import node
from .flowchart import Subject, phase_chart

_WIDTH = 220.0


@dataclass(frozen=True, slots=True)
class Part:
    """A run of steps of one phase; `index` counts the phases from 1 and is 0 for steps outside of all."""

    title: str
    index: int
    steps: tuple[Step, ...]


def parts(procedure: Procedure) -> tuple[Part, ...]:
    """Return the parts that a long procedure is shown in; none where it is short or has no phases."""
    if len(procedure.steps) <= LONG or len({step.phase for step in procedure.steps}) == 1:
        return ()
    order = {phase.name.value: index for index, phase in enumerate(procedure.phases, 1)}
    runs = groupby(procedure.steps, lambda step: step.phase)
    return tuple(Part(phase, order.get(phase, 0), tuple(steps)) for phase, steps in runs)


def long_charts(
    name: str, title: str, procedure: Procedure, words: Words, scope: Scope | None = None
) -> tuple[Chart, ...]:
    """Return the overview of a long procedure and then the chart of each of its parts; nothing for a short one."""
    found = parts(procedure)
    if not found:
        return ()
    whole = Subject(f"{name}-overview", words("chart.overview.title", title=title), procedure, words, scope)
    details = (
        phase_chart(
            replace(whole, name=f"{name}-phase-{index}", title=_part_title(title, part, words)),
            part.steps,
        )
        for index, part in enumerate(found, 1)
    )
    return (_overview(whole, found), *details)


def _overview(whole: Subject, found: Sequence[Part]) -> Chart:
    words = whole.words
    fixed = nodes.ends(whole.scope, words)
    phases = {f"n{index}": _box(part, words) for index, part in enumerate(found, 1)}
    boxes = {START: fixed[START], **phases, END: fixed[END]}
    arcs = {f"e{index}": arc for index, arc in enumerate(_arcs(whole.procedure, found), 1)}
    return Chart(
        whole.name,
        ChartKind.OVERVIEW,
        whole.title,
        words("chart.overview.description", phases=len(found), steps=len(whole.procedure.steps)),
        Engine.DOT,
        "\n".join(_dot(boxes, arcs)),
        boxes,
        arcs,
    )


def _part_title(title: str, part: Part, words: Words) -> str:
    return words("chart.phase.title", title=title, phase=part.title or _range(part, words))


def _range(part: Part, words: Words) -> str:
    first, last = part.steps[0].number, part.steps[-1].number
    return words("chart.range", first=first, last=last) if first != last else words("chart.range.one", first=first)


def _box(part: Part, words: Words) -> Node:
    lines = [Line(text, "name") for text in wrapped(part.title, 14, 2)]
    lines.append(Line(_range(part, words), "sub" if lines else "name"))
    href = f"#{phase_anchor(part.index)}" if part.index else f"#{step_anchor(part.steps[0].id)}"
    return Node(NodeKind.PHASE, _WIDTH, len(lines) * nodes.LEADING + 2 * nodes.PAD_Y, tuple(lines), href, part.title)


def _arcs(procedure: Procedure, found: Sequence[Part]) -> Iterator[Arc]:
    """Yield a line wherever a way leads from one part to another; exceptions and early ends stay in the parts."""
    home = {step.id: f"n{index}" for index, part in enumerate(found, 1) for step in part.steps}
    home.update({START: START, END: END})
    edges = (edge for edge in procedure.flow.edges if edge.kind is not EdgeKind.EXCEPTION)
    pairs = dict.fromkeys((home[edge.source], home[edge.target]) for edge in edges)
    last = f"n{len(found)}"
    for source, target in pairs:
        early = target == END and source != last and (last, END) in pairs
        if source != target and not early:
            yield Arc(source, target, EdgeKind.NORMAL)


def _dot(boxes: dict[str, Node], arcs: dict[str, Arc]) -> Iterator[str]:
    yield "digraph { nodesep=.5 ranksep=.3 outputorder=edgesfirst"
    yield 'node [shape=box fixedsize=true label="" group=m] edge [arrowsize=.7]'
    order = {name: index for index, name in enumerate(boxes)}
    yield from (node(name, box) for name, box in boxes.items())
    for key, arc in arcs.items():
        ahead = order[arc.target] - order[arc.source]
        if ahead > 0:
            yield f"{arc.source} -> {arc.target} [id={key} weight={100 if ahead == 1 else 0}]"
        else:
            yield f"{arc.target} -> {arc.source} [id={key} dir=back weight=0]"
    yield "}\n"
