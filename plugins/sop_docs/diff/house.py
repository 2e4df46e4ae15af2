"""Differences of the house's words that a procedure uses: departments and roles. Touches no file."""

from collections.abc import Iterator

from ..model.change import Change, Kind
from ..model.content import Content
from ..model.names import folded
from ..model.place import Text
from ..model.vocabulary import Role, Vocabulary
from .duties import Key
from .spot import Spot


def party_key(own: Vocabulary, other: Vocabulary) -> Key:
    """Return what the parties of one text compare by: a department by its code, whatever it is called."""
    codes: dict[str, str] = {}
    for vocabulary in (other, own):
        for code, name in vocabulary.departments.items():
            codes[folded(name.value)] = codes[folded(code)] = f"#{code}"

    def key(party: str) -> str:
        name = folded(party)
        return codes.get(name, name)

    return key


def house(before: Content, after: Content) -> Iterator[Change]:
    """Yield departments with another name and roles with another department or level, of those both texts name."""
    one, two = before.vocabulary, after.vocabulary
    if one is two:
        return
    parties = _parties(before), _parties(after)
    for code in sorted(_codes(one, parties[0]) & _codes(two, parties[1])):
        old, new = one.departments[code], two.departments[code]
        if folded(old.value) != folded(new.value):
            yield Spot(code, {"at": "house", "name": code}).change(Kind.DEPARTMENT_NAME, old, new)
    for name in sorted(parties[0] & parties[1] & (one.roles.keys() | two.roles.keys())):
        yield from _role(name, one, two)


def _parties(content: Content) -> frozenset[str]:
    """Return the roles, departments and people that a procedure names."""
    identity = content.sop.identity
    people = (identity.owner, identity.supervisor, *identity.prepared, *identity.reviewed, *identity.approved)
    duties = (duty.party for step in content.sop.steps for duty in step.duties)
    return frozenset([identity.department, *(text.value for text in people if text), *duties])


def _codes(vocabulary: Vocabulary, parties: frozenset[str]) -> frozenset[str]:
    """Return the departments among parties that a vocabulary knows, by code."""
    return frozenset(
        code for code, name in vocabulary.departments.items() if not parties.isdisjoint({code, name.value})
    )


def _role(name: str, before: Vocabulary, after: Vocabulary) -> Iterator[Change]:
    """Yield where else a role belongs; one that a vocabulary does not know belongs nowhere."""
    old, new = before.roles.get(name), after.roles.get(name)
    spot = Spot(name, {"at": "house", "name": name})
    one, two = old.department if old else "", new.department if new else ""
    if one != two:
        yield spot.change(Kind.ROLE_DEPARTMENT, _text(old, _shown(before, one)), _text(new, _shown(after, two)))
    one, two = old.level if old else "", new.level if new else ""
    if one != two:
        yield spot.change(Kind.ROLE_LEVEL, _text(old, one), _text(new, two))


def _shown(vocabulary: Vocabulary, code: str) -> str:
    name = vocabulary.departments.get(code)
    return name.value if name else code


def _text(role: Role | None, words: str) -> Text | None:
    return Text(words, role.name.place) if role and words else None
