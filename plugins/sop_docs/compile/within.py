"""Other versions put into the page of their document, each as what is other in it. Touches no file.

Two versions of a document have most of their words in common. In a copy they are held once: where a version says
something else, a template stands that holds what it says, and how many elements it says that instead of. A script
shows the version that the address asks for; without one the page is that of the version it was built for.
"""

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from typing import Final

from markupsafe import escape
from selectolax.lexbor import LexborHTMLParser, LexborNode

from .links import relative

SCRIPT: Final = "assets/sop/within.js"
"""What shows the version that is asked for."""
_PAGE: Final = ".sop-page"
_REGIONS: Final = (".md-sidebar--secondary .md-sidebar__inner", _PAGE)
"""Where versions differ: the table of contents, and the page itself."""
_TOPIC: Final = "[data-md-component=header-topic] .md-ellipsis"
"""Where the theme says at the top which page it is, once its heading has gone by."""
_STYLE: Final = "head > style.sop-print"
"""What print says of a version; a house may have style sheets of its own before it."""
_CLOSED: Final = re.compile(r"></(?:path|rect|polygon|polyline|line|circle|ellipse|use)>")
"""The end of a shape that holds nothing; its start can say the same."""
_ADDRESS: Final = re.compile(r'(<[a-zA-Z][^<>]*? (?:href|src)=")(?![#/]|[a-zA-Z][a-zA-Z0-9+.-]*:)([^"]+)')
"""A relative address in a tag; a browser's own spelling has no other `<` and no other quotes around values."""


@dataclass(frozen=True)
class Other:
    """A version by the name that addresses have for it, and its finished page, which stands at a path."""

    name: str
    path: str
    html: str

    @cached_property
    def tree(self) -> LexborHTMLParser:
        """The page as a browser reads it."""
        return LexborHTMLParser(self.html)

    def words(self, selector: str) -> str:
        """Return the words of the first element that a selector finds, without those of elements in it."""
        found = self.tree.css_first(selector)
        return found.text(deep=False).strip() if found else ""


@dataclass(frozen=True, slots=True)
class _Replacement:
    """What a version has instead of some elements."""

    at: int
    count: int
    html: str


def with_versions(path: str, html: str, others: Sequence[Other]) -> str | None:
    """Return the finished page of a document with other versions in it; None where they are no pages of one kind."""
    page = LexborHTMLParser(html)
    if any(tree.css_first(_STYLE) is None for tree in (page, *(other.tree for other in others))):
        return None
    for name in _REGIONS:
        region, merged = page.css_first(name), _merged(path, name, page, others)
        if region is None or merged is None:
            return None
        around = ("".join(map(_head, others)), merged, _script(path)) if name == _PAGE else (merged,)
        region.inner_html = "\n".join(around)
    return _CLOSED.sub("/>", page.html or "")


def _merged(path: str, name: str, page: LexborHTMLParser, others: Sequence[Other]) -> str | None:
    """Return what a region holds, with what versions have in it instead; None where one has no such region."""
    elements = _elements(page.css_first(name))
    found: dict[_Replacement, list[str]] = {}
    for other in others:
        theirs = _elements(other.tree.css_first(name))
        if elements is None or theirs is None:
            return None
        for one in _replacements(elements, [_moved(element, other.path, path) for element in theirs]):
            found.setdefault(one, []).append(other.name)
    return None if elements is None else "\n".join(_woven(elements, found))


def _elements(region: LexborNode | None) -> list[str] | None:
    """Return the elements of a region; None where words stand between them."""
    found: list[str] = []
    node = region.first_child if region is not None else None
    while node is not None:
        if node.is_element_node:
            found.append(node.html or "")
        elif node.is_text_node and node.text().strip():
            return None
        node = node.next
    return None if region is None else found


def _moved(element: str, there: str, here: str) -> str:
    """Return an element of the page at one path so that its links hold on the page at another."""

    def moved(found: re.Match[str]) -> str:
        place, mark, rest = re.match(r"([^?#]*)([?#]?)(.*)", found[2], re.DOTALL).groups()  # type: ignore[union-attr]
        target = posixpath.join(posixpath.dirname(there), place) if place else there
        # From the root, out of which no way leads; else the folder of the process would count.
        way = posixpath.relpath(f"/{target}", posixpath.dirname(f"/{here}"))
        return f"{found[1]}{way}{mark}{rest}"

    return _ADDRESS.sub(moved, element)


def _woven(elements: Sequence[str], found: Mapping[_Replacement, Sequence[str]]) -> Iterator[str]:
    """Yield elements, and before those that versions replace what they have instead."""
    places: dict[int, list[str]] = {}
    for one, names in found.items():
        places.setdefault(one.at, []).append(
            f'<template data-sop-in="{" ".join(names)}" data-sop-for="{one.count}">{one.html}</template>'
        )
    for at, element in enumerate(elements):
        yield from places.get(at, ())
        yield element
    yield from places.get(len(elements), ())


def _replacements(elements: Sequence[str], own: Sequence[str]) -> Iterator[_Replacement]:
    # What stands on a long page very often is left to its neighbours: to look for it takes the square of the time.
    for kind, begin, end, first, last in SequenceMatcher(None, elements, own).get_opcodes():
        if kind != "equal":
            yield _Replacement(begin, end - begin, "\n".join(own[first:last]))


def _head(other: Other) -> str:
    """Return what a version has in the head of its page."""
    page = other.tree.css_first(_PAGE)
    words = (
        ("version", other.name),
        ("title", other.words("title")),
        ("topic", other.words(_TOPIC)),
        ("style", other.words(_STYLE)),
        ("class", (page.attributes.get("class") if page else "") or ""),
    )
    attributes = "".join(f' data-sop-{name}="{escape(value)}"' for name, value in words)
    return f"<template{attributes}></template>"


def _script(path: str) -> str:
    return f'<script src="{relative(path, SCRIPT)}"></script>'
