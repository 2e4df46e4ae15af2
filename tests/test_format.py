"""`sop fmt` by example: a source as typed, and as it should be."""

import stat
from collections.abc import Mapping
from pathlib import Path
from textwrap import dedent

import pytest

from sop_docs.cli.boundary import run
from sop_docs.format import Formatted, format_file, patch
from sop_docs.model.vocabulary import Vocabulary

PATH = "cs/SOP-CS-2024-001.md"
HEAD = "---\nid: SOP-CS-2024-001\ntitle: 客户投诉\nversion: 1.0\nstatus: draft\n---\n"
STEPS = f"{HEAD}\n## 步骤\n\n"
MKDOCS = "site_name: Test\ndocs_dir: content\nplugins: [{sop: {language: en}}]\n"


def formatted(text: str, path: str = PATH) -> Formatted:
    return format_file(path, text.encode(), Vocabulary())


def canonical(text: str, path: str = PATH) -> str:
    file = formatted(text, path)
    assert file.problems == ()
    return file.after.decode()


def steps(text: str) -> str:
    """Return the steps of a Chinese document in canonical spelling."""
    return canonical(STEPS + dedent(text).lstrip("\n")).removeprefix(STEPS)


def keys(text: str) -> str:
    """Return a key list whose step has an id, without its heading; the id shows that the file was not left alone."""
    return steps(f"### 接收\n\n* ID: s\n{text}\n").removeprefix("### 接收\n\n- 步骤号：s\n").removesuffix("\n")


def head(text: str, title: str = "客户投诉") -> str:
    """Return what becomes of lines of front matter below the keys that must be there."""
    start = f"---\nid: SOP-CS-2024-001\ntitle: {title}\nversion: 1.0\nstatus: draft\n"
    return canonical(f"{start}{text}---\n## 步骤\n### 收\n- R：甲\n").removeprefix(start).partition("---\n")[0]


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("- R: 甲", "- 执行：甲"),
        ("* responsible :甲", "- 执行：甲"),
        ("+   执行：  甲  ", "- 执行：甲"),
        ("- 标准：a: b", "- 标准：a: b"),
        ("- TIME LIMIT:2 小时", "- 时限：2 小时"),
        ("- 输入：\n  - 甲\n  * 乙 ", "- 输入：\n    - 甲\n    - 乙"),
        ("- 输入：\n\t- 甲", "- 输入：\n    - 甲"),
        ("- 执行：甲,乙;丙", "- 执行：甲,乙;丙"),
        ("- 执行：甲 <!-- 注: -> -->", "- 执行：甲 <!-- 注: -> -->"),
        ("- 标准：a->b", "- 标准：a->b"),
        ("- 判断：好->s、不好  -> end", "- 判断：好 → s、不好 → end"),
        ("- 判断：a->b？\n  - 好->s\n  - 不 →end", "- 判断：a->b？\n    - 好 → s\n    - 不 → end"),
        ("- 异常：丢失->s\n  - 损坏->s", "- 异常：丢失 → s\n    - 损坏 → s"),
        ("- 异常：a → b -> c", "- 异常：a → b -> c"),
    ],
)
def test_key_lists(typed: str, wanted: str) -> None:
    assert keys(typed) == wanted


def test_keys_are_in_the_language_of_the_document() -> None:
    source = "## Steps\n\n### Take\n\n- 步骤号：take\n- 执行：Agent\n- verified by：Lead\n"
    english = HEAD.replace("客户投诉", "Complaints")
    assert canonical(english + source) == f"{english}## Steps\n\n### Take\n\n- Id: take\n- R: Agent\n- Verify: Lead\n"
    module = "---\nmodule: m\ntitle: 审批\nversion: 1.0\n参数: {a: 岗位}\n---\n## 步骤\n### 批\n- id: a\n- r: 甲\n"
    assert canonical(module, "m.md").endswith("params: {a: 岗位}\n---\n## 步骤\n### 批\n- 步骤号：a\n- 执行：甲\n")
    declared = english.replace("status", "language: zh\nstatus")
    assert canonical(f"{declared}{source}").endswith("- 步骤号：take\n- 执行：Agent\n- 复核：Lead\n")


