"""The ledger's commits kept from one run to the next, in one file; it may be lost at any time."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from ..model.ledger import Bearer, Entry, Move

_NAME = "ledger.sqlite3"
_VERSION = 1
"""Another one where rows are read in another way; a file with another one is thrown away."""

_TABLES = (
    "tip (hash TEXT PRIMARY KEY, entry TEXT) WITHOUT ROWID",
    "entry (position INTEGER PRIMARY KEY, hash TEXT UNIQUE, parents TEXT, day TEXT, moves TEXT)",
    "commits (hash TEXT PRIMARY KEY, entry TEXT) WITHOUT ROWID",
)


@dataclass(frozen=True, slots=True)
class Kept:
    """Condensed commits, parents first, and the tips they were read from, each with the commit that stands for it."""

    tips: Mapping[str, str] = field(default_factory=dict)
    entries: tuple[Entry, ...] = ()


class LedgerStore:
    """What commits say about numbers; a file that is broken is thrown away."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / _NAME

    def read(self) -> Kept:
        """Return what is known, nothing where there is no file that can be used."""
        kept = Kept()
        if self._path.exists():
            with self._forgiven(), closing(self._open()) as database:
                if database.execute("PRAGMA user_version").fetchone()[0] != _VERSION:
                    raise sqlite3.DatabaseError
                tips = {str(tip): str(commit) for tip, commit in database.execute("SELECT hash, entry FROM tip")}
                rows = database.execute("SELECT hash, parents, day, moves FROM entry ORDER BY position")
                kept = Kept(tips, tuple(_whole(map(_entry, rows), tips.values())))
        return kept

    def find(self, commits: Iterable[str]) -> Mapping[str, str]:
        """Return for each commit that is known the one that stands for it."""
        found: dict[str, str] = {}
        if self._path.exists():
            with self._forgiven(), closing(self._open()) as database:
                for commit in commits:
                    row = database.execute("SELECT entry FROM commits WHERE hash = ?", (commit,)).fetchone()
                    if row:
                        found[commit] = str(row[0])
        return found

    def write(self, before: Kept, after: Kept, stands_for: Mapping[str, str], gone: Iterable[str]) -> None:
        """Keep what is new since `before` was read, all of it or nothing; not where another run was faster."""
        added = after.entries[len(after.entries) - sum(entry.commit in stands_for for entry in after.entries) :]
        rows = [(entry.commit, " ".join(entry.parents), _day(entry.day), _moves(entry.moves)) for entry in added]
        with self._forgiven(), closing(self._open()) as database, database:
            database.execute("BEGIN IMMEDIATE")
            for table in _TABLES:
                database.execute(f"CREATE TABLE IF NOT EXISTS {table}")
            if dict(database.execute("SELECT hash, entry FROM tip")) != before.tips:
                return
            for table in ("entry", "commits"):
                database.executemany(f"DELETE FROM {table} WHERE hash = ?", [(commit,) for commit in gone])  # noqa: S608
            database.executemany("INSERT INTO entry (hash, parents, day, moves) VALUES (?, ?, ?, ?)", rows)
            database.executemany("INSERT INTO commits VALUES (?, ?)", stands_for.items())
            database.execute("DELETE FROM tip")
            database.executemany("INSERT INTO tip VALUES (?, ?)", after.tips.items())
            database.execute(f"PRAGMA user_version = {_VERSION}")

    def forget(self) -> None:
        """Throw everything away."""
        with suppress(OSError):
            self._path.unlink()

    def _open(self) -> sqlite3.Connection:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        database = sqlite3.connect(self._path, isolation_level=None)
        database.execute("PRAGMA synchronous = OFF")  # what a power cut breaks is thrown away
        return database

    @contextmanager
    def _forgiven(self) -> Iterator[None]:
        """Let whatever is wrong with the file end the work on it and nothing else."""
        try:
            yield
        except OSError:  # not ours to write
            return
        except (sqlite3.DatabaseError, ValueError, TypeError, KeyError) as error:
            locked = isinstance(error, sqlite3.OperationalError) and "locked" in str(error)
            if not locked:
                self.forget()


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
