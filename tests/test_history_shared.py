"""What documents stand on is changed: modules, forms and the words of the house."""

from datetime import date
from pathlib import Path

import pytest

from history_library import ONE, TWO, VOCABULARY, WORDS, Story, sop
from sop_docs.project.history import open_history
from sop_docs.project.settings import Settings

CLOSURE, ARCHIVE = "content/modules/closure.md", "content/modules/archive.md"
FORM = "content/forms/FORM-CS-001.md"
USE = "\n### 归档\n\n- 引用：closure\n"
FILLED = "- 表单：FORM-CS-001\n"
NUMBER = "SOP-CS-2024-001"
SECOND = {"number": "SOP-CS-2024-002", "title": "退款申请"}
LONGER = "step.limit.longer ≤ 1 天→≤ 2 天"


def module(limit: str = "1 天", name: str = "closure", more: str = "") -> str:
    return f"""\
---
module: {name}
title: 归档关闭
version: 1.0
---

## 步骤

### 装订

- 步骤号：bind
- 执行：客服专员
- 时限：≤ {limit}
- 输入：受理单
- 输出：案卷
{more}"""


def form(*fields: str) -> str:
    rows = "".join(f"  - {{name: {name}, type: text}}\n" for name in fields)
    return f"---\nform: FORM-CS-001\ntitle: 受理单\nversion: 1.0\nfields:\n{rows}---\n"


