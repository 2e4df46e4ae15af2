"""The life of one document, commit by commit, and the log it has in the end."""

from pathlib import Path

import pytest

from history_library import ONE, VOCABULARY, WORDS, Story, sop

LONGER, LONGEST = "step.limit.longer ≤ 1 小时→≤ 2 小时", "step.limit.longer ≤ 2 小时→≤ 3 小时"
SHORTER = "step.limit.shorter ≤ 2 小时→≤ 1 小时"


@pytest.fixture
def story(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Story:
    return Story(tmp_path, capsys, monkeypatch)


def test_a_version_is_worked_by_until_the_next_one(story: Story) -> None:
    story.on("2024-04-20").commit({ONE: sop()}, "新建投诉流程")
    story.on("2024-06-20", "Li Lei").commit({ONE: sop("1.1", effective="2024-07-01", limit="2 小时", why="人手减少")})
    assert story.log() == [
        "1.0 (2024-04-20) superseded 2024-05-01..2024-07-01 | Wang Li | [新建投诉流程]",
        f"1.1 (2024-06-20) in-force 2024-07-01.. | Li Lei | 人手减少 | {LONGER}",
    ]
    assert story.findings() == []


def test_a_reason_that_was_typed_for_the_version_before_is_none_for_the_next(story: Story) -> None:
    story.on("2024-04-20").commit({ONE: sop(why="首次发布")})
    story.on("2024-06-20").commit({ONE: sop("1.1", limit="2 小时", why="首次发布")}, "放宽时限")
    assert story.log() == [
        "1.0 (2024-04-20) superseded 2024-05-01..2024-06-20 | Wang Li | 首次发布",
        f"1.1 (2024-06-20) in-force 2024-06-20.. | Wang Li | [放宽时限] | {LONGER}",
    ]


def test_drafts_grow_as_they_like(story: Story) -> None:
    story.on("2024-04-01").commit({ONE: sop(status="draft")})
    story.on("2024-04-05", "Li Lei").commit({ONE: sop(status="draft", limit="2 小时")})
    story.on("2024-04-10").commit({ONE: sop(status="in-review", limit="3 小时")})
    story.on("2024-04-20", "Han Mei").commit({ONE: sop(limit="4 小时")}, "批准发布")
    assert story.log() == ["1.0 (2024-04-01) in-force 2024-05-01.. | Wang Li、Li Lei、Han Mei | [批准发布]"]
    assert story.findings() == []


def test_a_draft_beside_what_is_in_force(story: Story) -> None:
    story.on("2024-04-20").commit({ONE: sop()})
    story.on("2024-06-20").commit({ONE: sop("2.0", status="draft", limit="2 小时")})
    assert story.log() == [
        "1.0 (2024-04-20) in-force 2024-05-01.. | Wang Li | [change]",
        f"2.0 (2024-06-20) draft | Wang Li | [change] | {LONGER}",
    ]


def test_a_draft_that_is_given_up(story: Story) -> None:
    story.on("2024-04-20").commit({ONE: sop()})
    story.on("2024-06-20").commit({ONE: sop("2.0", status="draft", limit="2 小时")})
    story.on("2024-07-20").commit({ONE: sop()}, "撤回草稿")
    assert story.log() == [
        "1.0 (2024-04-20) superseded 2024-05-01..2024-07-20 | Wang Li | [change]",
        f"2.0 (2024-06-20) draft | Wang Li | [change] | {LONGER}",
        f"1.0 (2024-07-20) in-force 2024-07-20.. | Wang Li | [撤回草稿] | {SHORTER}",
    ]


def test_an_edit_without_a_version_is_an_error(story: Story) -> None:
    story.on("2024-04-20").commit({ONE: sop()})
    story.on("2024-06-20", "Li Lei").commit({ONE: sop(limit="2 小时")})
    assert story.log() == ["1.0 (2024-04-20) in-force 2024-05-01.. | Wang Li、Li Lei | [change] |  | SOP170!"]
    assert (story.findings(), story.status) == (["SOP-CS-2024-001.md SOP170"], 1)
    assert "limit ≤ 1 小时 → ≤ 2 小时" in story.sop.out


def test_it_is_a_line_of_the_log_once_a_version_answers_it(story: Story) -> None:
    story.on("2024-04-20").commit({ONE: sop()})
    story.on("2024-06-20").commit({ONE: sop(limit="2 小时")})
    story.on("2024-06-21").commit({ONE: sop("1.1", limit="2 小时", why="补版本号")})
    assert story.log() == [
        "1.0 (2024-04-20) superseded 2024-05-01..2024-06-21 | Wang Li | [change] |  | SOP170",
        "1.1 (2024-06-21) in-force 2024-06-21.. | Wang Li | 补版本号",
    ]
    assert (story.findings(), story.status) == ([], 0)


def test_it_is_answered_too_when_the_old_content_comes_back(story: Story) -> None:
    story.on("2024-04-20").commit({ONE: sop()})
    edit = story.on("2024-06-20").commit({ONE: sop(limit="2 小时")})
    story.on("2024-06-21").git("revert", "--no-edit", edit)
    assert story.log() == ["1.0 (2024-04-20) in-force 2024-05-01.. | Wang Li | [change] |  | SOP170 SOP170"]
    assert (story.findings(), story.status) == ([], 0)


def test_who_works_on_trial_has_a_right_to_versions(story: Story) -> None:
    story.on("2024-04-20").commit({ONE: sop(status="pilot")})
    story.on("2024-06-20").commit({ONE: sop(status="pilot", limit="2 小时")})
    assert story.log() == ["1.0 (2024-04-20) pilot 2024-05-01.. | Wang Li | [change] |  | SOP170!"]


def test_a_pilot_that_is_approved_as_it_is(story: Story) -> None:
    story.on("2024-04-20").commit({ONE: sop(status="pilot")})
    story.on("2024-06-20").commit({ONE: sop()})
    assert story.log() == ["1.0 (2024-04-20) in-force 2024-05-01.. | Wang Li | [change]"]


def test_a_version_is_used_twice(story: Story) -> None:
    story.on("2024-04-20").commit({ONE: sop()})
    story.on("2024-06-20").commit({ONE: sop("1.1", limit="2 小时")})
    story.on("2024-07-20").commit({ONE: sop("1.0", limit="3 小时")})
    assert story.log() == [
        "1.0 (2024-04-20) superseded 2024-05-01..2024-06-20 | Wang Li | [change]",
        f"1.1 (2024-06-20) superseded 2024-06-20..2024-07-20 | Wang Li | [change] | {LONGER}",
        f"1.0 (2024-07-20) in-force 2024-07-20.. | Wang Li | [change] | {LONGEST} | SOP171! SOP172!",
    ]
    assert (story.findings(), story.status) == (["SOP-CS-2024-001.md SOP171", "SOP-CS-2024-001.md SOP172"], 1)


def test_after_nine_comes_ten(story: Story) -> None:
    story.on("2024-04-20").commit({ONE: sop("1.9")})
    story.on("2024-06-20").commit({ONE: sop("1.10", limit="2 小时")})
    story.on("2024-07-20").commit({ONE: sop("1.10.1", limit="3 小时")})
    story.on("2024-08-20").commit({ONE: sop("2.0", limit="4 小时")})
    assert [line.split(" ")[0] for line in story.log()] == ["1.9", "1.10", "1.10.1", "2.0"]
    assert story.findings() == []


def test_what_has_two_parts_comes_before_the_same_with_three(story: Story) -> None:
    story.on("2024-04-20").commit({ONE: sop("1.2.1")})
    story.on("2024-06-20").commit({ONE: sop("1.2", limit="2 小时")})
    assert story.findings() == ["SOP-CS-2024-001.md SOP172"]


def test_a_draft_is_reviewed_first(story: Story) -> None:
    story.on("2024-04-01").commit({ONE: sop(status="draft")})
    story.on("2024-04-20").commit({ONE: sop()})
    assert story.log() == ["1.0 (2024-04-01) in-force 2024-05-01.. | Wang Li | [change] |  | SOP173!"]
    assert (story.findings(), story.status) == (["SOP-CS-2024-001.md SOP173"], 0)


def test_what_was_never_in_force_is_not_withdrawn(story: Story) -> None:
    story.on("2024-04-01").commit({ONE: sop(status="draft")})
    story.on("2024-04-20").commit({ONE: sop(status="retired")})
    assert story.log() == ["1.0 (2024-04-01) withdrawn | Wang Li | [change] |  | SOP173!"]


def test_retired(story: Story) -> None:
    story.on("2024-04-20").commit({ONE: sop()})
    story.on("2024-09-10").commit({ONE: sop(status="retired", head="replaced-by: SOP-CS-2024-002\n")})
    assert story.log() == ["1.0 (2024-04-20) withdrawn 2024-05-01..2024-09-10 | Wang Li | [change]"]
    assert story.findings() == []


def test_retired_in_a_version_of_its_own(story: Story) -> None:
    story.on("2024-04-20").commit({ONE: sop()})
    story.on("2024-09-10").commit({ONE: sop("1.1", status="retired", effective="2024-09-10", why="不再办理")})
    assert story.log() == [
        "1.0 (2024-04-20) superseded 2024-05-01..2024-09-10 | Wang Li | [change]",
        "1.1 (2024-09-10) withdrawn | Wang Li | 不再办理",
    ]


def test_deleted_rather_than_retired(story: Story) -> None:
    story.on("2024-04-20").commit({ONE: sop()})
    story.on("2024-09-10").commit(without=ONE)
    assert story.log() == ["1.0 (2024-04-20) superseded 2024-05-01..2024-09-10 | Wang Li | [change] |  | SOP176!"]
    assert (story.findings(), story.status) == (["SOP-CS-2024-001.md SOP176"], 0)


def test_deleted_and_reserved(story: Story) -> None:
    story.on("2024-04-20").commit({ONE: sop()})
    story.on("2024-09-10").commit({WORDS: VOCABULARY + "reserved: [SOP-CS-2024-001]\n"}, without=ONE)
    assert story.findings() == []


@pytest.mark.parametrize("status", ["draft", "in-review", "retired"])
def test_deleted_when_nobody_worked_by_it(story: Story, status: str) -> None:
    story.on("2024-04-20").commit({ONE: sop(status="in-review")})
    story.on("2024-05-20").commit({ONE: sop(status=status)})
    story.on("2024-09-10").commit(without=ONE)
    assert [line for line in story.findings() if "SOP176" in line] == []


def test_the_day_of_a_version_is_put_off(story: Story) -> None:
    story.on("2024-04-20").commit({ONE: sop()})
    story.on("2024-06-20").commit({ONE: sop("1.1", effective="2024-07-01", limit="2 小时")})
    story.on("2024-06-25").commit({ONE: sop("1.1", effective="2024-08-01", limit="2 小时")}, "推迟生效")
    assert story.log() == [
        "1.0 (2024-04-20) superseded 2024-05-01..2024-08-01 | Wang Li | [change]",
        f"1.1 (2024-06-20) in-force 2024-08-01.. | Wang Li | [change] | {LONGER}",
    ]


def test_a_version_is_taken_back_by_git_and_brought_again(story: Story) -> None:
    story.on("2024-04-20").commit({ONE: sop()})
    raised = story.on("2024-06-20").commit({ONE: sop("1.1", limit="2 小时")})
    story.on("2024-07-20").git("revert", "--no-commit", raised)
    story.commit(message="撤回")
    assert story.findings() == ["SOP-CS-2024-001.md SOP172"]
    story.on("2024-08-20").git("revert", "--no-commit", "HEAD")
    story.commit(message="再次放宽")
    assert story.log() == [
        "1.0 (2024-04-20) superseded 2024-05-01..2024-06-20 | Wang Li | [change]",
        f"1.1 (2024-06-20) superseded 2024-06-20..2024-07-20 | Wang Li | [change] | {LONGER}",
        f"1.0 (2024-07-20) superseded 2024-07-20..2024-08-20 | Wang Li | [撤回] | {SHORTER} | SOP172",
        f"1.1 (2024-08-20) in-force 2024-08-20.. | Wang Li | [再次放宽] | {LONGER}",
    ]
    assert story.findings() == []


def test_the_log_in_words(story: Story) -> None:
    story.on("2024-04-20").commit({ONE: sop()}, "新建投诉流程")
    story.on("2024-06-21", "Li Lei").commit({ONE: sop("1.1", effective="2024-07-01", limit="2 小时", why="人手减少")})
    assert story.sop("log", "SOP-CS-2024-001", "--as-of", "2024-12-31") == 0
    assert story.sop.out.splitlines() == [
        "SOP-CS-2024-001  客户投诉处理",
        "",
        "V1.1  In force  since 2024-07-01",
        "  on the main branch: 2024-06-21",
        "  Written by: Li Lei",
        "  Approved by: 客服经理",
        "  Why: 人手减少",
        "  - step 1 “受理”: limit ≤ 1 小时 → ≤ 2 小时 (longer)",
        "",
        "V1.0  Superseded  since 2024-05-01, until 2024-07-01",
        "  on the main branch: 2024-04-20",
        "  Written by: Wang Li",
        "  Approved by: 客服经理",
        "  Why: 新建投诉流程 (subject of the commit)",
    ]
