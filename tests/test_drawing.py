"""SVG attachments: what draws is let through, what acts or asks another host is not; and what styles ask for."""

import time

import pytest

from sop_docs.check import check_attachments
from sop_docs.check.attachments import KINDS, SVG_BYTES
from sop_docs.check.style import style_addresses

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'
HARMLESS = {
    "shapes": '<title>图</title><g><path d="M0 0"/><text><tspan>甲</tspan></text></g><style>.a{fill:red}</style>',
    "use": '<defs><g id="a"/></defs><use href="#a"/><use xlink:href="#a"/><rect fill="url(#b)"/><a href="">x</a>',
    "pictures": "".join(f'<image href="data:image/{kind};base64,AA"/>' for kind in ("png", "jpeg", "gif", "webp")),
    "font": "<style>@font-face{src:url(data:font/woff2;base64,AA)}</style>",
    "filter": '<filter id="f"><feGaussianBlur/><feImage href="#a"/></filter><g filter="url(#f)"/>',
    "words of a link": '<text data-x="javascript">https://example.com url(x</text><desc>onload=x</desc>',
    "notes of Inkscape": (
        '<sodipodi:namedview xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd"'
        ' xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" inkscape:export="https://example.com"/>'
    ),
    "licence": (
        '<metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<cc:Work xmlns:cc="http://creativecommons.org/ns#" rdf:about=""/>'
        '<dc:title xmlns:dc="http://purl.org/dc/elements/1.1/">x</dc:title></rdf:RDF></metadata>'
    ),
    "comment": "<!-- <script>alert(1)</script> -->",
    "numeric entities": "<text>&#60;script&#62;</text>",
}
ZIP = b"PK\x03\x04" + bytes(26)
WHOLE = {
    "a.png": b"\x89PNG\r\n\x1a\n",
    "a.jpg": b"\xff\xd8\xff\xe0",
    "a.jpeg": b"\xff\xd8\xff\xe1",
    "a.gif": b"GIF87a",
    "b.gif": b"GIF89a",
    "a.webp": b"RIFF\x10\0\0\0WEBPVP8 ",
    "a.pdf": b"%PDF-1.7",
    "a.docx": ZIP + b"[Content_Types].xml",
    "b.docx": ZIP + b"word/document.xml",
    "a.xlsx": ZIP + b"xl/workbook.xml",
    "a.pptx": ZIP + b"ppt/presentation.xml",
    "b.pptx": ZIP + b"_rels/.rels",
    "c.docx": ZIP + b"docProps/app.xml",
    "d.docx": ZIP + b"customXml/item1.xml",
    "a.svg": b'<svg xmlns="http://www.w3.org/2000/svg"/>',
    "a.csv": "一,二".encode(),
    "b.csv": "一,二".encode("utf-16"),
    "c.csv": "一,二".encode("gbk"),
    "a.txt": b"",
}
REFUSED = {
    "a script": ("<script/>", 1, "<script>"),
    "a handler": ('<g onload="x()"/>', 1, "onload="),
    "an instruction": ("<?php x ?>", 1, "<?php"),
    "an element in a style": ("<style><g/></style>", 1, "<style>…<g>"),
    "a base": ('<g xml:base="https://example.com"/>', 1, "https://example.com"),
    "a source": ('<image src="https://example.com"/>', 1, "https://example.com"),
    "a long address": (f'<a href="{"x" * 50}"/>', 1, "x" * 40),
    "a style in an attribute": ('<g class="url(//a)"/>', 1, "//a"),
    "a style that goes on": ("<style>\n@import\n'//a';</style>", 3, "//a"),
    "behind a note of an editor": (
        '<g xmlns:i="http://www.inkscape.org/namespaces/inkscape" i:href="//a" href="//b"/>',
        1,
        "//b",
    ),
}
HEADS = (
    "<?xml version='1.0' encoding='utf8'?>",
    "<?xml version='1.0' encoding='US-ASCII'?>",
    "<?xml version='1.0'?>",
    "<?xml version='1.0' encoding='UTF-8' standalone='no'?>",
    '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">',
    "\ufeff",
)
STYLES = {
    "color: red": [],
    "fill: url(#a)": ["#a"],
    "fill: url( '#a' )": ["#a"],
    "FILL: URL(a.png)": ["a.png"],
    r"fill: \75\72\6c (a.png)": ["a.png"],
    r"fill: u\rl(a.png)": ["a.png"],
    "fill: url(//example.com/a b)": ["//example.com/a b"],
    r"fill: url(\68ttps://example.com)": ["https://example.com"],
    "@import 'a.css'": ["a.css"],
    '@import"a.css"': ["a.css"],
    r"@i\6dport 'a.css'": ["a.css"],
    "src: src('a.woff')": ["a.woff"],
    "x: image-set('a.png' 1x, \"b.png\" 2x)": ["a.png", "b.png"],
    "x: cross-fade('a.png', 'b.png')": ["a.png", "b.png"],
    "x: image('a.png')": ["a.png"],
    "x: -webkit-image-set('a.png' 1x)": ["a.png"],
    "x: -webkit-cross-fade('a.png', 'b.png')": ["a.png", "b.png"],
    r"x: url(\10ffff)": ["\U0010ffff"],
    "content: 'url(a.png)'": [],
    r"content: 'a\' url(a.png)'": [],
    "/* url(a.png) */ x: url(b.png)": ["b.png"],
    "/* url(a.png)": [],
    "x: '\n; y: url(a.png); '": ["a.png"],
    "width: calc(1px + 2px); x: counter(page) attr(href)": [],
    "url: a.png": [],
    "x: url(": [""],
    r"content: '\110000'; x: url(\110000)": ["\ufffd"],
}


