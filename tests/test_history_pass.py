"""The one pass over history on real repositories, odd and hostile ones, and what is kept of it."""

import os
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from git_library import Repository, sop
from sop_docs.effects.history import read_revisions
from sop_docs.model.past import Past
from sop_docs.model.problem import SopError
from sop_docs.model.revision import Moment, Person, Revision
from sop_docs.project.ledger import load_ledger
from sop_docs.project.past import load_past

NUMBER = "SOP-CS-2024-001"
ONE, TWO = "content/cs/SOP-CS-2024-001.md", "content/cs/SOP-CS-2024-002.md"
NOON = Moment(1714536000, 480)  # 2024-05-01T12:00:00+08:00
WANG = Person("Wang Li", "wang.li@example.com")


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    made = Repository(tmp_path / "library")
    made.commit()
    return made


def read(repository: Repository, known: str = "", folder: str = "content") -> tuple[Revision, ...]:
    """Return the commits that lead to HEAD, the first one left out, which brings the vocabulary."""
    return read_revisions(repository.root / folder, repository.git("rev-parse", "HEAD"), known)[0 if known else 1 :]


def moves(repository: Repository) -> list[list[str]]:
    """Return what each commit did to files, by their old and new paths."""
    return [[f"{one.old_path}>{one.path}" for one in revision.changes] for revision in read(repository)]


def past(repository: Repository, cache: str = "none", content: str = "content") -> Past:
    found = load_past(repository.root / content, repository.root / ".cache" / cache)
    assert found
    # Lazy sequences are equal to nothing; and what a commit changed stands in the records, it is not kept twice.
    revisions = tuple(replace(revision, changes=()) for revision in found.revisions)
    return replace(found, revisions=revisions, moments=tuple(found.moments))


def lives(found: Past) -> list[str]:
    """Return each document: the subjects of the commits that changed it, with its path after each."""
    return [
        " ".join(f"{found.revisions[one.at].subject}:{one.path if one.blob else 'x'}" for one in record.snapshots)
        for record in found.records
        if record.is_sop
    ]


def broken(repository: Repository, lines: bytes) -> Revision:
    """Return how a commit is read that no git would have made."""
    tree = repository.git("rev-parse", "HEAD^{tree}").encode()
    (repository.root / ".git/commit").write_bytes(b"tree " + tree + b"\n" + lines)
    commit = repository.git("hash-object", "-t", "commit", "-w", "--literally", ".git/commit")
    (revision,) = read_revisions(repository.root / "content", commit)
    return revision


def test_what_a_commit_says(repository: Repository) -> None:
    start = repository.git("rev-parse", "HEAD")
    trailers = (
        "Co-authored-by: 李雷 <li@x>\nCo-Authored-By: Han Mei <han@x>\nCo-authored-by: nobody\nSigned-off-by: Z <z@x>"
    )
    repository.on("2024-05-02", "Zhao", committed="2024-06-01", committer="GitHub <noreply@github.com>")
    repository.commit({ONE: "text\n", "content/a.png": "x"}, f"First line\nand more\n\nBody\n\n{trailers}")
    (found,) = read(repository)
    assert (found.author, found.subject) == (Person("Zhao", "zhao@example.com"), "First line and more")
    assert found.coauthors == (Person("李雷", "li@x"), Person("Han Mei", "han@x"))
    assert found.written == Moment(1714622400, 480)
    assert found.brought == Moment(1717214400, 480)
    assert found.parents == (start,)
    assert [(one.old_path, one.old_blob, one.path, one.blob) for one in found.changes] == [
        ("", "", ONE, "8e27be7d6154a1f68ea9160ef0e18691d20560dc")
    ]


