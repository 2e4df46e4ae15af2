"""The last look at built HTML, and at attachments."""

import pytest

from sop_docs.check import Trusted, check_attachments, gate, scripts_of
from sop_docs.check.gate import digest

BUNDLE = "assets/javascripts/bundle.min.js"
TRUSTED = Trusted(frozenset({BUNDLE, f"/{BUNDLE}"}), frozenset({digest("theme()")}))
REFUSED = {
    '<script src="https://example.com/x.js"></script>': ["SOP911", "SOP914"],
    '<script src="//example.com/assets/javascripts/bundle.min.js"></script>': ["SOP911", "SOP914"],
    '<script src="attack.js"></script>': ["SOP911"],
    "<script>alert(1)</script>": ["SOP911"],
    "<svg><script>alert(1)</script></svg>": ["SOP911"],
    '<object data="x.swf"></object>': ["SOP912"],
    '<base href="x/">': ["SOP912"],
    '<meta http-equiv="refresh" content="0;url=https://example.com">': ["SOP912"],
    '<iframe srcdoc="<p>x</p>"></iframe>': ["SOP912"],
    "<svg><foreignObject><p>x</p></foreignObject></svg>": ["SOP912"],
    '<div><template shadowrootmode="open"><p>x</p></template></div>': ["SOP912"],
    '<p onclick="x()">': ["SOP910"],
    "<img src=x.png/onerror=alert(1)//onload=x>": [],
    '<img src="x.png"onerror="alert(1)">': ["SOP910"],
    "<svg/onload=alert(1)>": ["SOP910"],
    "<p ONCLICK=x()>": ["SOP910"],
    '<a href="&#106;avascript:alert(1)">x</a>': ["SOP913"],
    '<a href="java\tscript:alert(1)">x</a>': ["SOP913"],
    '<a href="  javascript:alert(1)">x</a>': ["SOP913"],
    '<svg><a xlink:href="JAVASCRIPT:alert(1)">x</a></svg>': ["SOP913"],
    '<form action="javascript:alert(1)"><button formaction="data:text/html,x">x</button></form>': ["SOP913", "SOP913"],
    '<a href="data:text/html,x">x</a>': ["SOP913"],
    '<img src="data:text/html,x">': ["SOP913"],
    '<img src="https://example.com/pixel.png">': ["SOP914"],
    '<link rel="stylesheet" href="https://fonts.example.com/a.css">': ["SOP914"],
    '<img src="\\\\example.com\\pixel.png">': ["SOP914"],
    '<p id="a"></p><p id="a"></p>': ["SOP915"],
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>': ["SOP912"],
    "<div><template><script>x()</script></template></div>": ["SOP912"],
    '<iframe src="page.html"></iframe>': ["SOP912"],
    '<svg><a><animate attributeName="href" values="javascript:x()"/></a></svg>': ["SOP912"],
    '<svg><set attributeName="onmouseover" to="x()"/></svg>': ["SOP912"],
    '<img srcset="a.png 1x, //example.com/b.png 2x">': ["SOP914"],
    '<img srcset="data:image/png;base64,AAAA 1x">': [],
    '<a ping="https://example.com/" href="b.html">x</a>': ["SOP914"],
    '<form action="https://example.com/"></form>': ["SOP914"],
    '<link rel="dns-prefetch" href="//example.com">': ["SOP914"],
    '<link rel="canonical stylesheet" href="https://example.com/a.css">': ["SOP914"],
    '<svg><feImage href="https://example.com/a.png"/></svg>': ["SOP914"],
    '<svg><use xlink:href="https://example.com/a.svg#b" href="#c"/></svg>': ["SOP914"],
    '<svg><path fill="url(https://example.com/a.svg#b)"/></svg>': ["SOP914"],
    '<svg><path marker-end="url(//example.com/a.svg#b)"/></svg>': ["SOP914"],
    '<p style="background: url(https://example.com/a.png)">': ["SOP914"],
    r'<p style="background: \75rl(\68ttps://example.com/a.png)">': ["SOP914"],
    '<p style="background: image-set(&quot;a.png&quot; 1x, &quot;//example.com/b.png&quot; 2x)">': ["SOP914"],
    '<p style="background: url(javascript:x())">': ["SOP913"],
    "<style>@import 'https://example.com/a.css';</style>": ["SOP914"],
    r"<style>@\69mport 'https://example.com/a.css';</style>": ["SOP914"],
    "<style>/* ' */ a { background: url(https://example.com/a) } /* ' */</style>": ["SOP914"],
    "<style>'\n; a { background: url(https://example.com/a) } '</style>": ["SOP914"],
    r'<style>a::before { content: "url(https://example.com/a) \22 url(//b)" }</style>': [],
}
HARMLESS = (
    '<link rel="prev" href="https://example.com/a"><link rel="next" href="https://example.com/b">',
    '<link rel="alternate" href="https://example.com/a"><map><area href="https://example.com/a"></map>',
    '<script type="application/ld+json">{"a": 1}</script><blockquote cite="https://example.com/"></blockquote>',
    '<svg><image href="data:image/png;base64,AA"/><rect fill="url(data:image/gif;base64,AA)" stroke="url(#a)"/></svg>',
    '<a href="https://example.com/?a=1&amp;b=2">x</a> <a href="mailto:a@example.com">x</a> <a href="../a.html#b">x</a>',
    '<link rel="canonical" href="https://example.com/sop/"><img src="photo.png" alt="only on = off">',
    '<img src="data:image/png;base64,AAAA"><script>theme()</script><script type="application/json">{"a": 1}</script>',
    '<script src="assets/javascripts/bundle.min.js?v=1"></script><p id="a"></p><p id="b">&lt;script&gt;</p>',
)


