"""The register, filtered, in every form a script may want it in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ..compile.register import Row, register, register_document
from ..compile.register_files import register_csv, register_table, register_xlsx
from ..model.library import Library
from ..model.words import Words
from ..report.json import written

LISTED = ("csv", "json", "table", "xlsx")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the documents of a list have in common; None asks for nothing. `paths` are the only ones wanted."""

    state: str | None = None
    department: str | None = None
    role: str | None = None
    owner: str | None = None
    paths: frozenset[str] | None = None

    def holds(self, row: Row, departments: Mapping[str, str]) -> bool:
        """Return whether a row is wanted; `departments` tells names by code."""
        return (
            self.state in {None, row.state.value}
            and self.department in {None, row.department, departments.get(row.department)}
            and (self.role is None or self.role in row.roles)
            and self.owner in {None, row.owner}
            and (self.paths is None or row.path in self.paths)
        )


def list_documents(library: Library, form: str, day: date, commit: str, wanted: Wanted, words: Words) -> str | bytes:
    """Return the wanted rows of the register on `day` in one of the forms `LISTED`."""
    departments = {code: name.value for code, name in library.vocabulary.departments.items()}
    rows = tuple(row for row in register(library, day) if wanted.holds(row, departments))
    match form:
        case "json":
            return written(register_document(rows, day, commit))
        case "csv":
            return register_csv(rows, words)
        case "xlsx":
            return register_xlsx(rows, words, day)
        case _:
            return register_table(rows, words)
