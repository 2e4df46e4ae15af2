"""When a version came, and from when on people worked by it."""

from pathlib import Path

import pytest

from history_library import ONE, TWO, VOCABULARY, WORDS, Story, sop

NUMBER = "SOP-CS-2024-001"
RAISED = sop("1.1", limit="2 小时")
CHANGED = "step.limit.longer ≤ 1 小时→≤ 2 小时"


@pytest.fixture
def story(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Story:
    return Story(tmp_path, capsys, monkeypatch)


def test_a_version_comes_when_it_is_committed_and_says_when_it_was_written(story: Story) -> None:
    story.on("2024-04-20", committed="2024-06-03").commit({ONE: sop()})
    assert story.log() == ["1.0 (2024-06-03) in-force 2024-06-03.. | Wang Li | [change]"]
    assert story.raw()["versions"][0]["commits"][0]["date"] == "2024-04-20"


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2024-06-20T23:30:00+08:00", "2024-06-20"),
        ("2024-06-20T00:30:00+08:00", "2024-06-20"),
        ("2024-06-20T23:30:00-11:00", "2024-06-20"),
        ("2024-06-20T00:30:00+1400", "2024-06-20"),
        ("@1718897400 +0000", "2024-06-20"),
        ("@1718897400 +0545", "2024-06-20"),
        ("@1718897400 -0930", "2024-06-20"),
        ("@1718897400 +0900", "2024-06-21"),
    ],
)
def test_a_day_is_that_of_the_clock_of_who_did_it(story: Story, moment: str, day: str) -> None:
    story.on(moment).commit({ONE: sop()})
    assert story.raw()["versions"][0]["date"] == day


def test_several_commits_in_one_second(story: Story) -> None:
    story.on("2024-06-20")
    for version in ("1.0", "1.1", "1.2"):
        story.commit({ONE: sop(version, limit=f"{version[-1]}0 分钟")})
    assert [line.split(" | ")[0] for line in story.log()] == [
        "1.0 (2024-06-20) superseded 2024-06-20..2024-06-20",
        "1.1 (2024-06-20) superseded 2024-06-20..2024-06-20",
        "1.2 (2024-06-20) in-force 2024-06-20..",
    ]


def test_a_clock_in_the_future(story: Story) -> None:
    story.on("2024-04-20").commit({ONE: sop()})
    story.on("2031-01-01").commit({ONE: RAISED})
    story.on("2024-06-25").commit({TWO: sop(number="SOP-CS-2024-002", title="退款")})
    assert story.log() == [
        "1.0 (2024-04-20) superseded 2024-05-01..2024-05-01 | Wang Li | [change]",
        f"1.1 (2024-04-20) in-force 2024-05-01.. | Wang Li | [change] | {CHANGED} | SOP177!",
    ]
    assert (story.findings(), story.status) == (["SOP-CS-2024-001.md SOP177"], 0)


def test_a_clock_in_the_past(story: Story) -> None:
    story.on("2024-04-20").commit({ONE: sop()})
    story.on("1999-01-01").commit({ONE: RAISED})
    story.on("2024-06-25").commit({TWO: sop(number="SOP-CS-2024-002", title="退款")})
    assert story.log()[1] == f"1.1 (2024-04-20) in-force 2024-05-01.. | Wang Li | [change] | {CHANGED} | SOP177!"


def test_the_last_commit_came_from_the_future(story: Story) -> None:
    story.on("2024-04-20").commit({ONE: sop()})
    story.on("2031-01-01").commit({ONE: RAISED})
    assert story.log() == [
        "1.0 (2024-04-20) in-force 2024-05-01..2031-01-01 | Wang Li | [change]",
        f"1.1 (2031-01-01) upcoming 2031-01-01.. | Wang Li | [change] | {CHANGED}",
    ]