@pytest.fixture
def story(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Story:
    """Two documents that use a module."""
    story = Story(tmp_path, capsys, monkeypatch)
    files = {CLOSURE: module(), ONE: sop(steps=USE), TWO: sop(**SECOND, steps=USE)}
    story.on("2024-04-20").commit(files)
    return story


def test_every_user_of_a_module_is_named(story: Story) -> None:
    story.on("2024-06-20", "Li Lei").commit({CLOSURE: module("2 天")}, "放宽归档")
    assert story.findings() == ["SOP-CS-2024-001.md SOP170", "SOP-CS-2024-002.md SOP170"]
    assert story.status == 1
    assert story.log() == ["1.0 (2024-04-20) in-force 2024-05-01.. | Wang Li | [change] |  | SOP170!"]


def test_a_module_that_is_edited_and_not_committed(story: Story) -> None:
    story.write({CLOSURE: module("2 天")})
    assert story.findings() == ["SOP-CS-2024-001.md SOP170", "SOP-CS-2024-002.md SOP170"]


def test_a_new_version_answers(story: Story) -> None:
    story.on("2024-06-20").commit({CLOSURE: module("2 天")})
    story.on("2024-06-21").commit({ONE: sop("1.1", steps=USE, why="归档放宽")})
    assert story.findings() == ["SOP-CS-2024-002.md SOP170"]
    assert story.log() == [
        "1.0 (2024-04-20) superseded 2024-05-01..2024-06-21 | Wang Li | [change] |  | SOP170",
        "1.1 (2024-06-21) in-force 2024-06-21.. | Wang Li | 归档放宽",
    ]


def test_a_new_version_in_the_same_commit(story: Story) -> None:
    files = {CLOSURE: module("2 天"), ONE: sop("1.1", steps=USE, why="归档放宽")}
    story.on("2024-06-20").commit({**files, TWO: sop("1.1", **SECOND, steps=USE, why="归档放宽")})
    assert story.findings() == []
    assert story.log()[1] == f"1.1 (2024-06-20) in-force 2024-06-20.. | Wang Li | 归档放宽 | {LONGER}"


def test_a_verdict_answers(story: Story) -> None:
    verdict = "assessed: [{date: 2024-06-22, by: 客服经理, verdict: keep}]\n"
    story.on("2024-06-20").commit({CLOSURE: module("2 天")})
    story.on("2024-06-22").commit({ONE: sop(steps=USE, head=verdict)})
    assert story.findings() == ["SOP-CS-2024-002.md SOP170"]
    assert story.log() == ["1.0 (2024-04-20) in-force 2024-05-01.. | Wang Li | [change] |  | SOP170"]


@pytest.mark.parametrize("day", ["2024-06-18", "2024-06-20"])
def test_a_verdict_that_comes_with_the_change_answers(story: Story, day: str) -> None:
    verdict = f"assessed: [{{date: {day}, by: 客服经理, verdict: keep}}]\n"
    story.on("2024-06-20").commit({CLOSURE: module("2 天"), ONE: sop(steps=USE, head=verdict)})
    assert story.findings() == ["SOP-CS-2024-002.md SOP170"]
    story.on("2024-06-25").commit({CLOSURE: module("3 天")})
    assert story.findings() == ["SOP-CS-2024-001.md SOP170", *["SOP-CS-2024-002.md SOP170"] * 2]


def test_a_verdict_that_comes_with_the_change_answers_no_edit_of_the_document_itself(story: Story) -> None:
    verdict = "assessed: [{date: 2024-06-20, by: 客服经理, verdict: keep}]\n"
    story.on("2024-06-20").commit({CLOSURE: module("2 天"), ONE: sop(steps=USE, limit="2 小时", head=verdict)})
    assert story.findings() == ["SOP-CS-2024-001.md SOP170", "SOP-CS-2024-002.md SOP170"]


def test_a_verdict_that_is_older_answers_nothing(story: Story) -> None:
    verdict = "assessed: [{date: 2024-06-19, by: 客服经理, verdict: keep}]\n"
    story.on("2024-06-19").commit({ONE: sop(steps=USE, head=verdict), TWO: sop(**SECOND)})
    story.on("2024-06-20").commit({CLOSURE: module("2 天")})
    assert story.findings() == ["SOP-CS-2024-001.md SOP170", "SOP-CS-2024-002.md SOP170"]


def test_a_verdict_is_no_answer_to_an_edit_of_the_document_itself(story: Story) -> None:
    verdict = "assessed: [{date: 2024-06-22, by: 客服经理, verdict: keep}]\n"
    story.on("2024-06-22").commit({ONE: sop(steps=USE, limit="2 小时", head=verdict)})
    assert story.findings() == ["SOP-CS-2024-001.md SOP170"]


def test_a_verdict_of_an_earlier_version_makes_the_next_not_late(story: Story) -> None:
    story.settings("language: zh, within: 3 working days")
    verdict = "assessed: [{date: 2024-06-22, by: 客服经理, verdict: keep}]\n"
    story.on("2024-06-20").commit({CLOSURE: module("2 天"), TWO: sop("1.1", **SECOND, steps=USE)})
    story.on("2024-06-22").commit({ONE: sop(steps=USE, head=verdict)})
    story.on("2024-09-01").commit({ONE: sop("1.1", steps=USE, limit="2 小时")})
    assert story.findings() == []


def test_a_module_is_changed_back(story: Story) -> None:
    story.on("2024-06-20").commit({CLOSURE: module("2 天")})
    story.on("2024-06-21").commit({CLOSURE: module()})
    assert story.findings() == []


def test_what_is_no_step_of_a_module_concerns_nobody(story: Story) -> None:
    text = module().replace("version: 1.0", "version: 1.1").replace("---\n\n## 步骤", "---\n\n说明。\n\n## 步骤")
    story.on("2024-06-20").commit({CLOSURE: text})
    assert story.findings() == []


def test_a_draft_stands_on_what_it_likes(story: Story) -> None:
    draft = sop("0.1", **SECOND, status="draft", steps=USE)
    story.on("2024-06-01").commit({TWO: sop(**SECOND)})
    story.on("2024-06-02").commit({"content/cs/c.md": draft.replace("002", "003")})
    story.on("2024-06-20").commit({CLOSURE: module("2 天"), ONE: sop("1.1", steps=USE)})
    assert story.log("SOP-CS-2024-003") == ["0.1 (2024-06-02) draft | Wang Li | [change]"]


def test_a_module_in_a_module(story: Story) -> None:
    nested = module(more="\n### 存档\n\n- 引用：archive\n")
    story.on("2024-05-01").commit({CLOSURE: nested, ARCHIVE: module(name="archive"), ONE: sop("1.1", steps=USE)})
    story.on("2024-06-20").commit({ARCHIVE: module("2 天", name="archive"), TWO: sop("1.2", **SECOND, steps=USE)})
    assert story.findings() == ["SOP-CS-2024-001.md SOP170"]
    assert "≤ 1 天 → ≤ 2 天" in story.sop.out


def test_a_module_used_twice_is_changed_twice(story: Story) -> None:
    twice = USE + "\n### 再归档\n\n- 引用：closure\n- 作为：again\n"
    story.on("2024-05-01").commit({ONE: sop("1.1", steps=twice)})
    story.on("2024-06-20").commit({CLOSURE: module("2 天"), ONE: sop("1.2", steps=twice), TWO: sop("1.2", **SECOND)})
    assert story.log()[2] == f"1.2 (2024-06-20) in-force 2024-06-20.. | Wang Li | [change] | {LONGER}; {LONGER}"


def test_a_module_is_renamed_with_its_users(story: Story) -> None:
    use = USE.replace("closure", "archiving")
    files = {CLOSURE: module(name="archiving"), ONE: sop("1.1", steps=use), TWO: sop("1.1", **SECOND, steps=use)}
    story.on("2024-06-20").commit(files)
    assert story.findings() == []
    assert [line["kind"] for line in story.raw()["versions"][0]["changes"]] == ["use.module", "use.id"]


def test_a_module_is_moved(story: Story) -> None:
    story.git("mv", CLOSURE, "content/closure.md")
    story.on("2024-06-20").commit()
    assert story.findings() == []


def test_a_module_is_taken_away(story: Story) -> None:
    story.on("2024-06-20").commit(without=CLOSURE)
    assert story.findings() == ["SOP-CS-2024-001.md SOP170", "SOP-CS-2024-002.md SOP170"]


def test_a_field_of_a_form(story: Story) -> None:
    story.on("2024-05-10").commit({FORM: form("姓名"), ONE: sop("1.1", steps=FILLED)})
    story.on("2024-06-20").commit({FORM: form("姓名", "电话")})
    assert story.findings() == ["SOP-CS-2024-001.md SOP170"]
    story.on("2024-06-21").commit({FORM: form("姓名", "电话", "地址"), ONE: sop("1.2", steps=FILLED)})
    assert story.log()[2] == "1.2 (2024-06-21) in-force 2024-06-21.. | Wang Li | [change] | field.added →地址"


def test_people_come_and_go(story: Story) -> None:
    words = VOCABULARY.replace("[wang.li]", "[wang.li, li.lei]") + "  li.lei: {name: 李雷}\n"
    story.on("2024-06-20").commit({WORDS: words})
    assert story.findings() == []
    assert story.log() == ["1.0 (2024-04-20) in-force 2024-05-01.. | Wang Li | [change]"]


def test_a_person_is_called_otherwise(story: Story) -> None:
    third = {"number": "SOP-CS-2024-003", "title": "换货"}
    one, two = (
        {"content/cs/c.md": sop(version, **third).replace("approved: [客服经理]", f"approved: [{who}]")}
        for version, who in (("1.0", "chen.jing"), ("1.1", "wang.li"))
    )
    story.on("2024-05-01").commit(one)
    story.on("2024-05-10").commit(two)
    story.on("2024-05-20").commit({WORDS: VOCABULARY.replace("王丽", "王莉")})
    story.on("2024-06-01").commit(one)
    story.on("2024-06-10").commit(two)
    for _ in range(2):
        told = [
            (line["version"], line["approved"], [change["after"] for change in line["changes"]], len(line["commits"]))
            for line in story.raw("SOP-CS-2024-003")["versions"]
        ]
        assert told == [
            ("1.1", ["王莉"], ["王莉"], 1),
            ("1.0", ["陈静"], ["陈静"], 1),
            ("1.1", ["王丽"], ["王丽"], 1),
            ("1.0", ["陈静"], [], 1),
        ]


def test_texts_under_other_names_of_people_are_not_taken_for_each_other(story: Story) -> None:
    story.on("2024-05-10").commit({ONE: sop("1.1", steps=USE)})
    story.on("2024-05-20").commit({WORDS: VOCABULARY.replace("王丽", "王莉")})
    story.on("2024-06-01").commit({ONE: sop("1.0", steps=USE)})
    with open_history(story.root / "content", story.cache, None, date(2024, 12, 31), Settings()) as history:
        assert history
        editions = [edition for version in history.log(history.find(NUMBER)) for edition in version.editions]
    assert [edition.at for edition in editions] == [0, 1, 3]
    assert [edition.own.blob == editions[0].own.blob for edition in editions] == [True, False, True]
    assert len({edition.key for edition in editions}) == 3


def test_a_department_has_another_name(story: Story) -> None:
    story.on("2024-06-20").commit({WORDS: VOCABULARY.replace("CS: 客户服务部", "CS: 客户体验部")})
    assert story.findings() == ["SOP-CS-2024-001.md SOP170", "SOP-CS-2024-002.md SOP170"]
    assert "客户服务部 → 客户体验部" in story.sop.out


def test_words_that_nobody_can_read_are_those_from_before(story: Story) -> None:
    story.on("2024-06-20").commit({WORDS: VOCABULARY + "roles: [[[\n"})
    assert story.findings() == []
    story.write({WORDS: VOCABULARY.encode("gb18030")})
    assert story.findings() == []
    story.on("2024-06-25").commit({WORDS: VOCABULARY.replace("CS: 客户服务部", "CS: 客户体验部")})
    assert story.findings() == ["SOP-CS-2024-001.md SOP170", "SOP-CS-2024-002.md SOP170"]


def test_a_department_that_nobody_has_to_do_with(story: Story) -> None:
    story.on("2024-06-20").commit({WORDS: VOCABULARY.replace("LG: 法务部", "LG: 法务合规部")})
    assert story.findings() == []


def test_a_role_goes_to_another_department(story: Story) -> None:
    story.on("2024-06-20").commit({WORDS: VOCABULARY.replace("客服专员: {department: CS", "客服专员: {department: LG")})
    assert story.findings() == ["SOP-CS-2024-001.md SOP170", "SOP-CS-2024-002.md SOP170"]
    story.on("2024-06-21").commit({ONE: sop("1.1", steps=USE)})
    assert story.findings() == ["SOP-CS-2024-002.md SOP170"]
