"""A document stays itself: by its number, by an exact rename, by its path."""

from pathlib import Path

import pytest

from history_library import ONE, TWO, Story, sop

NEW = "content/lg/complaints.md"
OTHER = sop(number="SOP-CS-2024-002", title="退款申请")
RAISED = sop("1.1", limit="2 小时", why="人手减少")
FIRST = "1.0 (2024-04-20) superseded 2024-05-01..2024-06-20 | Wang Li | [change]"
SECOND = "1.1 (2024-06-20) in-force 2024-06-20.. | Wang Li | 人手减少 | step.limit.longer ≤ 1 小时→≤ 2 小时"


@pytest.fixture
def story(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Story:
    story = Story(tmp_path, capsys, monkeypatch)
    story.on("2024-04-20").commit({ONE: sop()})
    return story


def move(story: Story, old: str, new: str) -> None:
    (story.root / new).parent.mkdir(parents=True, exist_ok=True)
    story.git("mv", old, new)


def test_renamed_and_then_changed(story: Story) -> None:
    move(story, ONE, NEW)
    story.on("2024-05-20", "Li Lei").commit(message="改名")
    story.on("2024-06-20").commit({NEW: RAISED})
    assert story.log() == [FIRST, SECOND]
    assert story.findings() == []


def test_renamed_and_changed_at_once(story: Story) -> None:
    story.on("2024-06-20").commit({NEW: RAISED}, without=ONE)
    assert story.log() == [FIRST, SECOND]


def test_renamed_twice(story: Story) -> None:
    for number, (old, new) in enumerate([(ONE, NEW), (NEW, "content/a/b/c.md")]):
        move(story, old, new)
        story.on(f"2024-05-1{number}").commit()
    story.on("2024-06-20").commit({"content/a/b/c.md": RAISED})
    assert story.log() == [FIRST, SECOND]


def test_a_folder_moved(story: Story) -> None:
    story.on("2024-05-20").commit({TWO: OTHER})
    move(story, "content/cs", "content/service")
    story.on("2024-06-01").commit()
    story.on("2024-06-20").commit({"content/service/SOP-CS-2024-001.md": RAISED})
    assert story.log() == [FIRST, SECOND]
    assert story.log("SOP-CS-2024-002") == ["1.0 (2024-05-20) in-force 2024-05-20.. | Wang Li | [change]"]
    assert story.findings() == []


def test_the_library_moved(story: Story) -> None:
    story.git("mv", "content", "handbook")
    settings = (story.root / "mkdocs.yml").read_text("utf-8").replace("content", "handbook")
    story.on("2024-06-01").commit({"mkdocs.yml": settings})
    story.on("2024-06-20").commit({"handbook/cs/SOP-CS-2024-001.md": RAISED})
    assert story.log() == [FIRST, SECOND]
    assert story.findings() == []


def test_a_file_from_outside_the_library(story: Story) -> None:
    story.on("2024-05-10", "Li Lei").commit({"drafts/refund.md": OTHER.replace("approved\n", "in-review\n")})
    move(story, "drafts/refund.md", TWO)
    story.on("2024-05-20").commit()
    story.on("2024-05-30").commit({TWO: OTHER})
    assert story.log("SOP-CS-2024-002") == ["1.0 (2024-05-10) in-force 2024-05-30.. | Li Lei、Wang Li | [change]"]


def test_two_files_swap_their_names(story: Story) -> None:
    story.on("2024-05-20").commit({TWO: OTHER})
    story.on("2024-06-20", "Li Lei").commit({TWO: RAISED, ONE: OTHER})
    assert story.log() == [FIRST, SECOND.replace("Wang Li", "Li Lei")]
    assert story.log("SOP-CS-2024-002") == ["1.0 (2024-05-20) in-force 2024-05-20.. | Wang Li | [change]"]


def test_another_document_in_its_place(story: Story) -> None:
    story.on("2024-06-20").commit({ONE: OTHER, NEW: RAISED})
    assert story.log() == [FIRST, SECOND]
    assert story.log("SOP-CS-2024-002") == ["1.0 (2024-06-20) in-force 2024-06-20.. | Wang Li | [change]"]


def test_a_wrong_number_that_is_put_right(story: Story) -> None:
    story.on("2024-05-20").commit({ONE: sop(number="SOP-CS-2024-010")}, "改号")
    story.on("2024-05-21").commit({ONE: sop()}, "改回")
    story.on("2024-06-20").commit({ONE: RAISED})
    assert story.log() == [f"{FIRST} |  | SOP170 SOP170", SECOND]


def test_a_new_number_is_a_change(story: Story) -> None:
    story.on("2024-06-20").commit({ONE: sop("1.1", number="SOP-CS-2024-010")})
    assert story.log("SOP-CS-2024-010") == [
        FIRST,
        "1.1 (2024-06-20) in-force 2024-06-20.. | Wang Li | [change] | number SOP-CS-2024-001→SOP-CS-2024-010",
    ]
    assert story.sop("log", "SOP-CS-2024-001") == 2
    assert "SOP-CS-2024-010" in story.sop.err
    days = ("2024-06-19", "2024-06-20")
    assert [story.on_day(day) for day in days] == [["SOP-CS-2024-001 1.0 in-force"], ["SOP-CS-2024-010 1.1 in-force"]]


def test_the_number_of_a_deleted_document_is_that_of_another_one(story: Story) -> None:
    story.on("2024-05-20").commit(without=ONE)
    story.on("2024-06-20").commit({ONE: sop(title="退款申请", limit="2 小时")}, "新建退款")
    assert story.log() == ["1.0 (2024-06-20) in-force 2024-06-20.. | Wang Li | [新建退款]"]
    assert [story.limit(day) for day in ("2024-05-19", "2024-06-20")] == ["1 小时", "2 小时"]
    assert [len(story.on_day(day)) for day in ("2024-05-19", "2024-05-20", "2024-06-20")] == [1, 0, 1]


def test_deleted_and_brought_back(story: Story) -> None:
    story.on("2024-05-20").commit(without=ONE)
    story.on("2024-06-20").commit({NEW: RAISED})
    assert story.log() == [FIRST.replace("06-20", "05-20"), SECOND]
    assert story.findings() == []


def test_deleted_and_brought_back_by_git(story: Story) -> None:
    story.on("2024-05-20").commit(without=ONE)
    story.on("2024-06-20").git("revert", "--no-edit", "HEAD")
    assert story.log() == ["1.0 (2024-04-20) in-force 2024-05-01.. | Wang Li | [change]"]
    assert story.findings() == []


def test_what_was_edited_before_it_was_deleted_is_still_an_edit(story: Story) -> None:
    story.on("2024-05-20").commit({ONE: sop(limit="2 小时")})
    story.on("2024-05-25").commit(without=ONE)
    story.on("2024-06-20").git("revert", "--no-edit", "HEAD")
    assert story.log() == ["1.0 (2024-04-20) in-force 2024-05-01.. | Wang Li | [change] |  | SOP170!"]
    assert story.findings() == ["SOP-CS-2024-001.md SOP170"]


def test_a_page_becomes_a_document(story: Story) -> None:
    story.on("2024-05-10").commit({TWO: "# 退款说明\n\n写给客户的说明。\n"})
    story.on("2024-05-20").commit({TWO: OTHER}, "整理成流程")
    assert story.log("SOP-CS-2024-002") == ["1.0 (2024-05-20) in-force 2024-05-20.. | Wang Li | [整理成流程]"]


def test_a_document_becomes_a_page(story: Story) -> None:
    story.on("2024-05-20").commit({ONE: "# 投诉说明\n"})
    assert story.log() == ["1.0 (2024-04-20) superseded 2024-05-01..2024-05-20 | Wang Li | [change] |  | SOP176!"]


def test_a_copy_with_a_number_of_its_own_begins_where_it_was_made(story: Story) -> None:
    story.on("2024-06-20").commit({TWO: sop(number="SOP-CS-2024-002", title="团体投诉处理")}, "复制")
    assert story.log("SOP-CS-2024-002") == ["1.0 (2024-06-20) in-force 2024-06-20.. | Wang Li | [复制]"]
    assert story.log() == ["1.0 (2024-04-20) in-force 2024-05-01.. | Wang Li | [change]"]


def test_a_copy_that_kept_the_number_has_no_part_in_the_log(story: Story) -> None:
    story.on("2024-05-20").commit({NEW: sop()})
    story.on("2024-05-25").commit({NEW: sop("3.0", limit="9 小时")})
    story.on("2024-06-20").commit({ONE: RAISED})
    assert story.log() == [FIRST, SECOND]


def test_renamed_by_copying_first_and_deleting_later(story: Story) -> None:
    story.on("2024-05-20").commit({NEW: sop()})
    story.on("2024-05-21").commit(without=ONE)
    story.on("2024-06-20").commit({NEW: RAISED})
    assert story.log() == [FIRST, SECOND]
    assert story.findings() == []


def test_a_copy_that_was_a_mistake(story: Story) -> None:
    story.on("2024-05-20").commit({NEW: sop()})
    story.on("2024-05-21").commit(without=NEW)
    story.on("2024-06-20").commit({ONE: RAISED})
    assert story.log() == [FIRST, SECOND]
    assert story.findings() == []


def test_two_numbers_swapped_by_mistake(story: Story) -> None:
    story.on("2024-04-25").commit({TWO: OTHER})
    wrong = {ONE: sop(number="SOP-CS-2024-002"), TWO: sop(title="退款申请")}
    story.on("2024-05-20").commit(wrong)
    assert story.findings() == ["SOP-CS-2024-001.md SOP170", "SOP-CS-2024-002.md SOP170"]
    story.on("2024-05-21").commit({ONE: sop(), TWO: OTHER})
    assert story.findings() == []


def test_a_title_is_a_change_and_no_other_document(story: Story) -> None:
    story.on("2024-06-20").commit({ONE: sop("1.1", title="客户投诉与建议处理")})
    assert story.log()[1] == (
        "1.1 (2024-06-20) in-force 2024-06-20.. | Wang Li | [change] | title 客户投诉处理→客户投诉与建议处理"
    )


def test_one_document_becomes_two(story: Story) -> None:
    story.on("2024-06-20").commit({ONE: RAISED, TWO: OTHER}, "拆分")
    assert story.log() == [FIRST, SECOND]
    assert story.log("SOP-CS-2024-002") == ["1.0 (2024-06-20) in-force 2024-06-20.. | Wang Li | [拆分]"]


def test_a_link_is_no_document(story: Story) -> None:
    (story.root / TWO).symlink_to("SOP-CS-2024-001.md")
    story.on("2024-05-20").commit()
    story.on("2024-06-20").commit({ONE: RAISED}, without=TWO)
    assert story.log() == [FIRST, SECOND]
