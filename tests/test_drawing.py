"""SVG attachments: what draws is let through, what acts or asks another host is not; and what styles ask for."""

import time

import pytest

from sop_docs.check import check_attachments
from sop_docs.check.attachments import SVG_BYTES
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
HEADS = (
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


@pytest.mark.parametrize("head", HEADS)
def test_what_drawing_programs_write_first_is_let_through(head: str) -> None:
    assert found_in(f"{head}{HEAD}</svg>") == []


@pytest.mark.parametrize("style", STYLES)
def test_styles_say_what_they_load(style: str) -> None:
    assert list(style_addresses(style)) == STYLES[style]


def test_a_drawing_has_a_million_bytes_at_most() -> None:
    svg = f"{HEAD}</svg>"
    assert found_in(svg.ljust(SVG_BYTES)) == []
    assert found_in(svg.ljust(SVG_BYTES + 1)) == ["SOP001"]


def test_what_is_found_is_told_with_its_line() -> None:
    svg = f"{HEAD}\n<g/>\n<script>\n</script></svg>"
    (problem,) = check_attachments({"a.svg": svg.encode()})
    assert (problem.key, problem.place.line, problem.values) == ("SOP908", 3, {"text": "<script>"})


@pytest.mark.parametrize("piece", ["url(", "url(x)", "\\", "'", "\"\n'", "/*", "@import ", "a(", "\\a ", "image-set('"])
def test_a_long_style_is_read_in_time(piece: str) -> None:
    start = time.process_time()
    list(style_addresses("(" + piece * (200_000 // len(piece))))
    assert time.process_time() - start < 2
