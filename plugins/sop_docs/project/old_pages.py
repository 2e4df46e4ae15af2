"""The pages of versions that stand apart from the library, and of what they changed, each made once while it holds."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import partial
from hashlib import sha256
from itertools import islice
from typing import Final, Protocol

from ..compile.age import dated
from ..compile.changed_page import changed_page, comparison_page
from ..compile.old_page import OldText, listing_page, old_page, plain_page
from ..compile.press import Press
from ..compile.search_entries import old_entry, plain_entry
from ..compile.shelf import Shelf
from ..effects.page_store import PageStore
from ..effects.program import program
from ..effects.watchdog import TooSlowError, stopped_after
from ..model.change_log import LoggedVersion
from ..model.chart import Chart
from ..model.page import Page
from ..model.problem import Problem, SopError
from ..model.review import ReviewedDocument
from ..model.search import SearchEntry, entry_from, entry_text
from ..model.version import Version
from .archive import Archive
from .changed_versions import changed_document, file_text, pairs
from .charts import Charts
from .refusals import never_shown, refusals

_AT_ONCE: Final = 40
"""So many texts are held while their charts are drawn."""
_SECONDS: Final = 10.0
"""A text that takes longer to become a page is shown as it is."""


Ask = Callable[[Chart], str]
"""Asks for a chart and returns the marker of its place."""


class Printer(Protocol):
    """What puts a theme around the Markdown of a page."""

    def around(self, path: str) -> str:
        """Return a digest of all that the finished page at a path is made of beside its own text."""

    def __call__(self, page: Page, source: str) -> str:
        """Return a finished page whose author's links start from `source`."""


class Teller(Protocol):
    """What shows what became of a document."""

    def __call__(self, one: ReviewedDocument, ask: Ask) -> str:
        """Return the HTML; the charts are asked for, and their places are in it."""


@dataclass(frozen=True, slots=True)
class Finished:
    """A finished page by its Markdown path; a `fresh` one was not there in the last build."""

    path: str
    html: str
    fresh: bool


class _Kind(Enum):
    LISTING = "listing"
    COMPARISON = "comparison"
    TEXT = "text"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class _Task:
    """A page to be made: of a version, or of what it changed, by its place on the shelf; or of all, at none."""

    key: str
    shelf: Shelf
    kind: _Kind
    at: int

    @property
    def words(self) -> str:
        """The key of what a search knows of the page."""
        return f"{self.key}-words"

    @property
    def path(self) -> str:
        return _path(self.shelf, self.kind, self.at)

    @property
    def version(self) -> Version:
        return self.shelf.log.versions[self.at].version


