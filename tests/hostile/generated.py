"""Bad input that cannot stand in a file of its own: bytes, sizes, names, and what is no file."""

import os
import socket
from collections.abc import Callable, Mapping
from pathlib import Path

SOP = "cs/SOP-CS-2024-001.md"
NOTE = "note.md"
Expected = set[tuple[str, int, str]]

GOOD = """\
---
id: SOP-CS-2024-001
title: 客户投诉处理
version: 1.0
status: draft
---

## 步骤

### 接收

- 步骤号：receive
- 执行：客服专员
- 时限：10 分钟
- 输入：客户来电
- 输出：投诉单
"""
MARKUP = "<img src=x onerror=alert(1)>"
PNG = b"\x89PNG\r\n\x1a\n"
SVG = '<svg xmlns="http://www.w3.org/2000/svg">{}</svg>'


def with_line(line: str) -> bytes:
    """Return the good file with one more line of front matter, which is line 6."""
    return GOOD.replace("status: draft\n", f"status: draft\n{line}\n").encode()


def with_title(title: str) -> bytes:
    """Return the good file with another title, which stands in line 3."""
    return GOOD.replace("title: 客户投诉处理", f"title: {title}").encode()


def note(text: str) -> bytes:
    """Return a page whose text begins in line 3."""
    return f"# 说明\n\n{text}\n".encode()


def steps(count: int, keys: str) -> bytes:
    """Return an SOP of so many steps; `keys` is formatted with the number of each."""
    written = "".join(f"### 步骤{n}\n\n- 步骤号：s{n}\n- 执行：客服专员\n{keys.format(n=n)}\n" for n in range(count))
    return (GOOD[: GOOD.index("### 接收")] + written).encode()


def _everywhere(count: int) -> str:
    return "- 异常：" + "；".join(f"情况{number} → s{number}" for number in range(count))


