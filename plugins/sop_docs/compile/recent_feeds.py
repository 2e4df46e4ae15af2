"""Recent changes as feeds: JSON Feed 1.1 and Atom (RFC 4287). Touches no file."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import NAMESPACE_URL, UUID, uuid5
from xml.etree.ElementTree import Element, SubElement, tostring

from markupsafe import Markup

from ..model.words import Words
from ..parse.characters import CONTROL
from .links import page_url
from .recent import MOST, Event, EventKind, Recent
from .site_map import CHANGES, CHANGES_ATOM, CHANGES_JSON


def recent_files(recent: Recent, words: Words, name: str, site_url: str = "") -> Mapping[str, str]:
    """Return both feeds by their paths on the site; links are absolute where the site has a `site_url`.

    A review is told when the time for it begins, everything else on its day.
    """
    told = [*recent.past, *(event for event in recent.coming if event.kind is EventKind.REVIEW_DUE)]
    told.sort(key=lambda event: event.announced, reverse=True)
    feed = _Feed(CONTROL.sub("\ufffd", name), site_url, words, told[:MOST], recent.day)
    return {CHANGES_JSON: _json(feed), CHANGES_ATOM: _atom(feed)}


@dataclass(frozen=True)
class _Feed:
    name: str
    site_url: str
    words: Words
    events: Sequence[Event]
    day: date

    @cached_property
    def id(self) -> UUID:
        return uuid5(NAMESPACE_URL, self.site_url or f"sop-docs:{self.name}")

    @property
    def title(self) -> str:
        return self.words("recent.feed", name=self.name)

    @property
    def updated(self) -> date:
        return max((event.announced for event in self.events), default=self.day)

    def link(self, path: str) -> str:
        return f"{self.site_url.rstrip('/')}/{path}" if self.site_url else path

    def page(self, path: str) -> str:
        return self.link(page_url(CHANGES, path))

    def urn(self, event: Event) -> str:
        return uuid5(self.id, event.key).urn

    def headline(self, event: Event) -> str:
        kind = self.words(f"event.{event.kind}")
        return self.words("recent.entry", kind=kind, number=event.number, title=event.title, version=event.version)

    def html(self, event: Event) -> str:
        """Return what a reader of feeds shows below the headline."""
        note = self.words("changes.subject") if event.subject else ""
        lines = [" ".join(filter(None, (event.words, note)))] if event.words else []
        if event.later:
            lines.append(self.words("recent.later", day=event.later.isoformat()))
        if event.kind is EventKind.REVIEW_DUE:
            lines.append(self.words("recent.due", day=event.day.isoformat()))
        text = Markup().join(Markup("<p>{}</p>").format(line) for line in lines or [self.headline(event)])
        changes = Markup().join(Markup("<li>{}</li>").format(change) for change in event.changes)
        # A plain string: ElementTree escapes by `replace`, which Markup would do once more.
        return str(text + Markup("<ul>{}</ul>").format(changes) if changes else text)


def _json(feed: _Feed) -> str:
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.page(CHANGES),
        "feed_url": feed.link(CHANGES_JSON),
        "language": feed.words.language,
        "authors": [{"name": feed.name}],
        "items": [_item(event, feed) for event in feed.events],
    }
    return f"{json.dumps(document, ensure_ascii=False, indent=2)}\n"


def _item(event: Event, feed: _Feed) -> dict[str, object]:
    return {
        "id": feed.urn(event),
        **({"url": feed.page(event.path)} if event.path else {}),
        "title": feed.headline(event),
        "content_html": feed.html(event),
        "date_published": _moment(event.announced),
        "tags": [event.kind.value],
        "_sop": {
            "kind": event.kind.value,
            "number": event.number,
            "version": event.version,
            "day": event.day.isoformat(),
        },
    }


def _atom(feed: _Feed) -> str:
    # With a namespace on each name ElementTree would put a prefix before all of them.
    root = Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": feed.words.language})
    _add(root, "id", feed.id.urn)
    _add(root, "title", feed.title)
    _add(root, "updated", _moment(feed.updated))
    _add(SubElement(root, "author"), "name", feed.name)
    _add(root, "link", rel="self", type="application/atom+xml", href=feed.link(CHANGES_ATOM))
    _add(root, "link", rel="alternate", type="text/html", href=feed.page(CHANGES))
    root.extend(_entries(feed))
    text: str = tostring(root, "unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'


def _entries(feed: _Feed) -> Iterator[Element]:
    for event in feed.events:
        entry = Element("entry")
        _add(entry, "id", feed.urn(event))
        _add(entry, "title", feed.headline(event))
        _add(entry, "updated", _moment(event.announced))
        if event.path:
            _add(entry, "link", rel="alternate", type="text/html", href=feed.page(event.path))
        _add(entry, "category", term=event.kind.value, label=feed.words(f"event.{event.kind}"))
        _add(entry, "content", feed.html(event), type="html")
        yield entry


def _add(parent: Element, name: str, text: str = "", **attributes: str) -> None:
    SubElement(parent, name, attributes).text = text or None


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
