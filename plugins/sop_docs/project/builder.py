"""From a content folder to a site, for every adapter: load, check, compile, draw."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Self

from ..compile.age import render_age
from ..compile.navigation import Entry, navigation
from ..compile.part import attached
from ..compile.press import Press
from ..compile.recent import Recent, recent
from ..compile.recent_feeds import recent_files
from ..compile.search_entries import PageReader, search_entries
from ..compile.search_index import search_files
from ..compile.shelf import Shelf
from ..compile.site import compile_site
from ..effects.catalogue import load_words
from ..effects.page_store import PageStore
from ..effects.templates import environment
from ..effects.user_cache import user_cache
from ..model.bundle import Delivered
from ..model.library import Library
from ..model.order import Copy, Order
from ..model.page import Page
from ..model.part import Part
from ..model.place import Place
from ..model.problem import Problem, Severity
from ..model.search import SearchEntry
from ..model.texts import NO_TEXTS, Texts
from ..parse.slug import forget_readings
from ..report import Findings
from ..report.text import problem_line, summary
from .archive import Archive, LogMemory
from .change_log import Logs
from .charts import Charts
from .check import find_problems, findings
from .collector import without_collector
from .day import build_day
from .delivered import delivered, standing_texts
from .history import open_history
from .last_look import LastLook
from .load import Loaded, Loader
from .old_pages import OldPages
from .problem_page import unreadable, with_problems
from .settings import Settings


@dataclass(frozen=True)
class Site:
    """What an adapter needs: pages by path, their charts, the navigation, and what is to be said of the library.

    `library` is what the pages are of: of every document the text that people work by. Of a copy of it the versions
    that it holds are `delivered`, and the `texts` are those that people work by.
    """

    pages: dict[str, Page]
    charts: Charts
    navigation: list[Entry]
    findings: Findings
    failed: bool
    library: Library
    old_pages: OldPages | None = None
    recent: Recent | None = None
    delivered: tuple[Delivered, ...] = ()
    texts: Texts = NO_TEXTS
    entries: tuple[SearchEntry, ...] = ()
    age: str = ""
    """The line on every page that a script shows once the copy is old."""

    @property
    def attachments(self) -> tuple[str, ...]:
        """The paths of the files that are published as they are."""
        return self.library.attachments

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

    def search_files(self) -> Mapping[str, str]:
        """Return what a reader's browser searches in, by path; older versions are known once their pages are made."""
        old = self.old_pages.entries if self.old_pages else ()
        return search_files(self.entries, old, self.library.vocabulary, self.findings.words)

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
        self._copy: Copy | None = None
        self.day, self.head = build_day(root, epoch, today)
        self._cache = root / ".cache" / "sop-docs"
        self._kept: Path | None = None
        self._words = load_words(settings.language)
        self._templates = environment(overrides)
        self._loader = Loader()
        self._age = render_age(self._templates, self._words, self.day, settings.stale, home)
        self._seen: frozenset[str] = frozenset()
        self._logs = LogMemory()
        self._reader = PageReader()

    def copying(self, copy: Copy, kept: Path) -> Self:
        """Return this, from now on for a copy of the library; what is good for the next copy is kept in a folder."""
        self._copy, self.day = copy, copy.day
        self._age = render_age(self._templates, self._words, self.day, self.settings.stale, copy.address)
        self._cache = self._kept = kept
        return self

    def build(self, content: Path, *, forgiving: bool = False, alone: bool = False) -> Site:
        """Return the site of a content folder; a forgiving one has pages in spite of errors, and the errors on them.

        In one that stands `alone` older versions are told of, and have no pages.
        """
        with without_collector():
            return self._built(content, forgiving=forgiving, alone=alone)

    def _built(self, content: Path, *, forgiving: bool, alone: bool) -> Site:
        # Only the next rebuild of a server needs what was parsed; a build has better use for the memory.
        loaded = (self._loader if forgiving else Loader()).load(content)
        if self._copy:
            # Who gets a copy is not told who else got one.
            loaded = replace(loaded, library=replace(loaded.library, deliveries=()))
        problems = find_problems(loaded, self.day, self.settings)
        failed = any(problem.severity in self.settings.failing for problem in problems)
        pages: dict[str, Page] = {}
        charts = self._charts(self._seen)
        old_pages, news = None, None
        library = loaded.library
        held: tuple[Delivered, ...] = ()
        texts = NO_TEXTS
        found_in: tuple[SearchEntry, ...] = ()
        if forgiving or not failed:
            archive = self._archive(content, loaded, alone=alone)
            library = archive.library if archive else loaded.library
            if archive and self._copy:
                library, held = _copied(library, loaded, archive)
                texts = standing_texts(archive, loaded)
            charts.add((*library.sops, *library.modules), library.vocabulary)
            charts.close()
            self._seen = charts.digests if forgiving else frozenset()
            shelves = archive.shelves if archive else None
            pages = {page.path: page for page in self._compiled(library, shelves)}
            # Who takes the pages alone has a search of his own for them.
            reader = self._reader if forgiving else PageReader()
            found_in = () if alone else search_entries(pages.values(), library, shelves, reader)
            if archive:
                old_pages = self._old_pages(archive, content)
                news = recent(archive.shelves.values(), library, self.day)
        entries = navigation(tuple(pages.values()), self._words)
        if forgiving:
            shown = problems if self._copy is None else _errors(problems, library, self._copy.order.part)
            pages |= self._with_problems(pages, shown, loaded)
        else:
            forget_readings()
        found = findings(problems, loaded, self._words, content, self._root)
        return Site(pages, charts, entries, found, failed, library, old_pages, news, held, texts, found_in, self._age)

    def _charts(self, seen: frozenset[str] = frozenset()) -> Charts:
        return Charts(self.settings.lanes, self._words, self._cache, self.settings.dot, seen)

    def _archive(self, content: Path, loaded: Loaded, *, alone: bool) -> Archive | None:
        """Return the versions of all documents, read while git can be asked; None where there is no repository."""
        with open_history(content, self._kept or user_cache(content), loaded.texts, self.day, self.settings) as history:
            if history is None:
                return None
            records = [record for record in history.past.records if record.is_sop]
            logs = Logs(history, self._words, self.day, content, records)
            self._logs.renew(history.past, self.day)
            order = self._copy.order if self._copy else Order("", most=1 if alone else None)
            # What lies between versions would be half of a copy; the change log of every document tells of it.
            compared = not alone and self._copy is None
            archive = Archive(history, logs, loaded.library, self.day, self._logs, order.most, order.part, compared)
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
            feeds=self._copy is None,
            single=self._copy is not None and self._copy.order.single,
        )

    def _old_pages(self, archive: Archive, content: Path) -> OldPages:
        press = Press(
            archive.library, self._words, self.day, self._templates, first=self.settings.chart, shelves=archive.shelves
        )
        return OldPages(archive, press, self._charts, PageStore(self._kept or user_cache(content)), self._age)

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


def _copied(library: Library, loaded: Loaded, archive: Archive) -> tuple[Library, tuple[Delivered, ...]]:
    """Return the library of a copy with the files that it links to, and the versions that it holds."""
    told = list(delivered(archive))
    if not archive.part.whole:
        paths = [one.path for one in library.modules] + [one.path for one in library.forms]
        texts = [text for _, text in told] + [(path, loaded.texts[path].decode("utf-8", "replace")) for path in paths]
        library = replace(library, attachments=attached(loaded.library.attachments, texts))
    return library, tuple(one for one, _ in told)


def _errors(problems: Sequence[Problem], library: Library, part: Part) -> list[Problem]:
    """Return what is to be said on the pages of a copy: what is wrong with them by the rules of today."""
    return [
        problem
        for problem in problems
        if problem.severity is Severity.ERROR and (part.whole or problem.place.path in library.document)
    ]
