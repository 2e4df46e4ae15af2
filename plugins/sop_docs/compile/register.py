"""The register: one row for each controlled document, as data."""

from dataclasses import dataclass
from datetime import date

from ..model.library import Library
from ..model.lifecycle import State, Status
from ..model.page import html_path
from ..model.sop import Sop
from ..model.step import Step


@dataclass(frozen=True, slots=True)
class Row:
    """What the register says of one document; `department` is a code, `path` stands below the content folder."""

    number: str
    title: str
    language: str
    version: str
    status: Status
    state: State
    department: str
    owner: str
    scenario: str
    effective: date | None
    review_due: date | None
    path: str
    url: str
    roles: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    modules: tuple[str, ...] = ()


def register(library: Library, day: date) -> tuple[Row, ...]:
    """Return a row for each SOP as it is on `day`, by number."""
    return tuple(row_of(sop, library, day) for _, sop in sorted(library.sop.items()))


def row_of(sop: Sop, library: Library, day: date) -> Row:
    """Return the row of one SOP as it is on `day`."""
    identity = sop.identity
    return Row(
        number=sop.number,
        title=sop.title,
        language=identity.language,
        version=sop.version,
        status=identity.status,
        state=sop.state(day),
        department=library.vocabulary.department_of(identity.department) or identity.department,
        owner=identity.owner.value if identity.owner else "",
        scenario=identity.scenario.value if identity.scenario else "",
        effective=identity.effective,
        review_due=identity.review_due,
        path=sop.path,
        url=html_path(sop.path),
        roles=tuple(dict.fromkeys(role for step in sop.steps for role in roles_of(step))),
        forms=tuple(dict.fromkeys(form.value for step in sop.steps for form in step.forms)),
        modules=tuple(dict.fromkeys(use.module for step in sop.steps for use in step.uses)),
    )


def register_document(rows: tuple[Row, ...], day: date, commit: str) -> dict[str, object]:
    """Return `sop-register/1`, ready for JSON."""
    return {
        "format": "sop-register/1",
        "as_of": day.isoformat(),
        "commit": commit,
        "documents": [_document(row) for row in rows],
    }


def roles_of(step: Step) -> tuple[str, ...]:
    """Return everybody a step names, in the order of the letters, once each."""
    return tuple(dict.fromkeys(duty.party for duty in step.duties))


def _document(row: Row) -> dict[str, object]:
    return {
        "number": row.number,
        "title": row.title,
        "language": row.language,
        "version": row.version,
        "status": row.status.value,
        "state": row.state.value,
        "department": row.department,
        "owner": row.owner,
        "scenario": row.scenario,
        "effective": row.effective.isoformat() if row.effective else None,
        "review_due": row.review_due.isoformat() if row.review_due else None,
        "path": row.path,
        "url": row.url,
        "roles": list(row.roles),
        "forms": list(row.forms),
        "modules": list(row.modules),
    }
