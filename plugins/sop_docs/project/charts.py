"""The charts of a site: asked for at once, drawn beside the build, put in when a page is finished."""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from ..compile.flowchart import flowchart
from ..compile.overview import long_charts
from ..compile.svg import standalone
from ..compile.swimlanes import role_lane, swimlanes
from ..effects.drawing import DrawingFailure, find_graphviz
from ..effects.templates import TEMPLATES
from ..model.chart import Chart
from ..model.problem import SopError
from ..model.sop import Module, Sop
from ..model.step import Step
from ..model.vocabulary import Vocabulary
from ..model.words import Words
from .finishing import Asked, Press
from .settings import LaneBy

PLACE = re.compile(r"<!-- sop:chart ([a-z-]+) -->")
"""Where compiled pages want charts."""


class Charts:
    """The charts of every document by its path and the name of their place: `flow` or `lanes`, or the chart's own."""

    def __init__(
        self, lanes: LaneBy, words: Words, cache: Path | None, dot: str = "", seen: frozenset[str] = frozenset()
    ) -> None:
        self._lanes, self._words = lanes, words
        self._press = Press(cache, find_graphviz(dot), seen)
        # Charts wait as bytes: strewn among those of the library, their objects would keep its memory from reuse.
        self._places: dict[tuple[str, str], list[Asked]] = {}

    def add(self, documents: Iterable[Sop | Module], vocabulary: Vocabulary) -> None:
        """Let the charts of these documents be drawn, some time until they are wanted."""
        for document in documents:
            for place, charts in _charts(document, vocabulary, self._lanes, self._words):
                self._places[document.path, place] = [self._press.ask(chart) for chart in charts]

    def ask(self, path: str, chart: Chart) -> str:
        """Let one more chart of a page be drawn, and return the place that it will stand in."""
        self._places[path, chart.name] = [self._press.ask(chart)]
        return f"<!-- sop:chart {chart.name} -->"

    def begin(self) -> None:
        """Let what was asked for be drawn now, while the caller goes on."""
        self._press.begin()

    def close(self) -> None:
        """Let what was asked for be drawn; no more is."""
        self._press.close()

    def put_into(self, path: str, html: str) -> str:
        """Return a page's HTML with its charts in their places; waits for those that are not drawn yet."""
        return PLACE.sub(lambda found: "".join(svg for _, svg in self._drawn(path, found[1])), html)

    def files(self, path: str, place: str) -> dict[str, tuple[str, str]]:
        """Return the charts of one place as files: title and standalone SVG by file name."""
        style = (TEMPLATES / "assets" / "charts.css").read_text("utf-8")
        drawn = self._drawn(path, place)
        return {f"{asked.name}.svg": (asked.title, standalone(svg, style)) for asked, svg in drawn}

    @property
    def digests(self) -> frozenset[str]:
        """A hash of every chart, by which another build may know it again."""
        return frozenset(asked.digest for charts in self._places.values() for asked in charts)

    def key(self, path: str) -> str:
        """Return a hash that changes with any chart of a document."""
        return "".join(asked.digest for place in ("flow", "lanes") for asked in self._places.get((path, place), ()))

    def _drawn(self, path: str, place: str) -> Iterator[tuple[Asked, str]]:
        """Yield the finished SVGs of one place, once; `SopError` where Graphviz could not draw one."""
        for asked in self._places.get((path, place), ()):
            svg = self._press.result(asked)
            if isinstance(svg, DrawingFailure):
                raise SopError(f"{path}: {svg.name}: {svg.reason}")
            yield asked, svg.decode()


def _charts(
    document: Sop | Module, vocabulary: Vocabulary, lanes: LaneBy, words: Words
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
        code = vocabulary.department_of(role_lane(step))
        return vocabulary.departments[code].value if code else ""

    lane = role_lane if lanes is LaneBy.ROLE else department
    yield "lanes", (swimlanes(name, title, procedure, words, lane, scope),)
