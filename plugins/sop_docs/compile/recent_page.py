"""The page of recent changes. Touches no file."""

from collections.abc import Mapping, Sequence
from typing import Final

from ..model.page import Page, PageKind
from .markdown import UNSEARCHED, heading
from .press import Press
from .print_style import print_style
from .recent import Event, EventKind, Recent
from .site_map import CHANGES, CHANGES_ATOM, CHANGES_JSON

_SHOWN: Final = 5
"""So many changes of a version are told; its own log has all."""
_LOOK: Final[Mapping[EventKind, str]] = {
    EventKind.NEW: "pilot",
    EventKind.REVISED: "pilot",
    EventKind.EFFECTIVE: "in-force",
    EventKind.RETIRED: "withdrawn",
    EventKind.DELETED: "withdrawn",
    EventKind.REVIEW_DUE: "review-due",
}
"""The state whose colour an event has."""


def recent_page(recent: Recent, press: Press, *, feeds: bool = True) -> Page:
    """Return what will happen soon and what has happened in the last year, as tables; and where to subscribe to it."""
    words = press.words
    title = words("recent.title")
    blocks = [heading(1, title, "changes")]
    if feeds:
        blocks.append(press.part("recent_feeds", feeds={"Atom": CHANGES_ATOM, "JSON Feed": CHANGES_JSON}))
    if recent.coming:
        blocks += [heading(2, words("recent.coming"), "coming", UNSEARCHED), _table(recent.coming, "coming", press)]
    blocks.append(heading(2, words("recent.past"), "past", UNSEARCHED))
    blocks.append(_table(recent.past, "past", press) if recent.past else words("recent.none"))
    text = "\n\n".join(blocks)
    return Page(CHANGES, title, f"{text}\n", PageKind.RECENT, written=False, style=print_style(words, title))


def _table(events: Sequence[Event], part: str, press: Press) -> str:
    words = press.words
    lines = [
        {
            "event": event,
            "href": press.url(CHANGES, event.path),
            "text": press.url(CHANGES, event.text) if event.text else "",
            "kind": words(f"event.{event.kind}"),
            "look": _LOOK[event.kind],
            "changes": event.changes[:_SHOWN],
            "more": words("recent.more", count=len(event.changes) - _SHOWN) if len(event.changes) > _SHOWN else "",
            "later": words("recent.later", day=event.later.isoformat()) if event.later else "",
        }
        for event in events
    ]
    return press.part("recent", lines=lines, title=words(f"recent.{part}"))
