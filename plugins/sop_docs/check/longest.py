"""The longest way in time through a procedure, from one step to another. Touches no file.

A way goes on and never back: of a loop it takes what lies on the way, once, and exceptions are not followed. Where
ways meet, the later one counts: a join waits for it, and of alternatives it is the worst. All of that is one rule: a
step begins when the last way to it is done.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from ..model.flow import EdgeKind, Flow

Spend = Callable[[int, str], int]
"""When a step is over that begins at a moment."""


@dataclass(frozen=True, slots=True)
class Ways:
    """Every way between two nodes that does not go back; nodes in an order in which they may be done."""

    first: str
    last: str
    nodes: tuple[str, ...]
    targets: Mapping[str, tuple[str, ...]]

    def __bool__(self) -> bool:
        return self.last in self.nodes

    def longest(self, start: int, spend: Spend) -> tuple[int, tuple[str, ...]]:
        """Return when the last way from `start` is done, and its nodes."""
        begins, previous, end = {self.first: start}, {self.first: ""}, start
        for node in self.nodes:
            end = spend(begins[node], node)
            for target in self.targets[node]:
                if end >= begins.get(target, start):
                    begins[target], previous[target] = end, node
        return end, tuple(reversed([*_back(self.last, previous)]))


def ways(flow: Flow, first: str, last: str) -> Ways:
    """Return the ways from `first` to `last`; falsy where none leads there without going back."""
    order, targets = _ordered(flow, first)
    leading = {last} & targets.keys()
    for node in reversed(order):
        if not leading.isdisjoint(targets[node]):
            leading.add(node)
    # What the last step leads to is no part of the way.
    nodes = tuple(node for node in order if node in leading)
    return Ways(first, last, nodes, {node: tuple(each for each in targets[node] if each in leading) for node in nodes})


def _ordered(flow: Flow, first: str) -> tuple[list[str], Mapping[str, list[str]]]:
    """Return what `first` leads to, each node after all that lead to it, and where each leads without going back."""
    targets: dict[str, list[str]] = {first: []}
    waiting = [(first, _followers(flow, first))]
    on_way, done = {first}, []
    while waiting:
        node, followers = waiting[-1]
        target = next(followers, None)
        if target is None:
            waiting.pop()
            on_way.remove(node)
            done.append(node)
        elif target not in on_way:
            targets[node].append(target)
            if target not in targets:
                targets[target] = []
                on_way.add(target)
                waiting.append((target, _followers(flow, target)))
    return done[::-1], targets


def _followers(flow: Flow, node: str) -> Iterator[str]:
    return (edge.target for edge in flow.outgoing.get(node, ()) if edge.kind is not EdgeKind.EXCEPTION)


def _back(node: str, previous: Mapping[str, str]) -> Iterator[str]:
    while node:
        yield node
        node = previous[node]
