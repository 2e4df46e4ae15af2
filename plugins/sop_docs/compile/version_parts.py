"""What pages say of the versions of a document: which others there are, and which of them people work by.

All of it depends on the day: what a page says on that of its build stands there as words, and beside it what a script
needs to say it on the day of a reader.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import NamedTuple

from ..model.change_log import LoggedVersion
from ..model.lifecycle import Days
from .change_log import shown
from .press import Item, Press
from .shelf import Shelf

_STATE = "{state}"


class Span(NamedTuple):
    """From when to when people work by a version; without an end, other words stand `before` the day `since`."""

    text: str
    since: str = ""
    before: str = ""
    after: str = ""


class VersionRow(NamedTuple):
    """A version in a list: where it can be read, its state, from when to when people worked by it."""

    version: Item
    state: str
    state_words: str
    days: Days
    span: Span
    here: bool


class Line(NamedTuple):
    """A newer text that is named above the one people work by."""

    text: str
    href: str
    sentence: str
    days: Days
    span: Span


class Way(NamedTuple):
    """Where people read on who stand before a text that is not in force: a version's `sentence` has its state."""

    text: str
    href: str
    days: Days | None = None
    sentence: str = ""
    in_force: str = ""


def render_versions(shelf: Shelf, page: str, press: Press) -> str:
    """Return the table of all versions; on their own page it says of which day the states are."""
    rows = list(_rows(shelf, page, press))
    listing = page == shelf.listing
    return press.part("versions", rows=rows, states=press.state_table, listing=listing, built=press.built)


def render_picker(shelf: Shelf, at: int, page: str, press: Press) -> str:
    """Return the list that leads from one version to the others, or '' where there is only one."""
    rows = [row for row in _rows(shelf, page, press) if row.here or row.version.href]
    if len(rows) < len(("this", "other")):
        return ""
    title = press.words("versions.picker", version=shown(shelf.log.versions[at].version.version), count=len(rows))
    return press.part("picker", rows=rows, title=title, listing=press.url(page, shelf.listing))


def render_newer(shelf: Shelf, page: str, press: Press) -> str:
    """Return the lines that name newer texts than the one people work by, and what no commit has yet."""
    lines = []
    for at in shelf.newer:
        logged, place = shelf.log.versions[at], shelf.place(at)
        sentence = press.words("versions.newer", version=_name(logged), state=_STATE)
        url = press.url(page, place) if place else ""
        lines.append(Line(_said(sentence, logged, press), url, sentence, logged.days, span(logged, press)))
    current = shelf.current
    uncommitted = current is not None and any(not commit.hash for commit in current.commits)
    return press.part("newer", lines=lines, uncommitted=uncommitted) if lines or uncommitted else ""


def render_banner(shelf: Shelf, at: int, page: str, press: Press) -> str:
    """Return what stands above a text that nobody works by; above the one people do it waits for a later day."""
    logged, words, own = shelf.log.versions[at], press.words, at == shelf.shown
    ways = [way for way in _ways(shelf, page, press) if way.href]
    if own and not ways:
        return ""
    sentence = words("versions.not-in-force", version=_name(logged), state=_STATE)
    return press.part(
        "banner",
        own="own" if own else "apart",
        state="" if own else logged.state,
        states=press.state_table,
        days=logged.days,
        sentence=sentence,
        in_force=words("versions.now", version=_name(logged), state=_STATE, day=str(logged.version.since)),
        lead=_said(sentence, logged, press),
        told=Span("") if own else span(logged, press),
        ways=ways or [Way(words("versions.deleted"), press.url(page, shelf.listing))],
        listing=press.url(page, shelf.listing),
        built=press.built,
    )


def span(logged: LoggedVersion, press: Press) -> Span:
    """Return from when to when people work by a version."""
    version, words = logged.version, press.words
    if version.since is None:
        return Span(words("versions.never") if version.until else "")
    if version.until is None:
        since = str(version.since)
        before, after = words("versions.will", day=since), words("versions.from", day=since)
        return Span(after if version.since <= press.day else before, since, before, after)
    if version.until <= version.since:
        return Span(words("versions.never"))
    return Span(words("versions.span", first=str(version.since), last=str(version.until - timedelta(days=1))))


def _ways(shelf: Shelf, page: str, press: Press) -> Iterator[Way]:
    """Yield the text that people work by on the day of the build, then those they will work by, or just have."""
    if shelf.shown is None:
        return
    words = press.words
    near = (at for at in (*shelf.newer, shelf.shown + 1) if at in shelf.apart)
    for at in (shelf.shown, *near):
        logged, place = shelf.log.versions[at], shelf.place(at)
        current = at == shelf.shown
        if place == page or not (current or logged.version.since):
            continue
        day = str(logged.version.since)
        key = "versions.since" if at < shelf.shown else "versions.in-force"
        in_force = words(key, version=_name(logged), **({"day": day} if at < shelf.shown else {}))
        sentence = words("versions.own", version=_name(logged), state=_STATE)
        text = in_force if logged.state.in_force else _said(sentence, logged, press)
        yield Way(text, press.url(page, place), logged.days, sentence, in_force)


def _rows(shelf: Shelf, page: str, press: Press) -> Iterator[VersionRow]:
    for at, logged in enumerate(shelf.log.versions):
        place = shelf.place(at)
        here = place == page
        item = Item(f"V{_name(logged)}", press.url(page, place) if place and not here else "")
        words = press.state_words[logged.state]
        yield VersionRow(item, logged.state, words, logged.days, span(logged, press), here)


def _name(logged: LoggedVersion) -> str:
    return shown(logged.version.version)


def _said(sentence: str, logged: LoggedVersion, press: Press) -> str:
    """Return a sentence with the state that a version has on the day of the build."""
    return sentence.replace(_STATE, press.state_words[logged.state])