def test_a_date_that_nobody_can_read(story: Story) -> None:
    story.on("2024-04-20").commit({ONE: sop()})
    story.write({ONE: RAISED})
    story.git("add", "--all")
    head, tree = story.git("rev-parse", "HEAD"), story.git("write-tree")
    who = "Li Lei <li.lei@example.com> 99999999999999999999 +0800"
    text = f"tree {tree}\nparent {head}\nauthor {who}\ncommitter {who}\n\n放宽\n"
    (story.root / ".git/commit").write_text(text, "utf-8")
    commit = story.git("hash-object", "-t", "commit", "-w", "--literally", ".git/commit")
    story.git("update-ref", "refs/heads/main", commit)
    assert story.log()[1] == f"1.1 (2024-04-20) in-force 2024-05-01.. | Li Lei | [放宽] | {CHANGED} | SOP177!"


def test_a_day_that_has_not_come(story: Story) -> None:
    story.on("2024-04-20").commit({ONE: sop()})
    story.on("2024-06-20").commit({ONE: sop("1.1", effective="2025-02-01", limit="2 小时")})
    assert story.log() == [
        "1.0 (2024-04-20) in-force 2024-05-01..2025-02-01 | Wang Li | [change]",
        f"1.1 (2024-06-20) upcoming 2025-02-01.. | Wang Li | [change] | {CHANGED}",
    ]
    assert [line.split(" ")[2] for line in story.log(day="2025-02-01")] == ["superseded", "in-force"]


def test_an_upcoming_version_that_another_one_overtakes(story: Story) -> None:
    story.on("2024-04-20").commit({ONE: sop()})
    story.on("2024-06-20").commit({ONE: sop("1.1", effective="2025-02-01", limit="2 小时")})
    story.on("2024-06-25").commit({ONE: sop("1.2", effective="2024-07-01", limit="3 小时")})
    assert [line.split(" | ")[0] for line in story.log(day="2025-03-01")] == [
        "1.0 (2024-04-20) superseded 2024-05-01..2024-07-01",
        "1.1 (2024-06-20) superseded",
        "1.2 (2024-06-25) in-force 2024-07-01..",
    ]


def test_nobody_worked_by_a_text_before_it_came(story: Story) -> None:
    story.on("2024-06-20").commit({ONE: sop(effective="2020-01-01")})
    assert story.log() == ["1.0 (2024-06-20) overdue 2024-06-20.. | Wang Li | [change]"]
    assert story.raw()["versions"][0]["effective"] == "2020-01-01"


@pytest.mark.parametrize(
    ("allowed", "effective", "found"),
    [
        ("1 month", "2024-05-19", ["SOP-CS-2024-001.md SOP174"]),
        ("1 month", "2024-05-20", []),
        ("7 days", "2024-06-12", ["SOP-CS-2024-001.md SOP174"]),
        ("7 days", "2024-06-13", []),
    ],
)
def test_the_house_allows_some_backdating(story: Story, allowed: str, effective: str, found: list[str]) -> None:
    story.settings(f"language: zh, backdating: {allowed}")
    story.on("2024-06-20").commit({ONE: sop(effective=effective)})
    assert (story.findings(), story.status) == (found, 0)


HOLIDAYS = "calendar: {holidays: [2024-06-10], workdays: [2024-06-08]}\n"


@pytest.mark.parametrize(
    ("within", "day", "found"),
    [
        ("3 working days", "2024-06-11", []),
        ("3 working days", "2024-06-12", ["SOP-CS-2024-001.md SOP175"]),
        ("6 days", "2024-06-12", []),
        ("6 days", "2024-06-13", ["SOP-CS-2024-001.md SOP175"]),
    ],
)
def test_a_version_answers_within_days(story: Story, within: str, day: str, found: list[str]) -> None:
    """Thursday the 6th; Saturday the 8th is worked, Monday the 10th is not."""
    story.settings(f"language: zh, within: {within}")
    story.on("2024-04-20").commit({ONE: sop(), WORDS: VOCABULARY + HOLIDAYS})
    story.on("2024-06-06").commit({ONE: sop(limit="2 小时")})
    story.on(day).commit({ONE: RAISED})
    assert (story.findings(), story.status) == (found, 0)


