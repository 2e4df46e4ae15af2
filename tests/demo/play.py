"""The story played: each commit with all its files. Touches no repository."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from .acts import Act, Assess, Change, Delete, Format, MoveToDepartments, Undo, Write
from .people import FORGE, Person
from .tale import Commit, Event, Merged, Rebased, Squashed, clock
from .texts import Document, file_of, texts


@dataclass(frozen=True, slots=True)
class Library:
    """The library at one commit."""

    documents: dict[str, Document] = field(default_factory=dict)
    beside: dict[str, str] = field(default_factory=dict)
    in_departments: bool = False
    formatted: bool = False

    def files(self) -> dict[str, bytes]:
        """Return every file of the repository by its path."""
        written = {one.path: one.write(formatted=self.formatted) for one in self.documents.values()}
        return {path: text.encode() for path, text in self.beside.items()} | written

    def place(self, document: str) -> str:
        """Return where a document that is new is put."""
        flat = document.startswith("SOP-") and not self.in_departments
        return f"content/sop/{document}.md" if flat else f"content/{file_of(document)}"


@dataclass(frozen=True, slots=True)
class Point:
    """A commit of the repository; its parents are earlier ones."""

    commit: Commit
    library: Library
    parents: tuple["Point", ...]
    committer: Person
    committed: datetime


class Player:
    """Plays events one after the other; `points` are all commits, parents first, the last one is the head."""

    def __init__(self, story: Iterable[Event]) -> None:
        self._story = tuple(story)
        self._texts = _all_texts(act for event in self._story for commit in _commits(event) for act in commit.acts)
        self.points: list[Point] = []
        self._main: list[Point] = []

    def play(self) -> tuple[Point, ...]:
        """Return every commit."""
        for event in self._story:
            match event:
                case Commit():
                    self._main.append(self._commit(event, self._main[-1:]))
                case Merged():
                    self._merge(event)
                case Squashed():
                    self._squash(event)
                case Rebased():
                    self._rebase(event)
        return tuple(self.points)

    def _commit(self, commit: Commit, parents: Iterable[Point], library: Library | None = None) -> Point:
        parents = tuple(parents)
        before = library or (parents[0].library if parents else Library())
        point = Point(commit, self._after(before, commit.acts), parents, commit.author, commit.moment)
        self.points.append(point)
        return point

    def _merge(self, event: Merged) -> None:
        base = tip = next(one for one in reversed(self._main) if one.committed <= event.commits[0].moment)
        for commit in event.commits:
            tip = self._commit(commit, [tip])
        ours = self._main[-1]
        self._main.append(self._commit(event.into, [ours, tip], _both(base.library, ours.library, tip.library)))

    def _squash(self, event: Squashed) -> None:
        whole = replace(event.into, acts=tuple(act for one in event.commits for act in one.acts))
        self._main.append(self._last(self._commit(whole, self._main[-1:]), FORGE, clock(whole.at, whole.author)))

    def _rebase(self, event: Rebased) -> None:
        moment = clock(event.at, event.by)
        for seconds, commit in enumerate(event.commits):
            point = self._commit(commit, self._main[-1:])
            self._main.append(self._last(point, event.by, moment + timedelta(seconds=seconds)))

    def _last(self, point: Point, committer: Person, moment: datetime) -> Point:
        """Return the commit just made as committed by somebody else."""
        self.points[-1] = replace(point, committer=committer, committed=moment)
        return self.points[-1]

    def _after(self, library: Library, acts: Iterable[Act]) -> Library:
        for act in acts:
            library = self._done(library, act)
        return library

    def _done(self, library: Library, act: Act) -> Library:
        match act:
            case Write():
                return replace(library, beside=library.beside | {act.path: act.text})
            case Format():
                return replace(library, formatted=True)
            case MoveToDepartments():
                moved = {name: replace(one, path=f"content/{file_of(name)}") for name, one in library.documents.items()}
                return replace(library, documents=moved, in_departments=True)
            case Delete():
                left = {name: one for name, one in library.documents.items() if name != act.document}
                return replace(library, documents=left)
            case Change() | Assess() | Undo():
                return replace(library, documents=library.documents | self._changed(library, act))

    def _changed(self, library: Library, act: Change | Assess | Undo) -> dict[str, Document]:
        """Return the documents that are new or not what they were."""
        if isinstance(act, Undo):
            return _before(next(one for one in self.points if one.commit.name == act.commit))
        old = library.documents.get(act.document)
        if isinstance(act, Assess):
            assert old, act.document
            return {act.document: replace(old, head=old.head | {"assessed": old.head.get("assessed", "") + act.entry})}
        head = (old.head if old else {}) | act.head
        said = {name: value for name, value in head.items() if value is not None}
        path = old.path if old else library.place(act.document)
        return {act.document: Document(self._texts[id(act)], said, path, act.encoding)}


def _commits(event: Event) -> tuple[Commit, ...]:
    match event:
        case Commit():
            return (event,)
        case Merged():
            return (*event.commits, event.into)
        case Squashed() | Rebased():
            return event.commits


def _all_texts(acts: Iterable[Act]) -> dict[int, str]:
    by_document: dict[str, list[Act]] = {}
    for act in acts:
        if isinstance(act, Change):
            by_document.setdefault(act.document, []).append(act)
    return {id(change): text for each in by_document.values() for change, text in texts(each)}


def _before(point: Point) -> dict[str, Document]:
    """Return the documents that a commit changed as they were."""
    earlier = point.parents[0].library.documents
    return {name: earlier[name] for name, now in point.library.documents.items() if earlier[name] != now}


def _both(base: Library, ours: Library, theirs: Library) -> Library:
    """Return our side with what they have changed; nothing may have been changed on both."""
    changed = {name: one for name, one in theirs.documents.items() if base.documents.get(name) != one}
    for name in changed:
        if ours.documents.get(name) != base.documents.get(name):
            raise SystemExit(f"demo: {name} was changed on both sides of a merge")
    return replace(ours, documents=ours.documents | changed)
