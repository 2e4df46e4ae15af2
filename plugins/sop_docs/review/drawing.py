"""The charts of a review, drawn while the page is put together."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from ..effects.drawing import DrawingFailure, find_graphviz
from ..model.chart import Chart
from ..model.problem import SopError
from ..project.finishing import Asked, Press

_MOST = 12_000
"""How many nodes and lines are drawn; a page that has more is read by nobody."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart that was asked for, None where it would have been one too many."""

    title: str
    asked: Asked | None


class Drawer:
    """Charts asked for, then had."""

    def __init__(self, cache: Path | None, dot: str) -> None:
        self._press = Press(cache, find_graphviz(dot), frozenset())
        self._room = _MOST

    def ask(self, titles: Iterable[str], charts: Iterable[Chart]) -> tuple[Figure, ...]:
        """Return what charts can be had for."""
        return tuple(Figure(title, self._ask(chart)) for title, chart in zip(titles, charts, strict=True))

    def close(self) -> None:
        """Let what was asked for be drawn; no more is."""
        self._press.close()

    def drawn(self, figure: Figure) -> Markup:
        """Return the SVG, '' where there is none."""
        if figure.asked is None:
            return Markup()
        try:
            svg = self._press.result(figure.asked)
        except SopError:
            return Markup()
        return Markup() if isinstance(svg, DrawingFailure) else Markup(svg.decode())  # noqa: S704 - it is escaped there

    def _ask(self, chart: Chart) -> Asked | None:
        self._room -= len(chart.nodes) + len(chart.arcs)
        return self._press.ask(chart) if self._room >= 0 else None
