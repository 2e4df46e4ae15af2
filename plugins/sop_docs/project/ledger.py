"""The ledger of a library: all branches read, what is known from the last time not again."""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import chain
from pathlib import Path

from ..effects.git import SHALLOW
from ..effects.ledger_store import KeptEntries, LedgerStore
from ..effects.past import Branches, gone, read_blobs, read_branches, read_commits, read_fetched, resolve
from ..history.condense import condense
from ..history.lives import Tips, read_ledger
from ..model.commit import Commit, FileChange
from ..model.ledger import Bearer, Entry, Ledger, Move
from ..model.problem import SopError
from ..parse.bearer import read_bearer

_End = tuple[str, str]
"""A blob and the path it stood at."""


class Knowledge(StrEnum):
    """How much there was to read: no repository, a clone that has one branch, or all branches there are."""

    NONE = "none"
    ONE_BRANCH = "one-branch"
    ALL = "all"


def load_ledger(content: Path, cache: Path, base: str = "", found: Branches | None = None) -> Ledger:
    """Return every number that a commit of any branch has used; `base` names the revision to compare with.

    Branches that the caller has `found` are not read again.
    """
    found = found or read_branches(content)
    if found is None:
        if base:
            raise SopError(f"--base {base}: there is no git repository here to find it in")
        return Ledger()
    if found.shallow:
        raise SopError(f"{SHALLOW}; `sop check --no-history` goes without")
    compared = resolve(content, base) if base else ""
    if base and not compared:
        raise SopError(f"--base {base}: no such revision here; fetch the branch first: git fetch origin")
    kept, seen = _all_seen(content, cache, found, compared)
    branches = {name: seen[tip] for name, tip in found.branches.items()}
    return read_ledger(kept.entries, Tips(seen[found.head], branches, seen[compared], base), found.folder)


def load_ledgers(
    content: Path, cache: Path, found: Branches, base: str, head: str, target: tuple[str, str]
) -> tuple[Ledger, Ledger]:
    """Return what there is to know at one commit, and at another one that goes to a `target`, a name and a commit."""
    name, goal = target
    kept, seen = _all_seen(content, cache, found, base, head, goal)
    branches = {name: seen[tip] for name, tip in found.branches.items()}
    before = read_ledger(kept.entries, Tips(seen[base], branches), found.folder)
    return before, read_ledger(kept.entries, Tips(seen[head], branches, seen[goal], name), found.folder)


def _all_seen(content: Path, cache: Path, found: Branches, *more: str) -> tuple[KeptEntries, Mapping[str, str]]:
    """Return what all branches say, and these commits, and by each what it stands for."""
    tips = sorted(filter(None, {found.head, *more, *found.branches.values()}))
    kept = _kept(content, LedgerStore(cache), tips)
    return kept, {**kept.tips, "": ""}


def knowledge(content: Path) -> Knowledge:
    """Return how much of what others have used the repository can tell."""
    found = read_branches(content)
    if found is None:
        return Knowledge.NONE
    fetched = read_fetched(content)
    remote = [name for name in found.branches if name.startswith("refs/remotes/")]
    if fetched and (len(remote) <= 1 or not any("refs/heads/*" in refspec for refspec in fetched)):
        return Knowledge.ONE_BRANCH
    return Knowledge.ALL


def _kept(content: Path, store: LedgerStore, tips: Sequence[str]) -> KeptEntries:
    """Return what the commits that the tips reach say; only those that were never read are read now."""
    kept = store.read()
    if kept.tips.keys() == set(tips):
        return kept
    try:
        return _brought_up(content, store, kept, tips)
    except (SopError, KeyError):  # history was rewritten and thrown away, or the file does not fit together
        if not kept.tips:
            raise
        store.forget()
        return _brought_up(content, store, KeptEntries(), tips)


def _brought_up(content: Path, store: LedgerStore, kept: KeptEntries, tips: Sequence[str]) -> KeptEntries:
    """Return what is kept without the commits that nothing reaches any more, and with the new ones."""
    old = sorted(kept.tips)
    lost = gone(content, old, tips) if old else frozenset()
    commits = read_commits(content, tips, old) if tips else ()
    parents = (parent for commit in commits for parent in commit.parents)
    known = store.find({*tips, *parents} - {commit.hash for commit in commits}) if old else {}
    added, stands_for = condense(_read(content, commits), known)
    stay = tuple(entry for entry in kept.entries if entry.commit not in lost)
    now = KeptEntries({tip: stands_for[tip] if tip in stands_for else known[tip] for tip in tips}, (*stay, *added))
    store.write(kept, now, stands_for, lost)
    return now


def _read(content: Path, commits: Sequence[Commit]) -> Iterator[Entry]:
    """Yield what commits did to numbers."""
    changes = [change for commit in commits for change in commit.changes]
    wanted: dict[str, set[str]] = {}
    for blob, path in chain.from_iterable(map(_ends, changes)):
        if blob:
            wanted.setdefault(blob, set()).add(path)
    bearers: dict[_End, Bearer | None] = {}
    for blob, data in read_blobs(content, sorted(wanted)):
        for path in wanted[blob]:
            bearers[blob, path] = read_bearer(path, data)
    for commit in commits:
        moves = (_move(change, bearers) for change in commit.changes)
        yield Entry(commit.hash, commit.parents, commit.day, tuple(move for move in moves if move.before != move.after))


def _move(change: FileChange, bearers: Mapping[_End, Bearer | None]) -> Move:
    before, after = _ends(change)
    return Move(_bearer(before, bearers), _bearer(after, bearers))


def _ends(change: FileChange) -> tuple[_End, _End]:
    return (change.old_blob, change.old_path), (change.blob, change.path)


def _bearer(end: _End, bearers: Mapping[_End, Bearer | None]) -> Bearer | None:
    blob, path = end
    # A clone may leave blobs out: then the name of the file has to do.
    return (bearers[end] if end in bearers else read_bearer(path, b"")) if blob else None