@pytest.mark.parametrize(
    ("lines", "author", "written", "brought"),
    [
        (b"author A <a@x> 1714536000 +0800\ncommitter B <b@x> 1714536060 -0130\n", "A", NOON, Moment(1714536060, -90)),
        (b"author A <a@x> 99999999999999999999 +0800\ncommitter B <b@x> 99999999999999999999 +0800\n", "A", None, None),
        (b"author A <a@x> -100 +0800\ncommitter B <b@x> 0 +0000\n", "A", None, None),
        (b"author A <a@x> 253402300800 +0000\ncommitter B <b@x> 253402300799 +0000\n", "A", None, None),
        (b"author A <a@x> 1714536000 +9999\ncommitter B <b@x> 1714536000\n", "A", Moment(1714536000), None),
        (b"author A <a@x>\ncommitter B <b@x> yesterday\n", "A", None, None),
        (b"committer B <b@x> 1714536000 +0800\n", "", None, NOON),
        (b"author <> 1714536000 +0800\ncommitter <> 1714536000 +0800\n", "", NOON, NOON),
        (b"", "", None, None),
    ],
)
def test_odd_commits_have_the_date_they_say_or_none(
    repository: Repository, lines: bytes, author: str, written: Moment | None, brought: Moment | None
) -> None:
    found = broken(repository, lines + b"\nsubject\n")
    assert (found.author.name, found.written, found.brought, found.subject) == (author, written, brought, "subject")
    assert [one.path for one in found.changes] == ["content/vocabulary.yml"]


@pytest.mark.parametrize(
    ("message", "subject"),
    [
        ("投诉".encode(), "投诉"),
        ("投诉".encode("gbk"), "Ͷ\ufffd\ufffd"),
        (b"a\xff\xfeb", "a\ufffd\ufffdb"),
        (b"<script>\x1b[31m]]>\x01|\x1f:100644", "<script>\x1b[31m]]>\x01|\x1f:100644"),
        (b":100644 000000 D\n\n:1\n", ":100644 000000 D"),
        (b"", ""),
    ],
)
def test_subjects_in_any_bytes(repository: Repository, message: bytes, subject: str) -> None:
    who = b"author A <a@x> 1714536000 +0800\ncommitter A <a@x> 1714536000 +0800\n"
    found = broken(repository, who + b"\n" + message)
    assert found.subject == subject
    assert len(found.changes) == 1


def test_a_subject_in_the_encoding_that_the_commit_names(repository: Repository) -> None:
    who = b"author A <a@x> 1714536000 +0800\ncommitter A <a@x> 1714536000 +0800\nencoding GBK\n"
    assert broken(repository, who + b"\n" + "投诉".encode("gbk")).subject == "投诉"


def test_names_of_files_in_any_bytes(repository: Repository) -> None:
    names = ["content/a\tb\n“c”.md", "content/:100644.md", "content/-x.md", os.fsdecode(b"content/\xcd\xb6\xff.md")]
    for name in names:
        (repository.root / name).write_text("x", "utf-8")
    repository.commit()
    assert moves(repository) == [[f">{name}" for name in sorted(names, key=os.fsencode)]]
    assert len(past(repository).records) == 4


def test_links_and_submodules_are_no_files(repository: Repository) -> None:
    link = repository.root / "content/link.md"
    repository.commit({ONE: "x"})
    link.symlink_to("cs/SOP-CS-2024-001.md")
    repository.git("update-index", "--add", "--cacheinfo", f"160000,{'1' * 40},content/sub.md")
    repository.git("add", "content/link.md")
    repository.git("commit", "--quiet", "--message", "link")
    link.unlink()
    link.write_text("now a file", "utf-8")
    repository.git("add", "content/link.md")
    repository.git("commit", "--quiet", "--message", "file")
    (repository.root / ONE).unlink()
    (repository.root / ONE).symlink_to("../link.md")
    repository.git("add", ONE)
    repository.git("commit", "--quiet", "--message", "link again")
    assert moves(repository) == [[f">{ONE}"], [], [">content/link.md"], [f"{ONE}>"]]


def test_merges_of_any_kind_are_what_they_brought_to_the_main_branch(repository: Repository) -> None:
    start = repository.git("rev-parse", "HEAD")
    for name in ("a", "b", "c"):
        repository.branch(name, start)
        repository.commit({f"content/{name}.md": name})
        repository.commit({f"content/{name}.md": f"{name} again"})
    repository.go("main")
    repository.commit({"content/main.md": "main"})
    repository.git("merge", "--quiet", "--no-edit", "a", "b", "c")
    repository.git("checkout", "--quiet", "--orphan", "root")
    repository.git("rm", "--quiet", "-rf", ".")
    repository.commit({"content/other.md": "x"})
    repository.go("main")
    repository.git("merge", "--quiet", "--no-edit", "--allow-unrelated-histories", "root")
    assert moves(repository) == [
        [">content/main.md"],
        [">content/a.md", ">content/b.md", ">content/c.md"],
        [">content/other.md"],
    ]
    assert [len(revision.parents) for revision in read(repository)] == [1, 4, 2]


