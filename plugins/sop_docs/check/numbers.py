"""Rules on numbers through history: a number is for life, and what a number says is so."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ..model.ledger import Ledger, Life, Seen
from ..model.library import Library
from ..model.names import folded
from ..model.place import Text
from ..model.problem import Severity
from ..model.sop import Sop
from .facts import heading
from .registry import Finding, finding, rule

_HASH = 10
"""Characters of a commit's hash that a person needs."""


class _Document(NamedTuple):
    path: str
    number: Text
    title: str


@rule("SOP160")
def number_used_up(library: Library, ledger: Ledger) -> Iterator[Finding]:
    """A number stays with its document, also when that is deleted.

    Wrong: id: SOP-CS-2024-009, which a deleted document had
    Right: id: SOP-CS-2024-010
    """
    for document in _documents(library, ledger):
        own = ledger.own(document.number.value, document.path, document.title)
        before = own.after if own else next((life for life in _strangers(document, ledger) if life.gone), None)
        if before:
            yield _told(document, before, before.ended or before.born)


@rule("SOP161")
def number_changed(library: Library, ledger: Ledger) -> Iterator[Finding]:
    """A document keeps its number.

    Wrong: id: SOP-CS-2024-012 in the file that had SOP-CS-2024-002
    Right: SOP-CS-2024-002 retired, replaced by SOP-CS-2024-012 in a file of its own
    """
    left = _left(library, ledger)
    for document in _documents(library, ledger):
        was = _former(document, ledger, left)
        # A slip is no number, and what is reserved has to be given back.
        if was is None or not _counts(was.number, library):
            continue
        # Of two documents that had taken one number the second had to get another.
        if any(ledger.others(was.number, was)):
            continue
        if was.of_base or not ledger.base:
            yield _told(document, was, was.born, was=was.number)


@rule("SOP162")
def number_taken_by_base(library: Library, ledger: Ledger) -> Iterator[Finding]:
    """A new document has a number that the branch it goes to has given to no other.

    Wrong: SOP-CS-2024-010 for a new document, while another one got it on the main branch
    Right: SOP-CS-2024-011
    """
    for document in _documents(library, ledger):
        own = ledger.own(document.number.value, document.path, document.title)
        if own is None or not own.of_base:
            of_base = (life for life in _strangers(document, ledger) if life.of_base and (own or not life.gone))
            if life := next(of_base, None):
                yield _told(document, life, life.born, base=ledger.base)


@rule("SOP163", Severity.WARNING)
def number_on_two_branches(library: Library, ledger: Ledger) -> Iterator[Finding]:
    """A number is that of one document on all branches.

    Wrong: SOP-CS-2024-010 here, and for another document on a branch that is not merged yet
    Right: SOP-CS-2024-010 here, SOP-CS-2024-011 on the branch
    """
    for document in _documents(library, ledger):
        unmerged = (life for life in _strangers(document, ledger) if not life.gone and not life.of_base)
        if life := next(unmerged, None):
            yield _told(document, life, life.born, branch=life.branch)


@rule("SOP164")
def department_differs(sop: Sop, library: Library) -> Iterator[Finding]:
    """The department in the number is the one that the front matter names.

    Wrong: department: LG, with id: SOP-CS-2024-001
    Right: department: CS, with id: SOP-CS-2024-001
    """
    identity = sop.identity
    code = _field(sop, library, "dept")
    known = identity.department in library.vocabulary.departments or not library.vocabulary.departments
    if code and known and identity.department != code:
        yield finding(identity.at("department"), number=sop.number, code=code, department=identity.department)


@rule("SOP165")
def year_differs(sop: Sop, library: Library) -> Iterator[Finding]:
    """A document takes effect in the year of its number or later.

    Wrong: effective: 2023-07-01, with id: SOP-CS-2024-001
    Right: effective: 2024-07-01, with id: SOP-CS-2024-001
    """
    year, effective = _field(sop, library, "year"), sop.identity.effective
    if year and effective and effective.year < int(year):
        yield finding(sop.identity.at("effective"), number=sop.number, year=year, effective=effective.isoformat())


def _documents(library: Library, ledger: Ledger) -> Iterator[_Document]:
    """Yield all that has a number, where history says anything of numbers."""
    if not (ledger.lives or ledger.at_head):
        return
    for sop in library.sops:
        number, title, _ = heading(sop)
        yield _Document(sop.path, number, title.value)
    for form in library.forms:
        yield _Document(form.path, form.number, form.title.value)


def _strangers(document: _Document, ledger: Ledger) -> Iterator[Life]:
    """Yield the other documents that have had the number of this one."""
    own = ledger.own(document.number.value, document.path, document.title)
    for life in ledger.others(document.number.value, own):
        if not life.head:
            yield life


def _former(document: _Document, ledger: Ledger, left: Mapping[str, Life]) -> Life | None:
    """Return what a document was under the number it had before: in a commit, under the same path or title in HEAD."""
    own = ledger.own(document.number.value, document.path, document.title)
    there = ledger.at_head.get(ledger.folder + document.path)
    if there and there.proper and there.number != document.number.value:
        return there
    if own is None or (own.was is None and ledger.base and not own.of_base):
        return left.get(folded(document.title))
    return own.was


def _left(library: Library, ledger: Ledger) -> Mapping[str, Life]:
    """Return by title the documents that HEAD, or the base where one is named, has and the work tree has no more."""
    here = {document.number.value for document in _documents(library, ledger)}
    lives = (life for number, found in ledger.lives.items() if number not in here for life in found)
    return {folded(life.title): life for life in lives if life.proper and (life.at_base if ledger.base else life.head)}


def _counts(number: str, library: Library) -> bool:
    """Whether a number is one that a document may have: of a known shape, and not reserved."""
    types = library.vocabulary.types.values()
    known = not types or any(kind.pattern.match(number) is not None for kind in types)
    return known and number not in library.vocabulary.reserved


def _told(document: _Document, life: Life, seen: Seen, **values: str) -> Finding:
    """Return a finding that names the file and the commit in which another life was seen."""
    return finding(
        document.number.place,
        number=document.number.value,
        file=document.path,
        path=seen.path,
        title=life.title,
        commit=seen.commit[:_HASH],
        day=seen.day.isoformat() if seen.day else "?",
        **values,
    )


def _field(sop: Sop, library: Library, name: str) -> str:
    """Return what a number says by its type's pattern, '' where it says nothing of it."""
    for kind in library.vocabulary.types.values():
        if (fields := kind.pattern.match(sop.number)) is not None:
            return fields.get(name, "")
    return ""
