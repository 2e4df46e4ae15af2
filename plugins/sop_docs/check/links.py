"""Rules on links: they lead to the web by a known scheme, or to a file of the library."""

import posixpath
import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import unquote

from ..model.library import Library
from .destination import SCHEMES, external, read_destination, scheme
from .prose import Prose
from .registry import Finding, finding, has, rule

GENERATED = ("departments/", "roles/", "scenarios/", "index.md", "register.md", "forms.md")
"""Pages that nobody writes, or folders of them, from the root of the content."""

SIGNS = ("](", "]:", "<")
"""What every link has."""

_BRACKET = re.compile(r"!?\[|\]\(?")
_INSIDE = re.compile(r"(?:[^()\]]|\](?!\()|\([^()]{0,500}\)){0,2000}")
_DEFINED = re.compile(r"\]:(?=[ \t]*(?:\n[ \t>]*)?(?P<inside>[^\n]{0,400}))")
_AUTOLINK = re.compile(r"<(?P<inside>[A-Za-z][A-Za-z0-9+.-]*:[^<>\s\"'`]*)>")
_TITLE = re.compile(r"\s+[\"'(]")


@rule("SOP904", where=has(*SIGNS))
def address_refused(prose: Prose) -> Iterator[Finding]:
    """Links lead to `https:`, `http:`, `mailto:` or `tel:`, or to a file by a relative path; images are files.

    Wrong: [关闭](javascript:close())
    Right: [关闭](https://tickets.example.com/close)
    """
    for offset, written, image in links_of(prose):
        address = read_destination(written)
        name = scheme(address)
        shown = written[:60]
        if name and name not in SCHEMES:
            yield finding(prose.at(offset), address=shown, scheme=name)
        elif not name and external(address):
            yield finding(prose.at(offset), "absolute", address=shown)
        elif name and image:
            yield finding(prose.at(offset), "image", address=shown)


@rule("SOP906", where=has(*SIGNS))
def file_missing(prose: Prose, library: Library) -> Iterator[Finding]:
    """A relative link leads to a file of the library.

    Wrong: [登记表](FORM-CS-001.md) in cs/SOP-CS-2024-001.md
    Right: [登记表](../forms/FORM-CS-001.md)
    """
    folder = posixpath.dirname(prose.text.place.path)
    for offset, written, _ in links_of(prose):
        address = read_destination(written)
        path = unquote(unescape(re.split("[?#]", written, maxsplit=1)[0]))
        if scheme(address) or external(address) or not path:
            continue
        target = posixpath.normpath(posixpath.join(folder, path))
        if target in library.paths or target.startswith(GENERATED):
            continue
        if target.endswith(".html") and f"{target.removesuffix('.html')}.md" in library.paths:
            yield finding(prose.at(offset), "html", address=written[:60], target=f"{path.removesuffix('.html')}.md")
        else:
            yield finding(prose.at(offset), address=written[:60], target=target)


def links_of(prose: Prose) -> Iterator[tuple[int, str, bool]]:
    """Yield where each destination stands, what is written there, and whether it is an image's."""
    visible = prose.visible
    if "](" in visible:
        for start, block in prose.blocks():
            for offset, inside, image in _inline(block):
                yield start + offset, _address(inside), image
    if "]:" in visible:
        for found in _DEFINED.finditer(visible):
            inside = found["inside"].strip()
            address = _address(inside) if inside.startswith("<") else inside.partition(" ")[0]
            # Lists, notes and terms may begin a definition too, and what acts does so wherever it stands.
            known = scheme(read_destination(address))
            if address and (_defines(visible, found.start()) or (known and known not in SCHEMES)):
                yield found.start("inside"), address, False
    if "<" in visible:
        for found in _AUTOLINK.finditer(visible):
            yield found.start("inside"), found["inside"], False


def _inline(block: str) -> Iterator[tuple[int, str, bool]]:
    """Yield what stands in the round brackets of links and images, with its offset, and whether it is an image's."""
    opened: list[bool] = []
    for bracket in _BRACKET.finditer(block):
        if bracket[0].endswith("["):
            opened.append(bracket[0] == "![")
            continue
        image = bool(opened) and opened.pop()
        if bracket[0] == "](" and (inside := _INSIDE.match(block, bracket.end())):
            yield inside.start(), inside[0], image


def _address(inside: str) -> str:
    inside = inside.strip()
    if inside.startswith("<"):
        return inside[1:].partition(">")[0]
    title = _TITLE.search(inside)
    return inside[: title.start()] if title else inside


def _defines(visible: str, end: int) -> bool:
    """Whether the bracket that ends there began its line, so that it defines a reference."""
    start = visible.rfind("[", 0, end)
    line = visible.rfind("\n", 0, start) + 1
    return start >= 0 and not visible[line:start].strip(" \t>-*+")
