"""What a run of all rules found, kept for the next one."""

import json
from collections.abc import Iterable, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

from ..model.allowance import Allowance
from ..model.kept import Kept, KeptSop
from ..model.place import Place
from ..model.problem import Problem, Severity
from .files import write_atomically
from .kept_facts import KeptFacts
from .program import program
from .user_cache import user_cache


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
        sops = {path: _row(path, sop) for path, sop in kept.sops.items()}
        document = {
            "program": program(),
            "facts": _digest(row[-1] for row in sops.values()),
            "around": kept.around,
            "names": kept.names,
            "problems": [_problem("", one) for one in kept.problems],
            "elsewhere": [_problem("", one) for one in kept.elsewhere],
            "asked": kept.asked,
            "sops": sops,
            "readings": dict(kept.readings),
        }
        data = json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
        with suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(self._path, data)


def _kept(document: dict[str, Any]) -> Kept:
    if document["program"] != program():
        return Kept()
    # Facts are read later, and so have to be what was written.
    if document["facts"] != _digest(row[-1] for row in document["sops"].values()):
        return Kept()
    sops = {path: _sop(path, *row) for path, row in document["sops"].items()}
    problems, elsewhere = (tuple(_read_problem("", *row) for row in document[key]) for key in ("problems", "elsewhere"))
    readings, asked = dict(document["readings"]), tuple(document["asked"])
    return Kept(document["around"], document["names"], problems, sops, readings, elsewhere, asked)


def _digest(lines: Iterable[str]) -> str:
    return sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()


def _row(path: str, sop: KeptSop) -> list[Any]:
    problems = [_problem(path, one) for one in sop.problems]
    allowances = [_allowed(path, one) for one in sop.allowances]
    facts = sop.facts if isinstance(sop.facts, KeptFacts) else KeptFacts(path, sop.facts)
    return [sop.digest, sop.number, sop.asked, problems, allowances, facts.line]


def _sop(
    path: str,
    digest: str,
    number: str,
    asked: list[str],
    problems: list[Any],
    allowances: list[Any],
    facts: str,
) -> KeptSop:
    found = tuple(_read_problem(path, *row) for row in problems)
    silenced = tuple(_allowance(path, *one) for one in allowances)
    return KeptSop(digest, number, tuple(asked), found, silenced, KeptFacts(path, line=facts))


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
