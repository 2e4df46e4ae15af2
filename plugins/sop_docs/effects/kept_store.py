"""What a run of all rules found, kept for the next one."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from ..model.allowance import Allowance
from ..model.kept import Kept, KeptSop
from ..model.place import Place, Text
from ..model.problem import Problem, Severity
from .files import write_atomically
from .user_cache import user_cache

_LENGTHS = (3, 4)
"""Of the row of a text: its words, line, column, and a path where that is another one."""
_PACKAGE = Path(__file__).parent.parent


@cache
def program() -> str:
    """Return what changes when any file of this package does: other rules find other things, and keep other facts."""
    files = sorted(path for path in _PACKAGE.rglob("*") if path.suffix in {".py", ".po"})
    return sha256("\n".join(f"{path}\t{path.stat().st_mtime_ns}" for path in files).encode()).hexdigest()


class KeptStore:
    """One file for each content folder; it may be lost at any time."""

    def __init__(self, content: Path) -> None:
        self._path = user_cache(content) / "check.json"

    def read(self) -> Kept:
        """Return what was kept, nothing where there is no file that can be used."""
        try:
            return _kept(json.loads(self._path.read_bytes()))
        except (OSError, ValueError, KeyError, TypeError, IndexError, RecursionError):
            return Kept()

    def write(self, kept: Kept) -> None:
        """Keep this instead; where that cannot be, the next run takes longer."""
        document = {
            "program": program(),
            "around": kept.around,
            "names": kept.names,
            "problems": [_problem("", one) for one in kept.problems],
            "sops": {path: _row(path, sop) for path, sop in kept.sops.items()},
        }
        with suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(self._path, json.dumps(document, separators=(",", ":")))


def _kept(document: dict[str, Any]) -> Kept:
    if document["program"] != program():
        return Kept()
    sops = {path: _sop(path, *row) for path, row in document["sops"].items()}
    problems = tuple(_read_problem("", *row) for row in document["problems"])
    return Kept(document["around"], document["names"], problems, sops)


def _row(path: str, sop: KeptSop) -> Sequence[object]:
    problems = [_problem(path, one) for one in sop.problems]
    allowances = [_allowed(path, one) for one in sop.allowances]
    facts = sop.facts.rows if isinstance(sop.facts, _Facts) else _fact_rows(path, sop.facts)
    return [sop.digest, sop.number, sop.asked, problems, allowances, facts]


def _sop(
    path: str,
    digest: str,
    number: str,
    asked: list[str],
    problems: list[Any],
    allowances: list[Any],
    facts: dict[str, list[Any]],
) -> KeptSop:
    found = tuple(_read_problem(path, *row) for row in problems)
    if not all(len(row) in _LENGTHS for rows in facts.values() for row in rows):
        raise ValueError(path)
    silenced = tuple(_allowance(path, *one) for one in allowances)
    return KeptSop(digest, number, tuple(asked), found, silenced, _Facts(path, facts))


class _Facts(Mapping[str, tuple[Text, ...]]):
    """Facts as they were kept, each made of its row when somebody asks for it."""

    def __init__(self, path: str, rows: dict[str, list[Any]]) -> None:
        self._path, self.rows = path, rows

    def __getitem__(self, name: str) -> tuple[Text, ...]:
        return tuple(Text(value, _place(self._path, *at)) for value, *at in self.rows[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


def _fact_rows(path: str, facts: Mapping[str, tuple[Text, ...]]) -> Mapping[str, object]:
    return {name: [[text.value, *_at(path, text.place)] for text in texts] for name, texts in facts.items()}


def _problem(path: str, one: Problem) -> Sequence[object]:
    return [one.key, _at(path, one.place), dict(one.values), one.severity.value]


def _read_problem(path: str, key: str, at: list[Any], values: dict[str, str], severity: str) -> Problem:
    return Problem(key, _place(path, *at), values, Severity(severity))


def _at(path: str, place: Place) -> Sequence[object]:
    """Return a place without its path where that is the document's own."""
    return [place.line, place.column] if place.path == path else [place.line, place.column, place.path]


def _place(own: str, line: int, column: int, path: str = "") -> Place:
    return Place(path or own, line, column)


def _allowed(path: str, one: Allowance) -> Sequence[object]:
    lines = [one.lines.start, one.lines.stop] if one.lines is not None else None
    return [_at(path, one.place), one.text, one.codes, one.reason, lines]


def _allowance(
    path: str, at: list[Any], text: str, codes: list[str], reason: str, lines: list[int] | None
) -> Allowance:
    return Allowance(_place(path, *at), text, tuple(codes), reason, range(*lines) if lines else None)
