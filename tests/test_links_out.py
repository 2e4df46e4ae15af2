"""What a delivered file makes a browser ask another host for, and what leads out of the folder."""

import time

import pytest

from sop_docs.check import links_out as module
from sop_docs.check.links_out import links_out


def out(path: str, text: str) -> list[str]:
    return [f"{finding.kind} {finding.values['address']}" for finding in links_out(path, text.encode())]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<a href="https://example.com/">outside</a>', []),
        ('<a href="mailto:a@example.com">write</a>', []),
        ('<a href="#s1">down</a><a href="?q=1">here</a><a href="b.html#x">next</a>', []),
        ('<a href="../index.html">home</a>', []),
        ('<link rel="canonical" href="https://example.com/a.html">', []),
        ('<link rel="stylesheet" href="https://example.com/a.css">', ["asks https://example.com/a.css"]),
        ('<script src="//example.com/a.js"></script>', ["asks //example.com/a.js"]),
        ('<a href="//example.com/">x</a>', ["asks //example.com/"]),
        ('<img src="&#104;ttps://example.com/a.png">', ["asks https://example.com/a.png"]),
        ('<img src="ht\ntps://example.com/a.png">', ["asks ht\ntps://example.com/a.png"]),
        ('<img srcset="a.png 1x, https://example.com/b.png 2x">', ["asks https://example.com/b.png"]),
        ('<p style="background:url(https://example.com/a.png)">', ["asks https://example.com/a.png"]),
        ("<style>@import 'https://example.com/a.css';</style>", ["asks https://example.com/a.css"]),
        ('<form action="https://example.com/"></form>', ["asks https://example.com/"]),
        ('<base href="https://example.com/">', ["asks https://example.com/"]),
        ('<a ping="https://example.com/" href="b.html">x</a>', ["asks https://example.com/"]),
        ('<meta http-equiv="refresh" content="0; URL=\'https://example.com/\'">', ["asks https://example.com/"]),
        ('<meta http-equiv="refresh" content="5">', []),
        ('<meta http-equiv="refresh" content="5; https://example.com/">', ["asks https://example.com/"]),
        ('<meta http-equiv="refresh" content=".5,//example.com/">', ["asks //example.com/"]),
        ('<iframe srcdoc="&lt;img src=https://example.com/>"></iframe>', ["asks https://example.com/"]),
        ('<iframe srcdoc="&lt;a href=../../x.html>x&lt;/a>"></iframe>', ["leaves ../../x.html"]),
        ('<img src="a.png" onerror="fetch(\'https://example.com/\')">', ["asks https://example.com/"]),
        ("<a href=\"javascript:fetch('https://example.com/')\">x</a>", ["asks https://example.com/"]),
        ('<svg><set attributeName="href" to="https://example.com/a.png"/></svg>', ["asks https://example.com/a.png"]),
        (
            '<svg><animate attributeName="xlink:href" values="a.png; //example.com/b.png"/></svg>',
            ["asks //example.com/b.png"],
        ),
        ('<svg><animate attributeName="x" values="0;1;/"/></svg>', []),
        ('<svg><image xlink:href="https://example.com/a.png"/></svg>', ["asks https://example.com/a.png"]),
        ('<script>fetch("https://example.com/x")</script>', ["asks https://example.com/x"]),
        ('<a href="../../index.html">x</a>', ["leaves ../../index.html"]),
        ('<a href="../..">x</a>', ["leaves ../.."]),
        ('<a href="%2e%2e/%2e%2e/x.html">x</a>', ["leaves %2e%2e/%2e%2e/x.html"]),
        ('<img src="/logo.png">', ["leaves /logo.png"]),
        ('<img src="file:///etc/passwd">', ["leaves file:///etc/passwd"]),
        ('<a href="C:\\x.html">x</a>', ["leaves C:\\x.html"]),
        ('<a href="..\\..\\x.html">x</a>', ["leaves ..\\..\\x.html"]),
        ('<a href="\\\\server\\share">x</a>', ["asks \\\\server\\share"]),
        ('<img src="data:image/png;base64,AA==">', []),
        ('<img src="/a"><img src="/a">', ["leaves /a"]),
    ],
)
def test_pages(html: str, expected: list[str]) -> None:
    assert out("cs/a.html", html) == expected


