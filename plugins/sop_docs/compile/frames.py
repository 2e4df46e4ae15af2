"""Phases and modules as nested frames around the nodes of a chart."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from ..model.chart import Frame
from ..model.step import Step
from .chart_words import ems, wrapped
from .dot import space
from .drawn_flow import DrawnFlow

TITLE = 13.0
"""Font size of the titles of frames."""
_LONGEST = 24
_MARGIN = {"phase": 12, "module": 10}

Path = tuple[tuple[str, str], ...]
"""The frames a node stands in, outermost first, each as kind and title (a module's use adds its id)."""


def path_of(step: Step) -> Path:
    """Return the frames of a step."""
    phase = (("phase", step.phase),) if step.phase else ()
    return (*phase, *(("module", f"{use.id}\n{use.title}") for use in step.uses))


def node_paths(drawn: DrawnFlow) -> dict[str, Path]:
    """Return the frames of every node; a bar where all that it joins stands, a pill outside of all."""
    own = {node: path_of(step) for node in drawn.nodes if (step := drawn.step(node))}
    joined = {
        node: _common([path, *(own.get(arc.source, ()) for arc in drawn.entering(node))])
        for node, path in own.items()
        if node[0] == "j"
    }
    return {**own, **joined}


def _common(paths: Sequence[Path]) -> Path:
    length = 0
    for level in zip(*paths, strict=False):
        if len(set(level)) > 1:
            break
        length += 1
    return paths[0][:length]


def framed(
    nodes: Sequence[str], lines: Mapping[str, str], paths: Mapping[str, Path]
) -> tuple[list[str], dict[str, Frame]]:
    """Return the DOT lines of the nodes within their frames, and the frames by name."""
    frames: dict[str, Frame] = {}
    return list(_level(nodes, lines, paths, 0, frames)), frames


def _level(
    nodes: Sequence[str], lines: Mapping[str, str], paths: Mapping[str, Path], depth: int, frames: dict[str, Frame]
) -> Iterator[str]:
    inside = [node for node in nodes if len(paths.get(node, ())) > depth]
    yield from (lines[node] for node in nodes if len(paths.get(node, ())) <= depth)
    for (kind, key), group in groupby(inside, lambda node: paths[node][depth]):
        name = f"c{len(frames) + 1}"
        whole = key.rpartition("\n")[2]
        (title,) = wrapped(whole, _LONGEST, 1)
        frames[name] = Frame(kind, title, whole if title != whole else "")
        label = space(ems(title) * TITLE + 8, 20)
        yield f"subgraph cluster_{name} {{ id={name} margin={_MARGIN[kind]} {label}"
        yield from _level(list(group), lines, paths, depth + 1, frames)
        yield "}"
