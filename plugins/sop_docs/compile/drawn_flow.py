"""The flow as it is drawn: diamonds, bars and pills put between the steps.

A line that would have to run far becomes a *case* in its box (an exception) or a *pill*, a link that names the step it
leads to. What stays is short enough to be followed by eye.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ..model.flow import END, START, Edge, EdgeKind, Procedure
from ..model.step import Step

Levels = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Reach:
    """How many levels a line of each sort may cross."""

    exception: int
    back: int
    forward: int
    end: int


@dataclass(frozen=True, slots=True)
class DrawnArc:
    """A line between two node names; a `back` one leads up."""

    source: str
    target: str
    kind: EdgeKind
    label: str = ""
    back: bool = False


@dataclass(frozen=True, slots=True)
class Pill:
    """A stand-in for a step elsewhere (or the end) beside the node `at`.

    `inward` where the way comes from there; `ahead` counts the levels from there to the end, 0 where it leads back.
    """

    name: str
    step_id: str
    at: str
    inward: bool
    ahead: int


@dataclass
class DrawnFlow:
    """Nodes by name in reading order: `n1` a step, `q1` its diamond, `f1` and `j1` its bars, `p1` a pill."""

    steps: Mapping[str, Step]
    nodes: list[str] = field(default_factory=list)
    arcs: list[DrawnArc] = field(default_factory=list)
    pills: dict[str, Pill] = field(default_factory=dict)
    cases: dict[str, list[Edge]] = field(default_factory=dict)

    def step(self, node: str) -> Step | None:
        """Return the step that a box, diamond or bar belongs to."""
        return None if node in self.pills else self.steps.get(f"n{node[1:]}")

    def leaving(self, node: str) -> list[DrawnArc]:
        """Return the lines out of a node: answers in the author's order, branches in that of the numbers."""
        return [arc for arc in self.arcs if arc.source == node]

    def entering(self, node: str) -> list[DrawnArc]:
        """Return the lines into a node."""
        return [arc for arc in self.arcs if arc.target == node]


def levels(procedure: Procedure) -> Levels:
    """Return how deep each step stands below the start, and the end below all of them."""
    order = {step.id: index for index, step in enumerate(procedure.steps)}
    deep: dict[str, int] = {START: -1}
    for step in procedure.steps:
        sources = [
            edge.source for edge in procedure.flow.incoming.get(step.id, ()) if edge.kind is not EdgeKind.EXCEPTION
        ]
        deep[step.id] = max((deep[s] + 1 for s in sources if order.get(s, -1) < order[step.id]), default=0)
    return {**deep, END: max(deep.values()) + 1}


def drawn_flow(procedure: Procedure, part: Sequence[Step], level: Levels, reach: Reach) -> DrawnFlow:
    """Return what is drawn of the steps of `part`; ways that leave it end in pills."""
    return _Drawer(procedure, part, level, reach).draw()


def spine(flow: DrawnFlow) -> list[str]:
    """Return the nodes of the main path: the longest way down, the middle branch of a fork."""
    below: dict[str, int] = {}
    best: dict[str, str] = {}
    leaving: dict[str, list[str]] = {}
    for arc in flow.arcs:
        pill = flow.pills.get(arc.target)
        if pill:
            below[arc.target] = pill.ahead
        if not arc.back and arc.kind is not EdgeKind.EXCEPTION and (pill is None or pill.ahead):
            leaving.setdefault(arc.source, []).append(arc.target)
    for node in reversed(flow.nodes):
        targets = [target for target in leaving.get(node, ()) if target in below]
        if targets:
            best[node] = _middle(targets, best) if node[0] == "f" else max(targets, key=below.__getitem__)
        if node not in flow.pills or flow.pills[node].inward:
            below[node] = 1 + below.get(best.get(node, ""), 0)
    return _followed(flow.nodes[0], best) if flow.nodes else []


