"""Rules on who signs: three persons, and every level that the type of the document asks for."""

from collections.abc import Iterator

from ..model.library import Library
from ..model.lifecycle import Status
from ..model.problem import Severity
from ..model.sop import Sop
from .names import only_person
from .registry import Finding, finding, rule


@rule("SOP154")
def signs_twice(sop: Sop, library: Library) -> Iterator[Finding]:
    """A document is prepared, reviewed and approved by different persons; posts stand for the people who hold them.

    A reviewer may be one of several who approve, as the owner often is, but not the only one.

    Wrong: prepared: 王丽, reviewed: 客服专员, which is the post of 王丽
    Right: prepared: 王丽, reviewed: 客服主管
    """
    identity, holders = sop.identity, library.holders
    if identity.status is Status.RETIRED:
        return
    preparers = {only_person(text.value, holders): text.value for text in reversed(identity.prepared)}
    preparers.pop("", None)
    for signers, variant in ((identity.reviewed, ""), (identity.approved, "approved")):
        for signer in signers:
            if preparer := preparers.get(only_person(signer.value, holders)):
                yield finding(signer.place, variant, name=signer.value, other=preparer)
    reviewers = {only_person(text.value, holders) for text in identity.reviewed} - {""}
    if identity.approved and all(only_person(text.value, holders) in reviewers for text in identity.approved):
        yield finding(identity.approved[0].place, "alone", names="、".join(text.value for text in identity.approved))


@rule("SOP155", Severity.WARNING)
def level_missing(sop: Sop, library: Library) -> Iterator[Finding]:
    """A document is approved at every level that its type names: the owner, each department with a duty, an executive.

    Who is only informed has no duty.

    Wrong: approved: 客服部经理, with `approval: [owner, departments, executive]` and steps that 质量专员 does
    Right: approved: [客服部经理, 质量部经理, 运营总监]
    """
    identity, vocabulary = sop.identity, library.vocabulary
    kind = vocabulary.type_of(sop.number)
    if kind is None or not identity.approved or not identity.status.binding:
        return
    place, approvers = identity.at("approved"), _Approvers(sop, library)
    if "owner" in kind.approval and identity.owner and identity.owner.value not in approvers:
        yield finding(place, "owner", owner=identity.owner.value)
    if "departments" in kind.approval:
        missing = [code for code in sop.taking_part(vocabulary) if code not in approvers]
        if missing:
            names = "、".join(vocabulary.departments[code].value for code in missing)
            yield finding(place, departments=names)
    if "executive" in kind.approval:
        executives = [role.name.value for role in vocabulary.executives]
        # A house that names no executives has not asked for one.
        if executives and not any(post in approvers for post in executives):
            yield finding(place, "executive", executives="、".join(executives))


class _Approvers:
    """Who approves a document: a post or a department is among them by name, by a member or by who holds it."""

    def __init__(self, sop: Sop, library: Library) -> None:
        vocabulary = library.vocabulary
        self._holders = library.holders
        departments = {text.value: vocabulary.department_of(text.value) for text in sop.identity.approved}
        self._names = frozenset([*departments, *departments.values()])
        # A post stands for itself and its department, not for every other post of those who hold it.
        persons = (name for name, code in departments.items() if not code and name not in vocabulary.roles)
        self._people = frozenset[str]().union(*(self._holders.get(name, ()) for name in persons))

    def __contains__(self, post: str) -> bool:
        return post in self._names or not self._people.isdisjoint(self._holders.get(post, ()))
