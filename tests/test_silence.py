"""Silencers: what a comment covers, what they leave of the text, and that every face of the program agrees."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from sop_docs.check import RULES, allowed, check
from sop_docs.check.silence import NEVER
from sop_docs.cli.group import sop as commands
from sop_docs.effects.catalogue import load_words
from sop_docs.format.file import format_file
from sop_docs.model.allowance import Allowance
from sop_docs.model.place import Place, Source, Text
from sop_docs.model.problem import Problem, Severity
from sop_docs.model.vocabulary import Vocabulary
from sop_docs.parse.allowances import read_allowances
from sop_docs.parse.document import read_document
from sop_docs.project.builder import Builder
from sop_docs.project.check import find_problems
from sop_docs.project.load import Loader
from sop_docs.project.settings import Settings
from test_rules import DAY, library_of

PATH = "SOP-CS-2024-001.md"
HEAD = (
    "---\nid: SOP-CS-2024-001\ntitle: 流程\nversion: 1.0\nstatus: draft\n---\n\n"
    "## 步骤\n\n### 登记\n\n- 执行：客服专员\n\n"
)
ALLOW = "<!-- sop: allow SOP601 because 引用 -->"
MKDOCS = "site_name: 库\ndocs_dir: content\ntheme: {name: material}\nplugins: [sop]\n"
SCHEMAS = Path(__file__).parent.parent / "plugins" / "sop_docs" / "schemas"


def read(body: str) -> tuple[str, tuple[Allowance, ...]]:
    return read_allowances(Text(body, Place("a.md", 10)))


def codes(body: str) -> list[tuple[int, str]]:
    library, problems = library_of({PATH: HEAD + body})
    return [
        (problem.place.line, problem.code)
        for problem in check(library, DAY, {}, known=problems)
        if problem.code in {"SOP214", "SOP601", "SOP705", "SOP920", "SOP921", "SOP922"}
    ]


def test_a_comment_is_taken_out_and_nothing_moves() -> None:
    text, found = read(f"甲 {ALLOW}\n{ALLOW} 乙\n丙{ALLOW}丁\n\n  {ALLOW}\n戊")
    blank = " " * len(ALLOW)
    assert text == f"甲\n{blank} 乙\n丙{blank}丁\n\n\n戊"
    assert [(item.place.line, item.place.column, item.lines) for item in found] == [
        (10, 3, range(10, 11)),
        (11, 1, range(11, 12)),
        (12, 2, range(12, 13)),
        (14, 3, range(15, 16)),
    ]
    assert {(item.codes, item.reason, item.text) for item in found} == {(("SOP601",), "引用", ALLOW)}


@pytest.mark.parametrize(
    ("said", "codes", "reason"),
    [
        ("allow SOP601 because a b", ("SOP601",), "a b"),
        ("ALLOW sop601 BECAUSE a", ("SOP601",), "a"),
        ("allow SOP601, SOP705、SOP413 because: a", ("SOP601", "SOP705", "SOP413"), "a"),
        ("allow SOP601 SOP601 because a", ("SOP601",), "a"),
        ("例外 SOP601 因为 引用", ("SOP601",), "引用"),
        ("例外SOP601因为：引用", ("SOP601",), "引用"),
        ("allow SOP601", ("SOP601",), ""),
        ("allow SOP601 because", ("SOP601",), ""),
        ("allow SOP601 because !?", ("SOP601",), ""),
        ("allow SOP601 for a reason", ("SOP601",), ""),
        ("allow SOP60 because a", (), ""),
        ("allow SOP6011 because a", (), ""),
        ("allow everything because a", (), ""),
        ("alow SOP601 because a", (), ""),
        ("allow", (), ""),
        ("allow-all", (), ""),
        ("disable", (), ""),
        ("", (), ""),
    ],
)
def test_what_is_said_is_read(said: str, codes: tuple[str, ...], reason: str) -> None:
    text, (found,) = read(f"<!-- sop: {said} -->")
    assert (text, found.codes, found.reason) == ("", codes, reason)


@pytest.mark.parametrize(
    "text",
    [
        "<!-- sop:raci -->",
        "<!-- a comment -->",
        f"`{ALLOW}`",
        f"```\n{ALLOW}\n```",
        f"<!--\n{ALLOW[:-4]}\n-->",
        "sop: allow SOP601 because 引用",
    ],
)
def test_other_comments_and_code_stay(text: str) -> None:
    assert read(text)[0] == text


def test_a_comment_that_does_not_end_on_its_line_stays_and_is_told() -> None:
    text, (found,) = read("甲 <!-- sop: allow SOP601 because 引用\n-->")
    assert (text, found.codes) == ("甲 <!-- sop: allow SOP601 because 引用\n-->", ())


def test_code_between_ticks_before_a_comment_is_no_code_around_it() -> None:
    assert read(f"`甲` {ALLOW}")[0] == "`甲`"


def test_a_long_comment_is_shown_in_part() -> None:
    assert len(read(f"<!-- sop: allow SOP601 because {'长' * 100} -->")[1][0].text) == 60


def test_a_line_of_its_own_covers_the_next_block_alone() -> None:
    assert codes(f"{ALLOW}\n\n尽快，\n尽快。\n\n尽快。") == [(19, "SOP601")]


def test_several_lines_of_their_own_cover_the_same_block() -> None:
    other = "<!-- sop: allow SOP705 because 旧号 -->"
    assert codes(f"{ALLOW}\n{other}\n尽快按 SOP-CS-2024-999 办。") == []


def test_a_comment_at_the_end_covers_nothing() -> None:
    assert codes(f"尽快。\n\n{ALLOW}\n") == [(14, "SOP601"), (16, "SOP920")]


def test_a_file_is_covered_by_its_own_comments_only() -> None:
    library, _ = library_of({PATH: HEAD + "尽快。", "a.md": f"尽快。{ALLOW}\n\n\n\n\n\n\n\n\n\n\n\n\n尽快。"})
    found = [str(problem.place) for problem in check(library, DAY, {}) if problem.code == "SOP601"]
    assert found == ["SOP-CS-2024-001.md:14:1", "a.md:14:1"]


def test_reading_brings_up_what_can_be_silenced_too() -> None:
    assert codes("- 时限：2 小时") == [(14, "SOP214")]
    assert codes("- 时限：2 小时 <!-- sop: allow SOP214 because 就在这里 -->") == []


@pytest.mark.parametrize(
    "code", ["SOP001", "SOP018", "SOP112", "SOP406", "SOP418", "SOP901", "SOP915", "SOP920", "SOP922"]
)
def test_some_codes_are_never_silenced(code: str) -> None:
    allowance = Allowance(Place("a.md", 3), "", (code,), "因为", None)
    library, _ = library_of({"a.md": "甲"})
    silenced = type(library)(allowances=(allowance,))
    found = check(silenced, DAY, {}, known=[Problem(code, Place("a.md", 5), {"code": code})])
    assert [problem.code for problem in found] == ["SOP922", code]
    assert list(allowed([allowance])) == []


@pytest.mark.parametrize("code", ["SOP110", "SOP407", "SOP601", "SOP906", "SOP419"])
def test_other_codes_are(code: str) -> None:
    assert not NEVER.fullmatch(code)


def test_what_needs_the_history_is_never_called_unused() -> None:
    assert codes("甲 <!-- sop: allow SOP160 because 见历史 -->\n乙 <!-- sop: allow SOP169 because 见历史 -->") == []
    assert codes("甲 <!-- sop: allow SOP159 because 见历史 -->") == [(14, "SOP920")]


def test_severity_of_a_house_holds_for_silencers_too() -> None:
    library, _ = library_of({PATH: HEAD + f"两小时。{ALLOW}"})
    found = check(library, DAY, {"SOP920": Severity.INFO})
    assert [problem.severity for problem in found if problem.code == "SOP920"] == [Severity.INFO]


def test_modules_and_forms_have_exceptions_on_top() -> None:
    module = (
        "---\nmodule: up\ntitle: 上报\nversion: 1.0\nallow: {SOP601: 引用}\n---\n\n"
        "## 步骤\n\n### 上报\n\n- 执行：客服专员\n\n尽快。\n"
    )
    form = (
        "---\nform: FORM-CS-001\ntitle: 表\nversion: 1.0\n例外: {SOP601: 引用}\n"
        "fields: [{name: 一, type: text}]\n---\n\n尽快。\n"
    )
    library, problems = library_of({"modules/up.md": module, "forms/FORM-CS-001.md": form})
    found = check(library, DAY, {}, known=problems)
    assert [problem.code for problem in found if problem.code in {"SOP102", "SOP601", "SOP920"}] == []
    assert [(item.place.path, item.place.line, item.lines) for item in library.allowances] == [
        ("forms/FORM-CS-001.md", 5, None),
        ("modules/up.md", 5, None),
    ]


def test_a_file_that_cannot_be_read_silences_nothing() -> None:
    for text in (f"---\nid: [\n---\n\n尽快。{ALLOW}\n", f"---\nid: 9 9\ntitle: a\n---\n\n{ALLOW}\n"):
        document = read_document(Source("a.md", text), Vocabulary())
        assert document.problems
        assert document.allowances == ()


def write(root: Path) -> Path:
    content = root / "content"
    content.mkdir()
    (root / "mkdocs.yml").write_text(MKDOCS, "utf-8")
    (content / "vocabulary.yml").write_text("departments: {CS: 客服部}\nroles: {客服专员: {department: CS}}\n", "utf-8")
    document = HEAD.replace("status: draft", "status: draft\nallow: {SOP622: 没有时限的步骤}")
    (content / PATH).write_text(f"{document}尽快登记。{ALLOW}\n尽快登记。\n", "utf-8")
    return root


def test_text_json_and_site_agree(tmp_path: Path) -> None:
    root = write(tmp_path)
    loaded = Loader().load(root / "content")
    wanted = [(problem.place.line, problem.code) for problem in find_problems(loaded, DAY, Settings())]
    assert [line for line, code in wanted if code == "SOP601"] == [16]
    assert "SOP622" not in [code for _, code in wanted]
    result = CliRunner().invoke(
        commands, ["--root", str(root), "check", "--format", "json", "--as-of", DAY.isoformat()]
    )
    told = json.loads(result.stdout)["problems"]
    assert [(problem["line"], problem["code"]) for problem in told] == wanted
    site = Builder(root, Settings(), (), DAY, "1795219200").build(root / "content", forgiving=True)
    assert [(problem.place.line, problem.code) for problem in site.findings.problems] == wanted
    assert "sop: allow" not in site.pages[PATH].text


def test_the_formatter_keeps_silencers_where_they_are() -> None:
    written = (
        f"{HEAD.replace('- 执行：', '- R: ').rstrip()} {ALLOW}{ALLOW}\n- 标准：尽快 {ALLOW} 办完\n"
        f"- 异常：\n  - 出错->end   {ALLOW}\n\n{ALLOW}\n尽快。\n"
    )
    once = format_file(PATH, written.encode(), Vocabulary()).after
    blank = " " * len(ALLOW)
    assert once.decode().split("- 步骤号：deng-ji\n")[1] == (
        f"- 执行：客服专员 {ALLOW} {ALLOW}\n- 标准：尽快 {blank} 办完 {ALLOW}\n"
        f"- 异常：\n    - 出错 → end {ALLOW}\n\n{ALLOW}\n尽快。\n"
    )
    assert format_file(PATH, once, Vocabulary()).after == once


def listed(root: Path, *options: str) -> str:
    return CliRunner().invoke(commands, ["--root", str(root), "--lang", "en", "list", "--allowed", *options]).output


def test_all_exceptions_are_listed(tmp_path: Path) -> None:
    assert listed(write(tmp_path)) == (
        "content/SOP-CS-2024-001.md:whole document: SOP622 没有时限的步骤\n"
        "content/SOP-CS-2024-001.md:15:6: SOP601 引用\n"
        "Exceptions: 2\n"
    )


def test_exceptions_are_listed_for_programs(tmp_path: Path) -> None:
    import jsonschema  # noqa: PLC0415 - slow

    document = json.loads(listed(write(tmp_path), "--format", "json"))
    jsonschema.validate(document, json.loads((SCHEMAS / "sop-allowed-1.json").read_text("utf-8")))
    place = {"path": "content/SOP-CS-2024-001.md", "number": "SOP-CS-2024-001"}
    whole = {"line": 6, "column": 17, "code": "SOP622", "reason": "没有时限的步骤", "scope": "document"}
    line = {
        "line": 15,
        "column": 6,
        "code": "SOP601",
        "reason": "引用",
        "scope": "lines",
        "lines": {"first": 15, "last": 15},
    }
    assert document == {"format": "sop-allowed/1", "allowed": [place | whole, place | line]}


def test_a_comment_followed_by_nothing_is_listed_without_lines(tmp_path: Path) -> None:
    root = write(tmp_path)
    (root / "content" / PATH).write_text(f"{HEAD}{ALLOW}\n", "utf-8")
    (entry,) = json.loads(listed(root, "--format", "json"))["allowed"]
    assert "lines" not in entry


def test_exceptions_are_not_a_spreadsheet_nor_filtered(tmp_path: Path) -> None:
    root = write(tmp_path)
    assert "--owner" in listed(root, "--owner", "客服主管")
    with pytest.raises(Exception, match="write --format table or json"):
        CliRunner().invoke(
            commands, ["--root", str(root), "list", "--allowed", "--format", "csv"], catch_exceptions=False
        )


def test_rules_of_silencers_speak_both_languages() -> None:
    for code in ("SOP920", "SOP921", "SOP922"):
        assert code in {rule.code for rule in RULES}
        assert load_words("zh")(f"rule.{code}") != load_words("en")(f"rule.{code}")
