"""What a search knows of a page: its words by passages, and what they can be sifted by."""

import json
from dataclasses import asdict, dataclass
from typing import Any

from .page import PageKind


@dataclass(frozen=True, slots=True)
class Passage:
    """The words below one heading of a page; the first passage of a page has neither anchor nor name."""

    anchor: str
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """A page that can be found; `path` is that of its Markdown.

    `department` is a code, `dates` are what the state on the reader's day follows from: status, effective date, end of
    the review period, day since which a newer version holds. An entry of an older version has its state alone.
    """

    path: str
    kind: PageKind
    title: str
    passages: tuple[Passage, ...] = ()
    number: str = ""
    version: str = ""
    department: str = ""
    roles: tuple[str, ...] = ()
    language: str = ""
    dates: tuple[str, ...] = ()


def entry_text(entry: SearchEntry) -> str:
    """Return an entry as text, for whoever keeps it until the next build."""
    return json.dumps(asdict(entry), ensure_ascii=False)


def entry_from(text: str) -> SearchEntry:
    """Return the entry that was written as text."""
    values: dict[str, Any] = json.loads(text)
    values["kind"] = PageKind(values["kind"])
    values["passages"] = tuple(Passage(**passage) for passage in values["passages"])
    return SearchEntry(**values | {name: tuple(values[name]) for name in ("roles", "dates")})
