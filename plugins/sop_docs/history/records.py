"""Changes of files become records: by number, then by an exact rename, then by the path. Touches no file."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from operator import attrgetter

from ..model.commit import FileChange
from ..model.names import folded
from ..model.past import Record, Snapshot
from ..model.revision import Head
from .scope import VOCABULARY, Stage

_GONE = Head("gone", "")
_TAKEN = Head("taken", "")
_Trail = list[Snapshot]
"""A record while it is followed."""


def follow(
    stages: Sequence[Stage], heads: Mapping[str, Head], known: Sequence[Record] = (), start: int = 0
) -> tuple[Record, ...]:
    """Return every Markdown file through history, in the order of their first commits; `heads` are of all blobs.

    `known` are the records up to the position `start`, which is that of the first stage.
    """
    following = _Following(heads, known)
    for at, stage in enumerate(stages, start):
        following.take(at, [change for change in stage.changes if not change.path.endswith(VOCABULARY)])
    return tuple(
        known[index] if index < len(known) and len(trail) == len(known[index].snapshots) else Record(tuple(trail))
        for index, trail in enumerate(following.trails)
    )


def vocabularies(stages: Sequence[Stage], start: int = 0) -> tuple[tuple[int, str], ...]:
    """Return from which commit on the vocabulary was which blob; '' is none."""
    return tuple(
        (at, change.blob if change.path == stage.folder + VOCABULARY else "")
        for at, stage in enumerate(stages, start)
        for change in stage.changes
        if stage.folder + VOCABULARY in {change.path, change.old_path}
    )


class _Following:
    def __init__(self, heads: Mapping[str, Head], known: Iterable[Record]) -> None:
        self.trails: list[_Trail] = [list(record.snapshots) for record in known]
        self._heads = heads
        self._at: dict[str, _Trail] = {trail[-1].path: trail for trail in self.trails if trail[-1].blob}
        self._ended: dict[str, list[_Trail]] = {}
        ended = [trail for trail in self.trails if trail[-1].head == _GONE]
        for trail in sorted(ended, key=lambda trail: (trail[-1].at, trail[-1].path)):
            self._end(trail)

    def take(self, at: int, changes: Sequence[FileChange]) -> None:
        """Go on by one commit."""
        left = {change.old_path: self._at.pop(change.old_path) for change in changes if change.old_path in self._at}
        came = sorted((change for change in changes if change.blob), key=attrgetter("path"))
        for find in (self._by_number, _by_rename, _by_path):
            waiting = []
            for change in came:
                path = find(change, left)
                if path is None:
                    waiting.append(change)
                else:
                    self._go_on(at, change, left.pop(path))
            came = waiting
        copies = self._copies({trail[-1].head.name for trail in left.values()} - {""})
        for path, trail in sorted(left.items()):  # the order in which they are found again later
            copy = next((one for one in copies if _is_copy(one, trail)), None)
            if copy:
                self._take_over(at, trail, copy)
            else:
                trail.append(Snapshot(at, path, "", _GONE))
                self._end(trail)
        for change in came:
            self._go_on(at, change, self._come_back(change) or self._new())

    def _by_number(self, change: FileChange, left: Mapping[str, _Trail]) -> str | None:
        """Return where the file with the same number was; of two, the one that has its path."""
        name = self._heads[change.blob].name
        same = [path for path, trail in left.items() if name and trail[-1].head.name == name]
        return change.path if change.path in same else min(same, default=None)

    def _copies(self, names: Collection[str]) -> list[_Trail]:
        """Return the files that have the numbers of files taken away: who renames by copying deletes later."""
        return [trail for _, trail in sorted(self._at.items()) if trail[-1].head.name in names] if names else []

    def _take_over(self, at: int, trail: _Trail, copy: _Trail) -> None:
        """Let a document go on as its copy; what the copy was until now stays a record of its own."""
        last = copy[-1]
        trail.append(last._replace(at=at))
        self._at[last.path] = trail
        if last.at == at:
            copy.pop()
        copy.append(Snapshot(at, last.path, "", _TAKEN))

    def _come_back(self, change: FileChange) -> _Trail | None:
        """Return the record of a document that was taken away and is back: the same number under a title it had."""
        head = self._heads[change.blob]
        trails = self._ended.get(head.name, []) if head.name else []
        for trail in reversed(trails):
            if any(_same(one.head, head) for one in trail):
                trails.remove(trail)
                return trail
        return None

    def _new(self) -> _Trail:
        self.trails.append([])
        return self.trails[-1]

    def _go_on(self, at: int, change: FileChange, trail: _Trail) -> None:
        trail.append(Snapshot(at, change.path, change.blob, self._heads[change.blob]))
        self._at[change.path] = trail

    def _end(self, trail: _Trail) -> None:
        self._ended.setdefault(trail[-2].head.name, []).append(trail)


def _by_rename(change: FileChange, left: Mapping[str, _Trail]) -> str | None:
    return change.old_path if change.old_path != change.path and change.old_path in left else None


def _by_path(change: FileChange, left: Mapping[str, _Trail]) -> str | None:
    return change.path if change.path in left else None


def _is_copy(one: _Trail, of: _Trail) -> bool:
    return one[0].at > of[0].at and _same(one[-1].head, of[-1].head)


def _same(one: Head, other: Head) -> bool:
    return (one.kind, one.name, folded(one.title)) == (other.kind, other.name, folded(other.title))
