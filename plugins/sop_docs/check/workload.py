"""Rules on posts: they lie within the scope, somebody holds them, and nobody holds too much."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from ..model.library import Library
from ..model.place import Text
from ..model.problem import Severity
from ..model.sop import Sop
from ..model.vocabulary import Vocabulary
from ..parse.punctuation import split_list
from .facts import fact
from .registry import Finding, finding, rule


@rule("SOP307", Severity.WARNING)
def outside_scope(sop: Sop, library: Library) -> Iterator[Finding]:
    """Where the scope names departments, others have no part in a step; nor has one that it excludes.

    The department of the document is always meant; executives and who is only asked or informed may be anybody.

    Wrong: scope: {applies: 客户服务部和质量管理部的客户投诉}, with 执行：法务专员
    Right: scope: {applies: 客户服务部、质量管理部和法务部的客户投诉}, with 执行：法务专员
    """
    vocabulary, scope = library.vocabulary, sop.identity.scope
    named, excluded = _named(sop, vocabulary), _listed(scope.excludes, vocabulary)
    if not (named or excluded):
        return
    inside = named or set(vocabulary.departments)
    outside = {code: name.value for code, name in vocabulary.departments.items() if code not in inside - excluded}
    for step in sop.steps:
        for duty in (*step.responsible, *step.accountable, *step.verify):
            role = vocabulary.roles.get(duty.party)
            if not (role and role.level) and (department := outside.pop(vocabulary.department_of(duty.party), "")):
                yield finding(duty.place, party=duty.party, department=department)


@rule("SOP308", Severity.WARNING)
def nobody_holds(library: Library) -> Iterator[Finding]:
    """In a house that names its people, somebody holds each post that documents in use name.

    Wrong: roles: {客服主管: {department: CS}}
    Right: roles: {客服主管: {department: CS, people: [zhao.min]}}
    """
    if not library.vocabulary.people:
        return
    first: dict[str, Sop] = {}
    for sop in library.sops:
        for post in posts(sop):
            first.setdefault(post.value, sop)
    for name, role in library.vocabulary.roles.items():
        if name in first and not role.people:
            yield finding(role.name.place, role=name, number=first[name].number)


@rule("SOP309", Severity.WARNING)
def overloaded(library: Library, day: date, steps_per_person: int) -> Iterator[Finding]:
    """One person does no more steps of the documents in force than the house has set; holders of a post share them.

    Wrong: a post with one holder that does 60 steps, with `steps_per_person: 50`
    Right: the same post with two holders
    """
    if not steps_per_person:
        return
    burdens = (burden(sop) for sop in library.sops)
    in_force = (doers for since, *doers in filter(None, burdens) if since.value <= day.isoformat())
    load = Counter(doer.value for doers in in_force for doer in doers)
    for name, role in library.vocabulary.roles.items():
        holders = max(1, len(role.people))
        if load[name] > steps_per_person * holders:
            values = {"steps": str(load[name]), "people": str(holders), "most": str(steps_per_person)}
            yield finding(role.name.place, role=name, **values)


def _named(sop: Sop, vocabulary: Vocabulary) -> set[str]:
    """Return the departments whose names stand in what the scope covers, and the document's own; {} where none does."""
    applies, own = sop.identity.scope.applies, sop.identity.department
    if applies is None:
        return set()
    named = {code for code, name in vocabulary.departments.items() if name.value in applies.value}
    # 客户服务部受理的投诉 says whose complaints they are, not who takes part.
    return named | {own} if named - {own} or _listed(applies, vocabulary) else set()


def _listed(text: Text | None, vocabulary: Vocabulary) -> set[str]:
    """Return the departments that are items of a list, not said to be whose work something is."""
    parts = [part.value for part in split_list(text)] if text else []
    return {code for code, name in vocabulary.departments.items() if code in parts or name.value in parts}


@fact
def burden(sop: Sop) -> tuple[Text, ...]:
    """Return the day from which a document binds, and who does each of its steps; nothing of one that does not bind."""
    identity = sop.identity
    if identity.effective is None or not identity.status.binding:
        return ()
    doers = (Text(duty.party, duty.place) for step in sop.steps for duty in step.responsible)
    return Text(identity.effective.isoformat(), identity.at("effective")), *doers


@fact
def posts(sop: Sop) -> tuple[Text, ...]:
    """Return who has a duty in a document that binds or answers for it, each once."""
    if not sop.identity.status.binding:
        return ()
    found = {post.value: post for post in (sop.identity.owner, sop.identity.supervisor) if post}
    for step in sop.steps:
        for duty in step.duties:
            found.setdefault(duty.party, Text(duty.party, duty.place))
    return tuple(found.values())
