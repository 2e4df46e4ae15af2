"""A finished page as one file: what it brings along, where its links lead, and that nothing in it gets out."""

import re
from base64 import b64decode, b64encode
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

import click
import pytest
from selectolax.lexbor import LexborHTMLParser

from sop_docs.check.links_out import links_out
from sop_docs.cli.export_kind import Asked
from sop_docs.compile.links import rebased
from sop_docs.effects.catalogue import load_words
from sop_docs.export.inline import resolve, script, sheet
from sop_docs.export.single import Document, single_file
from sop_docs.model.part import Part
from sop_docs.model.problem import SopError

PNG = b"\x89PNG\r\n\x1a\n0123"
HELD = "data:image/png;base64,iVBORw0KGgowMTIz"
PATH = "cs/SOP-CS-2024-001.html"
FORM = "forms/FORM-CS-001.html"
HOME = "https://sop.example/library/"
EN = load_words("en")
SHELL = """<!doctype html><html class="no-js"><head><title>x</title><link rel="icon" href="../assets/i.png">
<link rel="stylesheet" href="../assets/main.css"><link rel="stylesheet" href="../assets/sop/search.css">
<style>:root{{--sop-print-title:"x"}}</style><script src="../assets/bundle.js"></script></head>
<body data-md-color-scheme="slate" data-md-color-primary="indigo" onload="x()"><header>menu</header>
<div class="sop-page sop-page--sop">{}</div><script>theme()</script></body></html>"""


def files(body: str, **more: bytes) -> Mapping[str, bytes]:
    return {
        PATH: SHELL.format(body).encode(),
        "assets/main.css": b'@charset "UTF-8";.a{background:url(../b.png)}/*# sourceMappingURL=main.css.map */',
        "assets/sop/search.css": b".search{}",
        "assets/i.png": PNG,
        "b.png": PNG,
        **{name.replace("_", "."): data for name, data in more.items()},
    }


def made(body: str, address: str = "", *, scripted: bool = True, title: str = "SOP-CS-2024-001 投诉 V1.0") -> str:
    document = Document(PATH, title, "库 & <库>", {PATH: "", FORM: "form-form-cs-001"}, address)
    return single_file(document, files(body).get, EN, scripted=scripted)


def content(body: str, address: str = "") -> str:
    node = LexborHTMLParser(made(body, address)).css_first(".sop-page")
    assert node is not None
    return (node.html or "").removeprefix('<div class="sop-page sop-page--sop">').removesuffix("</div>")


@pytest.mark.parametrize(
    ("body", "left", "with_address"),
    [
        ('<a href="#step-a">一</a>', '<a href="#step-a">一</a>', None),
        (f'<a href="{PATH[3:]}#step-a">一</a>', '<a href="#step-a">一</a>', None),
        (f'<a href="../{FORM}">表</a>', '<a href="#form-form-cs-001">表</a>', None),
        (f'<a href="../{FORM}#about">表</a>', '<a href="#form-form-cs-001">表</a>', None),
        ('<a href="https://x.cn/a" title="t">外</a>', '<a href="https://x.cn/a" title="t">外</a>', None),
        ('<a href="mailto:a@x.cn">写信</a>', '<a href="mailto:a@x.cn">写信</a>', None),
        (
            '<a href="../roles/a b.html#x">岗 <em>位</em></a>',
            "岗 <em>位</em>",
            f'<a href="{HOME}roles/a%20b.html#x">岗 <em>位</em></a>',
        ),
        ('<a href="%E8%A1%A8.pdf">表.pdf</a>', "表.pdf", f'<a href="{HOME}cs/%E8%A1%A8.pdf">表.pdf</a>'),
        ('<a href="../../etc/passwd">x</a>', "x", "x"),
        ('<a href="/root.html">x</a>', "x", "x"),
        ('<a href="java\tscript:alert(1)">x</a>', "x", "x"),
        ('<a href="file:///etc/passwd">x</a>', "x", "x"),
        ('<h2 id="a">甲<a class="headerlink" href="#a">¶</a></h2>', '<h2 id="a">甲</h2>', None),
        ('<img src="../b.png" alt="图">', f'<img src="{HELD}" alt="图">', None),
        ('<img src="../gone.png" alt="图">', '<img alt="图">', None),
        ('<img src="https://x.cn/b.png" alt="图">', '<img alt="图">', None),
        ('<img srcset="../b.png 2x" alt="图">', '<img alt="图">', None),
        ('<video src="a.mp4" poster="../b.png">片</video>', "<video>片</video>", None),
        ('<p style="background:url(https://x.cn/)">字</p>', "<p>字</p>", None),
        ('<p>字</p><script>alert(1)</script><iframe src="x"></iframe>', "<p>字</p>", None),
        ("<svg><g><a href='../x.html'><text>步</text></a></g></svg>", "<svg><g><text>步</text></g></svg>", None),
        ('<svg><path marker-end="url(#m)"></path></svg>', '<svg><path marker-end="url(#m)"></path></svg>', None),
    ],
)
def test_a_link_leads_to_a_place_in_the_file_or_to_the_library_or_nowhere(
    body: str, left: str, with_address: str | None
) -> None:
    assert content(body) == left
    if with_address:
        assert content(body, HOME) == with_address


