"""What stands in the nodes of a chart, and how large it makes them; px."""

from collections.abc import Iterable, Sequence
from math import ceil

from ..model.chart import Line, Node, NodeKind, step_anchor
from ..model.flow import END, START, Edge
from ..model.sop import Scope
from ..model.step import Step
from ..model.words import Words
from .chart_words import ems, wrapped
from .drawn_flow import Pill

NAME, SUB = 14.0, 12.0
"""Font sizes of the first lines and of all others; the style sheet says the same."""
PAD_X, PAD_Y, LEADING = 8.0, 8.0, 17.0
FOOT = 6.0
"""Room for the rule above the cases at the foot of a box."""
_NAME_LINES, _SUB_LINES, _CASE_LINES = 3, 2, 2
_OR = "｜"  # between the limits of variants
_BOLD = 1.04  # bold digits and capitals are wider than the plain ones


def box(step: Step, sub: Iterable[str], cases: Sequence[Line], width: float) -> Node:
    """Return the box of a step: number and name, what is below them, and a line for each case that leads far away."""
    name = f"{step.number} {step.name}"
    below = tuple(sub)
    lines = [Line(words, "name") for words in _fitted(name, width, NAME * _BOLD, _NAME_LINES)]
    lines += [Line(words, "sub") for words in _sub_lines(below, width)]
    lines += cases
    kind = NodeKind.STEP if step.call is None else NodeKind.CALL
    title = " · ".join((name, *below)) if any(line.words.endswith("…") for line in lines) else ""
    return Node(
        kind,
        width,
        len(lines) * LEADING + 2 * PAD_Y + (FOOT if cases else 0),
        tuple(lines),
        f"#{step_anchor(step.id)}",
        title,
    )


def case_lines(edge: Edge, target: Step | None, width: float, words: Words) -> list[Line]:
    """Return the lines that tell in a box what happens in a case, linked to the step it leads to."""
    if edge.source == edge.target:
        parts = (edge.label, words("chart.again"))
    else:
        parts = (edge.label, words("chart.pill.out", target=target_words(target, words)))
    joined = " ".join(parts)
    texts = (joined,) if _fits(joined, width) else parts
    href = f"#{step_anchor(edge.target)}" if target else ""
    return [Line(line, "case", href) for text in texts for line in _fitted(text, width, SUB, _CASE_LINES)]


def question(words: str) -> Node:
    """Return a diamond with its question, a small one where the step's name asks it."""
    if not words:
        return Node(NodeKind.QUESTION, 30, 30)
    lines = wrapped(words, _balanced(words), 4)
    width = max(ems(line) for line in lines) * SUB
    title = words if lines[-1].endswith("…") else ""
    size = 1.75 * width + 10, 2.1 * len(lines) * (LEADING - 1) + 10
    return Node(NodeKind.QUESTION, *size, tuple(Line(line, "sub") for line in lines), title=title)


def terminal(kind: NodeKind, text: str) -> Node:
    """Return the node a chart starts or ends with."""
    lines = wrapped(text, 14, 3)
    width = max(ems(line) for line in lines) * NAME * _BOLD + 32
    title = text if lines[-1].endswith("…") else ""
    return Node(kind, width, len(lines) * LEADING + 18, tuple(Line(line, "name") for line in lines), title=title)


def ends(scope: Scope | None, words: Words) -> dict[str, Node]:
    """Return the nodes of start and end, with the words of the scope where it has some."""
    starts = scope.starts if scope else None
    stops = scope.ends if scope else None
    return {
        START: terminal(NodeKind.START, starts.value if starts else words("chart.start")),
        END: terminal(NodeKind.END, stops.value if stops else words("chart.end")),
    }


def pill(drawn: Pill, other: Step | None, words: Words) -> Node:
    """Return the node that stands for a step elsewhere, or for an early end."""
    if drawn.step_id in {START, END}:
        text, kind = words(f"chart.{drawn.step_id}"), NodeKind.END
    else:
        key = "chart.pill.in" if drawn.inward else "chart.pill.out"
        text, kind = words(key, target=target_words(other, words)), NodeKind.PILL
    lines = wrapped(text, 13, 2)
    width = max(ems(line) for line in lines) * SUB + 20
    href = f"#{step_anchor(drawn.step_id)}" if other else ""
    title = text if lines[-1].endswith("…") else ""
    return Node(kind, width, len(lines) * (LEADING - 1) + 8, tuple(Line(line, "sub") for line in lines), href, title)


def target_words(step: Step | None, words: Words) -> str:
    """Return how a chart names a step that it leads to."""
    return f"{step.number} {step.name}" if step else words("chart.end")


def party(step: Step, words: Words) -> str:
    """Return who leads the step, and how many take part where it is not one alone."""
    duties = step.responsible or step.accountable
    if len(duties) > 1:
        return words("chart.several", party=duties[0].party, count=len(duties))
    return duties[0].party if duties else ""


def limit(step: Step) -> str:
    """Return the step's time limit, every variant's one where they differ."""
    if step.limit is None:
        return ""
    varied = dict.fromkeys(each.text.value for each in step.limit.by_variant.values())
    return _OR.join(varied) or step.limit.text.value


def call(step: Step, words: Words) -> str:
    """Return the reference to the procedure that the step calls."""
    return words("chart.call", number=step.call.value) if step.call else ""


def _balanced(words: str) -> float:
    """Return the em of a line that makes the lines of a question about equally long."""
    width = ems(words)
    return min(8.0, width / ceil(width / 8) + 1)


def _sub_lines(parts: tuple[str, ...], width: float) -> tuple[str, ...]:
    """Return the parts on one line where they fit, else each on its own."""
    joined = " · ".join(parts)
    if _fits(joined, width):
        return (joined,) if joined else ()
    pieces = (piece for part in parts for piece in ([part] if _fits(part, width) else _limits(part, width)))
    return tuple(line for piece in pieces for line in _fitted(piece, width, SUB, _SUB_LINES))


def _limits(part: str, width: float) -> list[str]:
    """Return the limits of variants in as few lines as they fit in, none of them broken."""
    lines = [""]
    for piece in part.replace(_OR, f"{_OR}\n").split("\n"):
        if _fits(lines[-1] + piece, width):
            lines[-1] += piece
        else:
            lines.append(piece)
    return [line for line in lines if line]


def _fits(text: str, width: float) -> bool:
    return ems(text) * SUB <= width - 2 * PAD_X


def _fitted(text: str, width: float, size: float, most: int) -> tuple[str, ...]:
    return wrapped(text, (width - 2 * PAD_X) / size, most)
