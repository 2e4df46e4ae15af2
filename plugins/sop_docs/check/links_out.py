"""What a delivered file makes a browser ask another host for, and links that leave the folder. Touches no file.

Of a script only what is written in it is seen, not what it puts together while it runs.
"""

import posixpath
import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser

from ..model.bundle import Finding, Kind
from .addresses import OTHER_HOST, addresses, loads
from .destination import read_destination, scheme
from .style import style_addresses

_PAGES, _STYLES, _SCRIPTS = (".html", ".htm", ".xhtml", ".svg"), (".css",), (".js", ".mjs")
_INSIDE = re.compile(r"(?![./])[^:&%\\\x00-\x20\x7f-\xa0]*|#.*", re.DOTALL)
"""An address that can only be a path downwards, or a place on the page."""
_REQUESTS = frozenset({"http", "https", "ws", "wss", "ftp"})
_LOADING = re.compile(
    r"\b(?:fetch|import|importScripts|WebSocket|EventSource|Worker|SharedWorker|sendBeacon|open|Request)\s{0,9}\("
    r"(?:\s{0,9}[\"'`][A-Za-z]{0,9}[\"'`]\s{0,9},)?\s{0,9}[\"'`](?P<given>[^\"'`\n]{0,300})"
    r"|\b(?:from|import)\s{0,9}[\"'](?P<imported>[^\"'\n]{0,300})"
    r"|\.(?:src|href|action)\s{0,9}=\s{0,9}[\"'`](?P<set>[^\"'`\n]{0,300})"
)
"""Where a script names what it loads."""
_TEMPLATE = re.compile(r"<(/?)template\b", re.IGNORECASE)
_REFRESH = re.compile(r"url\s*=\s*[\"']?([^\"']*)", re.IGNORECASE)
_SHOWN = 60
MOST_BYTES = 1 << 26
"""Of a larger file a browser shows little and a parser makes much."""


def links_out(path: str, data: bytes) -> Iterator[Finding]:
    """Yield what in the file at `path` asks another host or leads out of the bundle, each address once."""
    suffix = posixpath.splitext(path.lower())[1]
    if suffix not in (*_PAGES, *_STYLES, *_SCRIPTS):
        return
    if len(data) > MOST_BYTES:
        yield Finding(Kind.UNREADABLE, path)
        return
    text = data.decode("utf-8", "replace")
    found = _of_page(text) if suffix in _PAGES else _of_script(text) if suffix in _SCRIPTS else _of_style(text)
    for address, asked in dict.fromkeys(found):
        kind = _kind(path, address, asked=asked)
        if kind:
            yield Finding(kind, path, {"address": address[:_SHOWN]})


def _of_page(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the addresses of a page, and whether a browser asks for them by itself."""
    # What waits in a template for a script is in no tree.
    tree = LexborHTMLParser(_TEMPLATE.sub(r"<\1div", text))
    for node, name, written in addresses(tree, _INSIDE):
        yield written, loads(node, name)
    for node in tree.css("meta[http-equiv]"):
        if found := _REFRESH.search(node.attributes.get("content") or ""):
            yield found[1], True
    for node in tree.css("script:not([src])"):
        yield from _of_script(node.text())


def _of_script(text: str) -> Iterator[tuple[str, bool]]:
    for found in _LOADING.finditer(text):
        address = found["given"] or found["imported"] or found["set"] or ""
        # A path below is looked for where the page is, which another file may be.
        if scheme(address) in _REQUESTS or address.startswith(OTHER_HOST):
            yield address, True


def _of_style(text: str) -> Iterator[tuple[str, bool]]:
    yield from ((address, True) for address in style_addresses(text))


def _kind(path: str, written: str, *, asked: bool) -> Kind | None:
    address = read_destination(written)
    known = scheme(address)
    if known in _REQUESTS or address.startswith(OTHER_HOST):
        return Kind.ASKS if asked or not known else None
    if known:
        return Kind.LEAVES if known == "file" or len(known) == 1 else None  # a letter and a colon: a drive
    place = posixpath.normpath(posixpath.join(posixpath.dirname(path), re.split(r"[?#]", address)[0]))
    return Kind.LEAVES if place.startswith(("/", "../")) or place == ".." else None