def test_the_way_up_ends_at_the_top() -> None:
    html = '<a href="../x.html">x</a>'
    assert (out("a.html", html), out("cs/a.html", html)) == (["leaves ../x.html"], [])


def test_style_sheets() -> None:
    css = '@import "https://example.com/a.css"; p {background: url(../../a.png)} /* https://example.com */'
    assert out("assets/a.css", css) == ["asks https://example.com/a.css", "leaves ../../a.png"]


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        ("@import url(https://example.com/a.css);", ["asks https://example.com/a.css"]),
        ("p{background:u\\72l(\\68ttps://example.com/a\\(1\\).png)}", ["asks https://example.com/a(1).png"]),
        ("url(\\" * 100_000, []),
        ("@import \\a" * 30_000, []),
    ],
    ids=["import", "escapes", "open", "imports"],
)
def test_style_sheets_are_read_in_their_length(css: str, expected: list[str]) -> None:
    start = time.process_time()
    assert out("a.css", css) == expected
    assert time.process_time() - start < 4


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ('// https://example.com\nlet ns = "http://www.w3.org/2000/svg"', []),
        ('location.href = "../../a.html"', []),
        ('fetch("data.json")', []),
        ('fetch("https://example.com/a")', ["asks https://example.com/a"]),
        ("new WebSocket('wss://example.com')", ["asks wss://example.com"]),
        ("import x from 'https://example.com/a.js'", ["asks https://example.com/a.js"]),
        ('import("//example.com/a.js")', ["asks //example.com/a.js"]),
        ('r.open("GET", "https://example.com/a")', ["asks https://example.com/a"]),
        ("s.src = `https://example.com/a.js`", ["asks https://example.com/a.js"]),
        ('location = "https://example.com/a"', ["asks https://example.com/a"]),
        ('location.replace("https://example.com/a")', ["asks https://example.com/a"]),
        ('text.replace("https://", "")', []),
        ('s.setAttribute("xmlns", "http://www.w3.org/2000/svg")', []),
        ('s.setAttribute("src", "https://example.com/a.js")', ["asks https://example.com/a.js"]),
    ],
)
def test_scripts(script: str, expected: list[str]) -> None:
    assert out("assets/a.js", script) == out("assets/a.MJS", script) == expected


@pytest.mark.parametrize("path", ["a.shtml", "a.XHT", "a.xml", "a.svg"])
def test_other_names_of_pages(path: str) -> None:
    assert out(path, '<img src="https://example.com/a.png"/>') == ["asks https://example.com/a.png"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be"])
def test_a_page_that_says_how_it_is_written(encoding: str) -> None:
    data = "\ufeff<img src=https://example.com/a.png>".encode(encoding)
    assert [finding.values["address"] for finding in links_out("a.html", data)] == ["https://example.com/a.png"]


@pytest.mark.parametrize("path", ["a.txt", "a.png", "a.json", "README", "a.html.txt"])
def test_other_files_are_not_read(path: str) -> None:
    assert out(path, '<img src="https://example.com/a.png"><script>fetch("https://example.com/")</script>') == []


def test_a_file_that_is_no_text_is_read_as_far_as_it_goes() -> None:
    data = b'\xff\xfe<img src="https://example.com/a.png">'
    assert [finding.values["address"] for finding in links_out("a.html", data)] == ["https://example.com/a.png"]


def test_a_page_that_is_too_large_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_BYTES", 5)
    assert [finding.kind for finding in links_out("a.html", b"<p>six")] == ["unreadable"]
    assert [*links_out("a.html", b"<p>ok"), *links_out("a.png", bytes(6))] == []


@pytest.mark.parametrize(
    "piece",
    [
        "setAttribute('src',",
        "<meta http-equiv=refresh content='1 ",
        "fetch(",
        ".src = ",
        "import ",
        "@import ",
        "url(",
        "<a href=",
        "from '",
        "\\",
    ],
)
def test_long_lines_take_no_time(piece: str) -> None:
    for path in ("a.js", "a.css", "a.html"):
        assert out(path, piece * (200_000 // len(piece))) == []