def _middle(branches: Sequence[str], best: Mapping[str, str]) -> str:
    """Return the middle one of an odd number of branches, between an even number the bar where they meet."""
    middle = branches[len(branches) // 2]
    if len(branches) % 2:
        return middle
    return next((node for node in _followed(middle, best) if node[0] == "j"), middle)


def _followed(node: str, following: Mapping[str, str]) -> list[str]:
    path = [node]
    while path[-1] in following:
        path.append(following[path[-1]])
    return path


class _Drawer:
    """Builds one drawn flow, step by step in the order of the numbers."""

    def __init__(self, procedure: Procedure, part: Sequence[Step], level: Levels, reach: Reach) -> None:
        self.procedure, self.reach = procedure, reach
        self.last = level[END]
        self.level = {**level, END: max((level[step.id] for step in part), default=0) + 1}
        self.order = {step.id: index for index, step in enumerate(procedure.steps, 1)}
        self.part = {START, END, *(step.id for step in part)}
        self.flow = DrawnFlow({f"n{self.order[step.id]}": step for step in part})
        self.parallel = set(_parallel(procedure, self.order))
        self.joins = {step.id for step in part if step.id in procedure.flow.joins and len(self._joined(step.id)) > 1}

    def draw(self) -> DrawnFlow:
        flow = self.flow
        starts = self._merged(self.procedure.flow.outgoing.get(START, ()))
        if any(edge.target in self.part for edge in starts):
            flow.nodes.append(START)
            self._connect(START, starts)
        self._ways_in()
        for step in flow.steps.values():
            self._step(step)
        if any(arc.target == END for arc in flow.arcs):
            flow.nodes.append(END)
        self._orphans()
        return flow

    def _step(self, step: Step) -> None:
        number = self.order[step.id]
        box = f"n{number}"
        if step.id in self.joins:
            self.flow.nodes.append(f"j{number}")
            self.flow.arcs.append(DrawnArc(f"j{number}", box, EdgeKind.NORMAL))
        self.flow.nodes.append(box)
        edges = self._merged(self.procedure.flow.outgoing.get(step.id, ()))
        answers = [edge for edge in edges if edge.kind is EdgeKind.ANSWER]
        normal = sorted(
            (edge for edge in edges if edge.kind is EdgeKind.NORMAL),
            key=lambda edge: self.order.get(edge.target, len(self.order)),
        )  # as they come in at the bar below, so that no two branches cross
        source = f"q{number}" if answers else f"f{number}" if len(normal) > 1 else box
        if source != box:
            self.flow.nodes.append(source)
            self.flow.arcs.append(DrawnArc(box, source, EdgeKind.NORMAL))
        self._connect(source, [*answers, *normal])
        self._connect(box, [edge for edge in edges if edge.kind is EdgeKind.EXCEPTION])

    def _connect(self, source: str, edges: Iterable[Edge]) -> None:
        for edge in edges:
            if self._far(edge) and edge.kind is EdgeKind.EXCEPTION:
                self.flow.cases.setdefault(source, []).append(edge)
            elif self._far(edge):
                ahead = 0 if self._back(edge) else self.last - self.level.get(edge.target, self.last)
                pill = self._pill(edge.target, source, ahead)
                self.flow.arcs.append(DrawnArc(source, pill, edge.kind, edge.label))
            else:
                back = self._back(edge)
                self.flow.arcs.append(DrawnArc(source, self._entry(edge), edge.kind, edge.label, back))

    def _entry(self, edge: Edge) -> str:
        """Return the node a way to the step arrives at: its bar where it waits for this one."""
        if edge.target == END:
            return END
        joined = edge.target in self.joins and edge in self._joined(edge.target)
        return f"{'j' if joined else 'n'}{self.order[edge.target]}"

    def _joined(self, step_id: str) -> list[Edge]:
        edges = self.procedure.flow.incoming.get(step_id, ())
        return [edge for edge in edges if edge.kind is EdgeKind.NORMAL and not self._back(edge)]

    def _back(self, edge: Edge) -> bool:
        return self.order.get(edge.target, len(self.order) + 1) <= self.order.get(edge.source, 0)

    def _far(self, edge: Edge) -> bool:
        if edge.target not in self.part:
            return True
        distance = abs(self.level[edge.target] - self.level[edge.source])
        if edge.kind is EdgeKind.EXCEPTION:
            return edge.target == edge.source or edge.source in self.parallel or distance > self.reach.exception
        if edge.target == END:
            return distance > self.reach.end
        return distance > (self.reach.back if self._back(edge) else self.reach.forward)

    def _pill(self, step_id: str, at: str, ahead: int, *, inward: bool = False) -> str:
        name = f"p{len(self.flow.pills) + 1}"
        self.flow.pills[name] = Pill(name, step_id, at, inward, ahead)
        self.flow.nodes.append(name)
        return name

    def _ways_in(self) -> None:
        """Put a pill before every step of a part that is reached from outside it."""
        for step in self.flow.steps.values():
            edges = self.procedure.flow.incoming.get(step.id, ())
            foreign = (edge for edge in edges if edge.source not in self.part)
            self._inward(edge for edge in foreign if edge.kind is not EdgeKind.EXCEPTION)

    def _orphans(self) -> None:
        """Give a step whose every way in became a pill elsewhere the other half of those pills."""
        reached = {arc.target for arc in self.flow.arcs}
        for name, step in self.flow.steps.items():
            if name not in reached and f"j{name[1:]}" not in reached:
                self._inward(self.procedure.flow.incoming.get(step.id, ()))

    def _inward(self, edges: Iterable[Edge]) -> None:
        for edge in self._merged(edges):
            entry = self._entry(edge)
            pill = self._pill(edge.source, entry, 0, inward=True)
            self.flow.arcs.append(DrawnArc(pill, entry, edge.kind, edge.label))

    @staticmethod
    def _merged(edges: Iterable[Edge]) -> list[Edge]:
        """Return one edge where several of a kind lead the same way, their labels together."""
        merged: dict[tuple[str, str, EdgeKind], Edge] = {}
        for edge in edges:
            key = (edge.source, edge.target, edge.kind)
            known = merged.get(key)
            label = " / ".join(filter(None, (known.label, edge.label))) if known else edge.label
            merged[key] = edge._replace(label=label)
        return list(merged.values())


def _parallel(procedure: Procedure, order: Mapping[str, int]) -> Iterator[str]:
    """Yield the steps between a fork and the bar its branches meet at."""
    flow = procedure.flow
    forks = [step.id for step in procedure.steps if _forks(flow.outgoing.get(step.id, ()))]
    for fork in forks:
        after = flow.after(fork)
        for join in flow.joins & after:
            between = after & flow.before(join)
            yield from (key for key in between if order[fork] < order.get(key, 0) < order[join])


def _forks(edges: Iterable[Edge]) -> bool:
    return sum(edge.kind is EdgeKind.NORMAL for edge in edges) > 1