def test_ids_are_written_down() -> None:
    source = """
        ### 1. 接收投诉
        - 执行：甲
        ### 3D 打印

        * 时限：1 天
        * 负责：乙

        说明
        """
    assert steps(source) == dedent("""
        ### 1. 接收投诉
        - 步骤号：jie-shou-tou-su
        - 执行：甲
        ### 3D 打印

        - 步骤号：s-3d-da-yin
        - 时限：1 天
        - 负责：乙

        说明
        """).lstrip("\n")


@pytest.mark.parametrize(
    "written",
    [
        "- 引用：escalation",
        "- 调用：SOP-CS-2024-003",
        "- 执行：甲\n- 步骤号：x",
        "- 调用：SOP-CS-2024-003\n- 执行：甲\n- 作为：x",
    ],
)
def test_what_goes_by_another_name_needs_no_id(written: str) -> None:
    source = f"### 升级\n\n{written}\n"
    assert steps(source) == source


def test_a_call_with_duties_gets_its_id() -> None:
    assert keys_of("### 回访\n\n- 调用：SOP-CS-2024-003\n- 执行：甲\n") == [
        "步骤号：hui-fang",
        "调用：SOP-CS-2024-003",
        "执行：甲",
    ]


@pytest.mark.parametrize("name", ["End", "start", "归档\n\n- 执行：甲\n\n### 归档"])
def test_an_id_that_cannot_be_is_the_authors_to_find(name: str) -> None:
    source = f"### {name}\n\n- 执行：甲\n"
    assert steps(source) == source


def keys_of(source: str) -> list[str]:
    return [row.removeprefix("- ") for row in steps(source).split("\n") if row.startswith("- ")]


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("流程负责人: 甲\n", "owner: 甲\n"),
        ("Owner :\t甲\n", "owner: 甲\n"),
        ('"owner":  甲 # 注\n', "owner: 甲 # 注\n"),
        ("'owner':\n  甲\n", "'owner':\n  甲\n"),
        ("owner:   # 注\n  甲\n", "owner:   # 注\n  甲\n"),
        ("supervisor:  \n", "supervisor:\n"),
        ("goals:   [甲,  乙 ]\n", "goals: [甲,  乙 ]\n"),
        ("scope: {适用 : 甲, 'Excludes':  乙}\n", "scope: {applies: 甲, excludes: 乙}\n"),
        ("适用范围:\n    起点: 甲\n", "scope:\n    from: 甲\n"),
        ("变体:\n  status : {状态: 1}\n", "variants:\n  status : {状态: 1}\n"),
        ("language: 中文\n", "language: zh\n"),
        (
            "评估:\n- {日期: 2026-01-01, by: 甲, verdict: '继续有效'}\n",
            "assessed:\n- {date: 2026-01-01, by: 甲, verdict: keep}\n",
        ),
        ("change: |  \n  一  \n  二\n", "change: |\n  一\n  二\n"),
        ("# owner : 甲  \n\nchange: 甲  \n", "# owner : 甲  \n\nchange: 甲\n"),
        ('change: "一\\   \n  二"\n', 'change: "一\\   \n  二"\n'),
    ],
)
def test_front_matter(typed: str, wanted: str) -> None:
    assert head(typed) == wanted


def test_the_first_key_says_in_which_language_the_others_stand() -> None:
    source = "---\n编号: SOP-CS-2024-001\ntitle: 客户\nVERSION: 1.0\nstatus: Draft\nscope: {to: 甲}\n---\n"
    wanted = "---\n编号: SOP-CS-2024-001\n标题: 客户\n版本: 1.0\n状态: 草稿\n适用范围: {终点: 甲}\n---\n"
    steps = "## 步骤\n### 收\n- 步骤号：a\n"
    assert canonical(source + steps) == wanted + steps
    english = canonical(source.replace("客户", "Complaints") + steps)
    assert english.startswith("---\nid: SOP-CS-2024-001\ntitle: Complaints\nversion: 1.0\nstatus: draft\n")


