"""A part of a library that knows nothing of the rest. Touches no file."""

import posixpath
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final, TypeVar
from urllib.parse import unquote

from ..model.library import Library
from ..model.names import folded
from ..model.part import Part
from ..model.place import Text
from ..model.sop import Module, Sop
from ..model.vocabulary import DocumentType, Person, Vocabulary
from ..parse.numbering import Template, read_template
from .register import Row, register

Value = TypeVar("Value")

_TARGET: Final = re.compile(
    r"\]\(\s{0,9}<?([^\s()<>#?]{1,500})|^\s{0,3}\[[^\]\n]{1,200}\]:\s{0,9}<?([^\s<>#?]{1,500})", re.MULTILINE
)
"""Where a link or an image of Markdown leads to."""


def part_of(library: Library, part: Part, day: date) -> Library:
    """Return the documents of a part with the forms, modules and names that they use; attachments are left out.

    Pages that an author wrote about the library tell of all of it, and so are in no part.
    """
    if part.whole:
        return library
    wanted = {row.path for row in register(library, day) if _holds(part, row, library.vocabulary)}
    sops = tuple(sop for sop in library.sops if sop.path in wanted)
    forms = {folded(form.value) for sop in sops for step in sop.steps for form in step.forms}
    uses = {use.module for sop in sops for step in sop.steps for use in step.uses}
    modules = tuple(module for module in library.modules if module.name.value in uses)
    return Library(
        sops=sops,
        modules=modules,
        forms=tuple(form for form in library.forms if forms & {folded(form.number.value), folded(form.title.value)}),
        vocabulary=_narrowed(library.vocabulary, sops, modules),
    )


def spoken(library: Library) -> Vocabulary:
    """Return the words without which the documents of a library would say something else, and no others.

    Accounts, who holds a post, working days and numbers used up are nobody's business who reads documents; nor is the
    id of somebody whom they call by name.
    """
    narrowed = _narrowed(library.vocabulary, library.sops, library.modules)
    parties, _, _ = _named(library.sops, library.modules)
    return Vocabulary(
        departments=narrowed.departments,
        roles={name: replace(role, people=()) for name, role in narrowed.roles.items()},
        people=dict(_people(narrowed, parties)),
        types=dict(_types(narrowed, [*library.sop, *library.form])),
        scenarios=narrowed.scenarios,
    )


def attached(attachments: Collection[str], texts: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Return the attachments that Markdown files link to; `texts` are files with their paths."""
    found = {path for source, text in texts for path in _linked(source, text)}
    return tuple(path for path in attachments if path in found)


def _holds(part: Part, row: Row, vocabulary: Vocabulary) -> bool:
    name = vocabulary.departments.get(row.department)
    return (
        part.department in {"", row.department, name.value if name else row.department}
        and (not part.role or part.role in row.roles)
        and (not part.numbers or row.number in part.numbers)
    )


def _narrowed(vocabulary: Vocabulary, sops: Sequence[Sop], modules: Sequence[Module]) -> Vocabulary:
    """Return the names that documents use; what is never shown, such as patterns of numbers, stays."""
    parties, departments, scenarios = _named(sops, modules)
    roles = _only(vocabulary.roles, parties)
    codes = {vocabulary.department_of(name) for name in (*departments, *parties)}
    return replace(
        vocabulary,
        departments=_only(vocabulary.departments, codes | {role.department for role in roles.values()}),
        roles=roles,
        scenarios=_only(vocabulary.scenarios, scenarios),
        reserved=frozenset(),
    )


def _named(sops: Sequence[Sop], modules: Sequence[Module]) -> tuple[set[str], set[str], set[str]]:
    """Return the roles and people, the departments and the scenarios that documents name."""
    parties: set[str] = set()
    departments: set[str] = set()
    scenarios: set[str] = set()
    for sop in sops:
        identity = sop.identity
        named = (identity.owner, identity.supervisor, *identity.prepared, *identity.reviewed, *identity.approved)
        parties |= {text.value for text in named if text} | {item.by for item in identity.assessed}
        departments.add(identity.department)
        scenarios |= {identity.scenario.value} if identity.scenario else set()
    for procedure in (*(sop.procedure for sop in sops), *(module.procedure for module in modules)):
        parties |= {duty.party for step in procedure.steps for duty in step.duties}
    return parties, departments, scenarios


def _people(vocabulary: Vocabulary, parties: Collection[str]) -> Iterator[tuple[str, Person]]:
    """Yield the people whom documents name, those called by name with a number in place of their id."""
    for count, (key, person) in enumerate(vocabulary.people.items(), 1):
        if key in parties:
            yield key, Person(person.id, person.name)
        elif person.name in parties:
            yield f"person-{count}", Person(Text(f"person-{count}", person.id.place), person.name)


def _types(vocabulary: Vocabulary, numbers: Iterable[str]) -> Iterator[tuple[str, DocumentType]]:
    """Yield the types that numbers are of; of the lists that patterns name what numbers have of them."""
    fields: dict[str, list[Mapping[str, str]]] = {code: [] for code in vocabulary.types}
    for number in numbers:
        if kind := vocabulary.type_of(number):
            fields[kind.code.value].append(kind.pattern.match(number) or {})
    for code, found in fields.items():
        if not found:
            continue
        kind = vocabulary.types[code]
        used = {name: {each[name] for each in found} for name in kind.pattern.words}
        lists = {name: [word for word in words if word in used[name]] for name, words in kind.pattern.words.items()}
        text = Text(kind.pattern.text, kind.code.place)
        template = read_template(text, {**lists, "dept": tuple(vocabulary.departments)})
        if isinstance(template, Template):
            yield code, replace(kind, pattern=template.pattern)


def _only(names: Mapping[str, Value], wanted: Collection[str]) -> Mapping[str, Value]:
    return {name: value for name, value in names.items() if name in wanted}


def _linked(source: str, text: str) -> Iterator[str]:
    for found in _TARGET.finditer(text):
        yield posixpath.normpath(posixpath.join(posixpath.dirname(source), unquote(found[1] or found[2])))
