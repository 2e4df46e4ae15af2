"""The ledger's commits kept from one run to the next."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from ..model.ledger import Bearer, Entry, Move
from .database import Database

_NAME = "ledger.sqlite3"
_VERSION = 1
_TABLES = (
    "tip (hash TEXT PRIMARY KEY, entry TEXT) WITHOUT ROWID",
    "entry (position INTEGER PRIMARY KEY, hash TEXT UNIQUE, parents TEXT, day TEXT, moves TEXT)",
    "commits (hash TEXT PRIMARY KEY, entry TEXT) WITHOUT ROWID",
)


@dataclass(frozen=True, slots=True)
class KeptEntries:
    """Condensed commits, parents first, and the tips they were read from, each with the commit that stands for it."""

    tips: Mapping[str, str] = field(default_factory=dict)
    entries: tuple[Entry, ...] = ()


class LedgerStore:
    """What commits say about numbers."""

    def __init__(self, folder: Path) -> None:
        self._database = Database(folder / _NAME, _VERSION, _TABLES, (ValueError, TypeError, KeyError))

    def read(self) -> KeptEntries:
        """Return what is known, nothing where there is no file that can be used."""
        tips: Mapping[str, str] = {}
        entries: tuple[Entry, ...] = ()
        with self._database.forgiven(), self._database.opened() as database:
            known = {str(tip): str(commit) for tip, commit in database.execute("SELECT hash, entry FROM tip")}
            rows = database.execute("SELECT hash, parents, day, moves FROM entry ORDER BY position")
            tips, entries = known, tuple(_whole(map(_entry, rows), known.values()))
        return KeptEntries(tips, entries)

    def find(self, commits: Iterable[str]) -> Mapping[str, str]:
        """Return for each commit that is known the one that stands for it."""
        found: dict[str, str] = {}
        with self._database.forgiven(), self._database.opened() as database:
            for commit in commits:
                row = database.execute("SELECT entry FROM commits WHERE hash = ?", (commit,)).fetchone()
                if row:
                    found[commit] = str(row[0])
        return found

    def write(
        self, before: KeptEntries, after: KeptEntries, stands_for: Mapping[str, str], gone: Iterable[str]
    ) -> None:
        """Keep what is new since `before` was read, all of it or nothing; not where another run was faster."""
        added = after.entries[len(after.entries) - sum(entry.commit in stands_for for entry in after.entries) :]
        rows = [(entry.commit, " ".join(entry.parents), _day(entry.day), _moves(entry.moves)) for entry in added]
        with self._database.forgiven(), self._database.changed() as database:
            if dict(database.execute("SELECT hash, entry FROM tip")) != before.tips:
                return
            for table in ("entry", "commits"):
                database.executemany(f"DELETE FROM {table} WHERE hash = ?", [(commit,) for commit in gone])  # noqa: S608
            database.executemany("INSERT INTO entry (hash, parents, day, moves) VALUES (?, ?, ?, ?)", rows)
            database.executemany("INSERT INTO commits VALUES (?, ?)", stands_for.items())
            database.execute("DELETE FROM tip")
            database.executemany("INSERT INTO tip VALUES (?, ?)", after.tips.items())

    def forget(self) -> None:
        """Throw everything away."""
        self._database.forget()


def _whole(entries: Iterable[Entry], tips: Iterable[str]) -> Iterator[Entry]:
    """Yield the entries, which must be parents first and hold the tips."""
    known: set[str] = set()
    for entry in entries:
        if not known.issuperset(entry.parents):
            raise ValueError(entry.commit)
        known.add(entry.commit)
        yield entry
    if not known.issuperset(tips):
        raise ValueError("tips")


def _entry(row: tuple[str, str, str, str]) -> Entry:
    commit, parents, day, moves = row
    read = tuple(Move(_bearer(before), _bearer(after)) for before, after in json.loads(moves)) if moves else ()
    return Entry(commit, tuple(parents.split()), date.fromisoformat(day) if day else None, read)


def _bearer(words: list[str] | None) -> Bearer | None:
    return Bearer(*map(str, words)) if words else None


def _moves(moves: Sequence[Move]) -> str:
    rows = [[_words(move.before), _words(move.after)] for move in moves]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":")) if rows else ""


def _words(bearer: Bearer | None) -> tuple[str, str, str] | None:
    return (bearer.path, bearer.number, bearer.title) if bearer else None


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
