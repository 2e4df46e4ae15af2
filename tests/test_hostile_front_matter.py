"""Tables Y, H13 and H14 of the threats: every bad input gets a finding with a code and a line, and nothing else."""

import time
from pathlib import Path

import pytest
import yaml

from sop_docs.effects.catalogue import LANGUAGES, load_words
from sop_docs.model.problem import Problem, Severity
from sop_docs.parse import yaml_events
from sop_docs.parse.front_matter import split
from sop_docs.parse.gate import check_paths, read_source
from sop_docs.parse.identity import read_identity
from sop_docs.parse.vocabulary import read_vocabulary

PATH = "cs/SOP-CS-2024-001.md"

GOOD = """\
---
id: SOP-CS-2024-001
title: 客户投诉处理
version: 1.0
status: draft
---

## 步骤
"""


def with_line(line: str) -> str:
    """Return a good file with one more line of front matter, which is line 6."""
    return GOOD.replace("status: draft\n", f"status: draft\n{line}\n")


def with_title(title: str) -> str:
    return GOOD.replace("title: 客户投诉处理", f"title: {title}")


def with_version(version: str) -> str:
    return GOOD.replace("version: 1.0", f"version: {version}")


def with_number(number: str) -> str:
    return GOOD.replace("id: SOP-CS-2024-001", f"id: {number}")


def alias_bomb(merge: str) -> str:
    lines = ["a0: &a0 {x: y}", *(f"a{i}: &a{i} {merge.format(', '.join([f'*a{i - 1}'] * 10))}" for i in range(1, 9))]
    return with_line("\n".join(lines))


def problems_of(data: bytes) -> tuple[Problem, ...]:
    source, problems = read_source(PATH, data)
    if source is None:
        return problems
    front_matter = split(source)
    if front_matter.node is None or front_matter.problems:
        return problems + front_matter.problems
    return problems + read_identity(front_matter.node, PATH, read_vocabulary(None)[0])[1]


