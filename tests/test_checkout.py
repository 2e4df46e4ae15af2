"""A commit as a folder of its own: its files as git has them, whatever the machine and the work tree say."""

from pathlib import Path

import pytest

from git_library import Repository
from sop_docs.effects.checkout import checked_out
from sop_docs.effects.git import find, read_head
from sop_docs.model.problem import SopError


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    made = Repository(tmp_path / "library")
    made.commit({"sub/mkdocs.yml": "a: 1\n", "sub/content/a.md": "一\n二\n", ".gitattributes": "* text eol=crlf\n"})
    return made


def listing(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_files_are_as_the_commit_has_them_and_head_stands_on_it(repository: Repository) -> None:
    first = repository.git("rev-parse", "HEAD")
    repository.git("tag", "baseline")
    repository.commit({"sub/content/a.md": "三\n"})
    repository.write({"sub/content/b.md": "nobody has committed this\n"})
    with checked_out(repository.root / "sub", first) as there:
        assert listing(there) == {"mkdocs.yml": b"a: 1\n", "content/a.md": "一\n二\n".encode()}
        head = read_head(there)
        assert head is not None
        assert head.commit == first
        assert (find(there, "rev-parse", "baseline") or "").strip() == first
        assert find(there, "status", "--porcelain") == ""
    assert not there.exists()


def test_the_repository_is_only_read_and_nothing_of_it_runs(repository: Repository) -> None:
    hook = repository.root / ".git/hooks/post-checkout"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\ntouch ran\n", "utf-8")
    hook.chmod(0o755)
    repository.git("config", "filter.evil.smudge", "touch ran; cat")
    commit = repository.commit({".gitattributes": "*.md filter=evil\n"})
    before = listing(repository.root)
    with checked_out(repository.root, commit) as there:
        assert not (there / "ran").exists()
    assert listing(repository.root) == before


def test_without_a_repository_there_is_no_commit(tmp_path: Path) -> None:
    with pytest.raises(SopError, match="no git repository"), checked_out(tmp_path, "0" * 40):
        pass
