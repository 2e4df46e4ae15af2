"""Where a library lay at each commit, and which changes are of it. Touches no file."""

from collections.abc import Sequence
from dataclasses import dataclass

from ..model.commit import FileChange
from ..model.revision import Revision

VOCABULARY = "vocabulary.yml"


@dataclass(frozen=True, slots=True)
class Stage:
    """A commit's changes to the library, which lay in `folder` after it."""

    revision: Revision
    folder: str
    changes: tuple[FileChange, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """The commits that changed a library, oldest first; `whole` where all its files began in them."""

    stages: tuple[Stage, ...]
    whole: bool


def read_way(revisions: Sequence[Revision], folder: str) -> Way:
    """Return the commits that changed the library which lies in `folder` now.

    A library that was moved takes its vocabulary along; what lay before in the place it came to is of it too. A file
    that came from elsewhere is followed to where it was.
    """
    outside: set[str] = set()
    folders: tuple[str, ...] = (folder,)
    here, found = folder, []
    for revision in reversed(revisions):
        changes = tuple(
            change
            for change in revision.changes
            if _is_of(change.path, folders, outside) or _is_of(change.old_path, folders, outside)
        )
        if changes:
            found.append(Stage(revision, here, changes))
        before = _folder_before(changes, here)
        if before != here:
            here, folders = before, (before, *folders)
        for change in changes:
            if change.path != change.old_path:
                outside.discard(change.path)
                if change.old_path and not _is_of(change.old_path, folders, outside):
                    outside.add(change.old_path)
    return Way(tuple(found[::-1]), whole=len(folders) == 1 and not outside)


def _folder_before(changes: Sequence[FileChange], folder: str) -> str:
    for change in changes:
        old, _, name = change.old_path.rpartition("/")
        if change.path == folder + VOCABULARY and name == VOCABULARY:
            return f"{old}/" if old else ""
    return folder


def _is_of(path: str, folders: tuple[str, ...], outside: set[str]) -> bool:
    return bool(path) and (path.startswith(folders) or path in outside)
