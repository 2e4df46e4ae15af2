"""Documents printed as PDF: each in a file that is the same for the same commit and the same browser."""

import re
from binascii import unhexlify
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Final

from ..effects.chromium import PrintError, find_chromium, print_page
from ..model.bundle import PDF
from ..model.problem import SopError
from ..model.words import Words
from .copy import Built, languages_of, papers
from .documents import documents
from .seal import Bundle, Content, seal
from .single import Document, single_file
from .write import Progress

_AT_ONCE: Final = 2
"""So many browsers."""
_OLDEST: Final = 131
"""The first that prints what the margins of a page are to say."""
_DATE: Final = re.compile(rb"/(CreationDate|ModDate) \(D:\d{14}[+-]\d\d'\d\d'\)")
_NODE: Final = re.compile(rb"\(node(\d{8})\)")
"""What Chromium calls an element, for those that name another one."""
_PRODUCER: Final = re.compile(rb"/Producer \((Skia/PDF m(\d+))\)")
_TITLE: Final = re.compile(rb"/Title (?:<([0-9A-Fa-f]*)>|\(((?:[^\\()]|\\.)*)\))", re.DOTALL)


def browser(words: Words) -> str:
    """Return the program that prints; where there is none, that is said."""
    program = find_chromium()
    if not program:
        raise SopError(words("pdf.none"))
    return program


def printed(built: Built, program: str, words: Words) -> Iterator[tuple[str, bytes]]:
    """Yield number and PDF of each document of a copy; in `words` it is said what went wrong."""
    found = [*documents(built)]
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        made = pool.map(partial(_printed, built, program, words), (document for _, document in found))
        yield from zip((number for number, _ in found), made, strict=True)


def pdf_bundle(built: Built, program: str, folder: Path, words: Words, told: Progress | None = None) -> Bundle:
    """Return the PDFs of a copy as a bundle; they lie in a folder until it is written."""
    contents: dict[str, Content] = {}
    count, producer = len(built.site.library.sops), ""
    for done, (number, data) in enumerate(printed(built, program, words), 1):
        contents[f"{number}.pdf"] = file = folder / f"{done}.pdf"
        file.write_bytes(data)
        producer = _producer(data)[0]
        if told:
            told(done, count)
    tool = ", ".join(filter(None, (built.about.tool, producer)))
    about = replace(built.about, options={**built.about.options, PDF: "yes"}, tool=tool)
    own = papers(built, about)
    return seal({**contents, **own}, about, built.site.delivered, languages_of(built.site))


def _printed(built: Built, program: str, words: Words, document: Document) -> bytes:
    # On paper nothing is clicked, and the state is that of the day of the copy: without script both are so.
    page = single_file(document, built.read, built.site.findings.words, scripted=False)
    try:
        data = print_page(page, program)
        _look(data, document.title, program)
    except PrintError as error:
        reason = words(error.key, **error.values)
        raise SopError(words("pdf.failed", title=document.title, reason=reason)) from error
    return renumbered(dated(data, built.time))


def dated(data: bytes, seconds: int) -> bytes:
    """Return a PDF as if it had been printed at a moment; every byte stays in its place."""
    moment = datetime.fromtimestamp(seconds, UTC).strftime("%Y%m%d%H%M%S").encode()
    return _DATE.sub(rb"/\1 (D:" + moment + rb"+00'00')", data)


def renumbered(data: bytes) -> bytes:
    """Return a PDF whose elements are counted from 1: a browser's own count begins where it happens to be."""
    known = {name: at for at, name in enumerate(sorted(set(_NODE.findall(data))), 1)}
    return _NODE.sub(lambda found: b"(node%08d)" % known[found[1]], data)


def title_of(data: bytes) -> str:
    """Return the title of a PDF, '' where it has none."""
    found = _TITLE.search(data)
    if found is None:
        return ""
    raw = unhexlify(found[1]) if found[1] is not None else _unescaped(found[2])
    return raw.decode("utf-16", "replace") if raw.startswith(b"\xfe\xff") else raw.decode("latin-1")


def _look(data: bytes, title: str, program: str) -> None:
    """Refuse a print of something else, such as of the page of an error, or one without numbers of pages."""
    name = Path(program).stem
    if title_of(data).split() != title.split():
        raise PrintError("pdf.other", program=name)
    if 0 < _producer(data)[1] < _OLDEST:
        raise PrintError("pdf.old", program=name)


def _producer(data: bytes) -> tuple[str, int]:
    found = _PRODUCER.search(data)
    return (found[1].decode(), int(found[2])) if found else ("", 0)


def _unescaped(text: bytes) -> bytes:
    named = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
    return re.sub(
        rb"\\([0-7]{1,3}|.)",
        lambda found: bytes([int(found[1], 8)]) if found[1].isdigit() else named.get(found[1], found[1]),
        text,
        flags=re.DOTALL,
    )
