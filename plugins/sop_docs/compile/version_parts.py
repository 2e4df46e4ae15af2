"""What pages say of the versions of a document: which others there are, and which of them people work by."""

from collections.abc import Iterator
from datetime import timedelta
from typing import NamedTuple

from ..model.change_log import LoggedVersion
from .change_log import shown
from .press import Item, Press
from .shelf import Shelf


class VersionRow(NamedTuple):
    """A version in a list: where it can be read, its state, from when to when people worked by it."""

    version: Item
    state: str
    state_words: str
    span: str
    here: bool


def render_versions(shelf: Shelf, page: str, press: Press) -> str:
    """Return the table of all versions."""
    return press.part("versions", rows=list(_rows(shelf, page, press)))


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
        logged = shelf.log.versions[at]
        title = press.words("versions.newer", version=shown(logged.version.version), state=_state(logged, press))
        place = shelf.place(at)
        lines.append(Item(title, press.url(page, place) if place else "", note=span(logged, press)))
    current = shelf.current
    uncommitted = current is not None and any(not commit.hash for commit in current.commits)
    return press.part("newer", lines=lines, uncommitted=uncommitted) if lines or uncommitted else ""


def render_banner(shelf: Shelf, at: int, page: str, press: Press) -> str:
    """Return what stands above a text that nobody works by."""
    logged, words = shelf.log.versions[at], press.words
    lead = words("versions.not-in-force", version=shown(logged.version.version), state=_state(logged, press))
    current = shelf.current
    if current is None:
        way = Item(words("versions.deleted"), press.url(page, shelf.listing))
    else:
        key = "versions.in-force" if current.state.in_force else "versions.own"
        title = words(key, version=shown(current.version.version), state=_state(current, press))
        way = Item(title, press.url(page, shelf.path))
    return press.part("banner", lead=lead, span=span(logged, press), state=logged.state, way=way)


def span(logged: LoggedVersion, press: Press) -> str:
    """Return from when to when people work by a version."""
    version, words = logged.version, press.words
    if version.since is None:
        return words("versions.never") if version.until else ""
    if version.until is None:
        return words("versions.from" if version.since <= press.day else "versions.will", day=str(version.since))
    if version.until <= version.since:
        return words("versions.never")
    return words("versions.span", first=str(version.since), last=str(version.until - timedelta(days=1)))


def _rows(shelf: Shelf, page: str, press: Press) -> Iterator[VersionRow]:
    for at, logged in enumerate(shelf.log.versions):
        place = shelf.place(at)
        here = place == page
        item = Item(f"V{shown(logged.version.version)}", press.url(page, place) if place and not here else "")
        yield VersionRow(item, logged.state, _state(logged, press), span(logged, press), here)


def _state(logged: LoggedVersion, press: Press) -> str:
    return press.state_words[logged.state]
