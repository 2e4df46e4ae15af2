"""What has happened to the documents of a library of late, and what will soon. Touches no file."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from ..model.change_log import ChangeLog, LoggedVersion
from ..model.library import Library
from ..model.lifecycle import REVIEW_NOTICE, Status
from ..model.sop import Sop
from ..model.version import Version
from ..parse.characters import CONTROL
from .shelf import Shelf

MOST: Final = 200
"""So many events are told at once."""
_REACH: Final = timedelta(days=365)


class EventKind(StrEnum):
    """What happened to a document; its words are `event.{kind}` in the catalogues."""

    NEW = "new"
    REVISED = "revised"
    EFFECTIVE = "effective"
    RETIRED = "retired"
    DELETED = "deleted"
    REVIEW_DUE = "review-due"


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a document, or will, on a day; drafts are nobody's business yet.

    `words` say why, or what the commit is called, as `subject` tells; `changes` are what is different. `later` is the
    day a text that was issued comes into force, if that is not the same. `key` is the same in every build and no other
    event's. `path` is the page of the document, or the list of the versions of one that is no more; `text` is the page
    of the version itself, '' where it has none. `begins` is the day on which a text to be reviewed comes into force, if
    that has not come.
    """

    day: date
    kind: EventKind
    number: str
    title: str
    version: str
    words: str = ""
    subject: bool = False
    changes: tuple[str, ...] = ()
    later: date | None = None
    key: str = ""
    path: str = ""
    text: str = ""
    begins: date | None = None

    @property
    def told(self) -> date:
        """The day from which on pages tell of a review: not before anybody works by the text."""
        return max(self.announced, self.begins or self.announced)

    @property
    def announced(self) -> date:
        """The day on which it is told: of a review, that is when the time for it begins."""
        return self.day - REVIEW_NOTICE + timedelta(days=1) if self.kind is EventKind.REVIEW_DUE else self.day


@dataclass(frozen=True, slots=True)
class Recent:
    """What happened in the year up to `day`, newest first; and what is to come, soonest first.

    `later` are the reviews of the year after it that nobody tells of yet.
    """

    day: date
    past: tuple[Event, ...]
    coming: tuple[Event, ...]
    later: tuple[Event, ...] = ()


def recent(shelves: Iterable[Shelf], library: Library, day: date) -> Recent:
    """Return the events of a library; reviews are those of its texts that are in force on `day`, or will be."""
    shelves = tuple(shelves)
    reviews = [*_reviews(shelves, library, day)]
    events = [*_logged(shelves), *(event for event in reviews if event.told <= day)]
    past = [event for event in events if day - _REACH < event.day <= day]
    coming = [event for event in events if event.day > day]
    later = [event for event in reviews if day < event.told <= day + _REACH]
    # What is of one day stays in its order, of each document the newest first.
    past.sort(key=lambda event: (-event.day.toordinal(), event.number))
    for ahead in (coming, later):
        ahead.sort(key=lambda event: (event.day, event.number))
    return Recent(day, tuple(past[:MOST]), tuple(coming[:MOST]), tuple(later[:MOST]))


def _logged(shelves: Iterable[Shelf]) -> Iterator[Event]:
    """Yield what logs tell, of each document the newest first."""
    seen: Counter[str] = Counter()
    for shelf in shelves:
        path = shelf.listing if shelf.current is None else shelf.path
        texts = {shelf.log.versions[at].version.version: place for at, place in shelf.apart.items()}
        if shelf.current:
            texts[shelf.current.version.version] = shelf.path
        found: list[Event] = []
        for event in _events(shelf):
            key = f"{event.number}/{event.version}/{event.kind}"
            seen[key] += 1
            again = f"/{seen[key]}" if seen[key] > 1 else ""
            found.append(replace(event, key=key + again, path=path, text=texts.get(event.version, "")))
        yield from reversed(found)


def _events(shelf: Shelf) -> Iterator[Event]:
    """Yield the events of one document, oldest first."""
    log = shelf.log
    issued: Version | None = None
    for logged in reversed(log.versions):
        version = logged.version
        if version.issued:
            yield from _issue(log, logged, version.issued, EventKind.REVISED if issued else EventKind.NEW)
            issued = version
        if issued and version.status is Status.RETIRED and version.until:
            yield _retirement(log, logged, version.until)
    newest = log.versions[0] if issued and shelf.current is None else None
    if issued and newest and newest.version.until and newest.version.status is not Status.RETIRED:
        subject = next((commit.subject for remark, _, commit in newest.remarks if remark.code == "SOP176"), "")
        yield replace(_event(log, issued, newest.version.until, EventKind.DELETED, subject), subject=True)


def _issue(log: ChangeLog, logged: LoggedVersion, issued: date, kind: EventKind) -> Iterator[Event]:
    """Yield that a text came, and that people began to work by it where that was another day."""
    version = logged.version
    # A text from elsewhere was there before it came to this repository.
    day = min(version.since or issued, issued)
    later = version.since if version.since and version.since > day else None
    changes = tuple(_clean(words) for _, words in logged.changes) if kind is EventKind.REVISED else ()
    event = _event(log, version, day, kind, logged.reason)
    yield replace(event, subject=not logged.typed, changes=changes, later=later)
    if later and version.status.issued and not (version.until and version.until <= later):
        yield _event(log, version, later, EventKind.EFFECTIVE)


def _retirement(log: ChangeLog, logged: LoggedVersion, day: date) -> Event:
    """Return that a text was withdrawn; of one that was issued before, the reason is that of its issue."""
    version, reason, typed = logged.version, logged.reason, logged.typed
    if version.issued:
        pairs = zip(version.editions, logged.commits, strict=True)
        reason = next((commit.subject for one, commit in pairs if one.own.head.status is Status.RETIRED), "")
        typed = False
    return replace(_event(log, version, day, EventKind.RETIRED, reason), subject=not typed)


def _reviews(shelves: Iterable[Shelf], library: Library, day: date) -> Iterator[Event]:
    """Yield the reviews of texts in force, and of those that will be: these are told from their first day at most."""
    texts: list[tuple[Sop, str, date | None]] = []
    until: dict[str, date | None] = {}
    for shelf in shelves:
        until[shelf.path] = shelf.current.days.until if shelf.current else None
        texts += [(sop, shelf.path, shelf.log.versions[at].days.until) for at, sop in shelf.coming.items()]
    texts[:0] = [(sop, sop.path, until.get(sop.path)) for _, sop in sorted(library.sop.items())]
    for sop, path, end in texts:
        due, since = sop.identity.review_due, sop.identity.effective
        # Nobody reviews a text that is replaced by then.
        if due and since and sop.identity.status.binding and (end is None or due < end):
            event = _review(sop, due, path)
            yield replace(event, begins=since) if since > day else event


def _review(sop: Sop, due: date, path: str) -> Event:
    kind = EventKind.REVIEW_DUE
    key = f"{sop.number}/{sop.version}/{kind}/{due}"
    return Event(due, kind, sop.number, sop.title, sop.version, key=key, path=path, text=sop.path)


def _event(log: ChangeLog, version: Version, day: date, kind: EventKind, words: str = "") -> Event:
    return Event(day, kind, _clean(log.number), _clean(log.title), _clean(version.version), _clean(words))


def _clean(text: str) -> str:
    """Return words that any format can hold: commits and old files may say what no page may."""
    return CONTROL.sub("\ufffd", text)
