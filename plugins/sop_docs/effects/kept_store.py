"""What a run of all rules found, kept for the next one in a folder of the user's: content cannot bring its own."""

import json
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path

from ..model.allowance import Allowance
from ..model.kept import Kept, KeptSop
from ..model.place import Place, Text
from ..model.problem import Problem, Severity
from .files import write_atomically

_FORMAT = 1
"""Another one where entries are read in another way; a file with another one counts for nothing."""
_PACKAGE = Path(__file__).parent.parent


@cache
def program() -> str:
    """Return what changes when any file of this package does: other rules find other things."""
    files = sorted(path for path in _PACKAGE.rglob("*") if path.suffix in {".py", ".po"})
    return sha256("\n".join(f"{path}\t{path.stat().st_mtime_ns}" for path in files).encode()).hexdigest()


class KeptStore:
    """One file for each content folder; it may be lost at any time."""

    def __init__(self, content: Path) -> None:
        name = sha256(str(content.resolve()).encode("utf-8", "surrogateescape")).hexdigest()[:32]
        self._path = user_cache_path("sop-docs", appauthor=False) / f"check-{name}.json"

    def read(self) -> Kept:
        """Return what was kept, nothing where there is no file that can be used."""
        try:
            return _kept(json.loads(self._path.read_bytes()))
        except (OSError, ValueError, KeyError, TypeError, IndexError, RecursionError):
            return Kept()

    def write(self, kept: Kept) -> None:
        """Keep this instead; where that cannot be, the next run takes longer."""
        document = {
            "format": _FORMAT,
            "around": kept.around,
            "names": kept.names,
            "sops": {path: _row(path, sop) for path, sop in kept.sops.items()},
        }
        with suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(self._path, json.dumps(document, separators=(",", ":")))


def _kept(document: dict[str, Any]) -> Kept:
    if document["format"] != _FORMAT:
        return Kept()
    sops = {path: _sop(path, *row) for path, row in document["sops"].items()}
    return Kept(document["around"], document["names"], sops)


def _row(path: str, sop: KeptSop) -> Sequence[object]:
    problems = [[one.key, _at(path, one.place), dict(one.values), one.severity.value] for one in sop.problems]
    allowances = [_allowed(path, one) for one in sop.allowances]
    facts = {name: [[text.value, *_at(path, text.place)] for text in texts] for name, texts in sop.facts.items()}
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
    found = tuple(Problem(key, _place(path, *at), values, Severity(grade)) for key, at, values, grade in problems)
    read = {name: tuple(Text(value, _place(path, *at)) for value, *at in texts) for name, texts in facts.items()}
    return KeptSop(digest, number, tuple(asked), found, tuple(_allowance(path, *one) for one in allowances), read)


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
