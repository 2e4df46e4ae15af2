"""Differences of the front matter: whom it names, where it holds, what it aims at. Touches no file."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from ..model.change import Change, Kind
from ..model.content import Content
from ..model.lifecycle import Period
from ..model.place import Text
from ..model.sop import Identity, Scope
from ..model.vocabulary import Person
from .names import names
from .spot import Spot
from .wording import reworded

_TEXTS = {
    "number": Kind.NUMBER,
    "title": Kind.TITLE,
    "owner": Kind.OWNER,
    "supervisor": Kind.SUPERVISOR,
    "replaced_by": Kind.REPLACED_BY,
}
_KEYS = {"number": "id", "replaced_by": "replaced-by"}
_SCOPE = {
    "applies": Kind.SCOPE_APPLIES,
    "excludes": Kind.SCOPE_EXCLUDES,
    "starts": Kind.SCOPE_FROM,
    "ends": Kind.SCOPE_TO,
}


def identity(before: Content, after: Content) -> Iterator[Change]:
    """Yield what the front matter says otherwise, but for version, status, dates and reason."""
    one, two = before.sop.identity, after.sop.identity
    for attribute, kind in _TEXTS.items():
        spot = Spot(_KEYS.get(attribute, attribute))
        yield from reworded(spot, kind, getattr(one, attribute), getattr(two, attribute))
    yield from _plain("language", Kind.LANGUAGE, one, two, one.language, two.language)
    shown = _department(before, one.department), _department(after, two.department)
    yield from _plain("department", Kind.DEPARTMENT, one, two, one.department, two.department, shown)
    scenarios = _value(one.scenario), _value(two.scenario)
    shown = _scenario(before, scenarios[0]), _scenario(after, scenarios[1])
    yield from _plain("scenario", Kind.SCENARIO, one, two, *scenarios, shown)
    yield from _plain("review", Kind.REVIEW, one, two, _period(one.review), _period(two.review))
    yield from _people(before, after)
    yield from names(Spot("inputs"), Kind.INPUTS, one.inputs, two.inputs)
    yield from scope(one.scope, two.scope)


def scope(before: Scope, after: Scope) -> Iterator[Change]:
    """Yield where else a procedure holds, begins or ends."""
    for attribute, kind in _SCOPE.items():
        yield from reworded(Spot("scope"), kind, getattr(before, attribute), getattr(after, attribute))


def _plain(
    key: str, kind: Kind, before: Identity, after: Identity, one: str, two: str, shown: tuple[str, str] = ("", "")
) -> Iterator[Change]:
    if one != two:
        old, new = shown[0] or one, shown[1] or two
        texts = Text(old, before.at(key)) if old else None, Text(new, after.at(key)) if new else None
        yield Spot(key).change(kind, *texts)


def _department(content: Content, code: str) -> str:
    name = content.vocabulary.departments.get(code)
    return name.value if name else code


def _scenario(content: Content, code: str) -> str:
    name = content.vocabulary.scenarios.get(code)
    return name.value if name else code


def _value(text: Text | None) -> str:
    return text.value if text else ""


def _period(period: Period | None) -> str:
    """Return a rhythm as an author may write it."""
    units = (("months", period.months), ("days", period.days)) if period else ()
    return ", ".join(f"{count} {unit}" for unit, count in units if count)


def _people(before: Content, after: Content) -> Iterator[Change]:
    """Yield who else prepared, reviewed and approved; another person for a person is no other approval."""
    one, two = before.sop.identity, after.sop.identity
    people = {**before.vocabulary.people, **after.vocabulary.people}
    for key, kind in (("prepared", Kind.PREPARED), ("reviewed", Kind.REVIEWED)):
        yield from names(Spot(key), kind, _shown(getattr(one, key), people), _shown(getattr(two, key), people))
    old, new = _shown(one.approved, people), _shown(two.approved, people)
    named = {person.name for person in people.values()}
    for change in names(Spot("approved"), Kind.APPROVED, old, new):
        persons = {change.before, change.after} - {""} <= named
        if persons and change.kind == Kind.APPROVED:
            yield replace(change, kind=Kind.APPROVED_PERSON, weight=Kind.APPROVED_PERSON.weight)
        else:
            yield change


def _shown(texts: Sequence[Text], people: Mapping[str, Person]) -> tuple[Text, ...]:
    """Return people by their names where a document has their ids."""
    return tuple(Text(people[text.value].name, text.place) if text.value in people else text for text in texts)