@pytest.mark.parametrize("html", REFUSED)
def test_what_acts_or_asks_another_site_is_found(html: str) -> None:
    assert [problem.key for problem in gate("page.html", html, TRUSTED)] == REFUSED[html]


def test_a_script_is_the_theme_s_at_its_place_alone() -> None:
    script = '<script src="{}/javascripts/bundle.min.js"></script>'
    assert list(gate("a/b/page.html", script.format("../../assets"), TRUSTED)) == []
    assert list(gate("page.html", script.format("/assets"), TRUSTED)) == []
    for folder in ("assets", "../assets", "../../../assets", "/docs/assets", "../../assets/../attachments/assets"):
        assert [problem.key for problem in gate("a/b/page.html", script.format(folder), TRUSTED)] == ["SOP911"]


def test_scripts_of_an_empty_page_are_the_theme_s() -> None:
    page = '<script>theme()</script><script src="../assets/a.js?x"></script><script src="https://example.com/b.js"></script>'
    assert scripts_of({"x/index.html": page}) == Trusted(frozenset({"assets/a.js"}), frozenset({digest("theme()")}))


VALUES = {
    f"<script>{'x' * 61}</script>": {"script": "x" * 60},
    '<script src="attack.js"></script>': {"script": "attack.js"},
    "<object></object>": {"tag": "object"},
    '<a href="javascript:x()">x</a>': {"tag": "a", "attribute": "href", "address": "javascript:x()"},
    f'<img src="//{"x" * 60}">': {"tag": "img", "attribute": "src", "address": "//" + "x" * 58},
    "<style>a { fill: url(//b) }</style>": {"tag": "style", "attribute": "style", "address": "//b"},
    '<svg><use xlink:href="//b"/></svg>': {"tag": "use", "attribute": "xlink:href", "address": "//b"},
    '<p ONCLICK="x()">': {"tag": "p", "attribute": "onclick"},
    '<p id="a"></p><p id="a"></p><p id="b"></p>': {"id": "a"},
}


@pytest.mark.parametrize("html", VALUES)
def test_what_is_found_is_named(html: str) -> None:
    (problem,) = gate("page.html", html, TRUSTED)
    assert (problem.values, problem.place.path) == (VALUES[html], "page.html")


@pytest.mark.parametrize("html", HARMLESS)
def test_pages_of_the_theme_pass(html: str) -> None:
    assert list(gate("page.html", html, TRUSTED)) == []


SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{}</svg>'
BAD_SVG = (
    "<script>alert(1)</script>",
    '<g onload="alert(1)"/>',
    "<foreignObject/>",
    '<a xlink:href="https://example.com">x</a>',
    '<use href="https://example.com/a.svg#b"/>',
    '<a href="&#106;avascript:alert(1)">x</a>',
    '<rect style="fill: url(https://example.com/a)"/>',
    "<style>@import 'https://example.com/a.css';</style>",
    '<animate attributeName="href" values="x"/>',
)


@pytest.mark.parametrize("inside", BAD_SVG)
def test_a_drawing_that_acts_is_refused(inside: str) -> None:
    (problem,) = check_attachments({"a.svg": ("<?xml version='1.0'?>\n" + SVG.format(inside)).encode()})
    assert (problem.key, problem.place.line) == ("SOP908", 2)


def test_a_plain_drawing_passes() -> None:
    inside = (
        '<defs><g id="a"/></defs><use xlink:href="#a"/><rect fill="url(#b)"/><image href="data:image/png;base64,AA"/>'
    )
    assert list(check_attachments({"a.svg": SVG.format(inside).encode()})) == []


def test_attachments_are_of_known_kinds_and_what_they_say() -> None:
    files = {
        "a.png": b"\x89PNG\r\n\x1a\n",
        "b.PDF": b"%PDF-1.7",
        "c.csv": b"a,b",
        "a.docx": b"PK\x03\x04" + bytes(26) + b"[Content_Types].xml",
        "b.xlsx": b"PK\x03\x04" + bytes(26) + b"xl/workbook.xml",
        "c.webp": b"RIFF\x10\0\0\0WEBPVP8 ",
        "d.csv": "表".encode("utf-16"),
        "e.txt": b"",
        "d.docm": b"PK\x03\x04",
        "e.html": b"<p>",
        "f.js": b"",
        "g.exe": b"MZ",
        "h.png": b"GIF89a",
        "i.svg": b"\xff\xfe<svg>",
        "j.svg": b"<html></html>",
        "noextension": b"",
    }
    assert [(problem.place.path, problem.key) for problem in check_attachments(files)] == [
        ("d.docm", "SOP907"),
        ("e.html", "SOP907"),
        ("f.js", "SOP907"),
        ("g.exe", "SOP907"),
        ("h.png", "SOP907.kind"),
        ("i.svg", "SOP907.kind"),
        ("j.svg", "SOP907.kind"),
        ("noextension", "SOP907"),
    ]