def test_a_merge_with_changes_of_its_own_and_one_that_keeps_ours(repository: Repository) -> None:
    repository.commit({ONE: "one\n", TWO: "two\n"})
    repository.branch("other")
    repository.commit({ONE: "theirs\n"})
    repository.go("main")
    repository.commit({ONE: "ours\n"})
    repository.git("merge", "--quiet", "--no-edit", "--strategy=ours", "other")
    repository.branch("third", "HEAD~1")
    repository.commit({TWO: "third\n"})
    repository.go("main")
    repository.git("merge", "--quiet", "--no-commit", "--no-ff", "third")
    repository.commit({ONE: "evil\n"})
    assert moves(repository)[1:] == [[f"{ONE}>{ONE}"], [], [f"{ONE}>{ONE}", f"{TWO}>{TWO}"]]


def test_only_exact_renames_are_renames(repository: Repository) -> None:
    text = "".join(f"line {number}\n" for number in range(100))
    repository.commit({ONE: text, TWO: "other\n"})
    repository.git("mv", ONE, "content/moved.md")
    repository.git("mv", TWO, "content/gone.txt")
    repository.commit()
    repository.git("mv", "content/moved.md", "content/edited.md")
    repository.commit({"content/edited.md": f"{text}more\n", "content/copy.md": text})
    assert moves(repository)[1:] == [
        [f"{TWO}>content/gone.txt", f"{ONE}>content/moved.md"],
        ["content/moved.md>content/copy.md", ">content/edited.md"],
    ]


def test_what_is_known_is_not_read_again(repository: Repository) -> None:
    first = repository.commit({ONE: "1"})
    repository.commit({ONE: "2"}, "second")
    assert [revision.subject for revision in read(repository, known=first)] == ["second"]
    assert read(repository, known=repository.git("rev-parse", "HEAD")) == ()


def test_replaced_and_grafted_history_is_the_real_one(repository: Repository) -> None:
    repository.commit({ONE: sop(NUMBER, "投诉")}, "one")
    repository.commit({ONE: sop(NUMBER, "投诉", "改。")}, "two")
    before = past(repository)
    repository.git("replace", "HEAD~1", "HEAD~2")
    repository.git(
        "replace", repository.git("rev-parse", f"HEAD:{ONE}"), repository.git("rev-parse", "HEAD:mkdocs.yml")
    )
    (repository.root / ".git/info/grafts").write_text(repository.git("rev-parse", "HEAD") + "\n", "utf-8")
    assert lives(before) == [f"one:{ONE} two:{ONE}"]
    assert past(repository, "other") == before


TRAPS = {
    **dict.fromkeys(("core.fsmonitor", "core.sshCommand", "core.pager", "core.hooksPath", "gpg.program"), "{trap}"),
    **dict.fromkeys(("diff.external", "diff.md.textconv", "diff.md.command", "trailer.x.command"), "{trap}"),
    **dict.fromkeys(("log.showSignature", "log.follow", "log.mailmap", "diff.relative", "diff.noprefix"), "true"),
    **dict.fromkeys(("log.showRoot", "diff.renames", "core.quotePath"), "false"),
    "diff.orderFile": "order",
    "diff.renameLimit": "1",
    "diff.ignoreSubmodules": "all",
    "log.date": "iso",
    "log.diffMerges": "off",
    "log.decorate": "full",
    "format.pretty": "oneline",
    "color.ui": "always",
    "core.abbrev": "4",
    "i18n.logOutputEncoding": "GBK",
    "notes.displayRef": "*",
    "trailer.separators": "#",
}