def test_the_file_holds_what_it_is_made_of_and_nothing_else() -> None:
    html = made("<p>甲</p>")
    page = LexborHTMLParser(html)
    assert [node.attributes["href"] for node in page.css("link")] == [HELD]
    assert page.css("[src], header.md-header, .no-js, [onload]") == []
    sheets = [node.text() for node in page.css("style")]
    assert sheets[0] == f'.a{{background:url("{HELD}")}}'
    assert sheets[1] == ':root{--sop-print-title:"x"}'
    assert len(sheets) == 3
    assert page.body is not None
    assert {name: value for name, value in page.body.attributes.items() if name != "dir"} == {
        "data-md-color-primary": "indigo",
        "data-md-color-scheme": "slate",
    }
    assert [finding.values for finding in links_out("a.html", html.encode())] == []


def test_a_browser_is_told_to_run_our_script_alone_and_to_load_nothing() -> None:
    html = made("<p>甲</p>")
    (code,) = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', html)
    digest = b64encode(sha256(code.encode()).digest()).decode()
    assert policy == (
        f"default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'sha256-{digest}'; "
        "base-uri 'none'; form-action 'none'"
    ).replace("'", "&#39;")


def test_without_script_there_is_none() -> None:
    html = made("<p>甲</p>", scripted=False)
    assert "<script" not in html
    assert "script-src" not in html
    assert "default-src" in html


def test_titles_stay_words() -> None:
    title = 'SOP-1 </title><script>alert(1)</script> "]]>" V1.0'
    page = LexborHTMLParser(made("<p>甲</p>", title=title))
    shown = page.css_first("title")
    assert shown is not None
    assert shown.text() == title
    assert len(page.css("script")) == 1
    bar = page.css_first("header span")
    assert bar is not None
    assert bar.text() == "库 & <库>"


def test_the_same_page_gives_the_same_file() -> None:
    assert made('<img src="../b.png">') == made('<img src="../b.png">')


def test_a_page_that_is_not_there_is_told() -> None:
    with pytest.raises(SopError, match="no such page"):
        single_file(Document("x.html", "x", "x", {}), files("").get, EN)


@pytest.mark.parametrize(
    ("style", "left"),
    [
        ("a{b:url( '../b.png' )}", f'a{{b:url("{HELD}")}}'),
        ('a{b:url("b%2Epng?x#y")}', 'a{b:url("data:,")}'),
        ("a{b:url(f.woff2)}", 'a{b:url("data:,")}'),
        ("a{b:url(https://x.cn/b.png)}", 'a{b:url("data:,")}'),
        ("a{b:url(#m)}", "a{b:url(#m)}"),
        ("a{b:url('data:image/svg+xml,<svg></svg>')}", "a{b:url('data:image/svg+xml,<svg><\\/svg>')}"),
        ('@import url("x.css"); a{}', "a{}"),
        ("@IMPORT 'x.css';a{}", "a{}"),
        ('a{content:"</style><script>"}', 'a{content:"<\\/style><script>"}'),
    ],
)
def test_a_style_sheet_brings_its_pictures_and_asks_nobody(style: str, left: str) -> None:
    assert sheet("css/a.css", style, {"b.png": PNG}.get) == left


def test_nothing_in_a_script_ends_it() -> None:
    assert script('a = "</script><!--";\n') == 'a = "<\\/script><\\!--";'