BYTES: Mapping[str, tuple[str, bytes, set[tuple[int, str]]]] = {
    "Y1 brackets": (SOP, with_line("a: " + "[" * 9000), {(6, "SOP011.depth")}),
    "Y1 200 KB of brackets": (SOP, with_line("a: " + "[" * 200_000), {(6, "SOP001.line")}),
    "Y1 front matter of 80 KB": (SOP, with_line("\n".join(["# " + "x" * 9000] * 9)), {(2, "SOP011")}),
    "Y2 1500-deep map": (SOP, with_line("\n".join(" " * i + "a:" for i in range(1500))), {(1, "SOP001")}),
    "Y5 20 MB scalar": (SOP, with_title("x" * 20_000_000), {(1, "SOP001")}),
    "Y5 30 MB file": (SOP, b"x" * 30_000_000, {(1, "SOP008")}),
    "Y16 next line": (SOP, with_title("a\x85owner: b"), {(3, "SOP004")}),
    "Y16 line separator": (SOP, with_title("a\u2028owner: b"), {(3, "SOP004")}),
    "Y16 paragraph separator": (SOP, with_title("a\u2029owner: b"), {(3, "SOP004")}),
    "Y16 line separator in prose": (NOTE, note("a\u2028b"), {(3, "SOP004")}),
    "Y17 bidi override": (SOP, with_title("a\u202eb"), {(3, "SOP018.hidden")}),
    "Y17 bidi isolate": (SOP, with_title("a\u2066b"), {(3, "SOP018.hidden")}),
    "Y17 zero width": (SOP, with_title("a\u200bb"), {(3, "SOP018.hidden")}),
    "Y17 tag character": (SOP, with_title("a\U000e0041b"), {(3, "SOP018.hidden")}),
    "Y17 inner mark": (SOP, with_line("effective: 2025-01-01\ufeff"), {(6, "SOP018.hidden")}),
    "Y17 soft hyphen in a key": (SOP, with_line("ow\xadner: 客服主管"), {(6, "SOP018.hidden")}),
    "Y18 lone surrogate": (SOP, with_title("a").replace(b"a\n", b"\xed\xa0\x80\n"), {(3, "SOP002")}),
    "Y19 NUL": (SOP, with_title("a\0b"), {(3, "SOP004")}),
    "Y19 ESC": (SOP, with_title("\x1b[31m"), {(3, "SOP004")}),
    "Y19 backspace in prose": (NOTE, note("a\x08b"), {(3, "SOP004")}),
    "Y19 window title": (NOTE, note("\x1b]0;x\x07"), {(3, "SOP004")}),
    "Y19 delete": (NOTE, note("a\x7fb"), {(3, "SOP004")}),
    "Y19 control of eight bits": (NOTE, note("a\x9b31mb"), {(3, "SOP004")}),
    "Y20 Latin-1": (SOP, "---\ntitle: café\n---\n".encode("latin-1"), {(2, "SOP002")}),
    "Y20 GBK": (SOP, GOOD.encode("gbk"), {(3, "SOP002")}),
    "Y20 Big5": (SOP, "---\ntitle: 客戶投訴處理\n---\n".encode("big5"), {(2, "SOP002")}),
    "Y20 UTF-16": (SOP, GOOD.encode("utf-16"), {(1, "SOP002")}),
    "Y20 UTF-16 without a mark": (SOP, "---\ntitle: x\n---\n".encode("utf-16-le"), {(1, "SOP002")}),
    "Y20 overlong": (NOTE, b"# x\n\n\xc0\xbcscript\xc0\xbe\n", {(3, "SOP002")}),
    "Y20 cut character": (NOTE, "# 说明".encode()[:-1], {(1, "SOP002")}),
    "Y20 binary": (NOTE, bytes(range(256)) * 40, {(2, "SOP002")}),
    "Y21 CR only": (SOP, GOOD.replace("\n", "\r").encode(), {(1, "SOP003")}),
    "Y21 a single CR": (SOP, GOOD.replace("draft\n", "draft\r\n\r").encode(), {(6, "SOP003")}),
    "H10 declarations": (NOTE, note("<![" * 3000), {(3, "SOP901.declaration"), (3, "SOP902")}),
    "H10 declarations in lines": (
        NOTE,
        note("\n\n".join(["<![" * 40] * 20)),
        {(line, "SOP901.declaration") for line in range(3, 43, 2)},
    ),
    "H10 tags": (NOTE, note("<a " * 3000), {(3, "SOP901")}),
    "H10 brackets": (NOTE, note("\n".join(["[" * 990] * 20)), {(3, "SOP902")}),
    "H10 images": (NOTE, note("![" * 4000), {(3, "SOP902")}),
    "H10 links": (NOTE, note("[a](" * 2000), {(3, "SOP902"), (3, "SOP906")}),
    "H10 links in half spans": (NOTE, note("`[a](" * 1999), {(3, "SOP902"), (3, "SOP906")}),
    "H10 emphasis": (NOTE, note("*" * 3000 + "a" + "*" * 3000), {(3, "SOP902.stars")}),
    "H10 underscores": (NOTE, note("_" * 3000 + "a" + "_" * 3000), {(3, "SOP902.stars")}),
    "H10 a line of 20,000 characters": (NOTE, note("a" * 20_000), {(3, "SOP001.line")}),
    "H11 sixty levels": (
        NOTE,
        note("\n".join("    " * level + "- 项" for level in range(60))),
        {(23, "SOP903")},
    ),
    "H15 a drawing of 2 MB": ("a.svg", SVG.format("<g/>" * 500_000).encode(), {(1, "SOP001")}),
    "H15 UTF-16": ("a.svg", SVG.format("").encode("utf-16"), {(1, "SOP907.kind")}),
    "H15 100,000 levels": ("a.svg", SVG.format("<g>" * 100_000).encode(), {(1, "SOP907.kind")}),
    "H16 program": ("a.exe", b"MZ\x90\0", {(1, "SOP907")}),
    "H16 program as a picture": ("a.png", b"MZ\x90\0", {(1, "SOP907.kind")}),
    "H16 program as a table": ("a.csv", b"MZ\x90\0", {(1, "SOP907.kind")}),
    "H16 program of Linux as a text": ("a.txt", b"\x7fELF\x02", {(1, "SOP907.kind")}),
    "H16 page with a mark as a text": ("a.txt", b"\xef\xbb\xbf  <HTML>", {(1, "SOP907.kind")}),
    "H16 bytes as a text": ("a.txt", b"a\0b", {(1, "SOP907.kind")}),
    "H16 archive": ("a.zip", b"PK\x03\x04", {(1, "SOP907")}),
    "H16 archive as a document": ("a.docx", b"PK\x03\x04" + bytes(26) + b"bomb.txt", {(1, "SOP907.kind")}),
    "H16 empty archive as a workbook": ("a.xlsx", b"PK\x05\x06" + bytes(18), {(1, "SOP907.kind")}),
    "H16 document with macros": ("a.docm", b"PK\x03\x04" + bytes(26) + b"[Content_Types].xml", {(1, "SOP907")}),
    "H16 old document": ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", {(1, "SOP907")}),
    "H16 sound as a picture": ("a.webp", b"RIFF\x24\0\0\0WAVEfmt ", {(1, "SOP907.kind")}),
    "H16 GIF as PNG": ("a.png", b"GIF89a", {(1, "SOP907.kind")}),
    "H16 PNG without its start": ("a.png", PNG[1:], {(1, "SOP907.kind")}),
    "H16 empty picture": ("a.png", b"", {(1, "SOP907.kind")}),
    "G9 every step to every step": (SOP, steps(45, _everywhere(45)), {(10, "SOP418")}),
    "G11 chain of 500 steps": (SOP, steps(500, ""), {(2010, "SOP406")}),
    "G2 quote in an id": (SOP, GOOD.replace("：receive", '：a" URL="javascript:x').encode(), {(12, "SOP220")}),
    "G3 style sheet": (SOP, f"{GOOD}- stylesheet：x?><script>\n".encode(), {(17, "SOP212")}),
    "G12 control characters in a step": (SOP, steps(1, "- 工具：\x07"), {(14, "SOP004")}),
}
"""By row and words: the path, the bytes, and line and key of what must be found."""

