"""The change log at the foot of a document, as a table."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from ..model.change_log import LoggedVersion
from ..model.lifecycle import Days
from ..parse.characters import CONTROL, HIDDEN
from .press import Item, Press
from .shelf import Shelf

_AT_ONCE: Final = 12
"""So many changes of a version are shown; the others are folded away."""
_LONGEST: Final = 400
"""Characters of what a commit says; nobody bounds that."""


class LogRow(NamedTuple):
    """A version as the table tells of it; `subject` says that the reason is only what the commit is called."""

    version: Item
    state: str
    state_words: str
    days: Days
    current: bool
    effective: str
    dates: tuple[str, ...]
    authors: tuple[str, ...]
    approved: tuple[str, ...]
    reason: str
    subject: bool
    changes: tuple[str, ...]
    folded: tuple[str, ...]
    nothing: str
    changed: str
    """Where the changes are shown."""
    remarks: tuple[tuple[str, str], ...]
    uncommitted: bool


def render_change_log(shelf: Shelf, page: str, press: Press, newest: int = 0) -> str:
    """Return the table of versions, from the one at `newest` back to the first."""
    last = len(shelf.log.versions) - 1
    rows = [_row(shelf, at, page, press, first=at == last) for at in range(newest, last + 1)]
    return press.part("changes", rows=rows, complete=shelf.log.complete)


def shown(text: str) -> str:
    """Return words of a commit or an old file without anything that is not to be seen, and not without end."""
    text = HIDDEN.sub("\ufffd", CONTROL.sub("\ufffd", text))
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _row(shelf: Shelf, at: int, page: str, press: Press, *, first: bool) -> LogRow:
    logged, place = shelf.log.versions[at], shelf.place(at)
    changes = _all_shown(words for _, words in logged.changes)
    version = logged.version
    return LogRow(
        version=Item(f"V{shown(version.version)}", press.url(page, place) if place and place != page else ""),
        state=logged.state,
        state_words=press.state_words[logged.state],
        days=logged.days,
        current=logged.state.in_force,
        effective=str(version.since or version.effective or ""),
        dates=_dates(logged, press),
        authors=_all_shown(author.name for author in logged.authors),
        approved=_all_shown(logged.approved),
        reason=shown(logged.reason),
        subject=not logged.typed,
        changes=changes[:_AT_ONCE],
        folded=changes[_AT_ONCE:],
        changed=press.url(page, shelf.changed[at]) if at in shelf.changed else "",
        nothing="" if changes else press.words("changes.first" if first else "changes.same"),
        remarks=tuple((remark.code, shown(words)) for remark, words, _ in logged.remarks),
        uncommitted=any(not commit.hash for commit in logged.commits),
    )


def _dates(logged: LoggedVersion, press: Press) -> tuple[str, ...]:
    """Return what else is to be said of days: when the text came, and what it says itself where that is another day."""
    version, found = logged.version, []
    if version.since and version.effective and version.since != version.effective:
        found.append(press.words("changes.typed", day=str(version.effective)))
    came = version.issued or version.reached
    if came and not version.believed:
        found.append(press.words("changes.issued" if version.issued else "changes.came", day=str(came)))
    return tuple(found)


def _all_shown(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(shown, texts))
