"""The vocabulary file: what the names in documents mean. Touches no file."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..model.place import Place, Source, Text
from ..model.problem import Problem
from ..model.vocabulary import Calendar, DocumentType, Person, Role, Vocabulary
from .fields import Fields
from .front_matter_keys import CALENDAR, PERSON, ROLE, TYPE, VOCABULARY, KeyTable
from .number import read_number
from .numbering import Template, common_numbers, read_template
from .yaml_events import MappingNode, ScalarNode, SequenceNode, read_yaml

FILE_BYTES = 1_000_000
"""A large house has thousands of people; the depth is bounded as in front matter."""

DEFAULT_TYPES: Mapping[str, tuple[str, str, tuple[str, ...]]] = {
    "SOP": ("标准操作流程", "{type}-{dept}-{year}-{seq:03}", ("owner", "departments", "executive")),
    "FORM": ("表单", "{type}-{dept}-{seq:03}", ()),
}
LEVELS: Mapping[str, str] = {"executive": "executive"}
APPROVALS = ("owner", "departments", "executive")


@dataclass(frozen=True, slots=True)
class _Draft:
    """A document type whose pattern is not compiled yet."""

    code: Text
    name: str
    number: Text
    approval: tuple[str, ...]


MOST_TYPES = 20
"""All patterns are compared."""

_CODE = re.compile(r"[A-Za-z0-9]{1,20}")
_PERSON_ID = re.compile(r"[A-Za-z0-9]+(?:[._-][A-Za-z0-9]+)*")
_FIELD_NAME = re.compile(r"\{([a-z][a-z_]*)")
_HOURS = re.compile(r"1?[0-9]|2[0-4]")
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEK = re.compile(rf"({'|'.join(_DAYS)})(?:-({'|'.join(_DAYS)}))?")


def read_vocabulary(source: Source | None) -> tuple[Vocabulary, tuple[Problem, ...]]:
    """Return the house's words, with the default types where it names none."""
    if source is None:
        source = Source("vocabulary.yml", "")
    node, problems = read_yaml(source.text, source.path, limit=FILE_BYTES)
    gathered = list(problems)
    if node is not None and not isinstance(node, MappingNode):
        gathered.append(Problem("SOP017", node.place))
    top = node if isinstance(node, MappingNode) else MappingNode((), Place(source.path))
    return _vocabulary(top, gathered), tuple(gathered)


def _vocabulary(node: MappingNode, problems: list[Problem]) -> Vocabulary:
    fields = Fields(node, VOCABULARY, problems)
    departments = dict(_coded(fields, "departments", problems))
    people = {person.id.value: person for person in _people(fields, problems)}
    roles = {role.name.value: role for role in _roles(fields, problems)}
    _check_roles(roles.values(), departments, people, problems)
    drafts = tuple(_drafts(fields, problems))
    lists = _lists(fields, {name for draft in drafts for name in _FIELD_NAME.findall(draft.number.value)})
    fields.refuse_unknown(but=lists)
    numbers = (read_number(text, "reserved", problems) for text in fields.texts("reserved", split=True))
    return Vocabulary(
        departments=departments,
        roles=roles,
        people=people,
        types=_types(drafts, {"dept": tuple(departments), **lists}, problems),
        reserved=frozenset(number.value for number in numbers if number),
        scenarios={code.value: name for code, name in fields.named("scenarios")},
        calendar=_calendar(fields, problems),
        vague=tuple(text.value for text in fields.texts("vague", split=True)),
        place=node.place,
    )


def _coded(fields: Fields, key: str, problems: list[Problem]) -> Iterator[tuple[str, Text]]:
    for code, name in fields.named(key):
        if _CODE.fullmatch(code.value):
            yield code.value, name
        else:
            problems.append(Problem("SOP125", code.place, {"key": key, "code": code.value}))


def _entries(fields: Fields, key: str, table: KeyTable, problems: list[Problem]) -> Iterator[tuple[Text, Fields]]:
    """Yield the author's names below a key, each with the known keys below it."""
    node = fields.mapping(key)
    for name, value in node.entries if node else ():
        if isinstance(value, MappingNode):
            entry = Fields(value, table, problems)
            entry.refuse_unknown()
            yield name.text, entry
        else:
            problems.append(Problem("SOP104.mapping", value.place, {"key": name.value}))


def _people(fields: Fields, problems: list[Problem]) -> Iterator[Person]:
    for name, entry in _entries(fields, "people", PERSON, problems):
        if not _PERSON_ID.fullmatch(name.value):
            problems.append(Problem("SOP125", name.place, {"key": "people", "code": name.value}))
        entry.require("name")
        shown, forge = entry.text("name"), entry.text("forge")
        yield Person(name, shown.value if shown else name.value, forge.value if forge else "")