HARMLESS: Mapping[str, tuple[str, bytes]] = {
    "Y10 version that is no float": (SOP, GOOD.replace("version: 1.0", "version: 1.10").encode()),
    "Y12 no is a word": (SOP, with_line("change: no")),
    "Y12 on is a word": (SOP, with_line("inputs: [on, yes, off]")),
    "Y13 date": (SOP, with_line("effective: 2025-01-01")),
    "Y21 mark and CRLF": (SOP, b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode()),
    "Y23 closed at the end of the file": (NOTE, b"---\ntitle: x\n---"),
    "H1 tags that only look": (NOTE, note("<kbd>Ctrl</kbd><br>x<sup>2</sup> <sub>2</sub> <mark>a</mark><del>b</del>")),
    "H1 tags that are never closed": (NOTE, note("<mark>a\n\n- <del>b\n- c</kbd>\n\n> <ins>")),
    "H1 comparison": (NOTE, note("响应 < 24 小时，金额 <= 500，A<5，<工单号>")),
    "H1 in code": (NOTE, note("`<script>alert(1)</script>`\n\n```html\n<img onerror=alert(1)>\n```")),
    "H3 in code": (NOTE, note("`[x](javascript:alert(1))`")),
    "H6 markup in a section": (SOP, GOOD.replace("## 步骤", f"## 目的 {MARKUP}\n\n文字。\n\n## 步骤").encode()),
    "H6 markup in a step": (SOP, GOOD.replace("### 接收", f"### 接收 {MARKUP}").encode()),
    "H6 markup in a key": (SOP, f"{GOOD}- 工具：{MARKUP}\n".encode()),
    "H6 markup in an answer": (SOP, f"{GOOD}- 判断：{MARKUP} → 结束；否 → receive\n".encode()),
    "H6 markup in a note": (SOP, f"{GOOD}- 知情：客服主管（{MARKUP}）\n".encode()),
    "H6 code in a heading": (NOTE, note(f"## `{MARKUP}`")),
    "H7 template": (NOTE, note('{{ cycler.__init__.__globals__.os.popen("id").read() }} {% raw %} {# x #}')),
    "H8 snippet": (NOTE, note('--8<-- "../secret"')),
    "H8 include": (NOTE, note("{!../secret!} {% include 'x' %} !include x [[x]] :::sop_docs")),
    "G1 markup in a label": (SOP, GOOD.replace("### 接收", "### --> ]]> </svg><script> <!--").encode()),
    "G3 end of an instruction": (SOP, GOOD.replace("### 接收", "### ?> <?x ?>").encode()),
    "G6 escapes in a label": (SOP, GOOD.replace("### 接收", r"### \N \G \L \T C:\new \ x").encode()),
    "G7 entities in a label": (SOP, GOOD.replace("### 接收", "### &lt;b&gt; &amp; &#106;").encode()),
    "G8 brackets around a label": (SOP, GOOD.replace("### 接收", "### <b>接收</b>").encode()),
    "G10 label of 5,000 characters": (SOP, GOOD.replace("### 接收", "### " + "长" * 5000).encode()),
    "O10 lookup": (NOTE, note("${jndi:ldap://x} %s {0.__class__} ${{ github.token }} {{7*7}}")),
    "O10 lookup in a title": (SOP, with_title('"{0.__class__} {{7*7}} %s %n"')),
}
"""By row and words: the path and the bytes of what must be let through, and do nothing."""