def found_in(svg: str) -> list[str]:
    return [problem.key for problem in check_attachments({"a.svg": svg.encode()})]


@pytest.mark.parametrize("name", HARMLESS)
def test_what_draws_is_let_through(name: str) -> None:
    assert found_in(f"{HEAD}{HARMLESS[name]}</svg>") == []


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_drawn_is_told_with_its_line(name: str) -> None:
    inside, line, words = REFUSED[name]
    (problem,) = check_attachments({"a.svg": f"{HEAD}{inside}</svg>".encode()})
    assert (problem.key, problem.place.line, problem.values) == ("SOP908", line, {"text": words})


def test_a_drawing_defines_no_entities_and_says_no_other_encoding() -> None:
    (problem,) = check_attachments({"a.svg": f'<!DOCTYPE svg [<!ENTITY x "y">]>{HEAD}</svg>'.encode()})
    assert (problem.key, problem.values) == ("SOP908", {"text": "<!DOCTYPE ["})
    assert found_in(f"<?xml version='1.0' encoding='GBK'?>{HEAD}</svg>") == ["SOP907.kind"]
    assert found_in("<svg/>") == ["SOP907.kind"]


def test_every_kind_is_let_through_as_what_it_is() -> None:
    assert {path.rpartition(".")[2] for path in WHOLE} == set(KINDS)
    assert list(check_attachments(WHOLE)) == []


@pytest.mark.parametrize("path", [path for path in WHOLE if not path.endswith((".csv", ".txt"))])
def test_every_kind_is_refused_as_another(path: str) -> None:
    (problem,) = check_attachments({path: b"x"})
    assert (problem.key, problem.values) == ("SOP907.kind", {"extension": path.rpartition(".")[2]})


@pytest.mark.parametrize(
    "data", [b"MZ", b"\x7fELF", b"#!/bin/sh", b"%PDF-", b" <!DocType", b"<HTML", b"<?xml", b"a\0b", ZIP]
)
def test_no_program_and_no_page_is_a_text(data: bytes) -> None:
    assert [problem.key for problem in check_attachments({"a.txt": data})] == ["SOP907.kind"]


@pytest.mark.parametrize(
    ("path", "data"), [("a.docx", ZIP + b"bomb.txt"), ("a.webp", b"RIFF\x24\0\0\0WAVEfmt "), ("a.png", b"GIF89a")]
)
def test_a_file_is_what_its_name_says(path: str, data: bytes) -> None:
    assert [problem.key for problem in check_attachments({path: data})] == ["SOP907.kind"]


def test_what_may_be_attached_is_named() -> None:
    (problem,) = check_attachments({"a.exe": b"MZ"})
    known = "png, jpg, jpeg, gif, webp, pdf, docx, xlsx, pptx, svg, csv, txt"
    assert (problem.key, problem.values) == ("SOP907", {"extension": "exe", "known": known})


@pytest.mark.parametrize("head", HEADS)
def test_what_drawing_programs_write_first_is_let_through(head: str) -> None:
    assert found_in(f"{head}{HEAD}</svg>") == []


@pytest.mark.parametrize("style", STYLES)
def test_styles_say_what_they_load(style: str) -> None:
    assert list(style_addresses(style)) == STYLES[style]


def test_a_drawing_has_a_million_bytes_at_most() -> None:
    svg = f"{HEAD}</svg>"
    assert found_in(svg.ljust(SVG_BYTES)) == []
    (problem,) = check_attachments({"a.svg": svg.ljust(SVG_BYTES + 1).encode()})
    assert (problem.key, problem.values) == ("SOP001", {"size": "1000001", "limit": "1000000"})


@pytest.mark.parametrize("piece", ["url(", "url(x)", "\\", "'", "\"\n'", "/*", "@import ", "a(", "\\a ", "image-set('"])
def test_a_long_style_is_read_in_time(piece: str) -> None:
    start = time.process_time()
    list(style_addresses("(" + piece * (200_000 // len(piece))))
    assert time.process_time() - start < 2
