"""What a document stood on at each commit: its own file, modules, forms and the words of the house. Touches no file."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256

from ..model.past import Edition, Past, Record, Snapshot
from ..model.revision import Head

_WORDS = Head("vocabulary", "")
SHARED = ("module", "form")
"""Kinds of files that documents stand on."""


NamesIn = Callable[[Snapshot], frozenset[str]]
"""Which words of a file could be the names of modules and forms: too many do no harm, too few do."""
Thing = tuple[str, str]
"""A kind and a name."""


@dataclass
class _Line:
    """What one name meant, from which position on."""

    positions: list[int] = field(default_factory=list)
    files: list[Snapshot | None] = field(default_factory=list)

    def at(self, position: int) -> Snapshot | None:
        index = bisect_right(self.positions, position) - 1
        return self.files[index] if index >= 0 else None

    def between(self, start: int, end: int) -> list[int]:
        return self.positions[bisect_right(self.positions, start) : bisect_right(self.positions, end - 1)]

    def add(self, position: int, file: Snapshot | None) -> None:
        if self.positions and self.positions[-1] == position:
            self.files[-1] = file
        else:
            self.positions.append(position)
            self.files.append(file)


class Surroundings:
    """The modules, forms and vocabularies of a library at every commit.

    `sense` tells what a vocabulary means to documents: two blobs of one sense make no difference to any, and one that
    nobody can read, which has none, is not there: the words of the house are those it had before.
    """

    def __init__(self, past: Past, sense: Callable[[str], str]) -> None:
        self._lines = _lines(past.records)
        self.names = frozenset(name for _, name in self._lines)
        self._end = len(past.revisions)
        self._words = _Line()
        self._senses = _Line()
        last = None
        for position, blob in past.vocabulary:
            if not sense(blob):
                continue
            file = Snapshot(position, "", blob, _WORDS)
            self._words.add(position, file)
            if sense(blob) != last:
                last = sense(blob)
                self._senses.add(position, file)

    def file(self, kind: str, name: str, at: int) -> Snapshot | None:
        """Return the file that a name meant at a position."""
        line = self._lines.get((kind, name))
        return line.at(at) if line else None

    def vocabulary(self, at: int) -> str:
        """Return the blob of the vocabulary at a position, '' where there is none."""
        found = self._words.at(at)
        return found.blob if found else ""

    def things(self, own: Snapshot, at: int, names_in: NamesIn) -> frozenset[Thing]:
        """Return all that a file names, and what that names."""
        found: set[Thing] = set()
        waiting = self._known(names_in(own))
        while waiting:
            thing = waiting.pop()
            found.add(thing)
            file = self.file(*thing, at)
            if file and thing[0] == "module":
                waiting |= self._known(names_in(file)) - found
        return frozenset(found)

    def editions(self, record: Record, names_in: NamesIn, start: int = 0) -> tuple[Edition, ...]:
        """Return a document at every commit that changed it or what it stands on; oldest first.

        What is older than the position `start` is there as its own file changed, and without a key.
        """
        return tuple(self._editions(record, names_in, start))

    def _editions(self, record: Record, names_in: NamesIn, start: int) -> Iterator[Edition]:
        ends = [*(one.at for one in record.snapshots[1:]), self._end]
        for own, end in zip(record.snapshots, ends, strict=True):
            if own.head.kind != "sop":
                continue
            if own.at < start:
                yield Edition(own.at, own, "")
                continue
            at: int | None = own.at
            while at is not None:
                things = self.things(own, at, names_in)
                yield Edition(at, own, self._key(own, at, things))
                at = self._next(things, at, end)

    def is_quiet(self, start: int) -> bool:
        """Return whether nothing that documents stand on has changed after a position."""
        return start >= self._newest

    @cached_property
    def _newest(self) -> int:
        lines = (self._senses, *self._lines.values())
        return max((line.positions[-1] for line in lines if line.positions), default=-1)

    def _known(self, names: frozenset[str]) -> set[Thing]:
        return {(kind, name) for name in names for kind in SHARED if (kind, name) in self._lines}

    def _next(self, things: Iterable[Thing], at: int, end: int) -> int | None:
        """Return where something that a document stands on changes next."""
        lines = (self._senses, *(self._lines[thing] for thing in things))
        return min((position for line in lines for position in line.between(at, end)[:1]), default=None)

    def _key(self, own: Snapshot, at: int, things: Iterable[Thing]) -> str:
        files = [(*thing, file.blob if file else "") for thing in sorted(things) for file in [self.file(*thing, at)]]
        # Of a vocabulary that makes no edition the names of people are shown all the same.
        return sha256(repr((own.blob, files, self.vocabulary(at))).encode()).hexdigest()


def _lines(records: Iterable[Record]) -> Mapping[Thing, _Line]:
    """Return what each name of a module or a form meant; where two files have one name, the first by path."""
    events: dict[int, list[tuple[Snapshot | None, Snapshot]]] = {}
    for record in records:
        before: Snapshot | None = None
        for one in record.snapshots:
            if one.head.kind in SHARED or (before and before.head.kind in SHARED):
                events.setdefault(one.at, []).append((before, one))
            before = one
    files: dict[Thing, dict[str, Snapshot]] = {}
    lines: dict[Thing, _Line] = {}
    for at in sorted(events):
        touched: set[Thing] = set()
        for before, _ in events[at]:
            if before and before.head.kind in SHARED:
                files[before.head[:2]].pop(before.path, None)
                touched.add(before.head[:2])
        for _, one in events[at]:
            if one.blob and one.head.kind in SHARED:
                files.setdefault(one.head[:2], {})[one.path] = one
                touched.add(one.head[:2])
        for thing in touched:
            there = files.get(thing, {})
            lines.setdefault(thing, _Line()).add(at, there[min(there)] if there else None)
    return lines
