"""What a commit does to the library, in the words of those who do it."""

from dataclasses import dataclass, field
from enum import Enum

from .edits import Edit


class Course(Enum):
    """How a change of a text stands to the text of today."""

    TOWARDS_TODAY = "towards"
    ASIDE = "aside"  # taken back later, by a revert
    BEYOND_TODAY = "beyond"


@dataclass(frozen=True, slots=True)
class Change:
    """A document is new, or has other words; None takes a key out of its head."""

    document: str
    edits: tuple[Edit, ...] = ()
    head: dict[str, str | None] = field(default_factory=dict)
    course: Course = Course.TOWARDS_TODAY
    encoding: str = "utf-8"
    never: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True)
class Assess:
    """A document has been looked at and stays."""

    document: str
    entry: str


@dataclass(frozen=True, slots=True)
class Delete:
    """A document goes."""

    document: str


@dataclass(frozen=True, slots=True)
class Write:
    """A file beside the documents; `{hash:NAME}` in it is the hash of the commit with that name."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class MoveToDepartments:
    """Every SOP goes from the one folder to that of its department."""


@dataclass(frozen=True, slots=True)
class Format:
    """Every file gets the spelling of `sop fmt`."""


@dataclass(frozen=True, slots=True)
class Undo:
    """The documents of a commit are what they were before it."""

    commit: str


Act = Change | Assess | Delete | Write | MoveToDepartments | Format | Undo


def add(document: str, version: str | None = None) -> Act:
    """Return the coming of a form, a module or another file as it is today, in an earlier version where one is said."""
    return Change(document, (), {"version": version} if version else {})


def draft(number: str, version: str, *edits: Edit, never: tuple[Edit, ...] = ()) -> Act:
    """Return a draft, new or grown; `never` is what today's text has and this history never gets."""
    return Change(number, edits, {"version": version, "status": "draft"}, never=never)


def submit(number: str, version: str, *edits: Edit, effective: str | None = None) -> Act:
    """Return a document that goes into review."""
    return Change(number, edits, {"version": version, "status": "in-review", "effective": effective})


def issue(
    number: str, version: str, effective: str, *edits: Edit, approved: str | None = None, encoding: str = "utf-8"
) -> Act:
    """Return a first version that is approved; the approvers are those of today unless others are said."""
    return Change(number, edits, _issued(version, "approved", effective, None, approved), encoding=encoding)


def revise(
    number: str,
    version: str,
    effective: str,
    why: str,
    *edits: Edit,
    approved: str | None = None,
    course: Course = Course.TOWARDS_TODAY,
) -> Act:
    """Return a new version with the reason that its author types."""
    return Change(number, edits, _issued(version, "approved", effective, why, approved), course)


def pilot(
    number: str, version: str, effective: str, *edits: Edit, why: str | None = None, encoding: str = "utf-8"
) -> Act:
    """Return a version on trial."""
    return Change(number, edits, _issued(version, "pilot", effective, why, None), encoding=encoding)


def edit(document: str, *edits: Edit, version: str | None = None) -> Act:
    """Return other words; an SOP keeps its version, which for one in force is a fault."""
    return Change(document, edits, {"version": version} if version else {})


def assess(number: str, day: str, by: str) -> Act:
    """Return the periodic review that leaves a document as it is."""
    return Assess(number, f"  - {{date: {day}, by: {by}, verdict: keep}}\n")


def retire(number: str, replaced_by: str) -> Act:
    """Return the end of a document that another one replaces."""
    return Change(number, (), {"status": "retired", "replaced-by": replaced_by})


def _issued(version: str, status: str, effective: str, why: str | None, approved: str | None) -> dict[str, str | None]:
    head = {"version": version, "status": status, "effective": effective, "change": why, "assessed": None}
    return head | ({"approved": approved} if approved else {})
