"""The page of deliveries: which copies are out, and who has to get a new one. Touches no file."""

from collections.abc import Mapping, Sequence
from typing import Final

from ..model.bundle import leaving_out, short, typed
from ..model.delivery import Delivery
from ..model.page import Page, PageKind
from .change_log import shown
from .holdings import Holder, Standing, behind, standings
from .markdown import UNSEARCHED, heading, literal
from .press import Item, Press
from .print_style import print_style
from .site_map import DELIVERIES

_LISTED: Final = 2000
"""So many documents are listed, those of the latest copies; more would make the page too heavy to open."""
_NAMED: Final = 20
"""So many receivers are named beside a document."""


def deliveries_page(press: Press) -> Page:
    """Return the copies that are out, the latest first, and the documents of which somebody has an older text."""
    words, known = press.words, standings(press)
    title = words("deliveries.title")
    deliveries = sorted(press.library.deliveries, key=lambda one: one.copy, reverse=True)
    late = [_late(*found, press) for found in behind(press.library.deliveries, known)]
    blocks = (
        heading(1, title, "deliveries"),
        literal(words("deliveries.lead", day=press.day.isoformat())),
        press.part("deliveries", lines=_lines(deliveries, known, press)),
        heading(2, words("deliveries.behind"), "behind", UNSEARCHED),
        press.part("deliveries_behind", lines=late),
    )
    text = "\n\n".join(blocks)
    return Page(DELIVERIES, title, f"{text}\n", PageKind.DELIVERIES, written=False, style=print_style(words, title))


def _lines(deliveries: Sequence[Delivery], known: Mapping[str, Standing], press: Press) -> list[dict[str, object]]:
    lines, left = [], _LISTED
    for delivery in deliveries:
        listed = len(delivery.documents) <= left
        left -= len(delivery.documents) if listed else 0
        lines.append(_line(delivery, known, press, listed=listed))
    return lines


def _line(delivery: Delivery, known: Mapping[str, Standing], press: Press, *, listed: bool) -> dict[str, object]:
    """Return a copy for the template; what it holds is listed, or it is said where that stands."""
    words, documents = press.words, delivery.documents
    late = {
        number
        for number, versions in documents.items()
        if (standing := known.get(number)) and standing.is_behind(versions, delivery.day)
    }
    versions = sum(map(len, documents.values()))
    place, part = delivery.place, leaving_out(delivery.options)
    return {
        "anchor": f"copy-{delivery.copy}",
        "name": words("deliveries.number", copy=delivery.copy),
        "date": words("deliveries.date", day=delivery.handed_out.isoformat()),
        "to": delivery.to,
        "day": delivery.day.isoformat() if delivery.day else "",
        "commit": short(delivery.commit),
        "count": words("deliveries.count", documents=len(documents), versions=versions),
        "part": words("deliveries.part", options=shown(typed(part))) if part else "",
        "late": words("deliveries.late", count=len(late)) if late else "",
        "documents": [_held(one, delivery, known.get(one), press) for one in documents] if listed else [],
        "elsewhere": "" if listed else words("deliveries.elsewhere", path=place.path, line=place.line),
        "digests": [item for item in (("SHA256SUMS", delivery.sums), ("zip", delivery.archive)) if item[1]],
    }


def _held(number: str, delivery: Delivery, standing: Standing | None, press: Press) -> dict[str, object]:
    """Return a document of a copy with its versions, each with the link to its page, and what is in force instead."""
    versions = delivery.documents[number]
    behind = standing is not None and standing.is_behind(versions, delivery.day)
    return {
        "document": _document(number, press),
        "versions": [Item(_shown(version), _href(number, version, press)) for version in versions],
        "instead": _instead(standing, press) if standing and behind else "",
    }


def _late(number: str, standing: Standing, holders: Sequence[Holder], press: Press) -> dict[str, object]:
    words = press.words
    named = [
        words("deliveries.held", to=one.to, versions=", ".join(map(_shown, one.versions)), copy=one.copy)
        for one in holders[:_NAMED]
    ]
    if others := len(holders) - len(named):
        named.append(words("deliveries.others", count=others, path=press.library.deliveries[0].place.path))
    return {"document": _document(number, press), "now": _version(standing, press), "holders": named}


def _document(number: str, press: Press) -> Item:
    """Return a document by number, with its title where it has one now."""
    return press.document(number, DELIVERIES) if number in press.site.documents else Item(shown(number))


def _href(number: str, version: str, press: Press) -> str:
    """Return the link to the page of a version, '' where there is none."""
    sop = press.library.sop.get(number)
    path = sop.path if sop and sop.version == version else press.site.versions.get(f"{number}@{version}")
    return press.url(DELIVERIES, path) if path else ""


def _instead(standing: Standing, press: Press) -> str:
    now = _version(standing, press)
    return now if standing.over else press.words("deliveries.now", version=now)


def _version(standing: Standing, press: Press) -> str:
    return press.words("deliveries.ended") if standing.over else _shown(standing.version)


def _shown(version: str) -> str:
    return f"V{shown(version)}"
