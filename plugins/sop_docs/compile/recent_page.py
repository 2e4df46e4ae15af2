"""The page of recent changes. Touches no file."""

from collections.abc import Mapping, Sequence
from datetime import date
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
    tables = {"coming": [*recent.coming, *recent.later], "past": [*recent.past]}
    if not any(tables.values()):
        blocks += [heading(2, words("recent.past"), "past", UNSEARCHED), words("recent.none")]
        tables = {}
    for part, events in tables.items():
        blocks += [heading(2, words(f"recent.{part}"), part, UNSEARCHED), _table(events, part, recent.day, press)]
    text = "\n\n".join(blocks)
    return Page(CHANGES, title, f"{text}\n", PageKind.RECENT, written=False, style=print_style(words, title))


def _table(events: Sequence[Event], part: str, day: date, press: Press) -> str:
    """Return events as a table; what is not to be told yet, and that there is nothing, wait for their day."""
    words = press.words
    lines = [
        {
            "event": event,
            "told": event.told if event.kind is EventKind.REVIEW_DUE else None,
            "away": event.day > day and event.kind is EventKind.REVIEW_DUE and event.told > day,
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
    empty = all(line["away"] for line in lines)
    nothing = words("recent.none" if part == "past" else "recent.quiet")
    title = words(f"recent.{part}")
    return press.part("recent", lines=lines, title=title, part=part, empty=empty, nothing=nothing, built=press.built)
