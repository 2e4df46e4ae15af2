"""What a delivered file makes a browser ask another host for, and links that leave the folder. Touches no file.

Of a script only what is written in it is seen, not what it puts together while it runs.
"""

import posixpath
import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator, Sequence

from selectolax.lexbor import LexborHTMLParser

from ..model.bundle import Finding, Kind
from .addresses import OTHER_HOST, addresses, loads
from .destination import read_destination, scheme
from .style import style_addresses

_PAGES = (".html", ".htm", ".shtml", ".shtm", ".xhtml", ".xhtm", ".xht", ".xml", ".svg")
"""What a browser shows as a page when it is opened from a folder."""
_STYLES, _SCRIPTS = (".css",), (".js", ".mjs")
_INSIDE = re.compile(r"(?![./])[^:&%\\\x00-\x20\x7f-\xa0]*|#.*", re.DOTALL)
"""An address that can only be a path downwards, or a place on the page."""
_REQUESTS = frozenset({"http", "https", "ws", "wss", "ftp"})
_LOADING = re.compile(
    r"\b(?:fetch|import|importScripts|WebSocket|EventSource|Worker|SharedWorker|sendBeacon|open|Request"
    r"|location\s{0,9}\.\s{0,9}(?:assign|replace))\s{0,9}\("
    r"(?:\s{0,9}[\"'`][A-Za-z]{0,9}[\"'`]\s{0,9},)?\s{0,9}[\"'`](?P<given>[^\"'`\n]{0,300})"
    r"|\bsetAttribute\s{0,9}\(\s{0,9}[\"'`](?:src|href|action)[\"'`]\s{0,9},\s{0,9}[\"'`](?P<put>[^\"'`\n]{0,300})"
    r"|\b(?:from|import)\s{0,9}[\"'](?P<imported>[^\"'\n]{0,300})"
    r"|(?:\.(?:src|href|action)|\blocation)\s{0,9}=\s{0,9}[\"'`](?P<set>[^\"'`\n]{0,300})"
)
"""Where a script names what it loads."""
_TEMPLATE = re.compile(r"<(/?)template\b", re.IGNORECASE)
_REFRESH = re.compile(r"[\s\d.]*[;,\s](?:\s*url\s*=)?\s*[\"']?([^\"']*)", re.IGNORECASE)
_HANDLER = re.compile(r"on(?<!\won)[a-z]{1,30}\s{0,9}=")
"""In small letters; it begins with letters, for which a text is searched several times as fast."""
_MOVED = re.compile(r"(?:xlink:)?href|src", re.IGNORECASE)
"""What an animation of a drawing can set so that something is loaded."""
_DEEPEST = 3
"""Pages in attributes of pages that are looked into."""
_SHOWN = 60
MOST_BYTES = 1 << 26
"""Of a larger file a browser shows little and a parser makes much."""


def links_out(path: str, data: bytes) -> Sequence[Finding]:
    """Return what in the file at `path` asks another host or leads out of the bundle, each address once."""
    suffix = posixpath.splitext(path.lower())[1]
    if suffix not in (*_PAGES, *_STYLES, *_SCRIPTS):
        return ()
    if len(data) > MOST_BYTES:
        return [Finding(Kind.UNREADABLE, path)]
    found: list[tuple[str, bool]] = []
    for text in _readings(data):
        found += _of_page(text) if suffix in _PAGES else _of_script(text) if suffix in _SCRIPTS else _of_style(text)
    kinds = ((address, _kind(path, address, asked=asked)) for address, asked in dict.fromkeys(found))
    return [Finding(kind, path, {"address": address[:_SHOWN]}) for address, kind in kinds if kind]


def _readings(data: bytes) -> Iterator[str]:
    """Yield what a file may be to a browser: UTF-8, and what its first bytes say."""
    yield data.decode("utf-8", "replace")
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        yield data.decode("utf-16", "replace")


def _of_page(text: str, depth: int = 0) -> Iterator[tuple[str, bool]]:
    """Yield the addresses of a page, and whether a browser asks for them by itself."""
    # What waits in a template for a script is in no tree.
    tree = LexborHTMLParser(_TEMPLATE.sub(r"<\1div", text))
    for node, name, written in addresses(tree, _INSIDE):
        yield written, loads(node, name)
        if scheme(read_destination(written)) == "javascript":
            yield from _of_script(written)
    for node in tree.css("meta[http-equiv]"):
        if found := _REFRESH.match(node.attributes.get("content") or ""):
            yield found[1], True
    for node in tree.css("script:not([src])"):
        yield from _of_script(node.text())
    if _HANDLER.search(text.lower()):
        yield from _of_handlers(tree)
    for node in tree.css("set, animate"):
        given = {name.lower(): value or "" for name, value in node.attributes.items()}
        if _MOVED.fullmatch(given.get("attributename", "")):
            values = (given.get(name, "") for name in ("to", "from", "by", "values"))
            yield from ((written.strip(), True) for value in values for written in value.split(";"))
    for node in tree.css("iframe[srcdoc]") if depth < _DEEPEST else ():
        yield from _of_page(node.attributes.get("srcdoc") or "", depth + 1)


def _of_handlers(tree: LexborHTMLParser) -> Iterator[tuple[str, bool]]:
    for node in tree.css("*"):
        for name, written in node.attributes.items():
            if name.startswith("on"):
                yield from _of_script(written or "")


def _of_script(text: str) -> Iterator[tuple[str, bool]]:
    for found in _LOADING.finditer(text):
        address = next(filter(None, found.groups()), "")
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
    way = re.split(r"[?#]", address)[0].replace("\\", "/")
    place = posixpath.normpath(posixpath.join(posixpath.dirname(path), way))
    return Kind.LEAVES if place.startswith(("/", "../")) or place == ".." else None
