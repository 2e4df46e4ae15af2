"""A new document with everything that can be known of it, and the places where its author goes on. Touches no file."""

from collections.abc import Iterator
from dataclasses import dataclass

from ..model.lifecycle import Period
from ..parse.front_matter_text import scalar
from ..parse.step_keys import SECTIONS, key_label

_IDENTITY = ("effective", "owner", "prepared", "reviewed", "approved")
_SCOPE = ("applies", "excludes", "from", "to")
_STEP = ("R", "limit", "input", "output")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a new document; `blank` names what its author writes there, '' where nothing is missing."""

    text: str
    blank: str = ""


@dataclass(frozen=True, slots=True)
class NewDocument:
    """What is known of a new document; a department is written down where the number does not tell it."""

    number: str
    title: str
    language: str
    department: str = ""
    review: Period | None = None


def sop_lines(document: NewDocument) -> tuple[Line, ...]:
    """Return a new SOP: identity, purpose and one step."""
    return tuple(_sop(document))


def form_lines(document: NewDocument) -> tuple[Line, ...]:
    """Return a new form with one field."""
    head = (Line("---"), Line(f"form: {document.number}"), Line(f"title: {scalar(document.title)}"))
    rest = (Line("version: 1.0"), Line("fields:"), Line("  - name:", "field"), Line("    type: text"), Line("---"))
    return (*head, *rest)


def _sop(document: NewDocument) -> Iterator[Line]:
    review = document.review
    yield from map(Line, ("---", f"id: {document.number}", f"title: {scalar(document.title)}", "version: 1.0"))
    yield Line("status: draft")
    if document.department:
        yield Line(f"department: {document.department}")
    if review:
        yield Line(f"review: {f'{review.months} months' if review.months else f'{review.days} days'}")
    else:
        yield Line("review:", "review")
    yield from (Line(f"{key}:", key) for key in _IDENTITY)
    yield Line("scope:")
    yield from (Line(f"  {key}:", key) for key in _SCOPE)
    yield Line("goals:", "goals")
    yield from (Line("---"), Line(""))
    yield from (Line(f"## {_section('purpose', document)}", "purpose"), Line(""))
    yield from (Line(f"## {_section('steps', document)}"), Line(""), Line("###", "step"), Line(""))
    yield from (Line(f"- {key_label(key, document.language)}".rstrip(), key) for key in _STEP)


def _section(kind: str, document: NewDocument) -> str:
    chinese, english = SECTIONS[kind][0], SECTIONS[kind][-1]
    return chinese if document.language == "zh" else english.capitalize()