CASES = {
    "Y1 brackets": (with_line("a: " + "[" * 9_000), [("SOP011.depth", 6)]),
    "Y1 size": (with_line("\n".join(["# " + "x" * 9_000] * 9)), [("SOP011", 2)]),
    "Y2 1500-deep block map": (with_line("\n".join(" " * i + "a:" for i in range(1500))), [("SOP001", 1)]),
    "Y2 block map": (with_line("\n".join(" " * i + "a:" for i in range(100))), [("SOP011.depth", 26)]),
    "Y3 alias bomb": (alias_bomb("[{}]"), [("SOP012.anchor", 6)]),
    "Y4 merge bomb": (alias_bomb("{{<<: [{}]}}"), [("SOP012.anchor", 6)]),
    "Y4 merge key": (with_line("<<: x"), [("SOP012.merge", 6)]),
    "Y3 alias": (with_line("owner: *x"), [("SOP012.alias", 6)]),
    "Y5 20 MB scalar": (with_title("x" * 20_000_000), [("SOP001", 1)]),
    "Y6 duplicate key": (with_line("owner: a\nowner: b"), [("SOP013", 7)]),
    "Y7 true and 1": (with_line("true: a\n1: b"), [("SOP102", 6), ("SOP102", 7)]),
    "Y7 sequence as key": (with_line("? [a]\n: b"), [("SOP014", 6)]),
    "Y8 python object": (with_line("owner: !!python/object/apply:os.system [id]"), [("SOP012.tag", 6)]),
    "Y9 binary": (with_line("owner: !!binary aGk="), [("SOP012.tag", 6)]),
    "Y9 set": (with_line("owner: !!set {a}"), [("SOP012.tag", 6)]),
    "Y9 ENV": (with_line("owner: !ENV HOME"), [("SOP012.tag", 6)]),
    "Y10 1.10 stays": (with_version("1.10"), []),
    "Y11 012": (with_version("012"), [("SOP107", 4)]),
    "Y11 1_000": (with_version("1_000"), [("SOP107", 4)]),
    "Y11 0x1F": (with_version("0x1F"), [("SOP107", 4)]),
    "Y11 12:30:45": (with_version("12:30:45"), [("SOP107", 4)]),
    "Y11 1e5": (with_version("1.0e+5"), [("SOP107", 4)]),
    "Y12 no is text": (with_line("owner: no"), []),
    "Y12 on as a key": (with_line("on: x"), [("SOP102", 6)]),
    "Y13 date": (with_line("effective: 2025-01-01"), []),
    "Y13 datetime": (with_line("effective: 2025-01-01T08:00:00+08:00"), [("SOP106.time", 6)]),
    "Y13 datetime with a space": (with_line("effective: 2025-01-01 08:00:00"), [("SOP106.time", 6)]),
    "Y14 no such day": (with_line("effective: 2025-02-30"), [("SOP106.day", 6)]),
    "Y14 time": (with_line("effective: 25:00:00"), [("SOP106", 6)]),
    "Y14 5000 digits": (with_line("effective: " + "9" * 5000), [("SOP106", 6)]),
    "Y14 5000 digits of a version": (with_version("9" * 5000), [("SOP107", 4)]),
    "Y14 5000 digits of a period": (with_line("review: " + "9" * 5000 + " 天"), [("SOP108", 6)]),
    "Y15 short": (with_line("effective: 2025-1-1"), [("SOP106.near", 6)]),
    "Y15 American": (with_line("effective: 01/02/2025"), [("SOP106", 6)]),
    "Y16 next line": (with_title("a\x85owner: b"), [("SOP004", 3)]),
    "Y16 line separator": (with_title("a\u2028owner: b"), [("SOP004", 3)]),
    "Y17 bidi override in a title": (with_title("a\u202eb"), [("SOP018.hidden", 3)]),
    "Y17 zero width in a title": (with_title("a\u200bb"), [("SOP018.hidden", 3)]),
    "Y17 inner mark in a date": (with_line("effective: 2025-01-01\ufeff"), [("SOP018.hidden", 6)]),
    "Y17 escaped bidi in a title": (with_title(r'"a\u202eb"'), [("SOP018.hidden", 3)]),
    "Y17 zero width in the body": (GOOD + "a\u200bb\n", [("SOP005", 9)]),
    "Y19 NUL": (with_title(r'"a\0"'), [("SOP018.hidden", 3)]),
    "Y19 ESC": (with_title(r'"\e[31m"'), [("SOP018.hidden", 3)]),
    "Y20 Latin-1": ("---\ntitle: café\n---\n".encode("latin-1"), [("SOP002", 2)]),
    "Y20 GBK": (GOOD.encode("gbk"), [("SOP002", 3)]),
    "Y20 UTF-16": (GOOD.encode("utf-16"), [("SOP002", 1)]),
    "Y21 mark and CRLF": (b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode(), []),
    "Y21 CR only": (GOOD.replace("\n", "\r"), [("SOP003", 1)]),
    "Y22 tab": (with_line("scope:\n\tapplies: a"), [("SOP010.tab", 7)]),
    "Y22 second colon": (with_title("SOP: x"), [("SOP010.colon", 3)]),
    "Y22 at": (with_line("owner: @alice"), [("SOP010.reserved", 6)]),
    "Y22 unclosed quote": (with_title('"客户'), [("SOP010.quote", 3)]),
    "Y22 words after a quote": (with_title('"客户"投诉'), [("SOP010.quoted", 3)]),
    "Y22 unclosed bracket": (with_line("approved: [a, b"), [("SOP010.bracket", 6)]),
    "Y23 no closing": (GOOD.replace("status: draft\n---\n", "status: draft\n"), [("SOP016", 1)]),
    "Y23 closing at the end of the file": (GOOD[: GOOD.index("\n\n##")], []),
    "Y24 two documents": (GOOD.replace("---\n\n", "---\nowner: a\n---\n"), [("SOP015", 6)]),
    "Y24 two documents inside": (with_line("...\nowner: b"), [("SOP010", 7)]),
    "Y24 list": ("---\n- a\n- b\n---\n", [("SOP017", 2)]),
    "Y24 plain string": ("---\nabc\n---\n", [("SOP017", 2)]),
    "Y24 empty": ("---\n---\n", [("SOP017", 2)]),
    "Y24 only a comment": ("---\n# nothing\n---\n", [("SOP017", 2)]),
    "Y25 null": (GOOD.replace("status: draft", "status: ~"), [("SOP101", 5)]),
    "Y25 nan": (with_line("owner: .nan"), [("SOP018.number", 6)]),
    "Y25 inf": (with_line("owner: -.inf"), [("SOP018.number", 6)]),
    "Y26 fullwidth colon": (GOOD.replace("title: ", "title："), [("SOP010.fullwidth", 3)]),
    "Y26 fullwidth colon alone": ("---\ntitle：x\n---\n", [("SOP010.fullwidth", 2)]),
    "Y26 fullwidth colon below a key": (with_line("scope:\n  applies：a"), [("SOP010.fullwidth", 7)]),
    "Y26 fullwidth colon above a comment": (
        with_line("scope:\n  from: b\n  to：a\n\n# goals\ngoals: [a]"),
        [("SOP010.fullwidth", 8)],
    ),
    "Y26 fullwidth colon before a bracket": (with_line("scope：{applies: a, from: b}"), [("SOP010.fullwidth", 6)]),
    "Y26 fullwidth comma": (with_line("scope: {applies: a，from: b}"), [("SOP010.comma", 6)]),
    "Y26 fullwidth comma in a value": (with_line("scope: 甲，{applies: a"), [("SOP010.colon", 6)]),
    "Y27 tags": (with_line("tags: 5"), [("SOP102.site", 6)]),
    "Y27 hide": (with_line("hide: 5"), [("SOP102.site", 6)]),
    "Y27 search": (with_line("search: 3"), [("SOP102.site", 6)]),
    "Y27 template": (with_line("template: nope.html"), [("SOP102.site", 6)]),
    "Y27 template list": (with_line("template: [x]"), [("SOP102.site", 6)]),
    "Y27 icon": (with_line("icon: ../x"), [("SOP102.site", 6)]),
    "Y27 wrong types": (
        with_line("owner: {a: b}\nscope: [a]\nprepared: {a: b}"),
        [("SOP104", 6), ("SOP104.list", 8), ("SOP104.mapping", 7)],
    ),
    "Y28 out of the search": (with_line("search: {exclude: true}"), [("SOP102.site", 6)]),
    "Y29 unknown key": (with_line("aprover: a"), [("SOP102.near", 6)]),
    "H2 markup in a title": (with_title("</title><script>"), [("SOP018.markup", 3)]),
    "H14 Cyrillic O": (with_number("SОP-CS-2024-001"), [("SOP110.ascii", 2)]),
    "H14 other hyphen": (with_number("SOP\u2011CS-2024-001"), [("SOP110.ascii", 2)]),
    "H14 Arabic digits": (with_number("SOP-CS-2024-٠٠١"), [("SOP110.ascii", 2)]),
    "H14 trailing newline": (with_number(r'"SOP-CS-2024-001\n../x"'), [("SOP110", 2)]),
    "H14 path in a number": (with_number("../SOP-CS-2024-001"), [("SOP110", 2)]),
    "O10 template": (with_title('"{0.__class__} ${jndi:x} {{7*7}} %s"'), []),
}


