"""What is read of a repository, once, and what it makes of histories that are not straight."""

import sqlite3
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from git_library import Repository, sop
from sop_docs.history.condense import condense
from sop_docs.history.lives import Tips, read_ledger
from sop_docs.model.ledger import Bearer, Entry, Ledger, Life, Move, Seen
from sop_docs.model.problem import SopError
from sop_docs.parse.bearer import read_bearer
from sop_docs.project.ledger import Knowledge, knowledge, load_ledger

NINE = "content/cs/SOP-CS-2024-009.md"
NUMBER = "SOP-CS-2024-009"


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    repository = Repository(tmp_path / "library")
    repository.commit({NINE: sop(NUMBER, "客户投诉处理")})
    return repository


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The git commands that were run, but for those of the test itself."""
    commands: list[str] = []
    start = subprocess.Popen

    def noted(arguments: list[str], **options: Any) -> "subprocess.Popen[bytes]":  # noqa: ANN401 - handed on
        if arguments[1] == "-c":
            commands.append(next(word for word in arguments[1:] if word != "-c" and "=" not in word))
        return start(arguments, **options)

    monkeypatch.setattr("sop_docs.effects.git.subprocess.Popen", noted)
    return commands


def load(repository: Repository, base: str = "") -> Ledger:
    return load_ledger(repository.root / "content", repository.root / ".cache", base)


def store(repository: Repository) -> Path:
    return repository.root / ".cache" / "ledger.sqlite3"


def told(ledger: Ledger, number: str = NUMBER) -> list[tuple[str, str, str]]:
    """Return title, place at HEAD and branch of each life of a number."""
    return [(life.title, life.head, life.branch) for life in ledger.lives.get(number, ())]


def test_a_life_tells_where_and_when_it_began_and_ended(repository: Repository) -> None:
    born = repository.git("rev-parse", "HEAD")
    repository.commit({NINE: sop(NUMBER, "投诉处理")})
    repository.git("mv", NINE, "content/SOP-CS-2024-009.md")
    repository.commit()
    ended = repository.commit(without="content/SOP-CS-2024-009.md")
    (life,) = load(repository).lives[NUMBER]
    assert life.born == Seen(born, NINE, date(2024, 5, 1))
    assert life.ended == Seen(ended, "content/SOP-CS-2024-009.md", date(2024, 5, 1))
    assert (life.title, sorted(life.titles)) == ("投诉处理", ["客户投诉处理", "投诉处理"])
    assert (life.head, life.branch, life.of_head, life.gone) == ("", "", True, True)


def test_nothing_is_read_twice(repository: Repository, asked: list[str]) -> None:
    load(repository)
    assert asked.count("cat-file") == 1
    del asked[:]
    first = load(repository)
    assert asked == ["rev-parse", "for-each-ref"]
    repository.commit({"content/cs/SOP-CS-2024-010.md": sop("SOP-CS-2024-010", "退款申请")})
    del asked[:]
    second = load(repository)
    assert asked[2:] == ["rev-list", "rev-list", "diff-tree", "cat-file"]
    assert second.taken - first.taken == {"SOP-CS-2024-010"}
    assert second.taken == load_ledger(repository.root / "content", repository.root / "elsewhere").taken


@pytest.mark.parametrize("broken", [b"", b"no database", b"SQLite format 3\x00" + bytes(4096)])
def test_a_broken_cache_is_thrown_away(repository: Repository, broken: bytes) -> None:
    load(repository)
    store(repository).write_bytes(broken)
    assert told(load(repository)) == [("客户投诉处理", NINE, "")]
    assert told(load(repository)) == [("客户投诉处理", NINE, "")]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entry SET moves = 'no'",
        "UPDATE entry SET moves = '[[1, 2, 3]]'",
        "UPDATE entry SET day = 'no'",
        "UPDATE entry SET parents = 'no'",
        "DELETE FROM entry",
        "DROP TABLE entry",
        "DROP TABLE tip",
        "PRAGMA user_version = 99",
    ],
)
def test_so_is_one_that_makes_no_sense(repository: Repository, statement: str) -> None:
    load(repository)
    database = sqlite3.connect(store(repository))
    database.execute(statement)
    database.commit()
    database.close()
    assert told(load(repository)) == [("客户投诉处理", NINE, "")]


def test_commits_that_a_cache_has_lost_are_read_again(repository: Repository) -> None:
    repository.commit({"content/index.md": "# 目录\n"})
    load(repository)
    database = sqlite3.connect(store(repository))
    database.execute("DELETE FROM commits")
    database.commit()
    database.close()
    repository.branch("other", "HEAD~1")
    repository.commit({"content/cs/SOP-CS-2024-010.md": sop("SOP-CS-2024-010", "退款申请")})
    assert "SOP-CS-2024-010" in load(repository).taken


def test_a_cache_that_cannot_be_written_is_none(repository: Repository) -> None:
    (repository.root / ".cache").write_text("in the way", "utf-8")
    assert told(load(repository)) == [("客户投诉处理", NINE, "")]


def test_rewritten_history_is_noticed(repository: Repository) -> None:
    start = repository.git("rev-parse", "HEAD")
    repository.commit({"content/cs/SOP-CS-2024-010.md": sop("SOP-CS-2024-010", "退款申请")})
    assert "SOP-CS-2024-010" in load(repository).taken
    repository.git("reset", "--quiet", "--hard", start)
    assert "SOP-CS-2024-010" not in load(repository).taken
    repository.commit({"content/cs/SOP-CS-2024-011.md": sop("SOP-CS-2024-011", "退款申请")})
    load(repository)
    repository.git("reset", "--quiet", "--hard", start)
    repository.git("reflog", "expire", "--expire=now", "--all")
    repository.git("gc", "--quiet", "--prune=now")
    assert sorted(load(repository).taken) == [NUMBER]


def test_replaced_and_grafted_history_is_the_real_one(repository: Repository) -> None:
    repository.commit(without=NINE)
    repository.git("replace", "HEAD", "HEAD~1")
    (repository.root / ".git/info/grafts").write_text(repository.git("rev-parse", "HEAD") + "\n", "utf-8")
    assert told(load(repository)) == [("客户投诉处理", "", "")]


def test_what_a_repository_asks_git_to_run_is_not_run(repository: Repository) -> None:
    trap = f"touch {repository.root}/ran"
    for name in ("core.fsmonitor", "diff.md.textconv", "diff.external", "core.sshCommand", "gpg.program"):
        repository.git("config", name, trap)
    repository.git("config", "log.showSignature", "true")
    repository.write({".gitattributes": "*.md diff=md\n"})
    repository.commit({NINE: sop(NUMBER, "投诉")})
    (repository.root / "ran").unlink(missing_ok=True)
    load(repository)
    assert not (repository.root / "ran").exists()


def test_odd_names_and_dates_are_read(repository: Repository) -> None:
    odd = "content/a\tb\n“c”/SOP-CS-2024-011.md"
    repository.branch("o/-x;$(y)")
    tree = repository.git("rev-parse", "HEAD^{tree}")
    repository.commit({odd: sop("SOP-CS-2024-011", "退款申请")})
    text = f"tree {tree}\ncommitter <> 99999999999999999999 +0800\n\nx"
    (repository.root / ".cache").mkdir()
    (repository.root / ".cache/commit").write_text(text, "utf-8")
    broken = repository.git("hash-object", "-t", "commit", "-w", "--literally", ".cache/commit")
    repository.git("update-ref", "refs/heads/broken", broken)
    ledger = load(repository)
    assert ledger.lives["SOP-CS-2024-011"][0].head == odd
    assert told(ledger) == [("客户投诉处理", NINE, ""), ("客户投诉处理", "", "broken")]
    assert ledger.lives[NUMBER][1].born.day is None


def test_links_are_no_documents(repository: Repository) -> None:
    (repository.root / "content/SOP-CS-2024-030.md").symlink_to("cs/SOP-CS-2024-009.md")
    repository.commit()
    assert "SOP-CS-2024-030" not in load(repository).taken


def test_a_library_may_lie_deep_in_a_repository(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "all")
    repository.commit({"quality/content/SOP-CS-2024-001.md": sop("SOP-CS-2024-001", "客户投诉处理")})
    ledger = load_ledger(repository.root / "quality/content", tmp_path / "cache")
    assert ledger.folder == "quality/content/"
    assert told(ledger, "SOP-CS-2024-001") == [("客户投诉处理", "quality/content/SOP-CS-2024-001.md", "")]


def test_a_repository_without_a_commit_knows_nothing(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "empty")
    assert load(repository).taken == frozenset()
    assert knowledge(repository.root / "content") is Knowledge.ALL


def test_a_repository_that_git_cannot_read_is_said(repository: Repository) -> None:
    (repository.root / ".git/HEAD").write_text("nothing", "utf-8")
    with pytest.raises(SopError, match=r"^git rev-parse: fatal: not a git repository"):
        load(repository)


@pytest.mark.parametrize(
    ("text", "bearer"),
    [
        ("---\nid: A-1\ntitle: x\n---\n", ("A-1", "x")),
        ("---\r\nID: 'A-1'  # once\r\ntitle: \"x: y\" # z\r\n---\r\n", ("A-1", "x: y")),
        ("\ufeff---\n编号：A-1\n标题：投诉\n---\n", ("A-1", "投诉")),
        ("---\nform: F-1\ntitle: x # y\n", ("F-1", "x")),
        ("---\nid: A-1\nid: A-2\n---\n", ("A-1", "")),
        ("---\nmodule: escalation\n---\n", ("P-7", "")),
        ("---\nid: <b>\n---\n", ("P-7", "")),
        ("---\nscope: {id: A-1}\n---\nid: A-2\n", ("P-7", "")),
        ("no front matter\nid: A-1\n", ("P-7", "")),
        ("", ("P-7", "")),
    ],
)
def test_a_file_bears_a_number_however_broken(text: str, bearer: tuple[str, str]) -> None:
    assert read_bearer("x/P-7.md", text.encode()) == Bearer("x/P-7.md", *bearer)


def test_other_encodings_bear_one_too() -> None:
    data = "---\n编号: A-1\n标题: 投诉\n---\n".encode("gbk")
    assert read_bearer("notes.md", data) == Bearer("notes.md", "A-1", "投诉")
    assert read_bearer("notes.md", b"---\nid: A-1\ntitle: \xff\xff\n---\n") == Bearer("notes.md", "A-1", "��")
    assert read_bearer("notes.md", b"# notes\n") is None


# Histories by hand: each commit with its parents and, by path, the number and title it has from there on.

Story = tuple[str, str, dict[str, tuple[str, str] | None]]


def ledger_of(*story: Story, head: str = "", base: str = "", **branches: str) -> Ledger:
    """Return the ledger of commits that are given by what they change; a path is named by its letter."""
    trees: dict[str, dict[str, tuple[str, str]]] = {"": {}}
    entries = []
    for name, parents, changes in story:
        tree = dict(trees[parents[:1]])
        for parent in parents[1:]:
            tree |= trees[parent]
        moves = []
        for path, bearer in changes.items():
            before = tree.pop(path, None)
            if bearer:
                tree[path] = bearer
            moves.append(
                Move(Bearer(path, *before) if before else None, Bearer(path, *bearer) if bearer else None),
            )
        trees[name] = tree
        entries.append(Entry(name, tuple(parents), None, tuple(moves)))
    tips = {f"refs/heads/{branch}": tip for branch, tip in branches.items()}
    return read_ledger(entries, Tips(head or story[-1][0], tips, base, base), "")


def lives(ledger: Ledger, number: str) -> list[tuple[str, str, bool, str]]:
    return [(life.title, life.head, life.gone, life.after.title if life.after else "") for life in ledger.lives[number]]


def test_a_number_that_is_given_again_comes_after_the_deleted_document() -> None:
    ledger = ledger_of(
        ("1", "", {"a": ("N1", "old")}), ("2", "1", {"a": None}), ("3", "2", {"b": ("N1", "new")}), ("4", "3", {})
    )
    assert lives(ledger, "N1") == [("old", "", True, ""), ("new", "b", False, "old")]


def test_deleted_on_one_side_of_a_merge_is_deleted() -> None:
    ledger = ledger_of(
        ("1", "", {"a": ("N1", "old"), "c": ("N2", "x")}),
        ("2", "1", {"a": None}),
        ("3", "1", {"c": ("N2", "y")}),
        ("4", "32", {}),
        ("5", "4", {"b": ("N1", "new")}),
    )
    assert lives(ledger, "N1") == [("old", "", True, ""), ("new", "b", False, "old")]
    assert lives(ledger, "N2") == [("y", "c", False, "")]


def test_two_sides_that_take_a_number_stay_two() -> None:
    ledger = ledger_of(
        ("1", "", {}), ("2", "1", {"a": ("N1", "one")}), ("3", "1", {"b": ("N1", "two")}), ("4", "23", {})
    )
    assert lives(ledger, "N1") == [("one", "a", False, ""), ("two", "b", False, "")]


def test_of_three_sides_each_is_heard() -> None:
    ledger = ledger_of(
        ("1", "", {"a": ("N1", "one"), "b": ("N2", "two"), "c": ("N3", "three")}),
        ("2", "1", {"a": None}),
        ("3", "1", {"b": None}),
        ("4", "1", {"c": None, "d": ("N3", "three")}),
        ("5", "234", {}),
    )
    assert lives(ledger, "N1") == [("one", "", True, "")]
    assert lives(ledger, "N2") == [("two", "", True, "")]
    assert lives(ledger, "N3") == [("three", "d", False, "")]


def test_two_documents_may_change_their_numbers_with_each_other() -> None:
    ledger = ledger_of(
        ("1", "", {"N1.md": ("N1", "one"), "N2.md": ("N2", "two")}),
        ("2", "1", {"N1.md": ("N2", "two"), "N2.md": ("N1", "one")}),
    )
    assert lives(ledger, "N1") == [("one", "N2.md", False, "")]
    assert lives(ledger, "N2") == [("two", "N1.md", False, "")]


def test_a_state_that_two_branches_share_is_changed_by_neither() -> None:
    ledger = ledger_of(
        ("1", "", {"a": ("N1", "one")}),
        ("2", "1", {"a": None}),
        ("3", "1", {"a": None, "b": ("N1", "one")}),
        ("4", "1", {}),
        head="4",
        two="2",
        three="3",
    )
    assert lives(ledger, "N1") == [("one", "a", False, "")]
    ledger = ledger_of(
        ("1", "", {"a": ("N1", "one")}), ("2", "1", {"a": None}), ("3", "1", {}), head="2", two="2", three="3"
    )
    assert [(life.head, life.branch, life.gone) for life in ledger.lives["N1"]] == [("", "three", True)]


def test_the_base_knows_what_its_history_has() -> None:
    story: tuple[Story, ...] = (
        ("1", "", {"a": ("N1", "one")}),
        ("2", "1", {"b": ("N2", "two")}),
        ("3", "1", {"c": ("N3", "three")}),
    )
    ledger = ledger_of(*story, base="2", main="2")
    known: dict[str, Life] = {number: found[0] for number, found in ledger.lives.items()}
    assert {number: life.of_base for number, life in known.items()} == {"N1": True, "N2": True, "N3": False}
    assert {number: life.of_head for number, life in known.items()} == {"N1": True, "N2": False, "N3": True}
    assert {number: life.branch for number, life in known.items()} == {"N1": "", "N2": "main", "N3": ""}
    assert sorted(ledger.at_head) == ["a", "c"]


def test_commits_that_change_nothing_are_left_out() -> None:
    move = Move(None, Bearer("a", "N1"))
    entries = (
        Entry("1", (), None),
        Entry("2", ("1",), None),
        Entry("3", ("2",), None, (move,)),
        Entry("4", ("2",), None),
        Entry("5", ("3", "4"), None),
        Entry("6", ("4", "2"), None),
    )
    kept, stands_for = condense(entries, {})
    assert [(entry.commit, entry.parents) for entry in kept] == [("1", ()), ("3", ("1",)), ("5", ("3", "1"))]
    assert stands_for == {"1": "1", "2": "1", "3": "3", "4": "1", "5": "5", "6": "1"}
    assert condense([Entry("7", ("6",), None)], stands_for) == ((), {"7": "1"})
