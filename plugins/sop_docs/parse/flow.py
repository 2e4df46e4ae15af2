"""The order of the steps: list order, `next`, decisions, exceptions and joins become edges. Touches no file."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ..model.flow import END, START, Edge, EdgeKind, Flow
from ..model.place import Place, Text
from ..model.problem import Problem
from ..model.step import Branch
from .expand import Item
from .nearest import Nearest
from .targets import ENDS, Targets

MAX_WAYS = 20_000
"""How many ways a document may have from step to step; what can be drawn is far less."""


@dataclass(frozen=True, slots=True)
class Exit:
    """A way out that is not joined to anything yet."""

    source: str
    kind: EdgeKind
    label: str
    place: Place

    def towards(self, target: Text) -> "Exit":
        """Return this way with the place at which its target is written; an answer stays where it is."""
        return Exit(self.source, self.kind, self.label, target.place) if self.kind is EdgeKind.NORMAL else self


@dataclass(slots=True)
class FlowBuilder:
    """The flow of one document; it gathers edges, joins and problems."""

    edges: list[Edge] = field(default_factory=list)
    joins: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)
    nearest: Nearest = field(default_factory=Nearest)
    _ways: int = 0
    _full: bool = False

    def flow(self, items: Sequence[Item]) -> Flow:
        """Return the flow from `start` through the items to `end`, in the order of the steps."""
        first = next((item for item in items if item.entry), None)
        if first is not None:
            self._join(Exit(START, EdgeKind.NORMAL, "", first.name.place), first)
            self.edges += [Edge(way.source, END, way.kind, way.label, way.place) for way in self.scope(items)]
        order = {START: 0} | {step: index for index, step in enumerate(_ids(items), 1)}
        unique = {(edge.source, edge.target, edge.kind, edge.label): edge for edge in reversed(self.edges)}
        # Exceptions come last; otherwise the author's order is that of the source.
        edges = sorted(
            unique.values(),
            key=lambda edge: (order[edge.source], edge.kind is EdgeKind.EXCEPTION, edge.place.line, edge.place.column),
        )
        return Flow(tuple(edges), frozenset(self.joins))

    def scope(self, items: Sequence[Item]) -> list[Exit]:
        """Join the items of one document or module and return the ways out of it."""
        targets = Targets(items, self.problems, self.nearest)
        # A use whose module is not there is told of already; the flow goes round it.
        items = [item for item in items if item.entry]
        exits = {item.id: self._exits(item) for item in items}
        awaited = {item.id: [(text, targets.find(text)) for text in item.links.after] for item in items}
        waited = {found.id for pairs in awaited.values() for _, found in pairs if found}
        ends: list[Exit] = []
        for item, follower in zip(items, [*items[1:], None], strict=True):
            ends += self._leave(item, follower, exits[item.id], targets, listed=item.id not in waited)
            ends += self._branches(exits[item.id], item.links.exceptions, EdgeKind.EXCEPTION, targets)
            self._wait(item, awaited[item.id], exits)
        return ends

    def _exits(self, item: Item) -> list[Exit]:
        if item.items:
            return self.scope(item.items)
        return [Exit(item.entry, EdgeKind.NORMAL, "", item.name.place)]

    def _leave(
        self, item: Item, follower: Item | None, ways: list[Exit], targets: Targets, *, listed: bool
    ) -> list[Exit]:
        """Join the ways out of an item to where they lead; `listed`: list order may hold. The rest lead outside."""
        if item.links.decision:
            self._check_plain(item, ways)
            return self._branches(ways, item.links.decision.answers, EdgeKind.ANSWER, targets)
        if item.links.next:
            return self._forks(ways, item.links.next, targets)
        if not listed:
            return []
        if follower is None:
            return ways
        if follower.links.after:
            self._strand(item, follower, ways)
            return []
        for way in ways:
            self._join(way, follower)
        return []

    def _wait(self, item: Item, awaited: Sequence[tuple[Text, Item | None]], exits: Mapping[str, list[Exit]]) -> None:
        """Join the ways out of the items that `item` waits for to it."""
        for text, waited in awaited:
            if waited and waited.links.decision:
                self.problems.append(Problem("SOP404", text.place, {"step": waited.name.value}))
            ways = exits.get(waited.id, ()) if waited else ()
            for way in ways if self._room(len(ways), text) else ():
                self._join(way, item)
        if awaited:
            self.joins.add(item.entry)

    def _strand(self, item: Item, follower: Item, ways: Sequence[Exit]) -> None:
        """Note an item that list order leads nowhere from: what follows waits for others alone."""
        if ways:
            values = {"step": item.name.value, "id": item.id, "follower": follower.name.value}
            self.problems.append(Problem("SOP419", item.name.place, values))

    def _forks(self, ways: list[Exit], names: Sequence[Text], targets: Targets) -> list[Exit]:
        ends: list[Exit] = []
        for name in names:
            if self._room(len(ways), name):
                ends += self._lead([way.towards(name) for way in ways], name, targets)
        return ends

    def _branches(self, ways: list[Exit], branches: Sequence[Branch], kind: EdgeKind, targets: Targets) -> list[Exit]:
        sources = dict.fromkeys(way.source for way in ways)
        ends: list[Exit] = []
        for branch in branches:
            if not self._room(len(sources), branch.target):
                break
            labelled = [Exit(source, kind, branch.label.value, branch.label.place) for source in sources]
            ends += self._lead(labelled, branch.target, targets)
        return ends

    def _lead(self, ways: list[Exit], target: Text, targets: Targets) -> list[Exit]:
        """Join the ways to a target; those that lead to the end come back as ways out."""
        if target.value.lower() in ENDS:
            return ways
        item = targets.find(target)
        for way in ways if item else ():
            self._join(way, item)
        return []

    def _check_plain(self, item: Item, ways: list[Exit]) -> None:
        """Note where a decision on a use would have to relabel an answer of the module."""
        for way in ways:
            if way.kind is not EdgeKind.NORMAL:
                self.problems.append(Problem("SOP407", item.name.place, {"use": item.name.value, "answer": way.label}))

    def _room(self, ways: int, target: Text) -> bool:
        """Whether so many more ways may be drawn; a use multiplies those of its module with its own."""
        self._ways += ways
        if self._ways > MAX_WAYS and not self._full:
            self._full = True
            self.problems.append(Problem("SOP406.ways", target.place, {"most": str(MAX_WAYS)}))
        return not self._full

    def _join(self, way: Exit, item: Item | None) -> None:
        if item and item.entry:
            self.edges.append(Edge(way.source, item.entry, way.kind, way.label, way.place))


def _ids(items: Sequence[Item]) -> Iterator[str]:
    for item in items:
        if item.items:
            yield from _ids(item.items)
        elif item.entry:
            yield item.entry
