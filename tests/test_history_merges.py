"""However a branch is merged, its versions, texts and changes are the same."""

from collections.abc import Callable
from pathlib import Path

import pytest

from history_library import ONE, TODAY, TWO, Story, sop

LIMIT = sop("1.1", status="in-review", limit="2 小时", why="人手减少")
ISSUED = sop("1.1", effective="2024-07-01", limit="2 小时", purpose="每件都有答复。", why="人手减少")
FIRST = "1.0 (2024-04-20) superseded 2024-05-01..2024-07-01 | Wang Li | [新建]"
EACH = "Li Lei、Han Mei、Zhao Yun"
CHANGES = "step.limit.longer ≤ 1 小时→≤ 2 小时; purpose.changed 每件都有结论。→每件都有答复。"
OTHER = sop(number="SOP-CS-2024-002", title="退款申请", effective="2024-06-10")


@pytest.fixture
def story(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Story:
    """A branch with two commits by two people, and main, which went on meanwhile."""
    story = Story(tmp_path, capsys, monkeypatch)
    story.on("2024-04-20").commit({ONE: sop()}, "新建")
    story.branch("revise")
    story.on("2024-06-01", "Li Lei").commit({ONE: LIMIT}, "放宽时限")
    story.on("2024-06-05", "Han Mei").commit({ONE: ISSUED}, "改目的")
    story.go("main")
    story.on("2024-06-10").commit({TWO: OTHER}, "新建退款")
    story.on("2024-06-20", "The Forge")
    return story


def merge(story: Story) -> None:
    story.git("merge", "--quiet", "--no-ff", "--message", "合并 !7", "revise")


def squash(story: Story) -> None:
    story.git("merge", "--quiet", "--squash", "revise")
    story.on("2024-06-20", "Li Lei", committer="The Forge")
    story.commit(message="放宽时限 (!7)\n\nCo-authored-by: Han Mei <han.mei@example.com>")


def rebase(story: Story) -> None:
    story.git("rebase", "--quiet", "main", "revise")
    story.go("main")
    story.git("merge", "--quiet", "--ff-only", "revise")


def pick(story: Story) -> None:
    story.git("cherry-pick", "main..revise")


def octopus(story: Story) -> None:
    story.branch("more", "main~1")
    story.commit({"content/index.md": "# 首页\n"})
    story.go("main")
    story.git("merge", "--quiet", "--no-ff", "--message", "合并两支", "revise", "more")


def merge_of_a_merge(story: Story) -> None:
    story.go("revise")
    story.merge("main")
    story.go("main")
    merge(story)


@pytest.mark.parametrize("bring", [merge, squash, rebase, pick, octopus, merge_of_a_merge])
def test_versions_texts_and_changes_are_the_same(story: Story, bring: Callable[[Story], None]) -> None:
    bring(story)
    assert story.log() == [FIRST, f"1.1 (2024-06-20) in-force 2024-07-01.. | Li Lei、Han Mei | 人手减少 | {CHANGES}"]
    assert story.log("SOP-CS-2024-002") == ["1.0 (2024-06-10) in-force 2024-06-10.. | Wang Li | [新建退款]"]
    assert story.sop("show", "SOP-CS-2024-001@1.1", "--format", "markdown") == 0
    assert story.sop.out == ISSUED
    assert story.findings() == []


def test_a_branch_that_main_was_put_forward_to_came_when_it_was_written(story: Story) -> None:
    story.git("reset", "--quiet", "--hard", "main~1")
    story.git("merge", "--quiet", "--ff-only", "revise")
    assert story.log() == [FIRST, f"1.1 (2024-06-01) in-force 2024-07-01.. | Li Lei、Han Mei | 人手减少 | {CHANGES}"]


def test_a_merge_that_changes_the_text_itself(story: Story) -> None:
    story.git("merge", "--quiet", "--no-ff", "--no-commit", "revise")
    story.commit({ONE: ISSUED.replace("2 小时", "3 小时")}, "合并并改时限")
    changes = CHANGES.replace("2 小时", "3 小时")
    assert story.log()[1] == f"1.1 (2024-06-20) in-force 2024-07-01.. | Li Lei、Han Mei | 人手减少 | {changes}"


def test_who_wrote_before_the_branch_renamed_the_file_is_an_author(story: Story) -> None:
    story.go("revise")
    story.git("mv", ONE, "content/cs/renamed.md")
    story.on("2024-06-15", "Zhao Yun").commit()
    story.go("main")
    story.on("2024-06-20")
    merge(story)
    assert story.log() == [FIRST, f"1.1 (2024-06-20) in-force 2024-07-01.. | {EACH} | 人手减少 | {CHANGES}"]


def test_both_branches_took_the_same_version(story: Story) -> None:
    story.branch("rival", "revise~2")
    story.on("2024-06-12", "Zhao Yun").commit({ONE: sop("1.1", limit="4 小时", why="加急")})
    story.go("main")
    story.on("2024-06-15").merge("rival")
    story.on("2024-06-20").git("merge", "--quiet", "--no-ff", "--strategy-option=theirs", "--message", "合并", "revise")
    authors = "Zhao Yun、Li Lei、Han Mei"
    assert story.log() == [
        FIRST,
        f"1.1 (2024-06-15) in-force 2024-07-01.. | {authors} | 人手减少 | {CHANGES} | SOP170!",
    ]


def test_two_histories_without_a_common_beginning(story: Story) -> None:
    story.git("checkout", "--quiet", "--orphan", "elsewhere")
    story.git("rm", "-rfq", ".")
    story.on("2023-01-10", "Zhao Yun").commit({"content/old.md": OTHER.replace("2024-002", "2024-003")}, "旧库")
    story.go("main")
    story.on("2024-06-25").git("merge", "--quiet", "--allow-unrelated-histories", "--message", "并入旧库", "elsewhere")
    assert story.log("SOP-CS-2024-003") == ["1.0 (2024-06-25) in-force 2024-06-25.. | Zhao Yun | [并入旧库]"]
    assert story.log()[0] == "1.0 (2024-04-20) in-force 2024-05-01.. | Wang Li | [新建]"


def test_main_pulled_into_a_branch_that_becomes_main(story: Story) -> None:
    story.go("revise")
    story.on("2024-06-20").git("merge", "--quiet", "--message", "更新", "main")
    story.git("branch", "--force", "main", "revise")
    assert story.log("SOP-CS-2024-002") == ["1.0 (2024-06-20) in-force 2024-06-20.. | Wang Li | [更新]"]


@pytest.fixture
def edited(story: Story) -> Story:
    """A branch that raises the version and then edits it once more."""
    story.branch("late", "main")
    story.on("2024-06-21").commit({ONE: sop("1.1", limit="2 小时")})
    story.on("2024-06-22").commit({ONE: sop("1.1", limit="3 小时")})
    return story


def test_against_a_base_a_branch_is_one_change(edited: Story) -> None:
    assert edited.findings() == ["SOP-CS-2024-001.md SOP170"]
    assert edited.findings("--base", "main") == []
    assert edited.status == 0


def test_against_a_base_an_edit_without_a_version_is_still_one(edited: Story) -> None:
    edited.on("2024-06-23").commit({ONE: sop(limit="3 小时")})
    assert (edited.findings("--base", "main"), edited.status) == (["SOP-CS-2024-001.md SOP170"], 1)


def test_a_base_that_has_gone_on_is_what_both_have(edited: Story) -> None:
    edited.go("main")
    edited.on("2024-06-24").commit({ONE: sop("1.1", limit="9 小时")})
    edited.go("late")
    assert edited.findings("--base", "main") == []


def test_a_base_without_common_history(edited: Story) -> None:
    edited.git("checkout", "--quiet", "--orphan", "elsewhere")
    edited.commit()
    assert edited.sop("check", "--base", "main", "--as-of", TODAY) == 2
    assert "git fetch" in edited.sop.err
    assert edited.sop("check", "--base", "--output=x", "--as-of", TODAY) == 2


def test_what_was_rebased_has_the_edits_of_the_branch(edited: Story) -> None:
    edited.go("main")
    edited.on("2024-06-25").git("cherry-pick", "main..late")
    assert edited.log()[1] == (
        "1.1 (2024-06-25) in-force 2024-06-25.. | Wang Li | [change] | step.limit.longer ≤ 1 小时→≤ 3 小时 | SOP170!"
    )
