"""The charts of what changed: asked for while a page is put together, drawn beside that."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from markupsafe import Markup

from ..effects.drawing import DrawingFailure, find_graphviz
from ..model.chart import Chart
from ..model.problem import SopError
from ..project.finishing import Asked, Press

_MOST: Final = 12_000
"""How many nodes and lines are drawn; a page that has more is read by nobody."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart that was asked for by its name, which is '' where it would have been one too many."""

    title: str
    name: str


class Drawer(Protocol):
    """Where charts are asked for."""

    def ask(self, titles: Iterable[str], charts: Iterable[Chart]) -> tuple[Figure, ...]:
        """Return what charts can be had for."""


class PageDrawer:
    """Charts of one page asked for, then had."""

    def __init__(self, cache: Path | None, dot: str) -> None:
        self._press = Press(cache, find_graphviz(dot), frozenset())
        self._asked: dict[str, Asked] = {}
        self._room = _MOST

    def ask(self, titles: Iterable[str], charts: Iterable[Chart]) -> tuple[Figure, ...]:
        """Return what charts can be had for."""
        return tuple(Figure(title, self._ask(chart)) for title, chart in zip(titles, charts, strict=True))

    def close(self) -> None:
        """Let what was asked for be drawn; no more is."""
        self._press.close()

    def drawn(self, figure: Figure) -> Markup:
        """Return the SVG, '' where there is none."""
        asked = self._asked.get(figure.name)
        if asked is None:
            return Markup()
        try:
            svg = self._press.result(asked)
        except SopError:
            return Markup()
        return Markup() if isinstance(svg, DrawingFailure) else Markup(svg.decode())  # noqa: S704 - it is escaped there

    def _ask(self, chart: Chart) -> str:
        self._room -= len(chart.nodes) + len(chart.arcs)
        if self._room < 0:
            return ""
        self._asked[chart.name] = self._press.ask(chart)
        return chart.name
