"""What was in force on a day, and what the work tree adds to history."""

from pathlib import Path

import pytest

from history_library import ONE, TODAY, TWO, VOCABULARY, WORDS, Story, sop

NUMBER = "SOP-CS-2024-001"
MOVED = "content/lg/complaints.md"
OTHER = sop(number="SOP-CS-2024-002", title="退款申请")
RAISED = sop("1.1", effective="2024-07-01", limit="2 小时")


@pytest.fixture
def story(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Story:
    story = Story(tmp_path, capsys, monkeypatch)
    story.on("2024-03-01").commit({"content/index.md": "# 首页\n"})
    story.on("2024-04-20").commit({ONE: sop()})
    return story


@pytest.mark.parametrize(
    ("day", "register"),
    [
        ("2024-02-01", []),
        ("2024-03-01", []),
        ("2024-04-19", []),
        ("2024-04-20", [f"{NUMBER} 1.0 upcoming"]),
        ("2024-04-30", [f"{NUMBER} 1.0 upcoming"]),
        ("2024-05-01", [f"{NUMBER} 1.0 in-force"]),
        ("2024-06-19", [f"{NUMBER} 1.0 in-force"]),
        ("2024-06-20", [f"{NUMBER} 1.0 in-force"]),
        ("2024-06-30", [f"{NUMBER} 1.0 in-force"]),
        ("2024-07-01", [f"{NUMBER} 1.1 in-force"]),
        ("2024-12-31", [f"{NUMBER} 1.1 in-force"]),
    ],
)
def test_between_two_versions(story: Story, day: str, register: list[str]) -> None:
    story.on("2024-06-20").commit({ONE: RAISED})
    assert story.on_day(day) == register


def test_before_the_first_commit_there_is_nothing_to_show(story: Story) -> None:
    assert story.sop("show", NUMBER, "--as-of", "2024-04-19") == 2
    assert story.sop.err.count("\n") == 1


def test_the_words_of_that_day(story: Story) -> None:
    story.on("2024-05-20").commit({ONE: sop(limit="90 分钟")}, "改时限")
    story.on("2024-06-20").commit({ONE: RAISED})
    days = ["2024-05-19", "2024-05-20", "2024-06-30", "2024-07-01"]
    assert [story.limit(day) for day in days] == ["1 小时", "90 分钟", "90 分钟", "2 小时"]


def test_a_draft_is_shown_where_nothing_is_in_force(story: Story) -> None:
    story.on("2024-06-20").commit({TWO: sop("0.1", number="SOP-CS-2024-002", title="退款", status="draft")})
    assert story.on_day("2024-06-20") == [f"{NUMBER} 1.0 in-force", "SOP-CS-2024-002 0.1 draft"]


def test_a_draft_does_not_hide_what_is_in_force(story: Story) -> None:
    story.on("2024-06-20").commit({ONE: sop("2.0", status="draft", limit="2 小时")})
    assert (story.on_day("2024-06-21"), story.limit("2024-06-21")) == ([f"{NUMBER} 1.0 in-force"], "1 小时")


def test_after_it_was_retired(story: Story) -> None:
    story.on("2024-09-10").commit({ONE: sop(status="retired")})
    assert [story.on_day(day) for day in ("2024-09-09", "2024-09-10", "2024-10-01")] == [
        [f"{NUMBER} 1.0 in-force"],
        [f"{NUMBER} 1.0 withdrawn"],
        [f"{NUMBER} 1.0 withdrawn"],
    ]


def test_after_it_was_deleted(story: Story) -> None:
    story.on("2024-09-10").commit(without=ONE)
    assert [story.on_day(day) for day in ("2024-09-09", "2024-09-10")] == [[f"{NUMBER} 1.0 in-force"], []]
    assert story.sop("show", NUMBER, "--as-of", "2024-09-10") == 2


def test_while_it_was_deleted(story: Story) -> None:
    story.on("2024-06-10").commit(without=ONE)
    story.on("2024-06-20").git("revert", "--no-edit", "HEAD")
    assert [story.on_day(day) for day in ("2024-06-09", "2024-06-10", "2024-06-19", "2024-06-20")] == [
        [f"{NUMBER} 1.0 in-force"],
        [],
        [],
        [f"{NUMBER} 1.0 in-force"],
    ]


def test_its_day_was_put_off_when_it_had_come(story: Story) -> None:
    story.on("2024-06-20").commit({ONE: RAISED})
    story.on("2024-07-15").commit({ONE: sop("1.1", effective="2024-08-01", limit="2 小时")})
    days = ["2024-06-30", "2024-07-01", "2024-07-14", "2024-07-15", "2024-08-01"]
    assert [story.on_day(day)[0].split(" ")[1] for day in days] == ["1.0", "1.1", "1.1", "1.0", "1.1"]


def test_a_version_that_went_back(story: Story) -> None:
    raised = story.on("2024-06-20").commit({ONE: sop("1.1", limit="2 小时")})
    story.on("2024-07-20").git("revert", "--no-edit", raised)
    assert [story.limit(day) for day in ("2024-06-19", "2024-06-20", "2024-07-20")] == ["1 小时", "2 小时", "1 小时"]


def test_under_the_path_and_the_words_it_had_then(story: Story) -> None:
    story.on("2024-05-20").commit({WORDS: VOCABULARY.replace("客户服务部", "客户体验部")})
    story.on("2024-06-20").commit({MOVED: sop("1.1", title="投诉")}, without=ONE)
    assert story.sop("list", "--as-of", "2024-05-19", "--format", "json") == 0
    assert '"path": "cs/SOP-CS-2024-001.md"' in story.sop.out
    assert story.sop("show", NUMBER, "--as-of", "2024-05-19") == 0
    assert "客户投诉处理" in story.sop.out
    assert story.sop("show", f"{NUMBER}@1.1") == 0
    assert "客户投诉处理" not in story.sop.out


@pytest.mark.parametrize("version", ["9.9", "1.1", "", "--output=x", "1.0@1.0"])
def test_a_version_that_never_was(story: Story, version: str) -> None:
    assert story.sop("show", f"{NUMBER}@{version}") == 2
    assert story.sop.err.count("\n") == 1


@pytest.mark.parametrize("number", ["SOP-CS-2024-999", "../../x", "", "SOP-CS-2024-001\n"])
def test_a_document_that_never_was(story: Story, number: str) -> None:
    assert story.sop("log", number) == 2
    assert story.sop.err.count("\n") == 1


def test_an_edit_that_is_not_committed(story: Story) -> None:
    story.write({ONE: sop(limit="2 小时")})
    assert story.log() == ["1.0 (2024-04-20) in-force 2024-05-01.. | Wang Li | [change] |  | SOP170!"]
    assert (story.findings(), story.status) == (["SOP-CS-2024-001.md SOP170"], 1)
    assert "was changed later (not committed yet, 2024-12-31) without a new version" in story.sop.out


def test_a_version_that_is_not_committed(story: Story) -> None:
    story.write({ONE: RAISED})
    assert story.log() == [
        "1.0 (2024-04-20) superseded 2024-05-01..2024-12-31 | Wang Li | [change]",
        "1.1 (2024-12-31) in-force 2024-12-31.. |  | [] | step.limit.longer ≤ 1 小时→≤ 2 小时",
    ]
    assert story.raw()["versions"][0]["commits"] == [{"hash": "", "date": TODAY, "author": "", "subject": ""}]
    assert story.findings() == []


def test_a_document_that_is_not_committed(story: Story) -> None:
    story.write({TWO: OTHER})
    assert story.log("SOP-CS-2024-002") == ["1.0 (2024-12-31) in-force 2024-12-31.. |  | []"]


def test_a_rename_that_is_not_committed(story: Story) -> None:
    (story.root / MOVED).parent.mkdir()
    (story.root / ONE).rename(story.root / MOVED)
    assert story.log() == ["1.0 (2024-04-20) in-force 2024-05-01.. | Wang Li | [change]"]
    assert story.findings() == []
    story.write({MOVED: sop("1.1", limit="2 小时")})
    assert [line.split(" ")[0] for line in story.log()] == ["1.0", "1.1"]


def test_a_deletion_that_is_not_committed(story: Story) -> None:
    (story.root / ONE).unlink()
    assert story.log() == ["1.0 (2024-04-20) superseded 2024-05-01..2024-12-31 | Wang Li | [change] |  | SOP176!"]
    assert story.findings() == ["SOP-CS-2024-001.md SOP176"]


def test_the_work_tree_was_not_there_on_an_earlier_day(story: Story) -> None:
    story.write({ONE: sop(limit="2 小时"), TWO: OTHER})
    assert story.on_day("2024-06-01") == [f"{NUMBER} 1.0 in-force"]
    assert story.limit("2024-06-01") == "1 小时"


def test_a_work_tree_with_other_line_ends_is_as_the_commit_has_it(story: Story) -> None:
    story.write({ONE: sop().replace("\n", "\r\n")})
    assert story.log() == ["1.0 (2024-04-20) in-force 2024-05-01.. | Wang Li | [change]"]


def test_a_library_without_a_document(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "new").mkdir()
    story = Story(tmp_path / "new", capsys, monkeypatch)
    story.on("2024-04-20").commit()
    assert (story.findings(), story.on_day("2024-05-01")) == ([], [])


def test_a_repository_without_a_commit(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "new").mkdir()
    story = Story(tmp_path / "new", capsys, monkeypatch)
    story.write({ONE: sop()})
    assert story.log() == ["1.0 (2024-12-31) in-force 2024-12-31.. |  | []"]
    assert story.findings() == []
