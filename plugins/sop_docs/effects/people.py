"""Who wrote what: names as the house has them, and the commits of merged branches."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from ..model.revision import Person, Revision
from .git import ask, top_of
from .history import CLAIM, read_single

_IGNORED = ".git-blame-ignore-revs"
_HASH = (40, 64)


def read_names(folder: Path, people: Iterable[Person]) -> Mapping[Person, str]:
    """Return what `.mailmap` calls people; nobody is called otherwise where there is none."""
    asked = sorted(set(people))
    given = "".join(f"{_plain(person.name)} <{_plain(person.email)}>\n" for person in asked)
    lines = ask(folder, "check-mailmap", "--stdin", given=given.encode()).decode("utf-8", "replace").splitlines()
    found = (CLAIM.fullmatch(line) for line in lines)
    return {
        person: name["name"] if name and name["name"] else person.name
        for person, name in zip(asked, found, strict=True)
    }


def read_ignored(folder: Path) -> frozenset[str]:
    """Return the commits that are to be left out when it is asked who wrote something."""
    top = top_of(folder)
    file = top / _IGNORED if top else None
    if file is None or file.is_symlink() or not file.is_file():
        return frozenset()
    words = (line.split("#")[0].strip() for line in file.read_text("utf-8", "replace").splitlines())
    return frozenset(word for word in words if len(word) in _HASH)


def read_merged(folder: Path, merges: Sequence[Revision]) -> Mapping[str, tuple[Revision, ...]]:
    """Return by merge, oldest first, the commits that it brought, with the files that each of them changed."""
    if not merges:
        return {}
    graph = _graph(ask(folder, "rev-list", "--parents", "--end-of-options", merges[-1].hash).decode())
    seen: set[str] = set()
    brought: dict[str, list[str]] = {}
    for merge in merges:
        _walk(graph, merge.parents[:1], seen)
        brought[merge.hash] = _walk(graph, merge.parents[1:], seen)
    commits = {commit.hash: commit for commit in read_single(folder, [one for new in brought.values() for one in new])}
    return {merge: tuple(commits[one] for one in new) for merge, new in brought.items()}


def _graph(text: str) -> Mapping[str, Sequence[str]]:
    return {commit: parents for commit, *parents in (line.split(" ") for line in text.splitlines())}


def _walk(graph: Mapping[str, Sequence[str]], tips: Sequence[str], seen: set[str]) -> list[str]:
    """Return the commits that the tips reach and that nobody has seen; now they are seen."""
    found: list[str] = []
    waiting = list(tips)
    while waiting:
        commit = waiting.pop()
        if commit not in seen:
            seen.add(commit)
            found.append(commit)
            waiting += graph[commit]
    return found


def _plain(text: str) -> str:
    return "".join(" " if letter in "<>\n\r\0" else letter for letter in text)
