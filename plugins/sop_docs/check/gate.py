"""A last look at built HTML, as a browser reads it: nothing in it acts, nothing asks another host. Touches no file.

Whatever the author's Markdown, the extensions and the templates did, this sees the result.
"""

import re
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ..model.place import Place
from ..model.problem import Problem
from .destination import SCHEMES, read_destination, scheme

_HANDLER = re.compile(r"[\s\"'/]on[a-z]", re.IGNORECASE)
"""Without this no attribute `on…` can be in a page; looking at every attribute costs three times as much as parsing."""
_ADDRESSES = ("href", "src", "action", "formaction", "xlink:href", "data", "poster", "background", "ping", "cite")
_WITH_ADDRESS = ",".join(f"[{name.replace(':', chr(92) + ':')}]" for name in _ADDRESSES)
_REFUSED = "iframe[srcdoc],object,embed,base,meta[http-equiv],foreignObject,template[shadowrootmode]"
_LOADING = frozenset({"link", "img", "script", "iframe", "image", "use", "source", "video", "audio", "track", "input"})
_LOCAL_RELATIONS = frozenset({"canonical", "prev", "next", "alternate"})
_PLAIN = re.compile(r"(?!/)[^:&%\\\x00-\x20\x7f-\xa0]*")
"""An address that can only be a relative path; most are."""
_OTHER_HOST = ("//", "\\", "/\\")
_DATA_IMAGE = re.compile(r"data:image/(?:png|jpeg|gif|webp|svg\+xml)[;,]")
_DATA_SCRIPT = frozenset({"application/json", "application/ld+json"})


@dataclass(frozen=True, slots=True)
class Trusted:
    """Scripts of the theme: how their paths end, and the SHA-256 (base64) of those that stand in the page."""

    sources: tuple[str, ...] = ()
    digests: frozenset[str] = frozenset()


def digest(script: str) -> str:
    """Return the SHA-256 of a script in the page, as `Trusted` has it."""
    return b64encode(sha256(script.encode()).digest()).decode("ascii")


def gate(path: str, html: str, trusted: Trusted) -> Iterator[Problem]:
    """Yield what must not be in the HTML that was built for `path`."""
    tree = LexborHTMLParser(html)
    place = Place(path)
    for node in tree.css("script"):
        if not _is_trusted(node, trusted):
            yield Problem("SOP911", place, {"script": (node.attributes.get("src") or node.text())[:60]})
    for node in tree.css(_REFUSED):
        yield Problem("SOP912", place, {"tag": node.tag or ""})
    for node in tree.css(_WITH_ADDRESS):
        yield from _addresses(node, place)
    if _HANDLER.search(html):
        yield from _handlers(tree, place)
    seen: set[str] = set()
    for node in tree.css("[id]"):
        name = node.attributes.get("id") or ""
        if name in seen:
            yield Problem("SOP915", place, {"id": name})
        seen.add(name)


def _is_trusted(node: LexborNode, trusted: Trusted) -> bool:
    source = node.attributes.get("src")
    if source is not None:
        address = read_destination(source).partition("?")[0]
        return not scheme(address) and not address.startswith(_OTHER_HOST) and address.endswith(trusted.sources)
    if node.attributes.get("type") in _DATA_SCRIPT:
        return True
    return digest(node.text()) in trusted.digests


def _addresses(node: LexborNode, place: Place) -> Iterator[Problem]:
    tag, attributes = node.tag or "", node.attributes
    for name in _ADDRESSES:
        written = attributes.get(name)
        if not written or _PLAIN.fullmatch(written):
            continue
        address = read_destination(written)
        known = scheme(address)
        if known and known not in SCHEMES and not (tag in {"img", "image"} and _DATA_IMAGE.match(address)):
            yield Problem("SOP913", place, {"tag": tag, "attribute": name, "address": written[:60]})
        elif address.startswith(_OTHER_HOST) or (known in {"http", "https"} and _loads(node)):
            yield Problem("SOP914", place, {"tag": tag, "attribute": name, "address": written[:60]})


def _loads(node: LexborNode) -> bool:
    """Whether a browser asks for the addresses of this element by itself."""
    return node.tag in _LOADING and node.attributes.get("rel") not in _LOCAL_RELATIONS


def _handlers(tree: LexborHTMLParser, place: Place) -> Iterator[Problem]:
    for node in tree.root.traverse() if tree.root else ():
        for name in node.attributes:
            if name.lower().startswith("on"):
                yield Problem("SOP910", place, {"tag": node.tag or "", "attribute": name})
