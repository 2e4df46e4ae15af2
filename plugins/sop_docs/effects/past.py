"""All branches of a repository read in one pass: its commits, what each changed, and the blobs asked for."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from ..model.commit import Commit, FileChange
from ..model.problem import SopError
from .git import answering, ask, find, in_repository

_NOTHING = re.compile("0{40,64}")
MOST_READ = 70_000
"""Bytes of a blob that are kept: more than front matter may have."""
_LINK = "120000"
_RAW = ("-r", "-c", "--root", "--raw", "-z", "-M100%", "--no-abbrev", "--no-ext-diff", "--no-textconv")
_NAMED = ("refs/heads/", "refs/remotes/")


@dataclass(frozen=True, slots=True)
class Branches:
    """What a repository has: HEAD ('' before the first commit), branches by full name, where `folder` lies.

    Where it was `cut`, the head is a commit that HEAD, or another head, began from.
    """

    head: str
    branches: Mapping[str, str]
    folder: str
    shallow: bool
    cut: bool = False

    def up_to(self, commit: str) -> "Branches":
        """Return the same without what is newer than a commit that led to the head."""
        return self if commit == self.head else replace(self, head=commit, cut=True)


def read_branches(folder: Path) -> Branches | None:
    """Return all local and remote-tracking branches of the repository that holds `folder`, None where there is none."""
    if not in_repository(folder):
        return None
    about = ("--is-shallow-repository", "--show-prefix", "--revs-only", "HEAD^{commit}")
    shallow, prefix, head = _text(ask(folder, "rev-parse", *about)).split("\n")[:3]
    branches: dict[str, str] = {}
    for line in _text(ask(folder, "for-each-ref", "--format=%(objectname) %(refname) %(symref)", *_NAMED)).splitlines():
        commit, name, symbolic = line.split(" ", 2)
        if not symbolic:
            branches[name] = commit
    return Branches(head, branches, prefix, shallow == "true")


def resolve(folder: Path, revision: str) -> str:
    """Return the hash of the commit that a revision names, '' where there is none."""
    found = find(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    return (found or "").strip()


def common(folder: Path, head: str, base: str) -> str:
    """Return the newest commit that two revisions have in common."""
    found = find(folder, "merge-base", "--end-of-options", head, base) if head else None
    if not found:
        raise SopError(f"--base {base}: no commit that it has in common with HEAD; fetch the branch: git fetch origin")
    return found.strip()


def read_fetched(folder: Path) -> tuple[str, ...]:
    """Return what the clone fetches of each remote, such as `+refs/heads/*:refs/remotes/origin/*`."""
    lines = (find(folder, "config", "--get-regexp", r"^remote\..*\.fetch$") or "").splitlines()
    return tuple(line.partition(" ")[2] for line in lines)


def gone(folder: Path, old: Sequence[str], new: Sequence[str]) -> frozenset[str]:
    """Return the commits that `old` reaches and `new` does not."""
    return frozenset(_text(ask(folder, "rev-list", "--stdin", given=_tips(old, new))).split())


def read_first_parents(folder: Path, commit: str) -> frozenset[str]:
    """Return a commit and those that led to it, first parents only."""
    return frozenset(_text(ask(folder, "rev-list", "--first-parent", "--end-of-options", commit)).split())


def read_commits(folder: Path, new: Sequence[str], old: Sequence[str]) -> tuple[Commit, ...]:
    """Return the commits that `new` reaches and `old` does not, parents first, with the Markdown files they changed."""
    listed = _text(
        ask(folder, "rev-list", "--topo-order", "--reverse", "--format=%P%x00%as", "--stdin", given=_tips(new, old))
    ).splitlines()
    heads = [line.removeprefix("commit ") for line in listed[::2]]
    changes = _changes(folder, heads)
    return tuple(
        Commit(head, tuple(parents.split()), _day(day), changes.get(head, ()))
        for head, (parents, _, day) in zip(heads, (line.partition("\0") for line in listed[1::2]), strict=True)
    )


def read_sizes(folder: Path, hashes: Sequence[str]) -> Mapping[str, int]:
    """Return how many bytes each blob has that the repository has."""
    out = ask(folder, "cat-file", "--batch-check", "--buffer", given=_tips(hashes, ()))
    words = (line.split(" ") for line in out.decode("ascii", "replace").splitlines())
    return {found[0]: int(found[2]) for found in words if found[1] == "blob"}


def read_blobs(folder: Path, hashes: Sequence[str], most: int = MOST_READ) -> Iterator[tuple[str, bytes]]:
    """Yield the beginning of each blob that the repository has, so many bytes of it at most."""
    with answering(folder, "cat-file", "--batch", "--buffer", given=_tips(hashes, ())) as out:
        for line in out:
            name, kind, *size = line.decode("ascii", "replace").split()
            if size:  # else it is missing: a clone may leave blobs out
                data = out.read(int(size[0]) + 1)
                if kind == "blob":
                    yield name, data[: min(len(data) - 1, most)]


def _changes(folder: Path, commits: Sequence[str]) -> Mapping[str, tuple[FileChange, ...]]:
    out = ask(folder, "diff-tree", "--stdin", *_RAW, "--", ":(top)*.md", given=_tips(commits, ()))
    changes: dict[str, list[FileChange]] = {}
    words = iter(_text(out).split("\0")[:-1])
    current: list[FileChange] = []
    for word in words:
        if word.startswith(":"):
            current += _change(word, words)
        else:
            current = changes.setdefault(word, [])
    return {commit: tuple(found) for commit, found in changes.items()}


def _change(word: str, words: Iterator[str]) -> Iterator[FileChange]:
    """Yield the change that a raw line tells; a merge's line names a blob for each of its parents."""
    count = len(word) - len(word.lstrip(":"))
    *fields, status = word.lstrip(":").split(" ")
    modes, blobs = fields[: count + 1], [_blob(blob) for blob in fields[count + 1 :]]
    path = next(words)
    new_path = next(words) if status[0] in "RC" and count == 1 else path
    before, after = next(filter(None, blobs[:-1]), ""), blobs[-1]
    if _LINK in modes[-1:]:
        after = ""
    if _LINK in modes[:1] or status[0] == "C":
        before = ""
    if before or after:
        yield FileChange(path if before else "", before, new_path if after else "", after)


def _blob(name: str) -> str:
    return "" if _NOTHING.fullmatch(name) else name


def _tips(of: Sequence[str], but: Sequence[str]) -> bytes:
    return "".join([*(f"{name}\n" for name in of), *(f"^{name}\n" for name in but)]).encode()


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _text(out: bytes) -> str:
    return out.decode("utf-8", "replace")
