"""Which pages of a library a search finds, and what it knows of them. Touches no file."""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Final

from ..model.change_log import ChangeLog, LoggedVersion
from ..model.form import Form
from ..model.library import Document, Library
from ..model.lifecycle import Days
from ..model.page import Page, PageKind
from ..model.search import Passage, SearchEntry
from ..model.sop import Module, Sop
from ..model.vocabulary import Vocabulary
from .register import roles_of
from .search_text import passages
from .shelf import Shelf

_NAMES_ONLY: Final = frozenset(
    {
        *(PageKind.DEPARTMENT, PageKind.ROLE, PageKind.SCENARIO, PageKind.LIST),
        *(PageKind.RECENT, PageKind.DELIVERIES),
    }
)
"""Pages that only list what stands on others."""
_TITLE: Final = (Passage("", "", ""),)


class PageReader:
    """Reads pages; one that says what it said the last time is not read again."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[bytes, tuple[Passage, ...]]] = {}

    def __call__(self, page: Page) -> tuple[Passage, ...]:
        """Return the passages of a page that is no mere list."""
        if page.kind in _NAMES_ONLY:
            return _TITLE
        digest = sha256("\0".join([page.text, *page.parts]).encode("utf-8", "replace")).digest()
        known = self._known.get(page.path)
        if known is None or known[0] != digest:
            known = self._known[page.path] = digest, tuple(passages(page))
        return known[1]


def search_entries(
    pages: Iterable[Page], library: Library, shelves: Mapping[str, Shelf] | None, read: PageReader
) -> tuple[SearchEntry, ...]:
    """Return an entry for each page of a site; `shelves` are the versions of documents by path."""
    documents = library.document
    return tuple(
        _entry(page, read(page), documents.get(page.path), library.vocabulary, shelves or {}) for page in pages
    )


def old_entry(page: Page, sop: Sop, logged: LoggedVersion, vocabulary: Vocabulary) -> SearchEntry:
    """Return the entry of a version that stands apart."""
    return SearchEntry(
        page.path,
        page.kind,
        sop.title,
        tuple(passages(page)),
        number=sop.number,
        version=logged.version.version,
        department=_department(sop, vocabulary),
        roles=_roles(sop, vocabulary),
        language=sop.identity.language,
        dates=_dates(logged.days),
    )


def plain_entry(path: str, log: ChangeLog, at: int) -> SearchEntry:
    """Return the entry of a version that is shown as the text of its file: it is found by what it is called."""
    logged = log.versions[at]
    title = logged.version.last.own.head.title or log.title or log.number
    return SearchEntry(
        path,
        PageKind.VERSION,
        title,
        _TITLE,
        number=log.number,
        version=logged.version.version,
        dates=_dates(logged.days),
    )


def _entry(
    page: Page,
    told: tuple[Passage, ...],
    document: Document | None,
    vocabulary: Vocabulary,
    shelves: Mapping[str, Shelf],
) -> SearchEntry:
    if isinstance(document, Sop):
        return SearchEntry(
            page.path,
            page.kind,
            page.title,
            told,
            number=document.number,
            version=document.version,
            department=_department(document, vocabulary),
            roles=_roles(document, vocabulary),
            language=document.identity.language,
            dates=_dates(_days(document, shelves.get(page.path))),
        )
    number, version = "", ""
    if isinstance(document, Form):
        number, version = document.number.value, document.version.value
    elif isinstance(document, Module):
        number, version = document.name.value, document.version.value
    return SearchEntry(page.path, page.kind, page.title, told, number, version, page.group, language=page.language)


def _days(sop: Sop, shelf: Shelf | None) -> Days:
    current, identity = shelf.current if shelf else None, sop.identity
    return Days(identity.status, identity.effective, current.version.until if current else None, identity.review_due)


def _dates(days: Days) -> tuple[str, ...]:
    """Return what the script takes to find the state on the day of its reader."""
    known = (days.since, days.review_due, days.until)
    return (days.status.value, *(day.isoformat() if day else "" for day in known))


def _department(sop: Sop, vocabulary: Vocabulary) -> str:
    return vocabulary.department_of(sop.identity.department) or sop.identity.department


def _roles(sop: Sop, vocabulary: Vocabulary) -> tuple[str, ...]:
    named = dict.fromkeys(name for step in sop.steps for name in roles_of(step))
    return tuple(name for name in named if name in vocabulary.roles)