def test_forms_and_pages() -> None:
    head = "---\nform: FORM-CS-001\n标题: 表\n"
    typed = (
        "version: 1.0\nlanguage: zh\nfields:\n- {name: 甲, type: text, required: True}\n"
        "- {name: 乙, type: choice, choices: [a, b], other: no}\n---\n文  \n\n"
    )
    wanted = (
        "版本: 1.0\n语言: 中文\n字段:\n- {名称: 甲, 类型: text, 必填: 是}\n"
        "- {名称: 乙, 类型: choice, 选项: [a, b], 其他: 否}\n---\n文  \n"
    )
    assert canonical(head + typed, "FORM-CS-001.md") == head + wanted
    assert canonical("---\nTitle:  甲\n---\n- R: 乙  \n- a->b", "a.md") == "---\ntitle: 甲\n---\n- R: 乙  \n- a->b\n"
    assert canonical("文  ", "a.md") == "文  \n"
    assert canonical(" \n\n", "a.md") == ""
    assert canonical("", "a.md") == ""


def test_white_space_of_prose_stays() -> None:
    body = (
        "前  \n \n言\n \n## 目的 \n \n快。  \n\n    码  \n\n### 小  \n \n"
        "## 步骤\t\n \n### 收 ##  \n \n- 步骤号：a \n \n说  \n\n| a |  \n"
    )
    wanted = (
        "前  \n \n言\n\n## 目的\n\n快。  \n\n    码  \n\n### 小  \n\n"
        "## 步骤\n\n### 收 ##\n\n- 步骤号：a\n\n说  \n\n| a |  \n"
    )
    assert canonical(f"{HEAD}{body}\n \n\n") == HEAD + wanted
    assert canonical(f"{STEPS}### 收\n- 步骤号：a\n## 附录  ") == f"{STEPS}### 收\n- 步骤号：a\n## 附录\n"


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        (b"a\r\nb", b"a\r\nb\r\n"),
        (b"a\r\nb\n", b"a\nb\n"),
        (b"\xef\xbb\xbfa\n", b"a\n"),
        (b"a", b"a\n"),
    ],
)
def test_line_ends_and_byte_order_mark(typed: bytes, wanted: bytes) -> None:
    assert format_file("a.md", typed, Vocabulary()).after == wanted


def test_a_list_that_decides_what_a_fence_hides_stays() -> None:
    source = f"{STEPS}### 收\n\n-   步骤号: a\n\n   ```\n## 不是标题\n   ```\n"
    assert canonical(source) == source


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        (HEAD.replace("title", "标题: 甲\ntitle"), "SOP103"),
        (HEAD.replace("title: 客户投诉\n", ""), "SOP101"),
        (HEAD.replace("title:", "title"), "SOP010"),
        (f"{STEPS}### 收\n- 执型: 甲\n- R: 甲\n", "SOP212"),
        (f"{STEPS}### 收\n- R: 甲\n- 执行: 甲\n", "SOP213"),
        ("a\rb", "SOP003"),
        ("\0", "SOP004"),
    ],
)
def test_a_file_with_errors_stays(typed: str, code: str) -> None:
    file = formatted(typed if typed.startswith(STEPS) else f"{typed}\n## 步骤\n### 收\n- R: 甲\n")
    assert code in {problem.code for problem in file.problems}
    assert file.after == file.before


def test_what_only_other_files_can_tell_does_not_matter() -> None:
    assert keys("- R: 甲\n- 下一步：nowhere") == "- 执行：甲\n- 下一步：nowhere"


def test_a_patch_says_where_the_last_line_has_no_end() -> None:
    assert patch("content/a.md", b"a\nb", b"a\nb\n") == (
        "--- content/a.md\n+++ content/a.md\n@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+b\n"
    )


# The command.


