"""The flowcharts of a document before and after a change, what differs marked in both. Touches no file."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from ..compile.flowchart import flowchart
from ..model.chart import MAX_EDGES, MAX_STEPS, Arc, Chart, Line, Mark, Node, NodeKind, step_anchor
from ..model.flow import END, START, EdgeKind
from ..model.sop import Sop
from ..model.words import Words
from .steps import Steps

_STEP = f"#{step_anchor('')}"
_MARKED = frozenset({NodeKind.STEP, NodeKind.CALL, NodeKind.QUESTION})

Links = Mapping[str, str]
"""Where on the page the steps of one side are told of, by id."""


class Way(NamedTuple):
    """A line between two steps, by their ids after the change, whatever stands between them in the drawing."""

    source: str
    target: str
    kind: str
    label: str


@dataclass(frozen=True, slots=True)
class _Side:
    """One of both charts; `ids` are those that its steps have after the change."""

    sop: Sop
    chart: Chart
    ids: Mapping[str, str]
    marks: Mapping[str, Mark]

    def step(self, name: str) -> str:
        """Return the id of the step that a node belongs to or leads to."""
        node = self.chart.nodes[name]
        if name in {START, END}:
            return name
        if node.kind in {NodeKind.PILL, NodeKind.END}:
            return node.href.removeprefix(_STEP) or END
        return self.sop.steps[int(name[1:]) - 1].id

    def mark(self, name: str) -> Mark:
        """Return what became of the step of a box or a diamond."""
        shown = self.chart.nodes[name].kind in _MARKED
        return self.marks.get(self.step(name), Mark.NONE) if shown else Mark.NONE

    def questions(self) -> dict[str, str]:
        """Return the names of diamonds by the ids that their steps have after the change."""
        names = (name for name, node in self.chart.nodes.items() if node.kind is NodeKind.QUESTION)
        return {self.ids.get(self.step(name), self.step(name)): name for name in names}

    def way(self, arc: Arc) -> Way:
        """Return which way of the procedure a line draws."""
        source, target = self.step(arc.source), self.step(arc.target)
        return Way(self.ids.get(source, source), self.ids.get(target, target), arc.kind, _label(arc))

    def ways(self) -> dict[str, Way]:
        """Return the ways of all lines but those that join the parts of one step."""
        found = {name: self.way(arc) for name, arc in self.chart.arcs.items()}
        return {
            name: way for name, way in found.items() if way.source != way.target or way.kind != EdgeKind.NORMAL.value
        }

    def exceptions(self) -> set[Way]:
        """Return the ways of all exceptions; a chart may name one in its box and draw no line."""
        edges = (edge for edge in self.sop.procedure.flow.edges if edge.kind is EdgeKind.EXCEPTION)
        return {
            Way(self.ids.get(edge.source, edge.source), self.ids.get(edge.target, edge.target), edge.kind, edge.label)
            for edge in edges
        }


def drawable(sop: Sop) -> bool:
    """Return whether a chart of a procedure can be drawn in a bounded time."""
    return 0 < len(sop.steps) <= MAX_STEPS and len(sop.procedure.flow.edges) <= MAX_EDGES


def plain_chart(name: str, sop: Sop, words: Words) -> Chart:
    """Return the chart of a document that has one text, with no links."""
    return _shown(_chart(name, sop, words), {}, {}, {}, words)


def marked_charts(names: tuple[str, str], steps: Steps, links: tuple[Links, Links], words: Words) -> tuple[Chart, ...]:
    """Return both charts, none where nothing in them differs; `names` begin their ids."""
    # An id that was given to another step anew names two of them.
    ids = {step.id: steps.ids.get(step.id, f"{step.id} ") for step in steps.before.steps}
    before = _Side(steps.before, _chart(names[0], steps.before, words), ids, steps.marks[0])
    after = _Side(steps.after, _chart(names[1], steps.after, words), {}, steps.marks[1])
    charts = (
        _marked(before, after, Mark.REMOVED, links[0], words),
        _marked(after, before, Mark.ADDED, links[1], words),
    )
    return charts if _differ(charts) else ()


def _chart(name: str, sop: Sop, words: Words) -> Chart:
    """Return a chart in one piece, however long it is."""
    return replace(flowchart(name, sop.title, sop.procedure, words, sop.identity.scope), long=False)


def _differ(charts: Iterable[Chart]) -> bool:
    marks = ((*(node.mark for node in one.nodes.values()), *(arc.mark for arc in one.arcs.values())) for one in charts)
    return any(any(each) for each in marks)


def _marked(side: _Side, other: _Side, mark: Mark, links: Links, words: Words) -> Chart:
    nodes = {name: side.mark(name) for name in side.chart.nodes} | _ends(side.chart, other.chart)
    asked = other.questions()
    nodes |= {name: mark for step, name in side.questions().items() if step not in asked}
    return _shown(side.chart, nodes, _lines(side, other, mark), links, words)


def _lines(side: _Side, other: _Side, mark: Mark) -> dict[str, Mark]:
    """Return the lines that the other chart has not; one that says something else there was changed."""
    own = side.ways()
    here, there = ({*each.ways().values(), *each.exceptions()} for each in (side, other))
    reworded = {way[:3] for way in there - here}
    return {name: Mark.CHANGED if way[:3] in reworded else mark for name, way in own.items() if way not in there}


def _ends(chart: Chart, other: Chart) -> dict[str, Mark]:
    """Return the start and the end where the other chart has other words in them."""
    pairs = ((name, chart.nodes.get(name), other.nodes.get(name)) for name in (START, END))
    return {name: Mark.CHANGED for name, one, two in pairs if one and two and one.lines != two.lines}


def _shown(chart: Chart, nodes: Mapping[str, Mark], arcs: Mapping[str, Mark], links: Links, words: Words) -> Chart:
    """Return a chart with its marks, and its links where the page has something."""
    return replace(
        chart,
        nodes={key: _node(node, nodes.get(key, Mark.NONE), links, words) for key, node in chart.nodes.items()},
        arcs={key: _arc(arc, arcs.get(key, Mark.NONE), words) for key, arc in chart.arcs.items()},
    )


def _node(node: Node, mark: Mark, links: Links, words: Words) -> Node:
    lines = tuple(replace(line, href=_link(line, links)) for line in node.lines)
    said = node.title or " ".join(line.words for line in node.lines) or words("step.decision")
    title = words(f"review.mark.{mark}.of", name=said) if mark else node.title
    return replace(node, lines=lines, href=_link(node, links), title=title, mark=mark)


def _link(one: Node | Line, links: Links) -> str:
    return links.get(one.href.removeprefix(_STEP), "") if one.href else ""


def _arc(arc: Arc, mark: Mark, words: Words) -> Arc:
    if not mark:
        return arc
    return replace(arc, title=words(f"review.mark.{mark}.of", name=_label(arc) or words("review.way")), mark=mark)


def _label(arc: Arc) -> str:
    return arc.title or "".join(arc.label)
