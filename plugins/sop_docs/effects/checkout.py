"""A commit as a folder of its own, so that what is built of it is what it says, whatever the work tree holds."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..model.problem import SopError
from .git import ask, top_of
from .scratch import scratch_folder

_AS_THEY_ARE = "* -text -ident -filter !eol !working-tree-encoding\n"
"""Files are to be as git has them: what a repository wants done to them at a checkout would depend on the machine."""


@contextmanager
def checked_out(folder: Path, commit: str) -> Iterator[Path]:
    """Give `folder` as a commit has it, in a repository that stands on this commit; it goes when the caller is done.

    The other repository is read, and nothing in it is written.
    """
    top = top_of(folder)
    if top is None:
        raise SopError("there is no git repository here; an export says of which commit it is")
    with scratch_folder() as root:
        kind = _asked(top, "--show-object-format")
        ask(root, "init", "--quiet", "--template=", f"--object-format={kind}")
        _borrow(top, root / ".git")
        ask(root, "update-ref", "--no-deref", "HEAD", commit)
        ask(root, "update-ref", "--stdin", given=_tags(top))
        ask(root, "read-tree", commit)
        ask(root, "checkout-index", "--all", "--quiet")
        yield root / folder.resolve().relative_to(top)


def _borrow(top: Path, git: Path) -> None:
    """Let a new repository have the objects of another, and know as little as that of what is missing."""
    objects, shallow = (top / _asked(top, "--git-path", name) for name in ("objects", "shallow"))
    (git / "info").mkdir(exist_ok=True)
    (git / "info" / "attributes").write_text(_AS_THEY_ARE, "utf-8")
    (git / "objects" / "info").mkdir(parents=True, exist_ok=True)
    (git / "objects" / "info" / "alternates").write_text(f"{objects.resolve()}\n", "utf-8", "surrogateescape")
    if shallow.is_file():
        (git / "shallow").write_bytes(shallow.read_bytes())


def _asked(top: Path, *arguments: str) -> str:
    return ask(top, "rev-parse", *arguments).decode("utf-8", "surrogateescape").strip()


def _tags(top: Path) -> bytes:
    """Return what makes the same tags: a setting may name one."""
    return ask(top, "for-each-ref", "--format=create %(refname) %(objectname)", "refs/tags")
