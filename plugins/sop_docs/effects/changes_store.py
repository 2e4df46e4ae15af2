"""What was found out of old texts, kept from one run to the next."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar

from ..model.change import Change, Kind
from ..model.past import Imprint
from ..model.place import Place
from .database import Database
from .program import program

if TYPE_CHECKING:
    import sqlite3

_NAME = "changes.sqlite3"
_TABLES = ("found (sort TEXT, key TEXT, value TEXT, PRIMARY KEY (sort, key)) WITHOUT ROWID",)
_SENSELESS = (ValueError, TypeError, KeyError, AttributeError, RecursionError)
_KINDS = {kind.value: kind for kind in Kind}

Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class _Sort(Generic[Thing]):
    """Things by key: how they are read and written, those that this run has met, and the keys of new ones."""

    name: str
    read: Callable[[Any], Thing]
    written: Callable[[Thing], object]
    met: dict[str, Thing] = field(default_factory=dict)
    new: set[str] = field(default_factory=set)

    def rows(self) -> Iterator[tuple[str, str, str]]:
        """Yield what is new."""
        yield from ((self.name, key, json.dumps(self.written(self.met[key]))) for key in sorted(self.new))


class ChangesStore:
    """What was found out of texts that never change; another program may find other things.

    A row is read when it is asked for: most runs need few. What is asked for and not known yet, the caller looks up.
    """

    def __init__(self, folder: Path) -> None:
        self._database = Database(folder / _NAME, int(program()[:7], 16), _TABLES, _SENSELESS)
        self._names = _Sort("names", _read_names, _names_row)
        self._senses = _Sort("sense", _read_word, str)
        self._imprints = _Sort("imprint", _read_imprint, _imprint_row)
        self._changes = _Sort("change", _read_changes, _changes_rows)
        self._open = ExitStack()
        self._reader: sqlite3.Connection | None = None
        self._readable = False

    def names(self, blob: str, known: str, look: Callable[[], frozenset[str]]) -> frozenset[str]:
        """Return the names in a file; `known` says which words could be some, with others the file is read again."""
        then, found = self._found(self._names, blob, lambda: (known, look()))
        return found if then == known else self._keep(self._names, blob, (known, look()))[1]

    def sense(self, blob: str, look: Callable[[], str]) -> str:
        """Return what a vocabulary means to documents."""
        return self._found(self._senses, blob, look)

    def imprint(self, key: str, look: Callable[[], Imprint]) -> Imprint:
        """Return what a text says of itself."""
        return self._found(self._imprints, key, look)

    def changes(self, before: str, after: str, look: Callable[[], tuple[Change, ...]]) -> tuple[Change, ...]:
        """Return what differs between two texts."""
        return self._found(self._changes, f"{before} {after}", look)

    def write(self) -> None:
        """Keep what is new for the next run."""
        rows = [row for sort in (self._names, self._senses, self._imprints, self._changes) for row in sort.rows()]
        if rows:
            with self._database.forgiven(), self._database.changed() as database:
                database.executemany("INSERT OR REPLACE INTO found VALUES (?, ?, ?)", rows)

    def __enter__(self) -> Self:
        self._readable = True
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._readable, self._reader = False, None
        self._open.close()

    def _found(self, sort: _Sort[Thing], key: str, look: Callable[[], Thing]) -> Thing:
        if key not in sort.met:
            found = self._kept(sort, key)
            sort.met[key] = self._keep(sort, key, look()) if found is None else found
        return sort.met[key]

    def _kept(self, sort: _Sort[Thing], key: str) -> Thing | None:
        """Return what an earlier run has found, None where that makes no sense."""
        text = self._read(sort.name, key)
        with suppress(*_SENSELESS):
            return sort.read(json.loads(text)) if text else None
        return None

    def _keep(self, sort: _Sort[Thing], key: str, thing: Thing) -> Thing:
        sort.new.add(key)
        sort.met[key] = thing
        return thing

    def _read(self, sort: str, key: str) -> str:
        """Return a row, '' where there is none; of a file with something wrong no more is read."""
        found = ""
        if self._readable:
            self._readable = False
            with self._database.forgiven():
                if self._reader is None:
                    self._reader = self._open.enter_context(self._database.opened())
                asked = self._reader.execute("SELECT value FROM found WHERE sort = ? AND key = ?", (sort, key))
                found = "".join(value for (value,) in asked.fetchall())
                self._readable = True
        return found


def _read_word(word: object) -> str:
    if not isinstance(word, str):
        raise TypeError
    return word


def _names_row(found: tuple[str, frozenset[str]]) -> Sequence[object]:
    known, names = found
    return known, sorted(names)


def _read_names(row: Any) -> tuple[str, frozenset[str]]:  # noqa: ANN401 - JSON
    known, names = row
    return known, frozenset(map(_read_word, names))


def _imprint_row(imprint: Imprint) -> Sequence[object]:
    due = imprint.due.isoformat() if imprint.due else ""
    return imprint.approved, imprint.change, due, [day.isoformat() for day in imprint.assessed]


def _read_imprint(row: Any) -> Imprint:  # noqa: ANN401 - JSON
    approved, change, due, assessed = row
    return Imprint(
        tuple(map(_read_word, approved)),
        _read_word(change),
        date.fromisoformat(due) if due else None,
        tuple(map(date.fromisoformat, assessed)),
    )


def _changes_rows(changes: tuple[Change, ...]) -> Sequence[object]:
    return [
        (one.kind, one.where, one.before, one.after, dict(one.values), one.place_before, one.place_after)
        for one in changes
    ]


def _read_changes(rows: Any) -> tuple[Change, ...]:  # noqa: ANN401 - JSON
    return tuple(map(_change, rows))


def _change(row: Sequence[Any]) -> Change:
    kind, where, before, after, values, *places = row
    place_before, place_after = (Place(*place) if place else None for place in places)
    known = _KINDS[kind]
    return Change(known, where, known.weight, before, after, _values(values), place_before, place_after)


def _values(values: Mapping[str, str]) -> Mapping[str, str]:
    return {str(name): str(value) for name, value in values.items()}
