"""What is kept from one run to the next never changes a log."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from history_library import ONE, TWO, VOCABULARY, WORDS, Story, sop
from sop_docs.project import contents, past

MODULE = "content/modules/closure.md"
USE = "\n### 归档\n\n- 引用：closure\n"
OTHER = {"number": "SOP-CS-2024-002", "title": "退款申请"}


def module(limit: str) -> str:
    return (
        "---\nmodule: closure\ntitle: 归档\nversion: 1.0\n---\n\n## 步骤\n\n### 装订\n\n"
        f"- 步骤号：bind\n- 执行：客服专员\n- 时限：≤ {limit}\n- 输入：受理单\n- 输出：案卷\n"
    )


@pytest.fixture
def story(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Story:
    """A history with a bit of everything, read once."""
    story = Story(tmp_path, capsys, monkeypatch)
    story.on("2024-04-20").commit({ONE: sop(steps=USE), MODULE: module("1 天")})
    story.on("2024-05-20", "Li Lei").commit({TWO: sop(**OTHER)}, "新建\n\nCo-authored-by: 韩梅 <h@m>")
    story.on("2024-06-20").commit({MODULE: module("2 天"), WORDS: VOCABULARY.replace("LG:", "FI: 财务部, LG:")})
    told(story)
    return story


def told(story: Story) -> list[object]:
    """Return what the command line says of the past."""
    return [story.raw(), story.raw("SOP-CS-2024-002"), story.findings()]


def assert_as_cold(story: Story) -> None:
    """Hold what is said now, and once more, against what is said where nothing is kept."""
    warm, cache = [told(story), told(story)], story.cache
    story.keep_in(cache.with_name("cold"))
    shutil.rmtree(story.cache, ignore_errors=True)
    cold = told(story)
    story.keep_in(cache)
    assert warm == [cold, cold]


def databases(story: Story) -> Iterator[Path]:
    found = [path for path in story.cache.rglob("*.sqlite3") if path.name in {"history.sqlite3", "changes.sqlite3"}]
    assert len(found) == 2
    return iter(found)


def deleted(path: Path) -> None:
    path.unlink()


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def cut_at_a_page(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:4096])


def garbage(path: Path) -> None:
    path.write_bytes(bytes(range(256)) * 64)


def scratched(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[5000:9000] = b"\xff" * 4000
    path.write_bytes(data)


def folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def of_another_version(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("PRAGMA user_version = 12345")


def without_tables(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database, database:
        for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            database.execute(f"DROP TABLE {name}")


def without_rows(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database, database:
        if path.name == "history.sqlite3":
            database.execute("DELETE FROM revision WHERE position = 1")


def locked(path: Path) -> None:
    path.chmod(0o000)


@pytest.mark.parametrize(
    "damage",
    [
        deleted,
        emptied,
        truncated,
        cut_at_a_page,
        garbage,
        scratched,
        folder,
        of_another_version,
        without_tables,
        without_rows,
        locked,
    ],
)
def test_a_broken_cache_is_thrown_away(story: Story, damage: Callable[[Path], None]) -> None:
    for path in databases(story):
        damage(path)
    assert_as_cold(story)


@pytest.mark.parametrize("damage", [deleted, truncated, garbage, of_another_version])
def test_a_broken_cache_and_a_commit_more(story: Story, damage: Callable[[Path], None]) -> None:
    for path in databases(story):
        damage(path)
    story.on("2024-07-20").commit({ONE: sop("1.1", steps=USE)})
    assert_as_cold(story)


def test_a_journal_is_left_behind(story: Story) -> None:
    for path in databases(story):
        path.with_name(path.name + "-journal").write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + bytes(5000))
        path.with_name(path.name + "-wal").write_bytes(bytes(5000))
    assert_as_cold(story)


@pytest.mark.parametrize("sort", ["change", "imprint", "names", "sense"])
@pytest.mark.parametrize(
    "value", ["", "null", "5", "[[]]", "[1, 2, 3, 4]", "[" * 100_000, '{"a": 1}', "\0", b"\xff", None]
)
def test_a_row_that_makes_no_sense_is_not_believed(story: Story, sort: str, value: object) -> None:
    *_, path = sorted(databases(story), key=lambda path: path.name == "changes.sqlite3")
    with closing(sqlite3.connect(path)) as database, database:
        forged = database.execute("UPDATE found SET value = ? WHERE sort = ?", (value, sort))
        assert forged.rowcount > 0
    assert_as_cold(story)


def test_a_second_run_reads_no_old_text(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    story.on("2024-07-20").commit({ONE: sop("1.1", steps=USE), MODULE: module("3 天")})
    before = told(story)
    for name in ("read_document", "read_source", "read_vocabulary", "names_in"):
        monkeypatch.setattr(contents, name, None)
    assert told(story) == before


def test_runs_with_a_base_and_without_leave_each_other_what_is_kept(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    story.branch("proposal")
    story.on("2024-07-20").commit({ONE: sop("1.0", steps=USE, limit="2 小时")})
    first = [story.findings(), story.findings("--base", "main")]
    monkeypatch.setattr(past, "read_revisions", None)
    for _ in range(2):
        assert [story.findings(), story.findings("--base", "main")] == first


def test_a_cache_of_another_repository(
    story: Story, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "other").mkdir()
    other = Story(tmp_path / "other", capsys, monkeypatch)
    other.on("2020-01-01").commit({ONE: sop("7.7")})
    other.log()
    found = {path.name: path for path in databases(other)}
    for path in databases(story):
        shutil.copy(found[path.name], path)
    story.keep_in(story.cache)
    assert_as_cold(story)


def add_a_version(story: Story) -> None:
    story.on("2024-07-20").commit({ONE: sop("1.1", steps=USE)})


def add_a_file(story: Story) -> None:
    story.on("2024-07-20").commit({"content/a.md": sop(number="SOP-CS-2024-000", title="最前")})


def add_nothing_of_ours(story: Story) -> None:
    story.on("2024-07-20").commit({"README.txt": "x"})


def edit_the_module(story: Story) -> None:
    story.on("2024-07-20").commit({MODULE: module("3 天")})


def rename_all(story: Story) -> None:
    story.git("mv", "content/cs", "content/service")
    story.on("2024-07-20").commit()


def move_the_library(story: Story) -> None:
    story.git("mv", "content", "sops")
    settings = (story.root / "mkdocs.yml").read_text("utf-8").replace("content", "sops")
    story.on("2024-07-20").commit({"mkdocs.yml": settings})


def delete_and_bring_back(story: Story) -> None:
    story.on("2024-07-20").commit(without=TWO)
    told(story)
    story.on("2024-07-25").git("revert", "--no-edit", "HEAD")


def amend(story: Story) -> None:
    story.write({ONE: sop("1.1", steps=USE)})
    story.on("2024-06-21").git("commit", "--quiet", "--all", "--amend", "--message", "改写")


def rebase(story: Story) -> None:
    first = story.git("rev-list", "--max-parents=0", "HEAD")
    story.branch("base", first)
    story.on("2024-06-01").commit({ONE: sop("3.0", steps=USE)}, "另一段历史")
    story.on("2024-07-01").git("rebase", "--quiet", "base", "main")


def force(story: Story) -> None:
    story.git("checkout", "--quiet", "--orphan", "new")
    story.on("2024-07-20").commit({TWO: sop("2.0", **OTHER)}, "全部重来")


def go_back(story: Story) -> None:
    story.git("reset", "--quiet", "--hard", "HEAD~1")


def go_back_and_on(story: Story) -> None:
    go_back(story)
    told(story)
    story.git("reset", "--quiet", "--hard", "ORIG_HEAD")


def forget_the_old_tip(story: Story) -> None:
    amend(story)
    story.git("reflog", "expire", "--expire=now", "--all")
    story.git("gc", "--quiet", "--prune=now")


def merge_from_below(story: Story) -> None:
    """The old tip is in the new head's history, but not among its first parents."""
    story.branch("line", "HEAD~1")
    story.on("2024-07-01").commit({ONE: sop("1.1", steps=USE)})
    story.on("2024-07-20").git("merge", "--quiet", "--no-ff", "--message", "主干并入", "main")


