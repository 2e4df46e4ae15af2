"""From a content folder to a site, for every adapter: load, check, compile, draw."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from ..compile.navigation import Entry, navigation
from ..compile.site import compile_site
from ..effects.catalogue import load_words
from ..effects.templates import environment
from ..model.library import Library
from ..model.page import Page
from ..model.place import Place
from ..model.problem import Problem, Severity
from ..parse.slug import forget_readings
from ..report import Findings
from ..report.text import problem_line, summary
from .charts import Charts
from .check import find_problems, findings
from .collector import without_collector
from .day import build_day
from .last_look import LastLook
from .load import Loaded, Loader
from .problem_page import unreadable, with_problems
from .settings import Settings


@dataclass(frozen=True)
class Site:
    """What an adapter needs: pages by path, their charts, the navigation, and what is to be said of the library."""

    pages: dict[str, Page]
    charts: Charts
    navigation: list[Entry]
    findings: Findings
    failed: bool
    attachments: tuple[str, ...]

    @property
    def report(self) -> Iterator[tuple[Severity, str]]:
        """What is to be said of the library: each problem in one line."""
        for problem in self.findings.problems:
            yield problem.severity, problem_line(self.findings, problem)

    @property
    def summary(self) -> str:
        """How many files were looked at, and how many problems were found."""
        return summary(self.findings)

    def slow(self, path: str, seconds: float) -> str:
        """Return a line for a page whose rendering was stopped."""
        return problem_line(self.findings, Problem("SOP925", Place(path), {"seconds": f"{seconds:g}"}))

    def last_look(self, shells: Mapping[str, str]) -> LastLook:
        """Return who looks at finished pages; `shells` are empty pages of the theme, by path."""
        return LastLook(self.findings, shells)


class Builder:
    """The stages of a build; between the rebuilds of one process what has not changed is not read again."""

    def __init__(
        self, root: Path, settings: Settings, overrides: Sequence[str], today: date, epoch: str | None
    ) -> None:
        self.settings = settings
        self._root = root
        self.day, self.head = build_day(root, epoch, today)
        self._cache = root / ".cache" / "sop-docs"
        self._words = load_words(settings.language)
        self._templates = environment(overrides)
        self._loader = Loader()
        self._seen: frozenset[str] = frozenset()

    def build(self, content: Path, *, forgiving: bool) -> Site:
        """Return the site of a content folder; a forgiving one has pages in spite of errors, and the errors on them."""
        with without_collector():
            return self._built(content, forgiving=forgiving)

    def _built(self, content: Path, *, forgiving: bool) -> Site:
        # Only the next rebuild of a server needs what was parsed; a build has better use for the memory.
        loaded = (self._loader if forgiving else Loader()).load(content)
        problems = find_problems(loaded, self.day, self.settings)
        failed = any(problem.severity in self.settings.failing for problem in problems)
        pages: dict[str, Page] = {}
        charts = Charts(Library(), self.settings.lanes, self._words, None, self.settings.dot)
        if forgiving or not failed:
            charts = Charts(
                loaded.library, self.settings.lanes, self._words, self._cache, self.settings.dot, self._seen
            )
            self._seen = charts.digests if forgiving else frozenset()
            pages = {page.path: page for page in self._compiled(loaded)}
        entries = navigation(tuple(pages.values()), self._words)
        if forgiving:
            pages |= self._with_problems(pages, problems, loaded)
        else:
            forget_readings()
        found = findings(problems, loaded, self._words, content, self._root)
        return Site(pages, charts, entries, found, failed, loaded.library.attachments)

    def _compiled(self, loaded: Loaded) -> tuple[Page, ...]:
        settings = self.settings
        return compile_site(
            loaded.library,
            self._words,
            self.day,
            self._templates,
            report_url=settings.report_url,
            first=settings.chart,
        )

    def _with_problems(self, pages: Mapping[str, Page], problems: Sequence[Problem], loaded: Loaded) -> dict[str, Page]:
        """Return the pages that show problems, also of documents that could not be read."""
        by_path: dict[str, list[Problem]] = {}
        for problem in problems:
            by_path.setdefault(problem.place.path, []).append(problem)
        shown: dict[str, Page] = {}
        for path, found in by_path.items():
            if page := pages.get(path):
                shown[path] = replace(page, text=with_problems(page, found, self._words))
            elif path.endswith(".md") and path in loaded.texts:
                shown[path] = unreadable(path, found, self._words)
        return shown
