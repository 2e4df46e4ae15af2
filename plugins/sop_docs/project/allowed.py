"""Every rule that a library lets itself break, with the reason."""

from collections.abc import Iterator
from typing import Any

from ..check import allowed
from ..model.allowance import Allowance
from ..model.library import Library
from ..model.problem import SopError
from ..model.words import Words
from ..report import visible
from ..report.json import written

FORMAT = "sop-allowed/1"


def list_allowed(library: Library, form: str, folder: str, words: Words) -> str:
    """Return the silencers that count, as a `table` of lines or as `json`; `folder` is put before their paths."""
    found = sorted(allowed(library.allowances), key=lambda item: (item[0].place, item[1]))
    numbers = {path: number for number, path in library.path_of.items()}
    match form:
        case "json":
            entries = [_entry(allowance, code, folder, numbers) for allowance, code in found]
            return written({"format": FORMAT, "allowed": entries})
        case "table":
            lines = [_line(allowance, code, folder, words) for allowance, code in found]
            return "\n".join([*lines, words("allowed.count", count=len(found)), ""])
        case _:
            raise SopError(f"--allowed: no list of exceptions as {form}; write --format table or json")


def _line(allowance: Allowance, code: str, folder: str, words: Words) -> str:
    where = words("allowed.document") if allowance.lines is None else f"{allowance.place.line}:{allowance.place.column}"
    return f"{visible(f'{folder}/{allowance.place.path}')}:{where}: {code} {visible(allowance.reason)}"


def _entry(allowance: Allowance, code: str, folder: str, numbers: dict[str, str]) -> dict[str, Any]:
    place = allowance.place
    return {
        "path": f"{folder}/{place.path}",
        "line": place.line,
        "column": place.column,
        "code": code,
        "reason": allowance.reason,
        "scope": "document" if allowance.lines is None else "lines",
    } | dict(_optional(allowance, numbers))


def _optional(allowance: Allowance, numbers: dict[str, str]) -> Iterator[tuple[str, object]]:
    if allowance.lines:
        yield "lines", {"first": allowance.lines.start, "last": allowance.lines.stop - 1}
    if number := numbers.get(allowance.place.path):
        yield "number", number
