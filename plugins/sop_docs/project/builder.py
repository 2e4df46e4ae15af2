"""From a content folder to a site, for every adapter: load, check, compile, draw."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from ..compile.age import render_age
from ..compile.navigation import Entry, navigation
from ..compile.press import Press
from ..compile.recent import Recent, recent
from ..compile.recent_feeds import recent_files
from ..compile.shelf import Shelf
from ..compile.site import compile_site
from ..effects.catalogue import load_words
from ..effects.page_store import PageStore
from ..effects.templates import environment
from ..effects.user_cache import user_cache
from ..model.library import Library
from ..model.page import Page
from ..model.place import Place
from ..model.problem import Problem, Severity
from ..parse.slug import forget_readings
from ..report import Findings
from ..report.text import problem_line, summary
from .archive import Archive, LogMemory
from .change_log import Logs
from .charts import Charts
from .check import find_problems, findings
from .collector import without_collector
from .day import build_day
from .history import open_history
from .last_look import LastLook
from .load import Loaded, Loader
from .old_pages import OldPages
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
    old_pages: OldPages | None = None
    recent: Recent | None = None
    age: str = ""
    """The line on every page that a script shows once the copy is old."""

    @property
    def report(self) -> Iterator[tuple[Severity, str]]:
        """What is to be said of the library: each problem in one line."""
        for problem in self.findings.problems:
            yield problem.severity, problem_line(self.findings, problem)

    @property
    def summary(self) -> str:
        """How many files were looked at, and how many problems were found."""
        return summary(self.findings)

    def feeds(self, name: str, site_url: str) -> Mapping[str, str]:
        """Return the recent changes of the site of that name as feeds, by path; none where there is no history."""
        return recent_files(self.recent, self.findings.words, name, site_url) if self.recent else {}

    def slow(self, path: str, seconds: float) -> str:
        """Return a line for a page whose rendering was stopped."""
        return problem_line(self.findings, Problem("SOP925", Place(path), {"seconds": f"{seconds:g}"}))

    def last_look(self, shells: Mapping[str, str]) -> LastLook:
        """Return who looks at finished pages; `shells` are empty pages of the theme, by path."""
        return LastLook(self.findings, shells)


class Builder:
    """The stages of a build; between the rebuilds of one process what has not changed is not read again."""

    def __init__(
        self,
        root: Path,
        settings: Settings,
        overrides: Sequence[str],
        today: date,
        epoch: str | None,
        home: str = "",
    ) -> None:
        """Begin; `home` is where the current library lives, '' where nobody knows."""
        self.settings = settings
        self._root = root
        self.day, self.head = build_day(root, epoch, today)
        self._cache = root / ".cache" / "sop-docs"
        self._words = load_words(settings.language)
        self._templates = environment(overrides)
        self._loader = Loader()
        self._age = render_age(self._templates, self._words, self.day, settings.stale, home)
        self._seen: frozenset[str] = frozenset()
        self._logs = LogMemory()

    def build(self, content: Path, *, forgiving: bool = False, alone: bool = False) -> Site:
        """Return the site of a content folder; a forgiving one has pages in spite of errors, and the errors on them.

        In one that stands `alone` older versions are told of, and have no pages.
        """
        with without_collector():
            return self._built(content, forgiving=forgiving, alone=alone)

    def _built(self, content: Path, *, forgiving: bool, alone: bool) -> Site:
        # Only the next rebuild of a server needs what was parsed; a build has better use for the memory.
        loaded = (self._loader if forgiving else Loader()).load(content)
        problems = find_problems(loaded, self.day, self.settings)
        failed = any(problem.severity in self.settings.failing for problem in problems)
        pages: dict[str, Page] = {}
        charts = self._charts(self._seen)
        old_pages, news = None, None
        if forgiving or not failed:
            archive = self._archive(content, loaded, alone=alone)
            library = archive.library if archive else loaded.library
            charts.add((*library.sops, *library.modules), library.vocabulary)
            charts.close()
            self._seen = charts.digests if forgiving else frozenset()
            pages = {page.path: page for page in self._compiled(library, archive.shelves if archive else None)}
            if archive:
                old_pages = self._old_pages(archive, content)
                news = recent(archive.shelves.values(), library, self.day)
        entries = navigation(tuple(pages.values()), self._words)
        if forgiving:
            pages |= self._with_problems(pages, problems, loaded)
        else:
            forget_readings()
        found = findings(problems, loaded, self._words, content, self._root)
        return Site(pages, charts, entries, found, failed, loaded.library.attachments, old_pages, news, self._age)

    def _charts(self, seen: frozenset[str] = frozenset()) -> Charts:
        return Charts(self.settings.lanes, self._words, self._cache, self.settings.dot, seen)

    def _archive(self, content: Path, loaded: Loaded, *, alone: bool) -> Archive | None:
        """Return the versions of all documents, read while git can be asked; None where there is no repository."""
        with open_history(content, user_cache(content), loaded.texts, self.day, self.settings) as history:
            if history is None:
                return None
            records = [record for record in history.past.records if record.is_sop]
            logs = Logs(history, self._words, self.day, content, records)
            self._logs.renew(history.past, self.day)
            archive = Archive(history, logs, loaded.library, self.day, self._logs, alone)
            _ = archive.shelves, archive.library
            return archive

    def _compiled(self, library: Library, shelves: Mapping[str, Shelf] | None) -> tuple[Page, ...]:
        settings = self.settings
        return compile_site(
            library,
            self._words,
            self.day,
            self._templates,
            report_url=settings.report_url,
            first=settings.chart,
            shelves=shelves,
        )

    def _old_pages(self, archive: Archive, content: Path) -> OldPages:
        press = Press(
            archive.library, self._words, self.day, self._templates, first=self.settings.chart, shelves=archive.shelves
        )
        return OldPages(archive, press, self._charts, PageStore(user_cache(content)), self._age)

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