@pytest.fixture(params=["libyaml", "Python"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "Python":
        monkeypatch.setattr(yaml_events, "_LOADER", yaml.BaseLoader)


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES.keys())
def test_bad_input_gets_its_finding_and_line(text: str | bytes, expected: list[tuple[str, int]]) -> None:
    start = time.process_time()

    problems = problems_of(text.encode() if isinstance(text, str) else text)

    assert [(problem.key, problem.place.line) for problem in problems] == expected
    assert time.process_time() - start < 5
    for language in LANGUAGES:
        words = load_words(language)
        for problem in problems:
            assert words(problem.key, **problem.values)
            assert words(f"{problem.key}.hint", **problem.values)


@pytest.mark.usefixtures("parser")
def test_an_escaped_lone_surrogate_is_refused() -> None:
    problems = problems_of(with_title(r'"\ud800"').encode())

    assert [problem.place.line for problem in problems] == [3]
    assert problems[0].key in {"SOP010.escape", "SOP018.hidden"}  # libyaml refuses it itself


def test_a_lone_surrogate_in_bytes_is_refused() -> None:
    source, problems = read_source(PATH, b"a\xed\xa0\x80b\n")

    assert source is None
    assert problems[0].key == "SOP002"
    assert (problems[0].place.line, problems[0].place.column) == (1, 2)


@pytest.mark.parametrize(
    ("text", "encoding", "offset", "guess"),
    [
        ("---\ntitle: 客户\n", "gbk", "11", "GBK"),
        ("---\ntitle: café au lait\n", "latin-1", "14", "Latin-1"),
        ("---\n", "utf-16", "0", "UTF-16"),
        ("---\ntitle: x\n", "utf-16-le", "1", "UTF-16"),
    ],
)
def test_another_encoding_is_named_with_its_offset(text: str, encoding: str, offset: str, guess: str) -> None:
    source, (problem,) = read_source(PATH, text.encode(encoding))

    assert source is None
    assert problem.key == "SOP002"
    assert problem.values == {"offset": offset, "guess": guess}


def test_a_hidden_character_in_the_body_is_only_a_warning() -> None:
    (problem,) = problems_of((GOOD + "a\u202eb\n").encode())

    assert problem.severity is Severity.WARNING
    assert problem.values == {"character": "U+202E"}
    assert (problem.place.line, problem.place.column) == (9, 2)


def test_a_mark_and_dos_line_ends_are_dropped() -> None:
    source, problems = read_source(PATH, b"\xef\xbb\xbfa\r\nb\r\n")

    assert source is not None
    assert (source.text, problems) == ("a\nb\n", ())


def test_a_line_may_have_ten_thousand_characters() -> None:
    assert read_source(PATH, b"x" * 10_000)[1] == ()
    assert [(p.key, p.place.line) for p in read_source(PATH, b"\n" + b"x" * 10_001)[1]] == [("SOP001.line", 2)]


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        (["a/Case.md", "a/case.md"], [("SOP006.same", "a/case.md")]),
        (["A/x.md", "a/y.md"], [("SOP006.same", "a/y.md")]),
        (["e\u0301.md", "\u00e9.md"], [("SOP006.same", "\u00e9.md")]),
        (["Ａ.md", "a.md"], [("SOP006.same", "Ａ.md")]),
        (["con.md", "b/AUX.md", "lpt1"], [("SOP006.reserved", path) for path in ("b/AUX.md", "con.md", "lpt1")]),
        (["console.md", "cs/SOP-CS-2024-001.md", "表单/客户投诉登记表.md"], []),
        (["a./b.md", "c.md "], [("SOP006.end", "a./b.md"), ("SOP006.end", "c.md ")]),
        (["a:b.md", "c#.md", "d?.md", "e%2f.md", "f\\g.md", "h\x07.md", "i\udc80.md", " j.md"], "SOP006.character"),
        (["a\u200b.md"], [("SOP006.character", "a\u200b.md")]),
        (["x" * 178 + ".md"], [("SOP006.long", "x" * 178 + ".md")]),
        (["x" * 177 + ".md"], []),
        (["客" * 84 + ".md"], [("SOP006.name", "客" * 84 + ".md")]),
    ],
)
def test_paths_that_other_systems_cannot_hold(paths: list[str], expected: list[tuple[str, str]] | str) -> None:
    found = [(problem.key, problem.place.path) for problem in check_paths(paths)]

    assert found == ([(expected, path) for path in sorted(paths)] if isinstance(expected, str) else expected)


def test_the_file_name_is_the_number() -> None:
    source, _ = read_source("cs/other.md", GOOD.encode())
    assert source is not None
    node = split(source).node
    assert node is not None

    _, problems = read_identity(node, "cs/other.md", read_vocabulary(None)[0])

    assert [(problem.key, problem.place.line) for problem in problems] == [("SOP111", 2)]


def test_the_example_library_has_no_bad_paths_or_bytes() -> None:
    content = Path(__file__).parent.parent / "content"
    paths = [path for path in content.rglob("*") if path.is_file()]

    assert not list(check_paths([path.relative_to(content).as_posix() for path in paths]))
    assert not [problem for path in paths for problem in read_source(path.name, path.read_bytes())[1]]
