"""Which row and which lane of a swimlane chart each step stands in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ..model.flow import EdgeKind, Procedure
from ..model.step import Step


@dataclass(frozen=True, slots=True)
class Grid:
    """Lanes in order of first appearance; lane and row of each step by its id, rows from 0."""

    lanes: tuple[str, ...]
    lane: Mapping[str, int]
    row: Mapping[str, int]


def grid(procedure: Procedure, lane_of: Callable[[Step], str], nobody: str) -> Grid:
    """Return where each step stands; without a lane of its own a step stands in the one before it, else in `nobody`."""
    names: dict[str, int] = {}
    lane: dict[str, int] = {}
    before = ""
    for step in procedure.steps:
        before = lane_of(step) or before or nobody
        lane[step.id] = names.setdefault(before, len(names))
    return Grid(tuple(names), lane, _rows(procedure, lane))


def _rows(procedure: Procedure, lane: Mapping[str, int]) -> Mapping[str, int]:
    """Return the rows: below every predecessor, each its own; branches of a fork in different lanes share one."""
    rows: dict[str, int] = {}
    shared: dict[int, tuple[str, set[int]]] = {}
    for step in procedure.steps:
        edges = [e for e in procedure.flow.incoming.get(step.id, ()) if e.kind is EdgeKind.NORMAL and e.source in rows]
        fork = edges[0].source if len(edges) == 1 and _forks(procedure, edges[0].source) else ""
        row = rows[fork] + 1 if fork else -1
        if row in shared and shared[row][0] == fork and lane[step.id] not in shared[row][1]:
            shared[row][1].add(lane[step.id])
        else:
            row = max(shared, default=-1) + 1
            shared[row] = fork, {lane[step.id]}
        rows[step.id] = row
    return rows


def _forks(procedure: Procedure, step_id: str) -> bool:
    return sum(edge.kind is EdgeKind.NORMAL for edge in procedure.flow.outgoing.get(step_id, ())) > 1
