"""Who wrote a version, and what is no change of it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from history_library import ONE, Story, sop

FORMATTED = sop().replace("：", ": ").replace("id: ", "编号: ").replace("title: ", "标题: ")


@pytest.fixture
def story(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Story:
    return Story(tmp_path, capsys, monkeypatch)


def authors(story: Story) -> str:
    return "、".join(story.raw()["versions"][0]["authors"])


@pytest.mark.parametrize(
    ("trailers", "shown"),
    [
        ("Co-authored-by: Han Mei <han.mei@example.com>", "Li Lei、Han Mei"),
        ("Co-Authored-By: Han Mei <han.mei@example.com>", "Li Lei、Han Mei"),
        ("co-authored-by:Han Mei<han.mei@example.com>", "Li Lei、Han Mei"),
        ("Co-authored-by:   韩梅   <han.mei@example.com>", "Li Lei、韩梅"),
        ("Co-authored-by: Han Mei <a@b>\nCo-authored-by: Zhao Yun <c@d>", "Li Lei、Han Mei、Zhao Yun"),
        ("Co-authored-by: Han Mei <a@b>\nSigned-off-by: Zhao Yun <c@d>", "Li Lei、Han Mei"),
        ("Co-authored-by: Han\n Mei <a@b>", "Li Lei、Han Mei"),
        ("Co-authored-by: Li Lei <li.lei@example.com>", "Li Lei"),
        ("Co-authored-by: Han Mei", "Li Lei"),
        ("Co-authored-by: <han.mei@example.com>", "Li Lei"),
        ("Co-authored-by: Han Mei <a@b> and others", "Li Lei"),
    ],
)
def test_several_wrote_it(story: Story, trailers: str, shown: str) -> None:
    story.on("2024-04-20", "Li Lei").commit({ONE: sop()}, f"新建\n\n细节。\n\n{trailers}")
    assert authors(story) == shown


def test_a_name_in_the_middle_of_a_message_wrote_nothing(story: Story) -> None:
    story.on("2024-04-20").commit({ONE: sop()}, "新建\n\nCo-authored-by: Han Mei <a@b>\n\n还有更多说明，不是结尾。")
    assert authors(story) == "Wang Li"


def test_who_has_an_address_only(story: Story) -> None:
    story.write({ONE: sop()})
    story.git("add", "--all")
    who = " <nobody@example.com> 1713585600 +0800"
    text = f"tree {story.git('write-tree')}\nauthor {who}\ncommitter {who}\n\n无名\n"
    (story.root / ".git/commit").write_text(text, "utf-8")
    commit = story.git("hash-object", "-t", "commit", "-w", "--literally", ".git/commit")
    story.git("update-ref", "refs/heads/main", commit)
    assert story.log() == ["1.0 (2024-04-20) in-force 2024-05-01.. |  | [无名]"]


def test_a_mailmap_changes_what_is_shown_and_nothing_else(story: Story) -> None:
    story.on("2024-04-20", "llei <lei@old.example>").commit({ONE: sop()})
    assert authors(story) == "llei"
    story.write({".mailmap": "李雷 <li.lei@example.com> <lei@old.example>\n"})
    (version,) = story.raw()["versions"]
    assert (version["authors"], version["claimed"]) == (["李雷"], ["llei <lei@old.example>"])
    assert version["commits"][0]["author"] == "llei"


def test_two_names_of_one_person_are_one_author(story: Story) -> None:
    story.write({".mailmap": "李雷 <li.lei@example.com> <lei@old.example>\n"})
    story.on("2024-04-20", "llei <lei@old.example>").commit({ONE: sop(status="in-review")})
    story.on("2024-04-21", "李雷 <li.lei@example.com>").commit({ONE: sop()})
    assert authors(story) == "李雷"


def test_a_commit_that_is_to_be_ignored_has_no_author(story: Story) -> None:
    story.on("2024-04-20").commit({ONE: sop()})
    replaced = story.on("2024-05-20", "A Script").commit({ONE: sop(purpose="每件都有答复。")})
    assert authors(story) == "Wang Li、A Script"
    story.write({".git-blame-ignore-revs": f"# 统一用词\n{replaced} # 脚本\n"})
    assert authors(story) == "Wang Li"


@pytest.mark.parametrize(
    "spell",
    [
        lambda text: text.replace("review: 24 months\n", "").replace("goals:", "review: 24 months\ngoals:"),
        lambda text: text.replace("id: ", "编号: ").replace("status: approved", "状态: 已批准"),
        lambda text: text.replace("：", ":").replace("≤ 1 小时", "≤1小时"),
        lambda text: text.replace("- 执行：客服专员\n- 时限：≤ 1 小时\n", "- 时限：≤ 1 小时\n- 执行：客服专员\n"),
        lambda text: text.replace("- 执行", "- R"),
        lambda text: text.replace("### 受理", "### 1. 受理"),
        lambda text: text.replace("每件都有结论。", "每件都有结论。\n\n<!-- 待定 -->"),
        lambda text: text.replace("|---|---|", "| :-- | --- |").replace("| 甲 | 乙 |", "|  甲  |  乙  |"),
        lambda text: text.replace("title: 客户投诉处理", 'title: "客户投诉处理"  # 正式名称'),
    ],
    ids=["order", "synonyms", "colons", "step-order", "letters", "numbers", "comments", "tables", "quotes"],
)
def test_another_spelling_is_no_change(story: Story, spell: Callable[[str], str]) -> None:
    text = sop(purpose="每件都有结论。\n\n| 甲 | 乙 |\n|---|---|\n| 一 | 二 |")
    assert spell(text) != text
    story.on("2024-04-20").commit({ONE: text})
    story.on("2024-05-20", "The Formatter").commit({ONE: spell(text)})
    assert story.findings() == []
    assert story.log() == ["1.0 (2024-04-20) in-force 2024-05-01.. | Wang Li | [change]"]


def test_sop_fmt_changes_nothing(story: Story) -> None:
    story.on("2024-04-20").commit({ONE: FORMATTED})
    assert story.sop("fmt") == 0
    story.on("2024-05-20").commit()
    assert story.git("diff", "--stat", "HEAD~1") != ""
    assert story.findings() == []


@pytest.mark.parametrize("coat", [lambda data: b"\xef\xbb\xbf" + data, lambda data: data.replace(b"\n", b"\r\n")])
def test_byte_order_marks_and_line_ends_are_no_change(story: Story, coat: Callable[[bytes], bytes]) -> None:
    story.on("2024-04-20").commit({ONE: sop()})
    story.on("2024-05-20", "The Formatter").commit({ONE: coat(sop().encode())})
    assert story.log() == ["1.0 (2024-04-20) in-force 2024-05-01.. | Wang Li | [change]"]


def test_text_that_nobody_can_parse_has_a_version_all_the_same(story: Story) -> None:
    story.on("2024-04-20").commit({ONE: sop("1.0").replace("scope: {", "scope: {{[")})
    story.on("2024-06-20", "Li Lei").commit({ONE: sop("1.1", title="客户投诉").encode("gb18030")}, "改")
    story.on("2024-07-20").commit({ONE: sop("1.2", title="客户投诉", why="改回 UTF-8")})
    assert story.log() == [
        "1.0 (2024-04-20) superseded 2024-05-01..2024-06-20 | Wang Li | [change]",
        "1.1 (2024-06-20) superseded 2024-06-20..2024-07-20 | Li Lei | [改] | unreadable →",
        "1.2 (2024-07-20) in-force 2024-07-20.. | Wang Li | 改回 UTF-8 | unreadable →",
    ]
    assert story.sop("show", "SOP-CS-2024-001@1.1") == 0
    assert story.sop("show", "SOP-CS-2024-001", "--as-of", "2024-07-01") == 0


def test_an_edit_that_nobody_can_read_is_an_edit(story: Story) -> None:
    story.on("2024-04-20").commit({ONE: sop()})
    story.on("2024-06-20").commit({ONE: sop().replace("scope: {", "scope: {{[")})
    assert story.log() == ["1.0 (2024-04-20) in-force 2024-05-01.. | Wang Li | [change] |  | SOP170!"]


def test_of_text_that_cannot_be_read_the_check_says_that_and_no_more(story: Story) -> None:
    story.on("2024-04-20").commit({ONE: sop()})
    story.write({ONE: sop().replace("scope: {", "scope: {{[")})
    assert story.findings() == []
    assert story.sop("check", "--as-of", "2024-12-31") == 1
    assert "SOP010" in story.sop.out


HOSTILE = "改 | <script>alert(1)</script> [x](javascript:a) \x1b[31m ::error:: ##vso[x] `a` **b**"


def test_a_hostile_subject_is_words(story: Story) -> None:
    story.on("2024-04-20", "Eve<b>|\x1b[31m").commit({ONE: sop()}, HOSTILE)
    assert story.raw()["versions"][0]["reason"] == HOSTILE
    assert "\x1b" not in story.sop.out
    assert story.sop("log", "SOP-CS-2024-001") == 0
    assert r"改 | <script>alert(1)</script> [x](javascript:a) \x1b[31m" in story.sop.out
    assert "\x1b" not in story.sop.out
    assert "##vso[" not in story.sop.out
    assert story.sop("log", "SOP-CS-2024-001", "--format", "markdown") == 0
    row = story.sop.out.splitlines()[-1]
    assert "\x1b" not in row
    assert "<script>" not in row
    assert row.replace(r"\|", "").count("|") == 8


def test_a_subject_of_several_lines_is_one(story: Story) -> None:
    story.on("2024-04-20").commit({ONE: sop()}, "放宽时限\n因为人手减少\n\n细节。")
    assert story.log() == ["1.0 (2024-04-20) in-force 2024-05-01.. | Wang Li | [放宽时限 因为人手减少]"]


def test_a_commit_without_words(story: Story) -> None:
    story.write({ONE: sop()})
    story.on("2024-04-20").git("add", "--all")
    story.git("commit", "--quiet", "--allow-empty-message", "--message", "")
    assert story.log() == ["1.0 (2024-04-20) in-force 2024-05-01.. | Wang Li | []"]


def test_words_in_another_encoding(story: Story) -> None:
    story.write({ONE: sop(), "message": "新建流程".encode("gb18030")})
    story.git("add", "--all")
    story.on("2024-04-20").git("-c", "i18n.commitEncoding=gb18030", "commit", "--quiet", "--file", "message")
    assert story.log() == ["1.0 (2024-04-20) in-force 2024-05-01.. | Wang Li | [新建流程]"]