def two_commits_at_once(story: Story) -> None:
    add_a_version(story)
    edit_the_module(story)


def edit_the_tree(story: Story) -> None:
    story.write({ONE: sop("1.1", steps=USE), "content/new.md": sop(number="SOP-CS-2024-009", title="新")})


@pytest.mark.parametrize(
    "happen",
    [
        add_a_version,
        add_a_file,
        add_nothing_of_ours,
        edit_the_module,
        rename_all,
        move_the_library,
        delete_and_bring_back,
        amend,
        rebase,
        force,
        go_back,
        go_back_and_on,
        forget_the_old_tip,
        merge_from_below,
        two_commits_at_once,
        edit_the_tree,
    ],
)
def test_whatever_happens_the_log_is_that_of_a_cold_run(story: Story, happen: Callable[[Story], None]) -> None:
    happen(story)
    assert_as_cold(story)


def test_names_and_ignored_commits_are_looked_up_each_time(story: Story) -> None:
    assert story.raw("SOP-CS-2024-002")["versions"][0]["authors"] == ["Li Lei", "韩梅"]
    story.write({".mailmap": "李雷 <li.lei@example.com>\n"})
    assert story.raw("SOP-CS-2024-002")["versions"][0]["authors"] == ["李雷", "韩梅"]
    story.write({".git-blame-ignore-revs": story.git("rev-parse", "HEAD~1")})
    assert story.raw("SOP-CS-2024-002")["versions"][0]["authors"] == []