def test_an_address_is_read_from_its_page() -> None:
    assert [resolve("a/b.html", one) for one in ("c.html", "../c%20d.html?q#x", "#x", "./")] == [
        "a/c.html",
        "c d.html",
        "a/b.html",
        "a",
    ]
    assert b64decode(HELD.partition(",")[2]) == PNG


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("![图](图.png)", "![图](../forms/%E5%9B%BE.png)"),
        ("[x](../a.md#b)", "[x](../a.md#b)"),
        ("[x](a/b.md) 和 [y](<c.md> 't')", "[x](../forms/a/b.md) 和 [y](<../forms/c.md> 't')"),
        ("[x]: a.png", "[x]: ../forms/a.png"),
        ("[x](#b)[y](https://x.cn)[z](mailto:a@b)[r](/a)", "[x](#b)[y](https://x.cn)[z](mailto:a@b)[r](/a)"),
        ("[x](../../a.md)", "[x](../../a.md)"),
    ],
)
def test_links_of_a_form_start_from_the_page_that_holds_it(text: str, left: str) -> None:
    assert rebased(text, "forms/FORM-CS-001.md", "cs/SOP-CS-2024-001.md") == left
    assert rebased(text, "cs/a.md", "cs/b.md") == text


ONE, TWO = Part(numbers=("A",)), Part(numbers=("A", "B"))


@pytest.mark.parametrize(
    ("asked", "wrong"),
    [
        (Asked(Path("a.html"), single=True, pdf=False, part=ONE, most=None, signed=False), ""),
        (Asked(Path("a.HTML"), single=True, pdf=False, part=ONE, most=None, signed=False), ""),
        (Asked(Path("a.pdf"), single=False, pdf=True, part=ONE, most=None, signed=False), ""),
        (Asked(Path("a.zip"), single=False, pdf=True, part=Part("CS"), most=None, signed=True), ""),
        (Asked(Path("a"), single=False, pdf=True, part=Part(), most=None, signed=False), ""),
        (Asked(Path("a"), single=False, pdf=False, part=TWO, most=3, signed=True), ""),
        (Asked(Path("b/.zip"), single=False, pdf=False, part=Part(), most=None, signed=False), ".zip has no name"),
        (Asked(Path(".PDF"), single=False, pdf=True, part=ONE, most=None, signed=False), ".PDF has no name"),
        (Asked(Path("a.html"), single=True, pdf=True, part=ONE, most=None, signed=False), "either --single or --pdf"),
        (Asked(Path("a"), single=True, pdf=False, part=ONE, most=None, signed=False), "ends in .html"),
        (Asked(Path("a.html"), single=False, pdf=False, part=ONE, most=None, signed=False), "asks for --single"),
        (Asked(Path("a.html"), single=False, pdf=True, part=ONE, most=None, signed=False), "asks for --single"),
        (Asked(Path("a.pdf"), single=False, pdf=False, part=ONE, most=None, signed=False), "asks for --pdf"),
        (Asked(Path("a.html"), single=True, pdf=False, part=TWO, most=None, signed=False), "exactly one --number"),
        (Asked(Path("a.html"), single=True, pdf=False, part=Part(), most=None, signed=False), "exactly one --number"),
        (
            Asked(Path("a.html"), single=True, pdf=False, part=Part("CS", "", ("A",)), most=None, signed=False),
            "no --dep",
        ),
        (Asked(Path("a.pdf"), single=False, pdf=True, part=Part("CS"), most=None, signed=False), "--out a.pdf is one"),
        (Asked(Path("a.html"), single=True, pdf=False, part=ONE, most=1, signed=False), "takes no --versions"),
        (Asked(Path("a"), single=False, pdf=True, part=Part(), most=2, signed=False), "--pdf has the version in force"),
        (Asked(Path("a.html"), single=True, pdf=False, part=ONE, most=None, signed=True), "no single file"),
        (Asked(Path("a.pdf"), single=False, pdf=True, part=ONE, most=None, signed=True), "no single file"),
        (
            Asked(Path("a.pdf"), single=False, pdf=True, part=ONE, most=None, signed=False, numbered=True),
            "--to numbers a folder",
        ),
        (Asked(Path("a.zip"), single=False, pdf=True, part=ONE, most=None, signed=False, numbered=True), ""),
    ],
)
def test_what_cannot_be_asked_together_is_told_in_a_sentence(asked: Asked, wrong: str) -> None:
    if not wrong:
        asked.check(EN)
        return
    with pytest.raises(click.UsageError) as told:
        asked.check(EN)
    assert wrong in told.value.message
    with pytest.raises(click.UsageError):
        asked.check(load_words("zh"))
