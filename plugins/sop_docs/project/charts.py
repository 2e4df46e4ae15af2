"""The charts of a site: asked for at once, drawn in the background, put in when a page is finished."""

import pickle
import re
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path

from ..compile.flowchart import flowchart
from ..compile.overview import long_charts
from ..compile.svg import finish, standalone
from ..compile.swimlanes import role_lane, swimlanes
from ..effects.drawing import Drawing, DrawingFailure, find_graphviz
from ..effects.templates import TEMPLATES
from ..model.chart import Chart
from ..model.library import Library
from ..model.problem import SopError
from ..model.sop import Module, Sop
from ..model.step import Step
from ..model.words import Words
from .settings import LaneBy

PLACE = re.compile(r"<!-- sop:chart ([a-z]+) -->")
"""Where compiled pages want charts."""


class Charts:
    """The charts of every document by its path and the name of their place: `flow` or `lanes`."""

    def __init__(self, library: Library, lanes: LaneBy, words: Words, cache: Path | None, dot: str = "") -> None:
        self._drawing = Drawing(cache, find_graphviz(dot))
        # Charts wait as bytes: strewn among those of the library, their objects would keep its memory from reuse.
        self._places: dict[tuple[str, str], list[tuple[int, bytes]]] = {}
        documents: tuple[Sop | Module, ...] = (*library.sops, *library.modules)
        for document in documents:
            for place, charts in _charts(document, library, lanes, words):
                kept = [(self._drawing.ask(chart), pickle.dumps(chart)) for chart in charts]
                self._places[document.path, place] = kept
        self._drawing.close()

    def put_into(self, path: str, html: str) -> str:
        """Return a page's HTML with its charts in their places; waits for those that are not drawn yet."""
        return PLACE.sub(lambda found: "".join(self.drawn(path, found[1])), html)

    def drawn(self, path: str, place: str) -> Iterator[str]:
        """Yield the finished SVGs of one place; `SopError` where Graphviz could not draw one."""
        for index, kept in self._places.get((path, place), ()):
            raw = self._drawing.result(index)
            if isinstance(raw, DrawingFailure):
                raise SopError(f"{path}: {raw.name}: {raw.reason}")
            yield finish(_unpacked(kept), raw)

    def files(self, path: str, place: str) -> dict[str, tuple[str, str]]:
        """Return the charts of one place as files: title and standalone SVG by file name."""
        style = (TEMPLATES / "assets" / "charts.css").read_text("utf-8")
        charts = (_unpacked(kept) for _, kept in self._places.get((path, place), ()))
        drawn = zip(charts, self.drawn(path, place), strict=True)
        return {f"{chart.name}.svg": (chart.title, standalone(svg, style)) for chart, svg in drawn}

    def key(self, path: str) -> str:
        """Return a hash that changes with any chart of a document."""
        kept = [chart for place in ("flow", "lanes") for _, chart in self._places.get((path, place), ())]
        return sha256(b"".join(kept)).hexdigest() if kept else ""


def _unpacked(kept: bytes) -> Chart:
    chart: Chart = pickle.loads(kept)  # noqa: S301 - our own bytes of a moment ago
    return chart


def _charts(
    document: Sop | Module, library: Library, lanes: LaneBy, words: Words
) -> Iterator[tuple[str, Sequence[Chart]]]:
    procedure = document.procedure
    if not procedure.steps:
        return
    if isinstance(document, Sop):
        name, title, scope = document.number, document.title, document.identity.scope
    else:
        name, title, scope = document.name.value, document.title.value, None
    yield "flow", (*long_charts(name, title, procedure, words, scope), flowchart(name, title, procedure, words, scope))

    def department(step: Step) -> str:
        code = library.vocabulary.department_of(role_lane(step))
        return library.vocabulary.departments[code].value if code else ""

    lane = role_lane if lanes is LaneBy.ROLE else department
    yield "lanes", (swimlanes(name, title, procedure, words, lane, scope),)
