"""The versions of a library's documents as its site has them: which stands at each number, and which stand apart."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from hashlib import sha256

from ..compile.part import part_of
from ..compile.shelf import Shelf
from ..history.editions import SHARED
from ..model.change_log import ChangeLog
from ..model.library import Library
from ..model.part import WHOLE, Part
from ..model.past import Past, Record, Snapshot
from ..model.sop import Sop
from .change_log import Logs
from .history import History


class LogMemory:
    """Change logs from one rebuild of a server to the next: who edits one document changes no other's log."""

    def __init__(self) -> None:
        self._around = ""
        self._kept: dict[tuple[Snapshot, ...], ChangeLog] = {}

    def of(self, record: Record, logs: Logs) -> ChangeLog:
        """Return the log of a document."""
        if record.snapshots not in self._kept:
            self._kept[record.snapshots] = logs.of(record)
        return self._kept[record.snapshots]

    def renew(self, past: Past, day: date) -> None:
        """Forget all where anything that every log depends on is another: commits, modules, forms, vocabulary."""
        shared = [record.snapshots for record in past.records if record.final.head.kind in SHARED]
        commits = [revision.hash for revision in past.revisions[-2:] if revision.hash]
        around = sha256(repr((commits[-1:], shared, past.vocabulary, day)).encode("utf-8", "replace")).hexdigest()
        if around != self._around:
            self._around, self._kept = around, {}


@dataclass(frozen=True)
class Archive:
    """What history and work tree say together on a day; `tree` is the library as the work tree has it.

    At `most` so many versions of a document have pages, the one at its own address counted; None: all. Where they are
    `compared` what lies between them has pages too. Of a `part` there is nothing but that part.
    """

    history: History
    logs: Logs
    tree: Library
    day: date
    memory: LogMemory
    most: int | None = None
    part: Part = WHOLE
    compared: bool = True

    @cached_property
    def shelves(self) -> Mapping[str, Shelf]:
        """The versions of every document by the path it has, or had last; of a part, of those that it holds."""
        return {path: shelf for path, shelf in self._all.items() if self.part.whole or path in self.library.document}

    @cached_property
    def library(self) -> Library:
        """The library with, of every document, the text that people work by, else the newest."""
        whole = replace(self.tree, sops=tuple(self._standing(sop) for sop in self.tree.sops))
        return part_of(whole, self.part, self.day)

    @cached_property
    def _all(self) -> Mapping[str, Shelf]:
        return dict(self._shelves())

    def _shelves(self) -> Iterator[tuple[str, Shelf]]:
        there = {sop.path for sop in self.tree.sops}
        for record in filter(_has_ended, self.history.past.records):
            path = record.final.path.removeprefix(self.history.past.folder)
            if path not in there and path.isprintable():
                yield path, Shelf(self.memory.of(record, self.logs), path, None, self.most, self.compared)
        for sop in self.tree.sops:
            known = self.history.by_path.get(sop.path)
            if known and known.is_sop:
                yield sop.path, self._shelf(known, sop.path)

    def _shelf(self, record: Record, path: str) -> Shelf:
        log = self.memory.of(record, self.logs)
        standing = self.history.standing(record, self.day)
        start = standing.version.editions[0].at if standing else -1
        shown = (at for at, logged in enumerate(log.versions) if logged.version.editions[0].at == start)
        at = next(shown, 0)
        readable = at == 0 or self.history.content(log.versions[at].version.last)
        shelf = Shelf(log, path, at if readable else 0, self.most, self.compared)
        return replace(shelf, coming=dict(self._coming(shelf)))

    def _coming(self, shelf: Shelf) -> Iterator[tuple[int, Sop]]:
        """Yield the texts that people will work by some day after this one, in place of the one that is shown."""
        for at in shelf.newer:
            version = shelf.log.versions[at].version
            if version.status.binding and version.since and self.day < version.since and shelf.place(at):
                content = self.history.content(version.last)
                if content:
                    yield at, replace(content.sop, path=shelf.place(at))

    def _standing(self, sop: Sop) -> Sop:
        shelf = self._all.get(sop.path)
        if shelf is None or not shelf.shown:
            return sop
        content = self.history.content(shelf.log.versions[shelf.shown].version.last)
        return replace(content.sop, path=sop.path) if content else sop


def _has_ended(record: Record) -> bool:
    """Return whether a file was an SOP and is none any more; one that cannot be read just now still is."""
    return (
        record.is_sop
        and record.final.path.endswith(".md")
        and not (record.last.blob and record.last.head.kind == "sop")
    )
