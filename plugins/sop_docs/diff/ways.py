"""The ways from step to step of one text, in words that both texts have. Touches no file."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from ..model.flow import END, START, Edge, EdgeKind, Procedure
from ..model.names import folded
from ..model.place import Place, Text
from ..model.step import Step

Arc = tuple[str, str, EdgeKind, str]
"""Source, target, kind and label of a way."""


@dataclass(frozen=True)
class Ways:
    """The ways of one text; `ids` has the steps of both texts, by their ids here the ids they have in the later one."""

    procedure: Procedure
    ids: Mapping[str, str]
    comma: str
    end: str

    @cached_property
    def names(self) -> Mapping[str, str]:
        """What each step is called."""
        return {END: self.end, **{step.id: step.name.value for step in self.procedure.steps}}

    @cached_property
    def orders(self) -> Mapping[str, tuple[str, ...]]:
        """The steps that list order leads to from each: the next one, then the first after each use around it."""
        found: dict[str, tuple[str, ...]] = {}
        behind: dict[tuple[str, ...], str] = {}
        following = END
        for step in reversed(self.procedure.steps):
            ids = tuple(use.id for use in step.uses)
            behind = {ids[:depth]: behind.get(ids[:depth], following) for depth in range(len(ids), 0, -1)}
            found[step.id] = (following, *behind.values())
            following = step.id
        return found

    @cached_property
    def arcs(self) -> Mapping[str, frozenset[Arc]]:
        """All ways to and from each step."""
        found: dict[str, set[Arc]] = {}
        for edge in self.procedure.flow.edges:
            arc = (self.known(edge.source), self.known(edge.target), edge.kind, folded(edge.label))
            found.setdefault(edge.source, set()).add(arc)
            found.setdefault(edge.target, set()).add(arc)
        return {step: frozenset(arcs) for step, arcs in found.items()}

    def known(self, step_id: str) -> str:
        """Return a step's id in the later text, marked where the other text has no such step."""
        return step_id if step_id in {START, END} else self.ids.get(step_id, f"{step_id}?")

    def is_alone(self, step: Step) -> bool:
        """Whether the other text has no such step."""
        return step.id not in self.ids

    def of(self, step: Step, kind: EdgeKind) -> list[Edge]:
        """Return the ways of a kind out of a step, with those whose target nobody knows."""
        edges = [edge for edge in self.procedure.flow.outgoing.get(step.id, ()) if edge.kind is kind]
        answers = step.decision.answers if step.decision else ()
        branches = {EdgeKind.ANSWER: answers, EdgeKind.EXCEPTION: step.exceptions}.get(kind, ())
        labels = {edge.label for edge in edges} if branches else set()
        lost = (branch for branch in branches if branch.label.value not in labels)
        return [*edges, *(Edge(step.id, lo.target.value, kind, lo.label.value, lo.label.place) for lo in lost)]

    def targets(self, edges: list[Edge]) -> frozenset[str]:
        """Return where ways lead, by what both texts call it."""
        return frozenset(self.known(edge.target) for edge in edges)

    def relative(self, edges: list[Edge]) -> frozenset[str]:
        """Return where ways lead, list order as such: it stays when the list changes."""
        return frozenset(self._relative(edge) for edge in edges)

    def in_order(self, edges: list[Edge]) -> bool:
        """Whether ways lead whither list order leads."""
        return all(target.startswith("+") for target in self.relative(edges))

    def _relative(self, edge: Edge) -> str:
        orders = self.orders.get(edge.source, ())
        first = 0 if edge.kind is EdgeKind.NORMAL else 1
        return f"+{orders.index(edge.target, first)}" if edge.target in orders[first:] else self.known(edge.target)

    def shown(self, edges: list[Edge], step: Step, *, ids: bool = False) -> Text | None:
        """Return the names of where ways lead, with the ids of these steps where names alone say nothing."""
        names = {edge.target: self.names.get(edge.target, edge.target) for edge in edges}
        words = self.comma.join(f"{name} [{target}]" if ids else name for target, name in names.items())
        return Text(words, edges[0].place if edges else step.place) if words else None

    def awaited(self, step: Step) -> tuple[str, ...]:
        """Return the steps that a join waits for; what waits for one alone is no join.

        An answer or an exception that leads back to a join is a way of its own, which nobody waits for.
        """
        flow = self.procedure.flow
        if step.id not in flow.joins:
            return ()
        incoming = (edge for edge in flow.incoming.get(step.id, ()) if edge.kind is EdgeKind.NORMAL)
        sources = tuple(dict.fromkeys(edge.source for edge in incoming))
        return sources if len(sources) > 1 else ()

    def named(self, ids: tuple[str, ...], place: Place) -> Text | None:
        """Return the names of steps as one text."""
        return Text(self.comma.join(self.names.get(each, each) for each in ids), place) if ids else None
