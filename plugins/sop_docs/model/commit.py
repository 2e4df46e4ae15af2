"""A commit as git has it, no file of it read."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class FileChange:
    """A file that a commit changed: path and blob before and after, '' where there is none."""

    old_path: str
    old_blob: str
    path: str
    blob: str


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit and what it changed; a merge names only what it has unlike all of its parents.

    `day` is the author's own; None where the date cannot be read.
    """

    hash: str
    parents: tuple[str, ...]
    day: date | None
    changes: tuple[FileChange, ...] = ()