def test_what_a_repository_is_set_to_changes_nothing_and_runs_nothing(repository: Repository) -> None:
    repository.commit({ONE: sop(NUMBER, "投诉"), TWO: "b"}, "添加\n\nCo-authored-by: Li <l@x>")
    repository.branch("other")
    repository.commit({"content/z.md": "z"})
    repository.go("main")
    repository.git("mv", TWO, "content/a.md")
    repository.commit({".mailmap": "Boss <boss@x> Wang Li <wang.li@example.com>\n"})
    repository.merge("other")
    repository.git("notes", "add", "--message", "note", "HEAD")
    before = read(repository), past(repository)
    (repository.root / "order").write_text("z*\n", "utf-8")
    (repository.root / ".git/info/attributes").write_text("*.md diff=md\n", "utf-8")
    for name, value in TRAPS.items():
        repository.git("config", name, value.format(trap=f"touch {repository.root}/ran"))
    assert (read(repository), past(repository, "other")) == before
    assert not (repository.root / "ran").exists()


def test_what_stands_in_the_environment_changes_nothing(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.commit({ONE: "x"})
    before = read(repository)
    for name, value in {
        "GIT_DIR": "/nowhere",
        "GIT_EXTERNAL_DIFF": "false",
        "GIT_TRACE": "1",
        "LC_ALL": "zh_CN.GBK",
    }.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "diff.relative")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", "true")
    revision = read_revisions(repository.root / "content", before[-1].hash)
    assert revision[1:] == before


def test_a_library_deep_in_a_repository(repository: Repository) -> None:
    repository.commit({"other/SOP-CS-2024-009.md": sop("SOP-CS-2024-009", "别处")})
    repository.commit({"q/content/vocabulary.yml": "people: {}\n", "q/content/a.md": sop(NUMBER, "投诉")}, "one")
    repository.commit({"q/contents/b.md": sop("SOP-CS-2024-002", "退款"), ONE: "x"}, "beside")
    found = past(repository, content="q/content")
    assert found.folder == "q/content/"
    assert lives(found) == ["one:q/content/a.md"]
    assert [revision.subject for revision in found.revisions] == ["one"]


def test_a_library_that_was_moved(repository: Repository) -> None:
    repository.commit({ONE: sop(NUMBER, "投诉")}, "one")
    repository.git("mv", "content", "docs")
    repository.commit(None, "move")
    repository.commit({ONE: sop("SOP-CS-2024-003", "另一个库")}, "other library")
    repository.commit({"docs/cs/SOP-CS-2024-001.md": sop(NUMBER, "投诉", "改。")}, "two")
    found = past(repository, content="docs")
    assert lives(found) == [f"one:{ONE} move:docs/cs/SOP-CS-2024-001.md two:docs/cs/SOP-CS-2024-001.md"]
    assert [at for at, _ in found.vocabulary] == [0, 2]


def test_a_file_that_came_from_elsewhere(repository: Repository) -> None:
    repository.commit({"drafts/a.md": sop(NUMBER, "投诉")}, "draft")
    repository.commit({"drafts/a.md": sop(NUMBER, "投诉", "改。"), "drafts/b.md": "b"}, "edit")
    repository.git("mv", "drafts/a.md", "content/a.md")
    repository.commit(None, "move")
    assert lives(past(repository)) == ["draft:drafts/a.md edit:drafts/a.md move:content/a.md"]


def test_copies_changes_of_number_and_documents_that_come_back(repository: Repository) -> None:
    repository.commit({ONE: sop(NUMBER, "投诉")}, "one")
    repository.commit({TWO: sop(NUMBER, "投诉")}, "copy")
    repository.commit({TWO: sop("SOP-CS-2024-002", "投诉")}, "renumber")
    repository.commit(None, "delete", without=ONE)
    repository.commit({"content/back.md": sop(NUMBER, "投诉")}, "back")
    repository.commit(None, "delete again", without="content/back.md")
    repository.commit({ONE: sop(NUMBER, "招聘")}, "reuse")
    assert lives(past(repository)) == [
        f"one:{ONE} delete:x back:content/back.md delete again:x",
        f"copy:{TWO} renumber:{TWO}",
        f"reuse:{ONE}",
    ]


