"""Attachments: files of a known kind that are what their name says. Touches no file."""

import re
from collections.abc import Iterator, Mapping
from html import unescape

from ..model.place import Place
from ..model.problem import Problem

_OFFICE = (b"PK\x03\x04",)
KINDS: Mapping[str, tuple[bytes, ...]] = {
    "png": (b"\x89PNG\r\n\x1a\n",),
    "jpg": (b"\xff\xd8\xff",),
    "jpeg": (b"\xff\xd8\xff",),
    "gif": (b"GIF87a", b"GIF89a"),
    "webp": (b"RIFF",),
    "pdf": (b"%PDF-",),
    "docx": _OFFICE,
    "xlsx": _OFFICE,
    "pptx": _OFFICE,
    "svg": (),
    "csv": (),
    "txt": (),
}
"""What may be attached, and how such files begin; macros, scripts, pages and archives may not."""

_UNSAFE_SVG = re.compile(
    r"<\s*(?:[\w-]+:)?(?:script|foreignObject|iframe|object|embed|handler)\b"
    r"|\bon[a-z]+\s*="
    r"|<!(?:ENTITY|ATTLIST|ELEMENT)|<!DOCTYPE[^>]*\[|<\?xml-stylesheet|@import|javascript:"
    r"|attributeName\s*=\s*[\"']?\s*(?:xlink:)?href"
    r"|\bhref\s*=\s*[\"']?\s*(?!\#|data:image/(?:png|jpeg|gif|webp)[;,])[^\s\"']"
    r"|url\(\s*[\"']?\s*(?!\#)[^)\s\"']",
    re.IGNORECASE,
)


def check_attachments(files: Mapping[str, bytes]) -> Iterator[Problem]:
    """Yield what is wrong with attachments: by path the first bytes of each, of an SVG all of them."""
    for path, data in sorted(files.items()):
        extension = path.rpartition(".")[2].lower()
        if extension not in KINDS:
            yield Problem("SOP907", Place(path), {"extension": extension, "known": ", ".join(KINDS)})
        elif KINDS[extension] and not data.startswith(KINDS[extension]):
            yield Problem("SOP907.kind", Place(path), {"extension": extension})
        elif extension == "svg":
            yield from _svg(path, data)


def _svg(path: str, data: bytes) -> Iterator[Problem]:
    try:
        text = unescape(data.decode("utf-8"))
    except UnicodeDecodeError:
        yield Problem("SOP907.kind", Place(path), {"extension": "svg"})
        return
    if found := _UNSAFE_SVG.search(text):
        line = text.count("\n", 0, found.start()) + 1
        yield Problem("SOP908", Place(path, line), {"text": found[0][:40]})
    elif "<svg" not in text:
        yield Problem("SOP907.kind", Place(path), {"extension": "svg"})