@pytest.fixture
def imported(story: Story) -> Story:
    """A library that came from elsewhere in June, with what was wrong in it, and has lived here since."""
    story.on("2024-06-01").commit({ONE: sop("2.3", effective="2022-03-01")}, "导入")
    first = story.on("2024-06-02").commit({ONE: sop("2.3", effective="2022-03-01", limit="2 小时")}, "整理")
    story.on("2024-09-01").commit({ONE: sop("2.4", effective="2024-09-01", limit="3 小时")})
    story.settings(f"language: zh, baseline: {first}, backdating: 1 month")
    return story


def test_up_to_the_baseline_dates_are_believed(imported: Story) -> None:
    assert imported.log() == [
        "2.3 (2024-06-01) superseded 2022-03-01..2024-09-01 | Wang Li | [导入]",
        "2.4 (2024-09-01) in-force 2024-09-01.. | Wang Li | [change] | step.limit.longer ≤ 2 小时→≤ 3 小时",
    ]
    assert (imported.findings(), imported.raw()["complete"]) == ([], False)
    assert imported.sop("log", NUMBER) == 0
    assert "baseline" in imported.sop.out


def test_without_the_baseline_they_are_not(imported: Story) -> None:
    imported.settings("language: zh, backdating: 1 month")
    assert [line.split(" | ")[-1] for line in imported.log()] == [
        "SOP170 SOP174",
        "step.limit.longer ≤ 2 小时→≤ 3 小时",
    ]
    assert imported.raw()["complete"] is True


@pytest.mark.parametrize(
    ("day", "version"), [("2022-02-28", ""), ("2022-03-01", "2.3"), ("2023-11-21", "2.3"), ("2024-09-01", "2.4")]
)
def test_of_last_year_the_baseline_answers_rightly(imported: Story, day: str, version: str) -> None:
    status = imported.sop("show", NUMBER, "--as-of", day)
    assert (status, f"V{version}" in imported.sop.out) == ((0, True) if version else (2, False))


def test_a_day_is_a_baseline_too(imported: Story) -> None:
    imported.settings("language: zh, baseline: 2024-06-01")
    assert imported.log()[0] == "2.3 (2024-06-01) superseded 2022-03-01..2024-09-01 | Wang Li | [导入] |  | SOP170"
    imported.settings("language: zh, baseline: 2024-06-02")
    assert imported.log()[0] == "2.3 (2024-06-01) superseded 2022-03-01..2024-09-01 | Wang Li | [导入]"


def test_two_versions_from_before_the_baseline(story: Story) -> None:
    story.on("2024-06-01").commit({ONE: sop("2.3", effective="2022-03-01")})
    story.on("2024-06-02").commit({ONE: sop("2.4", effective="2024-01-01", limit="2 小时")})
    story.settings("language: zh, baseline: main")
    days = ("2022-02-28", "2022-03-01", "2023-12-31", "2024-01-01", "2024-12-31")
    assert [story.on_day(day) for day in days] == [
        [],
        [f"{NUMBER} 2.3 in-force"],
        [f"{NUMBER} 2.3 in-force"],
        [f"{NUMBER} 2.4 in-force"],
        [f"{NUMBER} 2.4 in-force"],
    ]


def test_after_the_baseline_an_edit_is_an_edit(imported: Story) -> None:
    imported.settings(f"language: zh, baseline: {imported.git('rev-list', '--max-parents=0', 'HEAD')}")
    assert imported.log()[0] == "2.3 (2024-06-01) superseded 2022-03-01..2024-09-01 | Wang Li | [导入] |  | SOP170"


def test_a_document_that_went_before_the_baseline_is_not_told_of(story: Story) -> None:
    story.on("2024-06-01").commit({ONE: sop()})
    gone = story.on("2024-06-02").commit(without=ONE)
    story.settings(f"language: zh, baseline: {gone}")
    assert story.findings() == []


@pytest.mark.parametrize("baseline", ["0123456789012345678901234567890123456789", "v9", "--output=x", "main^{tree}"])
def test_a_baseline_that_is_no_commit(story: Story, baseline: str) -> None:
    story.commit({ONE: sop()})
    story.settings(f'language: zh, baseline: "{baseline}"')
    assert story.sop("log", NUMBER) == 2
    assert story.sop.err.count("\n") == 1
    assert "baseline" in story.sop.err
    assert story.sop("check") == 2
    assert not (story.root / "x").exists()
