"""A chart before it is drawn: boxes of known size for Graphviz, and the words and links that are put in afterwards.

No word of an author reaches Graphviz: the DOT text holds generated names and numbers alone, so that nothing can be
changed, cut or executed there, and no font of the machine has a say in the layout.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

LONG = 20
"""With more steps than this a chart gets an overview, and one chart a phase for paper and phones."""
MAX_STEPS, MAX_EDGES = 400, 1600
"""What is still drawn; Graphviz needs seconds for the densest graph within these bounds, minutes beyond them."""


class Engine(StrEnum):
    """Who lays a chart out: `dot` in ranks, `neato` only routes the lines between positions that are given."""

    DOT = "dot"
    NEATO = "neato"


class ChartKind(StrEnum):
    """What a chart shows; also its class in the SVG."""

    FLOW = "flow"
    LANES = "lanes"
    OVERVIEW = "overview"
    PHASE = "phase"


class NodeKind(StrEnum):
    """What a node stands for; also its class in the SVG."""

    START = "start"
    END = "end"
    STEP = "step"
    CALL = "call"
    PHASE = "phase"
    QUESTION = "question"
    BAR = "bar"
    PILL = "pill"


class Mark(StrEnum):
    """What sets a node or a line apart from the same chart of another version; also its class in the SVG."""

    NONE = ""
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of words in a node: its class (`name`, `sub`, `case`) and, for a case, the step it leads to."""

    words: str
    kind: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Node:
    """A node with its words; sizes in px, `title` has the whole words where a line was cut, or what its mark says."""

    kind: NodeKind
    width: float
    height: float
    lines: tuple[Line, ...] = ()
    href: str = ""
    title: str = ""
    mark: Mark = Mark.NONE


@dataclass(frozen=True, slots=True)
class Arc:
    """A line between two nodes: its class (`normal`, `answer`, `exception`), and its label as lines."""

    source: str
    target: str
    kind: str
    label: tuple[str, ...] = ()
    title: str = ""
    mark: Mark = Mark.NONE


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame around nodes, `phase` or `module`; `whole` is its title where that was cut."""

    kind: str
    title: str
    whole: str = ""


@dataclass(frozen=True, slots=True)
class Lane:
    """A column of a swimlane chart with its title as lines; `left` and `width` in px."""

    title: tuple[str, ...]
    left: float
    width: float


@dataclass(frozen=True, slots=True)
class Band:
    """Rows of a swimlane chart that belong together, named in the gutter: a `phase` or a `module`; px from the top."""

    kind: str
    title: tuple[str, ...]
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Lanes:
    """What stands behind a swimlane chart, and the centre of every node; what is not in the DOT stands straight."""

    lanes: tuple[Lane, ...]
    bands: tuple[Band, ...]
    centres: Mapping[str, tuple[float, float]]
    height: float


@dataclass(frozen=True, slots=True)
class Chart:
    """What is to be drawn: `dot` for the engine, the rest for finishing; `name` begins every id in the SVG."""

    name: str
    kind: ChartKind
    title: str
    description: str
    engine: Engine
    dot: str
    nodes: Mapping[str, Node]
    arcs: Mapping[str, Arc]
    frames: Mapping[str, Frame] = field(default_factory=dict)
    lanes: Lanes | None = None
    long: bool = False


def step_anchor(step_id: str) -> str:
    """Return the id that a step's card has on its page."""
    return f"step-{step_id}"


def phase_anchor(index: int) -> str:
    """Return the id that the heading of a phase has on its page; phases count from 1."""
    return f"phase-{index}"
