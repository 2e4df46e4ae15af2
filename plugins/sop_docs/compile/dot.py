"""The parts of a DOT text: generated names and numbers, and never a word of an author but for people to read."""

import re
from collections.abc import Sequence

from ..model.chart import Chart, Node, NodeKind

_TABLE = 'label=<<table border="0" cellborder="0" cellspacing="0" cellpadding="0"><tr>{cells}</tr></table>>'
_CELL = '<td {port}fixedsize="true" width="{width:.0f}" height="{height:.0f}" bgcolor="red"></td>'
_SPACE = re.compile(r" ?label=<<table[^\n]*?</table>>")
_ID = re.compile(r"\bid=(\w+)")


def node(name: str, drawn: Node, *attributes: str) -> str:
    """Return the line of a node of fixed size."""
    shape = ["shape=diamond"] if drawn.kind is NodeKind.QUESTION else []
    size = f"width={drawn.width / 72:.3f}", f"height={drawn.height / 72:.3f}"
    return f"{name} [{' '.join((f'id={name}', *size, *shape, *attributes))}]"


def space(width: float, height: float) -> str:
    """Return the label that keeps a space of exactly this size free; its coloured cell tells where it came to lie."""
    return _TABLE.format(cells=_CELL.format(port="", width=width, height=height))


def bar(cells: int, width: float, height: float) -> str:
    """Return the label of a bar with a port for every branch, from `p0` on."""
    ports = (_CELL.format(port=f'port="p{index}" ', width=width, height=height) for index in range(cells))
    return _TABLE.format(cells="".join(ports))


def worded(chart: Chart) -> str:
    """Return the DOT of a chart with its words as labels, for people and other tools; ours draws without them."""
    labels = {name: [line.words for line in node.lines] for name, node in chart.nodes.items()}
    labels |= {name: list(arc.label) for name, arc in chart.arcs.items()}
    labels |= {name: [frame.title] for name, frame in chart.frames.items()}
    return "\n".join(_worded(line, labels) for line in chart.dot.split("\n"))


def _worded(line: str, labels: dict[str, list[str]]) -> str:
    found = _ID.search(line)
    words = labels.get(found[1]) if found else None
    if found is None or not words:
        return line
    line = _SPACE.sub("", line)
    return f"{line[: found.end()]} label={_quoted(words)}{line[found.end() :]}"


def _quoted(lines: Sequence[str]) -> str:
    """Return a label that Graphviz shows letter by letter: its escapes and character references are switched off."""
    escaped = (line.replace("\\", "\\\\").replace("&", "&amp;").replace('"', '\\"') for line in lines)
    return '"' + "\\n".join(escaped) + '"'
