"""The files of a commit are those of its work tree, and what is refused in one is refused in the other."""

import os
from pathlib import Path

import pytest

from git_library import Repository
from sop_docs.effects import files
from sop_docs.effects.files import read_tree
from sop_docs.effects.revision_tree import changed_paths, read_file_at, read_tree_at
from sop_docs.model.place import Place
from sop_docs.model.problem import Problem, SopError

NAMES = (
    "中文 名.md",
    "a b.md",
    "quote\"'.md",
    "new\nline.md",
    "tab\t.md",
    "-dash.md",
    ":(top)x.md",
    "*.md",
    "e\u0301.md",
)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "library")


def test_a_commit_is_its_work_tree(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_ATTACHMENT", 500_000)
    monkeypatch.setattr("sop_docs.effects.revision_tree.MAX_ATTACHMENT", 500_000)
    repository.write({f"content/cs/{name}": name for name in NAMES})
    repository.write({"content/a.png": b"\x89PNG" + b"x" * 900, "content/large.pdf": b"x" * 600_000})
    repository.write({"content/.hidden/x.md": "x", "content/.x.md": "x", "content/empty.md": ""})
    repository.write({f"content/{'d/' * 41}x.md": "deep", f"content/{'e/' * 40}x.md": "not too deep"})
    (repository.root / "content/link.md").symlink_to("/etc/passwd")
    (repository.root / "content/linked").symlink_to("cs")
    Path(os.fsdecode(os.fsencode(repository.root / "content") + b"/\xff\xfe.md")).write_text("x", "utf-8")
    head = repository.commit()
    content = repository.root / "content"
    here, there = read_tree(content), read_tree_at(content, head, "content/", {})
    assert dict(there.texts) == dict(here.texts)
    assert dict(there.attachments) == dict(here.attachments)
    assert sorted(there.problems, key=repr) == sorted(here.problems, key=repr)
    assert {problem.key for problem in there.problems} == {"SOP006.deep", "SOP007.link", "SOP008"}
    assert read_tree_at(content, head, "content/", here.texts) == there
    assert read_tree_at(content, head, "content/", {"empty.md": b"other"}) == there


def test_a_folder_that_is_not_there_yet(repository: Repository) -> None:
    head = repository.commit()
    assert read_tree_at(repository.root, head, "nothing/", {}) == files.Tree({}, {}, ())
    assert set(read_tree_at(repository.root, head, "", {}).texts) == {"mkdocs.yml", "content/vocabulary.yml"}


def test_a_folder_that_is_a_link(repository: Repository) -> None:
    (repository.root / "docs").symlink_to("content")
    head = repository.commit()
    assert read_tree_at(repository.root, head, "docs/", {}).problems == (Problem("SOP007.link", Place(".")),)


def test_what_a_clone_left_out_is_said(repository: Repository, tmp_path: Path) -> None:
    repository.git("config", "uploadpack.allowFilter", "true")
    first = repository.commit({"content/a.md": "one"})
    repository.commit({"content/a.md": "two"})
    clone = repository.clone(tmp_path / "partial", "--filter=blob:none")
    with pytest.raises(SopError, match=r"git fetch --refetch --no-filter"):
        read_tree_at(clone.root, first, "content/", {})


def test_what_is_not_alike(repository: Repository) -> None:
    base = repository.commit({"a.py": "1", "b.py": "1", "sub/中.yml": "1"})
    repository.commit({"a.py": "2"})
    head = repository.commit({"新.sh": "1"}, without="b.py")
    content = repository.root / "content"
    assert changed_paths(content, base, head) == ("a.py", "b.py", "新.sh")
    repository.write({"sub/中.yml": "2", "untracked.py": "1", ".cache/x.py": "1"})
    assert changed_paths(content, base, "") == ("a.py", "b.py", "sub/中.yml", "untracked.py", "新.sh")


def test_one_file(repository: Repository) -> None:
    (repository.root / "link").symlink_to("mkdocs.yml")
    head = repository.commit({"中 文.txt": "x", "*": "star"})
    assert read_file_at(repository.root / "content", head, "中 文.txt") == b"x"
    assert read_file_at(repository.root, head, "*") == b"star"
    assert read_file_at(repository.root, head, "link") is None
    assert read_file_at(repository.root, head, "nothing") is None
    assert read_file_at(repository.root, head, "content") is None
