"""A last look at built HTML, as a browser reads it: nothing in it acts, nothing asks another host. Touches no file.

Whatever the author's Markdown, the extensions and the templates did, this sees the result: of a whole page, its head
and its navigation too.
"""

import posixpath
import re
from base64 import b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ..model.place import Place
from ..model.problem import Problem
from .addresses import OTHER_HOST, STYLES, addresses, loads
from .destination import SCHEMES, read_destination, scheme

_HANDLER = re.compile(r"[\s\"'/]on[a-z]", re.IGNORECASE)
"""Without this no attribute `on…` can be in a page; looking at every attribute costs three times as much as parsing."""
_REFUSED = (
    "iframe,frame,frameset,object,embed,applet,portal,fencedframe,base,noscript,template,"
    "meta[http-equiv],foreignObject,animate,set"
)
_PLAIN = re.compile(r"(?!/)[^:&%\\\x00-\x20\x7f-\xa0]*")
"""An address that can only be a relative path; most are."""
_DATA_IMAGE = re.compile(r"data:image/(?:png|jpeg|gif|webp|svg\+xml)[;,]")
_DATA_SCRIPT = frozenset({"application/json", "application/ld+json"})
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Trusted:
    """Scripts of the theme: where they stand (`assets/…`, `/assets/…`), and the digests of those in the page itself."""

    sources: frozenset[str] = frozenset()
    digests: frozenset[str] = frozenset()


def digest(script: str) -> str:
    """Return the SHA-256 of a script in the page, in base64."""
    return b64encode(sha256(script.encode("utf-8", "replace")).digest()).decode("ascii")


def scripts_of(pages: Mapping[str, str]) -> Trusted:
    """Return the scripts of pages that hold no author's word, by their paths."""
    sources: set[str] = set()
    digests: set[str] = set()
    for path, html in pages.items():
        for node in LexborHTMLParser(html).css("script"):
            written = node.attributes.get("src")
            if written is None:
                digests.add(digest(node.text()))
            elif source := _source(path, written):
                sources.add(source)
    return Trusted(frozenset(sources), frozenset(digests))


def gate(path: str, html: str, trusted: Trusted) -> Iterator[Problem]:
    """Yield what must not be in the HTML that was built for `path`."""
    tree = LexborHTMLParser(html)
    place = Place(path)
    for node in tree.css("script"):
        if not _is_trusted(path, node, trusted):
            yield Problem("SOP911", place, {"script": (node.attributes.get("src") or node.text())[:_SHOWN]})
    for node in tree.css(_REFUSED):
        yield Problem("SOP912", place, {"tag": node.tag or ""})
    for node, name, written in addresses(tree, _PLAIN):
        yield from _address(node, name, written, place)
    if _HANDLER.search(html):
        yield from _handlers(tree, place)
    yield from _ids(tree, place)


def _is_trusted(path: str, node: LexborNode, trusted: Trusted) -> bool:
    written = node.attributes.get("src")
    if written is not None:
        return _source(path, written) in trusted.sources
    if node.attributes.get("type") in _DATA_SCRIPT:
        return True
    return digest(node.text()) in trusted.digests


def _source(path: str, written: str) -> str:
    """Return where a script stands that a page asks for, from the site's root; '' where it is not in the site."""
    address = read_destination(written).partition("?")[0]
    if scheme(address) or address.startswith(OTHER_HOST):
        return ""
    place = posixpath.normpath(posixpath.join(posixpath.dirname(path), address))
    return "" if place.startswith("../") else place


def _address(node: LexborNode, name: str, written: str, place: Place) -> Iterator[Problem]:
    address = read_destination(written)
    known = scheme(address)
    values = {"tag": node.tag or "", "attribute": name, "address": written[:_SHOWN]}
    if known and known not in SCHEMES and not (_shows(node, name) and _DATA_IMAGE.match(address)):
        yield Problem("SOP913", place, values)
    elif address.startswith(OTHER_HOST) or (known in {"http", "https"} and loads(node, name)):
        yield Problem("SOP914", place, values)


def _shows(node: LexborNode, name: str) -> bool:
    """Whether a browser takes what the attribute names for an image and nothing else."""
    return node.tag in {"img", "image"} or name in STYLES


def _handlers(tree: LexborHTMLParser, place: Place) -> Iterator[Problem]:
    for node in tree.root.traverse() if tree.root else ():
        for name in node.attributes:
            if name.lower().startswith("on"):
                yield Problem("SOP910", place, {"tag": node.tag or "", "attribute": name})


def _ids(tree: LexborHTMLParser, place: Place) -> Iterator[Problem]:
    seen: set[str] = set()
    for node in tree.css("[id]"):
        name = node.attributes.get("id") or ""
        if name in seen:
            yield Problem("SOP915", place, {"id": name})
        seen.add(name)
