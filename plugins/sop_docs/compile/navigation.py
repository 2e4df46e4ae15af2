"""The navigation of a site whose author set none: departments first, then the ways to look across them."""

import re
from collections.abc import Iterable, Sequence
from html import escape

from ..model.page import Page, PageKind
from ..model.words import Words

Entry = dict[str, "str | list[Entry]"]

_LINK = re.compile(r"\]\(([^)#\s]+\.md)")

_LISTS = (
    (PageKind.ROLE, "part.roles"),
    (PageKind.SCENARIO, "part.scenarios"),
    (PageKind.MODULE, "nav.modules"),
    (PageKind.FORM, "part.forms"),
)
"""Kinds of pages that get a section of their own, and its title."""


def navigation(pages: Sequence[Page], words: Words) -> list[Entry]:
    """Return entries as MkDocs takes them, titles escaped since themes print them as they are."""
    entries: list[Entry] = [_link(page) for page in pages if page.kind is PageKind.HOME]
    departments = {page.group: page for page in pages if page.kind is PageKind.DEPARTMENT}
    sections: list[Entry] = []
    for group, head in departments.items():
        sops = [page for page in pages if page.kind is PageKind.SOP and page.group == group]
        sections.append({escape(head.title): [_link(head), *map(_link, sops)]})
    sections += [_link(page) for page in pages if page.kind is PageKind.SOP and page.group not in departments]
    entries += _section(words("part.departments"), [*_lists(pages, PageKind.DEPARTMENT), *sections])
    for kind, key in _LISTS:
        found = (_link(page) for page in pages if page.kind is kind)
        entries += _section(words(key), [*_lists(pages, kind), *found])
    entries += [_link(page) for page in pages if page.kind in {PageKind.RECENT, PageKind.DELIVERIES}]
    return entries + _folders([page for page in pages if page.kind is PageKind.PROSE], 0)


def _lists(pages: Sequence[Page], kind: PageKind) -> list[Entry]:
    return [_link(page) for page in pages if page.kind is PageKind.LIST and page.group == kind]


def _folders(pages: Sequence[Page], depth: int) -> list[Entry]:
    """Return the author's own pages by folder; an index names its folder, and its links say the order."""
    entries: list[Entry] = []
    for folder in dict.fromkeys(_folder(page, depth) for page in pages):
        inside = [page for page in pages if _folder(page, depth) == folder]
        if not folder:
            entries += map(_link, inside)
            continue
        index = next((page for page in inside if page.path.split("/")[depth + 1 :] == ["index.md"]), None)
        rest = [page for page in inside if page is not index]
        if index:
            order = {link: place for place, link in enumerate(_LINK.findall(index.text))}
            base = index.path.removesuffix("index.md")
            rest.sort(key=lambda page: order.get(page.path.removeprefix(base), len(order)))
        below = ([_link(index)] if index else []) + _folders(rest, depth + 1)
        entries.append({escape(index.title if index else folder): below})
    return entries


def _folder(page: Page, depth: int) -> str:
    parts = page.path.split("/")
    return parts[depth] if len(parts) > depth + 1 else ""


def _section(title: str, entries: Iterable[Entry]) -> list[Entry]:
    below = list(entries)
    return [{title: below}] if below else []


def _link(page: Page) -> Entry:
    return {escape(page.title): page.path}