NAMES: Mapping[str, tuple[str, str]] = {
    "H13 reserved by Windows": ("con.md", "SOP006.reserved"),
    "H13 reserved with a suffix": ("aux.tar.md", "SOP006.reserved"),
    "H13 reserved with a blank": ("nul .md", "SOP006.reserved"),
    "H13 reserved port": ("LPT1.md", "SOP006.reserved"),
    "H13 reserved with a raised digit": ("com².md", "SOP006.reserved"),
    "H13 reserved folder": ("prn/a.md", "SOP006.reserved"),
    "H13 folder ends with a dot": ("a./b.md", "SOP006.end"),
    "H13 folder ends with a blank": ("a /b.md", "SOP006.end"),
    "H13 begins with a blank": (" a.md", "SOP006.character"),
    "H13 colon": ("a:b.md", "SOP006.character"),
    "H13 stream": ("a.md::$DATA.md", "SOP006.character"),
    "H13 query": ("a?b.md", "SOP006.character"),
    "H13 fragment": ("a#b.md", "SOP006.character"),
    "H13 percent": ("a%2f..%2fb.md", "SOP006.character"),
    "H13 backslash": ("a\\b.md", "SOP006.character"),
    "H13 star": ("a*.md", "SOP006.character"),
    "H13 quote": ('a".md', "SOP006.character"),
    "H13 bar": ("a|b.md", "SOP006.character"),
    "H13 markup": ("<script>.md", "SOP006.character"),
    "H13 line break": ("a\nb.md", "SOP006.character"),
    "H13 tab": ("a\tb.md", "SOP006.character"),
    "H13 zero width": ("a\u200b.md", "SOP006.character"),
    "H13 bidi override": ("a\u202edm.md", "SOP006.character"),
    "H13 180 characters": ("a" * 178 + ".md", "SOP006.long"),
    "H13 folders of 180 characters": ("/".join(["b" * 30] * 6) + "/a.md", "SOP006.long"),
    "H13 250 bytes": ("客" * 82 + ".md", "SOP006.name"),
    "O1 command": ("::error file=x::y.md", "SOP006.character"),
    "O1 command of Azure": ("##vso[task.setvariable variable=x]y.md", "SOP006.character"),
    "O2 escape sequence": ("\x1b[2Ja.md", "SOP006.character"),
    "O2 window title": ("\x1b]0;x\x07a.md", "SOP006.character"),
    "O2 control of eight bits": ("a\x9b2Jb.md", "SOP006.character"),
    "O2 carriage return": ("a\rb.md", "SOP006.character"),
    "O3 no UTF-8": (os.fsdecode(b"a\xff.md"), "SOP006.character"),
}
"""By row and words: a path, and what is wrong with it."""

PAIRS: Mapping[str, tuple[str, str]] = {
    "H13 case": ("a/Case.md", "a/case.md"),
    "H13 case of a folder": ("A/x.md", "a/y.md"),
    "H13 composed and not": ("e\u0301.md", "\xe9.md"),
    "H13 sharp s": ("strasse.md", "straße.md"),
    "H13 full width": ("a.md", "ａ.md"),
    "H13 ligature": ("office.md", "oﬃce.md"),
    "H13 kelvin": ("k.md", "\u212a.md"),
}
"""By row and words: two paths that another system takes for one; the second is told of."""


def _symlink(target: str) -> Callable[[Path], object]:
    return lambda path: path.symlink_to(target)


def _hard_link(path: Path) -> None:
    outside = path.parent.parent / "outside"
    outside.write_bytes(b"# x\n")
    path.hardlink_to(outside)


def _socket(path: Path) -> None:
    # A socket's path may have 100 characters; the test's own folder has more.
    before = Path.cwd()
    os.chdir(path.parent)
    try:
        with socket.socket(socket.AF_UNIX) as bound:
            bound.bind(path.name)
    finally:
        os.chdir(before)


def _sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(2_000_000_000)


def _deep(path: Path) -> None:
    path.joinpath(*["d"] * 60).mkdir(parents=True)


NO_FILES: Mapping[str, tuple[str, Callable[[Path], object], tuple[str, str]]] = {
    "H9 link to a file": ("a.md", _symlink("/etc/passwd"), ("a.md", "SOP007.link")),
    "H9 link to a file beside": ("a.md", _symlink("vocabulary.yml"), ("a.md", "SOP007.link")),
    "H9 link to a folder": ("folder", _symlink("/etc"), ("folder", "SOP007.link")),
    "H9 link to nothing": ("a.md", _symlink("nowhere"), ("a.md", "SOP007.link")),
    "H9 link to itself": ("a.md", _symlink("a.md"), ("a.md", "SOP007.link")),
    "H9 link to the folder above": ("folder", _symlink(".."), ("folder", "SOP007.link")),
    "H9 link to a device": ("a.png", _symlink("/dev/zero"), ("a.png", "SOP007.link")),
    "H9 hard link": ("a.md", _hard_link, ("a.md", "SOP007.hard")),
    "H9 pipe": ("a.md", os.mkfifo, ("a.md", "SOP007")),
    "H9 pipe as an attachment": ("a.png", os.mkfifo, ("a.png", "SOP007")),
    "H9 socket": ("a.md", _socket, ("a.md", "SOP007")),
    "H13 folders in each other": ("d", _deep, ("/".join(["d"] * 41), "SOP006.deep")),
    "H16 2 GB": ("a.png", _sparse, ("a.png", "SOP008")),
}
"""By row and words: a name, what makes it, and path and key of what must be found."""
