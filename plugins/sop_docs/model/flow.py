"""The order of the steps as a graph from `start` to `end`."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from operator import attrgetter
from typing import NamedTuple

from .place import Place, Text
from .step import Step

START, END = "start", "end"


class EdgeKind(StrEnum):
    """Why one step follows another."""

    NORMAL = "normal"
    ANSWER = "answer"
    EXCEPTION = "exception"


class Edge(NamedTuple):
    """`target` follows `source`; the label is the answer or the case, empty on a normal edge."""

    source: str
    target: str
    kind: EdgeKind
    label: str
    place: Place


@dataclass(frozen=True)
class Flow:
    """Edges in the order of their steps; `joins` are the steps that wait for all of their incoming edges."""

    edges: tuple[Edge, ...] = ()
    joins: frozenset[str] = frozenset()

    @cached_property
    def outgoing(self) -> Mapping[str, tuple[Edge, ...]]:
        """Edges by their source."""
        return _grouped((edge.source, edge) for edge in self.edges)

    @cached_property
    def incoming(self) -> Mapping[str, tuple[Edge, ...]]:
        """Edges by their target."""
        return _grouped((edge.target, edge) for edge in self.edges)

    def after(self, node: str) -> frozenset[str]:
        """Return every node a way leads to from `node`; itself only where a way leads back."""
        return _reached(node, self.outgoing, attrgetter("target"))

    def before(self, node: str) -> frozenset[str]:
        """Return the ancestors of `node`: every node from which a way leads to it."""
        return _reached(node, self.incoming, attrgetter("source"))


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch of steps under a heading of its own, with the prose that stands before its first step."""

    name: Text
    intro: Text | None = None


@dataclass(frozen=True, slots=True)
class Procedure:
    """What people do: the steps in the order of their numbers, and how they follow one another."""

    steps: tuple[Step, ...]
    flow: Flow
    phases: tuple[Phase, ...] = ()
    title: Text | None = None
    intro: Text | None = None


def _grouped(pairs: Iterable[tuple[str, Edge]]) -> Mapping[str, tuple[Edge, ...]]:
    groups: dict[str, list[Edge]] = {}
    for key, edge in pairs:
        groups.setdefault(key, []).append(edge)
    return {key: tuple(edges) for key, edges in groups.items()}


def _reached(node: str, edges: Mapping[str, tuple[Edge, ...]], far_end: Callable[[Edge], str]) -> frozenset[str]:
    seen: set[str] = set()
    waiting = [node]
    while waiting:
        for neighbour in map(far_end, edges.get(waiting.pop(), ())):
            if neighbour not in seen:
                seen.add(neighbour)
                waiting.append(neighbour)
    return frozenset(seen)
