"""The past of a library: every document through the commits of the main branch. Times are positions in its line."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from .revision import Head, Moment, Revision


class Snapshot(NamedTuple):
    """A file as one commit left it; the blob is '' where the commit took it away."""

    at: int
    path: str
    blob: str
    head: Head


class Edition(NamedTuple):
    """A document with all that it stands on, as one commit left it; what has the same key has the same content."""

    at: int
    own: Snapshot
    key: str


@dataclass(frozen=True, slots=True)
class Imprint:
    """What a text says of itself: who approved it, by name, why it was made, when its review is due.

    `assessed` are the days of its verdicts. A text that nobody can read says nothing.
    """

    approved: tuple[str, ...] = ()
    change: str = ""
    due: date | None = None
    assessed: tuple[date, ...] = ()


@dataclass(frozen=True)
class Record:
    """One file through history, whatever it was called; snapshots where it changed, oldest first."""

    snapshots: tuple[Snapshot, ...]

    @property
    def last(self) -> Snapshot:
        """What it is now, or that it is gone."""
        return self.snapshots[-1]

    @cached_property
    def final(self) -> Snapshot:
        """What it was last; as an SOP, where it ever was one."""
        there = [one for one in self.snapshots if one.blob]
        return next((one for one in reversed(there) if one.head.kind == "sop"), there[-1])

    def run_start(self, runs: int) -> int:
        """Return the position at which the last so many versions began."""
        start, version = self.last.at, self.last.head.version
        for one in reversed(self.snapshots):
            if one.head.kind != "sop":  # while it was away its version stayed what it was
                continue
            if one.head.version != version:
                runs, version = runs - 1, one.head.version
            if not runs:
                break
            start = one.at
        return start

    @cached_property
    def is_sop(self) -> bool:
        """Whether it ever was an SOP."""
        return self.final.head.kind == "sop"

    @cached_property
    def ends(self) -> tuple[int, ...]:
        """When it was deleted, or no SOP any more; it may have come back."""
        kinds = pairwise(self.snapshots)
        return tuple(now.at for before, now in kinds if before.head.kind == "sop" != now.head.kind)

    @property
    def ended(self) -> bool:
        """Whether it is no SOP any more."""
        return self.last.head.kind != "sop"


@dataclass(frozen=True)
class Past:
    """All that first-parent history knows of a library; `vocabulary` tells its blob from a position on.

    `moments` are when commits came to the main branch. `folder` is where the content lies in the repository, with a
    `/` at its end, or ''. Where files of the work tree are not committed, the last revision is the work tree, and has
    no hash.
    """

    revisions: Sequence[Revision] = ()
    moments: Sequence[Moment | None] = ()
    records: tuple[Record, ...] = ()
    vocabulary: tuple[tuple[int, str], ...] = ()
    folder: str = ""