def _roles(fields: Fields, problems: list[Problem]) -> Iterator[Role]:
    for name, entry in _entries(fields, "roles", ROLE, problems):
        department = entry.text("department")
        people = tuple(text.value for text in entry.texts("people", split=True))
        yield Role(name, department.value if department else "", people, entry.choice("level", LEVELS) or "")


def _check_roles(
    roles: Iterable[Role], departments: Collection[str], people: Collection[str], problems: list[Problem]
) -> None:
    for role in roles:
        place, values = role.name.place, {"role": role.name.value}
        if role.department and role.department not in departments:
            known = ", ".join(departments)
            problems.append(Problem("SOP120", place, {**values, "department": role.department, "departments": known}))
        problems += [Problem("SOP121", place, {**values, "person": id_}) for id_ in role.people if id_ not in people]


def _drafts(fields: Fields, problems: list[Problem]) -> Iterator[_Draft]:
    """Yield the types as written, else the default ones."""
    if fields.node("types") is None:
        yield from (
            _Draft(Text(kind, fields.place), title, Text(pattern, fields.place), approval)
            for kind, (title, pattern, approval) in DEFAULT_TYPES.items()
        )
    for code, entry in _entries(fields, "types", TYPE, problems):
        entry.require("name", "number")
        name, number = entry.text("name") or code, entry.text("number")
        if not _CODE.fullmatch(code.value):
            problems.append(Problem("SOP125", code.place, {"key": "types", "code": code.value}))
        elif number:
            yield _Draft(code, name.value, number, tuple(_approval(entry, problems)))


def _approval(entry: Fields, problems: list[Problem]) -> Iterator[str]:
    for text in entry.texts("approval", split=True):
        if text.value in APPROVALS:
            yield text.value
        else:
            values = {"key": "approval", "value": text.value, "choices": ", ".join(APPROVALS)}
            problems.append(Problem("SOP105", text.place, values))


def _lists(fields: Fields, names: Collection[str]) -> Mapping[str, tuple[str, ...]]:
    """Return the house's own lists that a number pattern names: the items, or the keys of a mapping."""
    lists: dict[str, tuple[str, ...]] = {}
    for key, node in fields.unknown:
        if key.value not in names:
            continue
        if isinstance(node, SequenceNode):
            lists[key.value] = tuple(item.value for item in node.items if isinstance(item, ScalarNode))
        elif isinstance(node, MappingNode):
            lists[key.value] = tuple(word.value for word, _ in node.entries)
    return lists


def _types(
    drafts: Iterable[_Draft], lists: Mapping[str, Sequence[str]], problems: list[Problem]
) -> Mapping[str, DocumentType]:
    types: dict[str, DocumentType] = {}
    templates: list[tuple[_Draft, Template]] = []
    for draft in drafts:
        if len(templates) == MOST_TYPES:
            problems.append(Problem("SOP126", draft.code.place, {"limit": str(MOST_TYPES)}))
            break
        template = read_template(draft.number, {"type": (draft.code.value,), **lists})
        if isinstance(template, Problem):
            problems.append(template)
            continue
        templates.append((draft, template))
        types[draft.code.value] = DocumentType(draft.code, draft.name, template.pattern, draft.approval)
    problems += _same_numbers(templates)
    return types


def _same_numbers(templates: Sequence[tuple[_Draft, Template]]) -> Iterator[Problem]:
    common = common_numbers([template for _, template in templates])
    if common is None:
        yield Problem("SOP123.many", templates[0][0].number.place)
        return
    for (first, second), number in sorted(common.items()):
        draft, other = templates[second][0], templates[first][0]
        values = {"type": draft.code.value, "other": other.code.value, "number": number}
        yield Problem("SOP123", draft.number.place, values)


def _calendar(fields: Fields, problems: list[Problem]) -> Calendar:
    node = fields.mapping("calendar")
    if node is None:
        return Calendar()
    entry = Fields(node, CALENDAR, problems)
    entry.refuse_unknown()
    hours, usual = entry.text("hours"), Calendar()
    if hours and not (_HOURS.fullmatch(hours.value) and hours.value != "0"):
        problems.append(Problem("SOP124.hours", hours.place, {"value": hours.value}))
        hours = None
    return Calendar(
        int(hours.value) if hours else usual.hours,
        _week(entry, problems) or usual.week,
        entry.days("holidays"),
        entry.days("workdays"),
    )


def _week(entry: Fields, problems: list[Problem]) -> frozenset[int]:
    week: set[int] = set()
    for text in entry.texts("week", split=True):
        found = _WEEK.fullmatch(text.value.lower())
        if found is None:
            problems.append(Problem("SOP124.week", text.place, {"value": text.value}))
            continue
        first = _DAYS.index(found[1])
        last = _DAYS.index(found[2]) if found[2] else first
        week.update((first + step) % len(_DAYS) for step in range((last - first) % len(_DAYS) + 1))
    return frozenset(week)
