"""Rules on what the commits of the main branch did to documents: they tell what history found."""

from collections.abc import Iterator

from ..model.library import Library
from ..model.place import Place
from ..model.problem import Severity
from ..model.version import Remarks
from .registry import Finding, finding, rule


@rule("SOP170")
def edited_without_version(library: Library, remarks: Remarks) -> Iterator[Finding]:
    """A document that was issued, or a module that it uses, is not changed without a new version of the document.

    Wrong: the limit of a step changed, version: 1.2 as before
    Right: the limit of a step changed, version: 1.3
    """
    yield from _told("SOP170", library, remarks)


@rule("SOP171")
def version_used_twice(library: Library, remarks: Remarks) -> Iterator[Finding]:
    """A version is that of one text.

    Wrong: version: 1.1 for a new text, after 1.1 and 1.2
    Right: version: 1.3
    """
    yield from _told("SOP171", library, remarks)


@rule("SOP172")
def version_goes_back(library: Library, remarks: Remarks) -> Iterator[Finding]:
    """Versions rise, also where an older text comes back.

    Wrong: version: 1.1 after 1.2
    Right: version: 1.3 with the text of 1.1
    """
    yield from _told("SOP172", library, remarks)


@rule("SOP173", Severity.WARNING)
def state_skipped(library: Library, remarks: Remarks) -> Iterator[Finding]:
    """A draft is reviewed before people work by it, and only what was in force is withdrawn.

    Wrong: status: draft in one commit, status: approved in the next
    Right: status: in-review in between
    """
    yield from _told("SOP173", library, remarks)


@rule("SOP174", Severity.WARNING)
def backdated(library: Library, remarks: Remarks) -> Iterator[Finding]:
    """A version does not say that it came into force long before it was there.

    Wrong: effective: 2024-01-01 in a commit of 2024-06-30
    Right: effective: 2024-07-01
    """
    yield from _told("SOP174", library, remarks)


@rule("SOP175", Severity.WARNING)
def version_late(library: Library, remarks: Remarks) -> Iterator[Finding]:
    """A change has its new version within the days that the house sets.

    Wrong: a module changed on Monday, the new version of its user two weeks later
    Right: the new version within three working days
    """
    yield from _told("SOP175", library, remarks)


@rule("SOP176", Severity.WARNING)
def deleted_in_force(library: Library, remarks: Remarks) -> Iterator[Finding]:
    """A document that was issued is retired, not deleted.

    Wrong: the file of SOP-CS-2024-001 deleted
    Right: status: retired, replaced-by: SOP-CS-2024-002
    """
    yield from _told("SOP176", library, remarks)


@rule("SOP177", Severity.INFO)
def clock_wrong(library: Library, remarks: Remarks) -> Iterator[Finding]:
    """The commits of a version have dates that can be right.

    Wrong: a commit of 2031 between two of 2024
    Right: commits made on a machine whose clock is right
    """
    yield from _told("SOP177", library, remarks)


def _told(code: str, library: Library, remarks: Remarks) -> Iterator[Finding]:
    told = {path: [one for one in found if one.code == code] for path, found in remarks.items()}
    sops = {sop.path: sop for sop in library.sops if told.get(sop.path)}
    for path, found in told.items():
        for remark in found:
            variant = remark.key.partition(".")[2]
            # A deleted document is told of where it was.
            place = sops[path].identity.at("version") if path in sops else Place(path)
            yield finding(place, variant, **remark.values)
