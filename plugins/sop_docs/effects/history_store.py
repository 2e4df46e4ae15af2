"""The history of a library kept from one run to the next; what is broken is thrown away."""

import json
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, TypeVar, overload

from ..model.lifecycle import Status
from ..model.past import Past, Record, Snapshot
from ..model.revision import Head, Moment, Person, Revision
from .database import Database

_NAME, _CUT = "history.sqlite3", "history-before.sqlite3"
_VERSION = 1
_TABLES = (
    "tip (hash TEXT, folder TEXT)",
    "revision (position INTEGER PRIMARY KEY, brought INTEGER, offset INTEGER, rest TEXT)",
    "snapshot (record INTEGER, position INTEGER, path TEXT, rest TEXT, PRIMARY KEY (record, position)) WITHOUT ROWID",
    "vocabulary (position INTEGER, blob TEXT)",
)
_SEPARATOR = "\x1f"
"""Between the words of a row; a column for each would take three times as long to read."""
_STATUSES = {status.value: status for status in Status}
_Row = tuple[Any, ...]
Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class KeptPast:
    """What is known up to a commit, '' where nothing is."""

    tip: str = ""
    past: Past = field(default_factory=Past)


class HistoryStore:
    """What commits of the main branch say about documents: those that led to HEAD, or to where it was `cut`.

    One file for both would be begun anew whenever a branch is checked and then reviewed.
    """

    def __init__(self, folder: Path, *, cut: bool = False) -> None:
        name, senseless = _CUT if cut else _NAME, (ValueError, TypeError, KeyError, IndexError)
        self._database = Database(folder / name, _VERSION, _TABLES, senseless)

    def read(self) -> KeptPast:
        """Return what is known, nothing where there is no file that can be used."""
        found = KeptPast()
        with self._database.forgiven(), self._database.opened() as database, closing(database.cursor()) as cursor:
            tip = cursor.execute("SELECT hash, folder FROM tip").fetchone()
            if tip:
                revisions = cursor.execute("SELECT * FROM revision ORDER BY position").fetchall()
                snapshots = cursor.execute("SELECT * FROM snapshot ORDER BY record, position").fetchall()
                words = cursor.execute("SELECT position, blob FROM vocabulary ORDER BY position").fetchall()
                found = KeptPast(tip[0], _past(revisions, snapshots, words, tip[1]))
        return found

    def write(self, before: KeptPast, tip: str, past: Past) -> None:
        """Keep what is new since `before` was read, all of it or nothing; not where another run was faster."""
        start = len(before.past.revisions)
        revisions = [(at, *_revision_row(past.revisions[at])) for at in range(start, len(past.revisions))]
        snapshots = [
            (record, *_snapshot_row(one))
            for record, whole in enumerate(past.records)
            for one in whole.snapshots
            if one.at >= start
        ]
        words = [row for row in past.vocabulary if row[0] >= start]
        with self._database.forgiven(), self._database.changed() as database:
            there = database.execute("SELECT hash FROM tip").fetchone()
            if (there[0] if there else "") != before.tip:
                return
            database.execute("DELETE FROM tip")
            database.execute("INSERT INTO tip VALUES (?, ?)", (tip, past.folder))
            database.executemany("INSERT INTO revision VALUES (?, ?, ?, ?)", revisions)
            database.executemany("INSERT INTO snapshot VALUES (?, ?, ?, ?)", snapshots)
            database.executemany("INSERT INTO vocabulary VALUES (?, ?)", words)

    def forget(self) -> None:
        """Throw everything away."""
        self._database.forget()


class _Made(Sequence[Thing]):
    """Things that are made of rows when they are asked for: of ten thousand commits a page needs ten."""

    def __init__(self, rows: Sequence[_Row], make: Callable[[_Row], Thing]) -> None:
        self._rows, self._make = rows, make

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, at: int) -> Thing: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Thing]: ...
    def __getitem__(self, at: int | slice) -> Thing | Sequence[Thing]:
        return _Made(self._rows[at], self._make) if isinstance(at, slice) else self._make(self._rows[at])


def _past(revisions: Sequence[_Row], snapshots: Sequence[_Row], words: Sequence[_Row], folder: str) -> Past:
    if revisions and revisions[-1][0] != len(revisions) - 1:
        raise ValueError("a revision is missing")
    records = tuple(Record(tuple(map(_snapshot, rows))) for _, rows in groupby(snapshots, key=itemgetter(0)))
    moments = _Made(revisions, _brought)
    return Past(_Made(revisions, _revision), moments, records, tuple((at, blob) for at, blob in words), folder)


def _revision(row: _Row) -> Revision:
    commit, parents, author, written, subject, coauthors = json.loads(row[3])
    people = tuple(Person(*person) for person in coauthors)
    moment = Moment(*written) if written else None
    return Revision(commit, tuple(parents), Person(*author), moment, _brought(row), subject, people)


def _brought(row: _Row) -> Moment | None:
    return None if row[1] is None else Moment(row[1], row[2])


def _revision_row(revision: Revision) -> _Row:
    rest = (revision.hash, revision.parents, revision.author, revision.written, revision.subject, revision.coauthors)
    return (*(revision.brought or (None, None)), json.dumps(rest, ensure_ascii=False))


def _snapshot(row: _Row) -> Snapshot:
    blob, kind, name, title, version, status, effective = row[3].split(_SEPARATOR)
    day = date.fromisoformat(effective) if effective else None
    return Snapshot(row[1], row[2], blob, Head(kind, name, title, version, _STATUSES[status], day))


def _snapshot_row(one: Snapshot) -> _Row:
    head = one.head
    effective = head.effective.isoformat() if head.effective else ""
    words = (one.blob, head.kind, head.name, head.title, head.version, head.status.value, effective)
    return (one.at, one.path, _SEPARATOR.join(words))
