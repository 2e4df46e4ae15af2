"""What differs between two texts, and what a file names, kept from one run to the next."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ..model.change import Change, Kind
from ..model.place import Place
from .database import Database
from .program import program

_NAME = "changes.sqlite3"
_TABLES = (
    "names (blob TEXT PRIMARY KEY, words TEXT) WITHOUT ROWID",
    "known (words TEXT)",
    "change (before TEXT, after TEXT, changes TEXT, PRIMARY KEY (before, after)) WITHOUT ROWID",
)
_KINDS = {kind.value: kind for kind in Kind}


class ChangesStore:
    """What was found out of texts that never change; another program may find other things.

    `known` are the names that words of a text may be; where there are others than the last time, texts are read again.
    """

    def __init__(self, folder: Path, known: frozenset[str]) -> None:
        self._database = Database(folder / _NAME, int(program()[:7], 16), _TABLES, (ValueError, TypeError, KeyError))
        self._known = _words(known)
        self._names: dict[str, frozenset[str]] = {}
        self._changes: dict[tuple[str, str], tuple[Change, ...]] = {}
        self._new_names: dict[str, frozenset[str]] = {}
        self._new_changes: dict[tuple[str, str], tuple[Change, ...]] = {}
        self._raw: dict[tuple[str, str], str] = {}
        with self._database.forgiven(), self._database.opened() as database:
            row = database.execute("SELECT words FROM known").fetchone()
            if row and row[0] == self._known:
                rows = database.execute("SELECT blob, words FROM names")
                self._names = {blob: frozenset(words.split()) for blob, words in rows}
            self._raw = {(one, other): text for one, other, text in database.execute("SELECT * FROM change")}

    def names(self, blob: str) -> frozenset[str] | None:
        """Return the names in a file, None where nobody has looked."""
        return self._names.get(blob)

    def keep_names(self, blob: str, names: frozenset[str]) -> None:
        """Keep the names in a file."""
        self._names[blob] = self._new_names[blob] = names

    def changes(self, before: str, after: str) -> tuple[Change, ...] | None:
        """Return what differs between two texts, None where nobody has looked."""
        pair = before, after
        if pair not in self._changes and pair in self._raw:
            try:
                self._changes[pair] = tuple(map(_change, json.loads(self._raw[pair])))
            except (ValueError, TypeError, KeyError):
                return None
        return self._changes.get(pair)

    def keep_changes(self, before: str, after: str, changes: tuple[Change, ...]) -> None:
        """Keep what differs between two texts."""
        self._changes[before, after] = self._new_changes[before, after] = changes

    def write(self) -> None:
        """Keep what is new for the next run."""
        if not self._new_names and not self._new_changes:
            return
        names = [(blob, _words(found)) for blob, found in self._new_names.items()]
        changes = [(*pair, json.dumps([_row(one) for one in found])) for pair, found in self._new_changes.items()]
        with self._database.forgiven(), self._database.changed() as database:
            row = database.execute("SELECT words FROM known").fetchone()
            if row is None or row[0] != self._known:
                database.execute("DELETE FROM known")
                database.execute("DELETE FROM names")
                database.execute("INSERT INTO known VALUES (?)", (self._known,))
            database.executemany("INSERT OR REPLACE INTO names VALUES (?, ?)", names)
            database.executemany("INSERT OR REPLACE INTO change VALUES (?, ?, ?)", changes)
        self._new_names, self._new_changes = {}, {}


def _words(names: frozenset[str]) -> str:
    return " ".join(sorted(names))


def _row(change: Change) -> Sequence[object]:
    return (
        change.kind,
        change.where,
        change.before,
        change.after,
        dict(change.values),
        change.place_before,
        change.place_after,
    )


def _change(row: Sequence[Any]) -> Change:
    kind, where, before, after, values, *places = row
    place_before, place_after = (Place(*place) if place else None for place in places)
    known = _KINDS[kind]
    return Change(known, where, known.weight, before, after, _values(values), place_before, place_after)


def _values(values: Mapping[str, str]) -> Mapping[str, str]:
    return {str(name): str(value) for name, value in values.items()}
