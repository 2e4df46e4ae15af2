"""Who has to approve what: posts by the rules of the house as they were before the change, and who did."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ...model.change import Weight
from ...model.review import Approver, Consent, Idle
from ...model.revision import Person
from ...model.sop import Sop
from ...model.vocabulary import Role, Vocabulary
from ...parse.approvals import Approvals

_LEVELS = ("owner", "departments", "executive")
_ASKED: Mapping[Weight, int] = {Weight.EDITORIAL: 1, Weight.MINOR: 2, Weight.MAJOR: 3}
"""How many of the levels a change of a weight asks for, of those that the type of the document has."""
_NOREPLY = re.compile(r"(?:[0-9]+\+)?([^@+]+)@users\.noreply\.[^@]+")


@dataclass(frozen=True)
class House:
    """Who holds which post; `authors` are the ids of people who wrote the change, who cannot approve it."""

    words: Vocabulary
    authors: frozenset[str] = frozenset()
    holders: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def asked(self, why: str, *posts: str) -> Approver:
        """Return posts, or people, one of whom must approve, as one entry under all their names."""
        found = [id_ for post in posts for id_ in sorted(self.holders.get(post, ()))]
        ids = [id_ for id_ in dict.fromkeys(found) if id_ in self.words.people and id_ not in self.authors]
        people = [self.words.people[id_] for id_ in ids]
        handles = tuple(person.forge for person in people if person.forge)
        return Approver("、".join(posts), tuple(person.name for person in people), handles, why)


def house_of(words: Vocabulary, authors: Iterable[Person]) -> House:
    """Return a house by its vocabulary and the authors of commits, whom it knows by account, name or address."""
    known = {name.casefold(): id_ for id_, person in words.people.items() for name in (id_, person.name, person.forge)}
    known.pop("", None)
    said = (name.casefold() for author in authors for name in _names(author))
    return House(words, frozenset(known[name] for name in said if name in known), words.holders())


def approvers(sop: Sop, before: Sop | None, weight: Weight, house: House) -> tuple[Approver, ...]:
    """Return who has to approve a change of that weight: each level of the type, as far as the weight asks for it."""
    kind = house.words.type_of(sop.number)
    levels = [level for level in _LEVELS[: _ASKED[weight]] if kind and level in kind.approval]
    found: dict[str, Approver] = {}
    for level in levels:
        for one in _of_level(level, sop, before, house):
            found.setdefault(one.role, one)
    return tuple(found.values())


def of_vocabulary(house: House) -> Iterator[Approver]:
    """Yield who answers for who may approve: an executive."""
    if house.words.executives:
        yield house.asked("vocabulary", *(role.name.value for role in house.words.executives))


def settled(asked: Approver, given: Approvals, head: str) -> Approver:
    """Return an entry with what is known of its approval: on the commit reviewed, on an older one, or none."""
    handles = {handle.casefold() for handle in asked.handles}
    theirs = [one for one in given.approvals if one.by.casefold() in handles]
    fresh = next((one for one in theirs if one.commit == head), None)
    if fresh:
        return replace(asked, consent=Consent.GIVEN, by=fresh.by)
    if theirs:
        return replace(asked, consent=Consent.STALE, by=theirs[-1].by)
    return replace(asked, consent=Consent.MISSING)


def idle(given: Approvals, asked: Iterable[Approver], house: House) -> Iterator[Idle]:
    """Yield the accounts whose approvals count for nothing: those of authors, and of people who were not asked."""
    counted = {handle.casefold() for one in asked for handle in one.handles}
    authors = {house.words.people[id_].forge.casefold() for id_ in house.authors}
    for by in dict.fromkeys(one.by for one in given.approvals):
        if by.casefold() not in counted:
            yield Idle(by, "author" if by.casefold() in authors else "stranger")


def _of_level(level: str, sop: Sop, before: Sop | None, house: House) -> Iterator[Approver]:
    match level:
        case "owner":
            # Who gives a document away is asked as well as who gets it.
            owners = [one.identity.owner.value for one in (before, sop) if one and one.identity.owner]
            yield from (house.asked("owner", owner) for owner in dict.fromkeys(owners))
        case "departments":
            both = [code for one in (sop, before) if one for code in one.taking_part(house.words)]
            heads = [house.words.head_of(code) or code for code in dict.fromkeys(both)]
            yield from (house.asked("departments", _name(head, house.words)) for head in heads)
        case _:
            if house.words.executives:
                yield house.asked("executive", *(role.name.value for role in house.words.executives))


def _name(head: Role | str, words: Vocabulary) -> str:
    if isinstance(head, Role):
        return head.name.value
    department = words.departments.get(head)
    return department.value if department else head


def _names(author: Person) -> Sequence[str]:
    """Return what a commit's author may be called in a vocabulary: by name, address, its first part, the account."""
    noreply = _NOREPLY.fullmatch(author.email)
    return (author.name, author.email, author.email.partition("@")[0], noreply[1] if noreply else "")