def life(repository: Repository) -> Iterator[str]:
    """Live on by one step after the other, and yield what came."""
    yield repository.commit({ONE: sop(NUMBER, "投诉"), TWO: sop("SOP-CS-2024-002", "退款")})
    yield repository.commit({ONE: sop(NUMBER, "投诉", "改。")})
    yield repository.commit({"x.txt": "not of the library"})
    yield repository.commit(None, without=TWO)
    yield repository.commit({"drafts/c.md": sop("SOP-CS-2024-003", "招聘")})
    repository.git("mv", "drafts/c.md", "content/c.md")
    yield repository.commit(None, "from elsewhere")
    yield repository.commit({TWO: sop("SOP-CS-2024-002", "退款", "回来。")})
    yield repository.git("revert", "--no-edit", "HEAD~1")
    yield repository.git("reset", "--quiet", "--hard", "HEAD~3")
    yield repository.commit({"content/vocabulary.yml": "people: {}\n"})
    repository.branch("side", "HEAD~1")
    yield repository.commit({ONE: sop(NUMBER, "投诉", "旁。")})
    repository.go("main")
    repository.merge("side")
    yield "merged"
    repository.branch("late", "HEAD~1")
    repository.commit()
    repository.merge("main")
    yield "merged into another"
    repository.git("mv", "content/cs", "content/lg")
    yield repository.commit(None, "a folder is called otherwise")


def test_one_commit_more_is_read_as_if_all_were(repository: Repository) -> None:
    for at, step in enumerate(life(repository)):
        assert past(repository, "kept") == past(repository, f"new-{at}"), step


def test_two_commits_that_are_not_on_the_line_of_the_one_that_is_known(repository: Repository) -> None:
    repository.commit({ONE: sop(NUMBER, "投诉")}, "one")
    repository.branch("side")
    repository.commit({ONE: sop(NUMBER, "投诉", "旁。")}, "side")
    past(repository, "kept")
    repository.go("main")
    repository.commit({TWO: "x"}, "main")
    repository.git("merge", "--quiet", "--no-ff", "--message", "merge", "side")
    # What was known lies beside the line of first parents now.
    assert lives(past(repository, "kept")) == [f"one:{ONE} merge:{ONE}"]


@pytest.mark.parametrize("spoil", ["no database", "half", "other tables", "a folder"])
def test_a_broken_cache_is_thrown_away(repository: Repository, spoil: str) -> None:
    repository.commit({ONE: sop(NUMBER, "投诉")})
    expected = past(repository, "kept")
    (file,) = (path for path in (repository.root / ".cache/kept").rglob("*") if path.is_file())
    if spoil == "no database":
        file.write_bytes(b"SQLite format 3\0 no more")
    elif spoil == "half":
        file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    elif spoil == "a folder":
        file.unlink()
        file.mkdir()
    else:
        with sqlite3.connect(file) as database:
            for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
                database.execute(f"DROP TABLE {name}")
        database.close()
    assert past(repository, "kept") == expected
    assert past(repository, "kept") == expected


def test_a_shallow_clone_is_refused(repository: Repository, tmp_path: Path) -> None:
    repository.commit({ONE: "x"})
    shallow = repository.clone(tmp_path / "shallow", "--depth=1")
    with pytest.raises(SopError, match="git fetch --unshallow"):
        past(shallow)


def test_a_clone_without_old_files_is_refused(repository: Repository, tmp_path: Path) -> None:
    repository.commit({ONE: sop(NUMBER, "投诉")})
    repository.commit({ONE: sop(NUMBER, "投诉", "改。")})
    repository.git("config", "uploadpack.allowFilter", "true")
    partial = repository.clone(tmp_path / "partial", "--filter=blob:none")
    with pytest.raises(SopError, match="git fetch --refetch --no-filter"):
        past(partial)
    with pytest.raises(SopError, match="git fetch --refetch --no-filter"):
        load_ledger(partial.root / "content", tmp_path / "cache")
    partial.git("fetch", "--quiet", "--refetch", "--no-filter")
    assert past(partial) == past(repository)


def test_a_worktree_and_a_clone_have_the_same_past(repository: Repository, tmp_path: Path) -> None:
    repository.commit({ONE: sop(NUMBER, "投诉")}, "one")
    repository.git("worktree", "add", "--quiet", str(tmp_path / "tree"), "HEAD")
    tree = repository.clone(tmp_path / "clone")
    assert past(tree) == past(repository)
    tree.root = tmp_path / "tree"
    assert past(tree) == past(repository)


def test_no_repository_and_no_commit(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    assert load_past(tmp_path / "content", tmp_path / "cache") is None
    empty = Repository(tmp_path / "empty")
    assert past(empty) == Past(folder="content/")