@pytest.fixture
def library(tmp_path: Path) -> Path:
    files = {
        "mkdocs.yml": MKDOCS,
        f"content/{PATH}": f"{STEPS}### 收\n- R: 甲\n",
        "content/a.md": "甲\n",
        "content/b.md": "乙",
        "content/c.md": "---\ntitle: 甲\ntitle: 乙\n---\n",
        "content/vocabulary.yml": "departments: {CS: 客户服务部}  ",
    }
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    return tmp_path


def tree(root: Path) -> Mapping[str, str]:
    return {path.relative_to(root).as_posix(): path.read_text("utf-8") for path in root.rglob("*") if path.is_file()}


def fmt(root: Path, *arguments: str) -> int:
    return run(["--root", str(root), "fmt", *arguments])


def test_fmt_writes_what_is_not_canonical(library: Path, capfd: pytest.CaptureFixture[str]) -> None:
    before = tree(library)
    (library / "content" / PATH).chmod(0o640)
    assert fmt(library) == 1
    out, err = capfd.readouterr()
    assert out == "content/b.md\ncontent/cs/SOP-CS-2024-001.md\n"
    assert err.splitlines()[0] == "content/c.md: has errors and is left as it is. Mend first:"
    assert err.splitlines()[1].startswith("  content/c.md:3:1: SOP013 ")
    assert err.splitlines()[2:] == ["2 file(s) rewritten, 1 already canonical, 1 left as they are"]
    changed = {f"content/{PATH}": f"{STEPS}### 收\n- 步骤号：shou\n- 执行：甲\n", "content/b.md": "乙\n"}
    assert tree(library) == {**before, **changed}
    assert stat.S_IMODE((library / "content" / PATH).stat().st_mode) == 0o640


def test_fmt_looks_at_the_files_named_only(library: Path, capfd: pytest.CaptureFixture[str]) -> None:
    before = tree(library)
    assert fmt(library, str(library / "content/cs"), str(library / "content/vocabulary.yml")) == 0
    assert capfd.readouterr() == (
        "content/cs/SOP-CS-2024-001.md\n",
        "1 file(s) rewritten, 0 already canonical, 0 left as they are\n",
    )
    assert {path for path, text in tree(library).items() if text != before[path]} == {f"content/{PATH}"}
    assert fmt(library, str(library / "content/cs")) == 0
    assert capfd.readouterr().out == ""


@pytest.mark.parametrize("option", ["--check", "--diff"])
def test_fmt_only_looks(library: Path, option: str, capfd: pytest.CaptureFixture[str]) -> None:
    before = tree(library)
    assert fmt(library, option, str(library / "content/b.md")) == 1
    assert tree(library) == before
    shown = "--- content/b.md\n+++ content/b.md\n@@ -1 +1 @@\n-乙\n\\ No newline at end of file\n+乙\n"
    out, err = capfd.readouterr()
    assert out == {"--check": "content/b.md\n", "--diff": shown}[option]
    assert err == "1 file(s) would be rewritten, 0 already canonical, 0 left as they are\n"
    assert fmt(library, option, str(library / "content/a.md")) == 0
    assert fmt(library, option, str(library / "content/c.md")) == 1


def test_fmt_refuses_what_is_not_the_librarys(library: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert fmt(library, str(library / "mkdocs.yml")) == 2
    assert fmt(library, str(library / "content/none.md")) == 2
    assert capfd.readouterr().out == ""


def test_fmt_shows_names_so_that_nothing_else_is_said(library: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (library / "content" / "e\n::error::\x1b[2J.md").write_text("丁", "utf-8")
    for arguments, line in (
        (("--check",), "content/e\\n::error::\\x1b[2J.md"),
        (("--diff",), "--- content/e\\n::error::"),
    ):
        assert fmt(library, *arguments) == 1
        out = capfd.readouterr().out
        assert line in out
        assert "\x1b" not in out


def test_fmt_follows_no_links(library: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside") / "d.md"
    outside.write_text("丙", "utf-8")
    (library / "content" / "d.md").symlink_to(outside)
    assert fmt(library, str(library / "content/cs")) == 0
    assert fmt(library) == 1
    assert outside.read_text("utf-8") == "丙"
    assert (library / "content" / "d.md").readlink() == outside
