"""The words a house has agreed on: departments, roles, people, document types, working days."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from .numbering import Pattern
from .place import Place, Text


@dataclass(frozen=True, slots=True)
class Role:
    """A post: its department's code, the ids of the people who hold it, and its level (`executive` or none)."""

    name: Text
    department: str = ""
    people: tuple[str, ...] = ()
    level: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who prepares, reviews or approves; never published."""

    id: Text
    name: str
    forge: str = ""


@dataclass(frozen=True, slots=True)
class DocumentType:
    """A kind of document: its code, name, number pattern and the levels that must approve it."""

    code: Text
    name: str
    pattern: Pattern
    approval: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Calendar:
    """Working hours a day, working weekdays (Monday is 0), and the days that are otherwise than their weekday."""

    hours: int = 8
    week: frozenset[int] = frozenset(range(5))
    holidays: frozenset[date] = frozenset()
    workdays: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the names in documents mean; every mapping is in the author's order."""

    departments: Mapping[str, Text] = field(default_factory=dict)
    roles: Mapping[str, Role] = field(default_factory=dict)
    people: Mapping[str, Person] = field(default_factory=dict)
    types: Mapping[str, DocumentType] = field(default_factory=dict)
    reserved: frozenset[str] = frozenset()
    scenarios: Mapping[str, Text] = field(default_factory=dict)
    calendar: Calendar = field(default_factory=Calendar)
    vague: tuple[str, ...] = ()
    place: Place = field(default_factory=lambda: Place("vocabulary.yml"))

    def department_of(self, party: str) -> str:
        """Return the code of the department that a role belongs to or a department's name means, else ''."""
        if party in self.roles:
            return self.roles[party].department
        return next((code for code, name in self.departments.items() if party in {code, name.value}), "")

    @property
    def executives(self) -> tuple[Role, ...]:
        """The posts that the house has named executive."""
        return tuple(role for role in self.roles.values() if role.level == "executive")

    def head_of(self, code: str) -> Role | None:
        """Return the last post of a department that is no executive's; where all are, the last."""
        posts = [role for role in self.roles.values() if role.department == code]
        return next(reversed([role for role in posts if not role.level] or posts), None)

    def type_of(self, number: str) -> DocumentType | None:
        """Return the type whose numbers have the shape of `number`, None where no type has such."""
        return next((kind for kind in self.types.values() if kind.pattern.match(number) is not None), None)

    def holders(self) -> Mapping[str, frozenset[str]]:
        """Return the ids of the people whom each name may mean: a person's id or name, a role, a department."""
        named = [(name, id_) for id_, person in self.people.items() for name in (id_, person.name)]
        for role in self.roles.values():
            department = self.departments.get(role.department)
            names = (role.name.value, role.department, department.value if department else "")
            named += [(name, id_) for name in filter(None, names) for id_ in role.people]
        holders: dict[str, set[str]] = {}
        for name, id_ in named:
            holders.setdefault(name, set()).add(id_)
        return {name: frozenset(ids) for name, ids in holders.items()}