class OldPages:
    """The pages of every version that is not shown at its document's own address, and of the lists of versions."""

    def __init__(
        self, archive: Archive, press: Press, charts: Callable[[], Charts], store: PageStore, age: str
    ) -> None:
        # Every page has a press of its own, which need not find out again where all others stand.
        self._press = replace(press, elsewhere=press.site, undated=True)
        self._archive, self._charts, self._store, self._age = archive, charts, store, age
        self._tasks: dict[str, _Task] = {}
        self._entries: dict[str, SearchEntry] = {}

    @property
    def entries(self) -> tuple[SearchEntry, ...]:
        """What a search knows of the versions whose pages were made."""
        return tuple(entry for _, entry in sorted(self._entries.items()))

    @property
    def shelves(self) -> Iterable[Shelf]:
        """Where the versions of every document can be read."""
        return (shelf for _, shelf in sorted(self._archive.shelves.items()))

    @property
    def folders(self) -> Iterable[str]:
        """The folders that pages stand in."""
        return (shelf.listing.rpartition("/")[0] for shelf in self.shelves if shelf.apart or shelf.changed)

    @property
    def moved(self) -> Mapping[str, str]:
        """Where files stand now, by the paths that they once had."""
        past = self._archive.history.past
        return {
            one.path.removeprefix(past.folder): record.last.path.removeprefix(past.folder)
            for record in past.records
            if record.last.blob
            for one in record.snapshots
            if one.path != record.last.path
        }

    def finished(self, printer: Printer, teller: Teller) -> Iterator[Finished]:
        """Yield every page; while some are printed the charts of the next are drawn."""
        tasks = self._all_tasks(printer)
        charts = self._charts()
        with self._archive.history.contents.blobs:
            before: list[tuple[_Task, Page | str]] = []
            while now := list(islice(tasks, _AT_ONCE)):
                known = self._store.read(key for task in now for key in (task.key, task.words))
                made = [(task, known.get(task.key) or self._made(task, charts, teller)) for task in now]
                kept = ((task.path, known.get(task.words)) for task in now if task.key in known)
                self._entries |= {path: entry_from(words) for path, words in kept if words}
                charts.begin()
                yield from self._printed(before, charts, printer)
                before = made
            yield from self._printed(before, charts, printer)
        charts.close()

    def instead(self, problem: Problem, printer: Printer) -> Finished:
        """Return the page that is put in the place of one that has what no page may have."""
        task = self._tasks[problem.place.path]
        with self._archive.history.contents.blobs:
            html = printer(self._plain(task, "versions.refused", self._said(problem)), task.path)
        entry = self._entries.get(task.path)
        self._store.write({task.key: html, task.words: entry_text(entry) if entry else ""})
        return self._finished(task, html, fresh=True)

    def end(self) -> None:
        """Keep the pages of this build, and no others, for the next."""
        self._store.end()

    def __contains__(self, path: str) -> bool:
        return path in self._tasks

    def _all_tasks(self, printer: Printer) -> Iterator[_Task]:
        around = sha256(
            repr((program(), self._press.site, self._press.first, self._press.words.language)).encode()
        ).hexdigest()
        for shelf in self.shelves:
            if shelf.apart or shelf.changed:
                told = around, printer.around(shelf.listing), _told(shelf)
                for kind, at in _pages(shelf):
                    texts = [(one.version.last.key, one.version.last.own.path) for one in shelf.log.versions[at:]]
                    told_here = texts if kind is _Kind.COMPARISON else texts[:2] if kind is not _Kind.LISTING else ()
                    key = sha256(repr((told, kind.value, at, told_here)).encode("utf-8", "replace"))
                    task = _Task(key.hexdigest(), shelf, kind, at)
                    self._tasks[task.path] = task
                    yield task

    def _made(self, task: _Task, charts: Charts, teller: Teller) -> Page:
        match task.kind:
            case _Kind.LISTING:
                return listing_page(task.shelf, replace(self._press, apart=[]))
            case _Kind.COMPARISON:
                found = [*pairs(task.shelf, self._archive.history, self._press.words)]
                return comparison_page(task.shelf, found, replace(self._press, apart=[]))
            case _Kind.TEXT:
                return self._text(task, charts)
            case _Kind.CHANGED:
                html = teller(
                    changed_document(task.shelf, task.at, self._archive.history), partial(charts.ask, task.path)
                )
                return changed_page(task.shelf, task.at, html, replace(self._press, apart=[]))

    def _text(self, task: _Task, charts: Charts) -> Page:
        edition, history = task.version.last, self._archive.history
        content = history.content(edition)
        if content is None:
            problems = history.contents.document(edition).problems
            return self._plain(task, "versions.unreadable", self._said(problems[0]) if problems else "")
        found = refusals(history, edition, content)
        if refused := next(filter(never_shown, found), None):
            return self._plain(task, "versions.refused", self._said(refused))
        told = [(problem.code, self._said(problem)) for problem in found]
        old = OldText(task.shelf, task.at, content, self._source(task), told)
        charts.add([old.sop], content.vocabulary)
        page = old_page(old, replace(self._press, apart=[]))
        logged = task.shelf.log.versions[task.at]
        self._entries[task.path] = old_entry(page, old.sop, logged, content.vocabulary)
        return page

    def _printed(
        self, made: Sequence[tuple[_Task, Page | str]], charts: Charts, printer: Printer
    ) -> Iterator[Finished]:
        fresh: dict[str, str] = {}
        for task, page in made:
            if isinstance(page, str):
                yield self._finished(task, page, fresh=False)
                continue
            try:
                with stopped_after(_SECONDS):
                    printed = printer(page, self._source(task))
                html = charts.put_into(task.path, printed)
            except (TooSlowError, RecursionError, SopError) as error:
                html = printer(self._plain(task, "versions.refused", str(error)), task.path)
            fresh[task.key] = html
            if entry := self._entries.get(task.path):
                fresh[task.words] = entry_text(entry)
            yield self._finished(task, html, fresh=True)
        if fresh:
            self._store.write(fresh)

    def _finished(self, task: _Task, html: str, *, fresh: bool) -> Finished:
        """Return a page of this build: what is kept is of no day."""
        return Finished(task.path, dated(html, self._press.day, self._age), fresh)

    def _plain(self, task: _Task, key: str, reason: str) -> Page:
        """Return what is shown in the place of a page that cannot be had."""
        press = replace(self._press, apart=[])
        if task.kind is _Kind.CHANGED:
            return changed_page(task.shelf, task.at, "", press)
        if task.kind is not _Kind.TEXT:
            raise SopError(f"{task.path}: {reason}")
        self._entries[task.path] = plain_entry(task.path, task.shelf.log, task.at)
        text = file_text(task.version.last, self._archive.history)
        return plain_page(task.shelf, task.at, text, press.words(key, reason=reason), press)

    def _source(self, task: _Task) -> str:
        """Return the path that links of the page's author start from."""
        if task.kind is not _Kind.TEXT:
            return task.path
        return task.version.last.own.path.removeprefix(self._archive.history.past.folder)

    def _said(self, problem: Problem) -> str:
        return self._press.words(problem.key, **problem.values)


def _pages(shelf: Shelf) -> Iterator[tuple[_Kind, int]]:
    """Yield the pages of a document's versions, those together that are made of the same texts."""
    if shelf.apart:
        yield _Kind.LISTING, 0
    if shelf.has_comparison:
        yield _Kind.COMPARISON, 0
    for at in range(len(shelf.log.versions)):
        if at in shelf.apart:
            yield _Kind.TEXT, at
        if at in shelf.changed:
            yield _Kind.CHANGED, at


def _path(shelf: Shelf, kind: _Kind, at: int) -> str:
    match kind:
        case _Kind.LISTING:
            return shelf.listing
        case _Kind.COMPARISON:
            return shelf.comparison
        case _Kind.TEXT:
            return shelf.place(at)
        case _Kind.CHANGED:
            return shelf.changed[at]


def _told(shelf: Shelf) -> tuple[object, ...]:
    """Return all that pages tell of a shelf, in a form that is the same in every build."""
    return (
        shelf.path,
        shelf.shown,
        shelf.log.number,
        shelf.log.title,
        shelf.log.complete,
        tuple(map(_of, shelf.log.versions)),
    )


def _of(logged: LoggedVersion) -> tuple[object, ...]:
    version = logged.version
    return (
        *(version.version, version.last.own.head.title, logged.state.value, version.believed),
        *map(str, (version.since, version.until, version.effective, version.issued, version.reached)),
        str(logged.review_due),
        *(tuple(author.name for author in logged.authors), logged.approved, logged.reason, logged.typed),
        tuple(words for _, words in logged.changes),
        tuple((remark.code, words) for remark, words, _ in logged.remarks),
        any(not commit.hash for commit in logged.commits),
    )
