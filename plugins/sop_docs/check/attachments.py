"""Attachments: files of a known kind that are what their name says. Touches no file."""

from collections.abc import Iterator, Mapping, Sequence

from ..model.place import Place
from ..model.problem import Problem
from .drawing import refused_in

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

SVG_BYTES = 1_000_000

_FIRST_NAME = 30
"""Where in a zip file the name of its first member stands."""
_OFFICE_NAMES = (b"[Content_Types].xml", b"_rels/", b"docProps/", b"customXml/", b"word/", b"xl/", b"ppt/")
_PROGRAMS = (b"MZ", b"\x7fELF", b"PK\x03\x04", b"#!", b"%PDF-", b"<!doctype", b"<html", b"<script", b"<?xml", b"<svg")
"""How files begin that are no plain text, whatever their name; a page or a program among them."""


def check_attachments(files: Mapping[str, bytes]) -> Iterator[Problem]:
    """Yield what is wrong with attachments: by path the first bytes of each, of an SVG all of them."""
    for path, data in sorted(files.items()):
        extension = path.rpartition(".")[2].lower()
        if extension not in KINDS:
            yield Problem("SOP907", Place(path), {"extension": extension, "known": ", ".join(KINDS)})
        elif extension == "svg":
            yield from _svg(path, data)
        elif not _is(extension, data, KINDS[extension]):
            yield Problem("SOP907.kind", Place(path), {"extension": extension})


def _is(extension: str, data: bytes, beginnings: Sequence[bytes]) -> bool:
    """Whether the first bytes of a file are those of its kind."""
    if not beginnings:
        # An empty file is plain text; one with NUL is not, but for the UTF-16 that spreadsheets write.
        text = data.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
        return not text.startswith(tuple(map(bytes.lower, _PROGRAMS))) and (
            b"\0" not in data or data.startswith((b"\xff\xfe", b"\xfe\xff"))
        )
    if not data.startswith(tuple(beginnings)):
        return False
    if beginnings is _OFFICE:
        return data[_FIRST_NAME:].startswith(_OFFICE_NAMES)
    return extension != "webp" or data[8:12] == b"WEBP"


def _svg(path: str, data: bytes) -> Iterator[Problem]:
    if len(data) > SVG_BYTES:
        yield Problem("SOP001", Place(path), {"size": str(len(data)), "limit": str(SVG_BYTES)})
        return
    try:
        data.decode("utf-8")
        refused = refused_in(data)
    except ValueError:
        yield Problem("SOP907.kind", Place(path), {"extension": "svg"})
        return
    if refused:
        line, words = refused
        yield Problem("SOP908", Place(path, line), {"text": words})
