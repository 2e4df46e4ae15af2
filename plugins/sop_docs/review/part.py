"""What became of one document, as a part of a page of the site."""

from collections.abc import Iterable
from functools import cached_property

from jinja2 import Template
from markupsafe import Markup

from ..compile.svg_marks import SIGNS
from ..effects.templates import environment
from ..model.chart import Chart
from ..model.review import ReviewedDocument
from ..model.words import Words
from ..project.old_pages import Ask
from .by_word import ByWord
from .document import part
from .drawing import Figure

_ANCHOR = "changed"


class SitePart:
    """Shows documents in one language."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def __call__(self, one: ReviewedDocument, ask: Ask) -> str:
        """Return the HTML; the charts are asked for, and their places are in it."""
        places = _Places(ask)
        shown = part(one, _ANCHOR, places, ByWord(), self._words)
        drawings = [(figure.title, Markup(places.found[figure.name])) for figure in shown.figures]  # noqa: S704 - ours
        return self._template.render(
            t=self._words.messages, words=self._words, signs=SIGNS, part=shown, drawings=drawings
        )

    @cached_property
    def _template(self) -> Template:
        return environment(part="review").get_template("document.html")


class _Places:
    """Where the charts will stand."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self.found: dict[str, str] = {}

    def ask(self, titles: Iterable[str], charts: Iterable[Chart]) -> tuple[Figure, ...]:
        """Return the charts by name."""
        figures = [(title, chart) for title, chart in zip(titles, charts, strict=True)]
        self.found |= {chart.name: self._ask(chart) for _, chart in figures}
        return tuple(Figure(title, chart.name) for title, chart in figures)
