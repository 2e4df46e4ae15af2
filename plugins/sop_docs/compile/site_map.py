"""Where every page stands: paths by what a page is about. Touches no file."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from ..model.library import Library
from ..model.place import Place, Text
from ..model.problem import Problem
from ..parse.slug import slug
from .shelf import Shelf, reserved

HOME: Final = "index.md"
REGISTER: Final = "register.md"
FORMS: Final = "forms.md"
CHANGES: Final = "changes.md"
DELIVERIES: Final = "deliveries.md"
CHANGES_JSON, CHANGES_ATOM = "changes.json", "changes.atom"
DEPARTMENTS, ROLES, SCENARIOS = "departments", "roles", "scenarios"


@dataclass(frozen=True, slots=True)
class SiteMap:
    """Markdown paths: of documents and forms by number, of roles and departments by name, of scenarios by key.

    `versions` are those that have pages of their own, as prose names them: `SOP-CS-2024-001@1.1`.
    """

    documents: Mapping[str, str]
    titles: Mapping[str, str]
    parties: Mapping[str, str]
    scenarios: Mapping[str, str]
    register: str
    versions: Mapping[str, str] = field(default_factory=dict)


def site_map(library: Library, shelves: Mapping[str, Shelf] | None = None) -> SiteMap:
    """Return the paths of all pages; where two slugs are equal the later one counts on, so that both can be seen."""
    vocabulary = library.vocabulary
    departments = {name.value: path for name, path in _paths(DEPARTMENTS, vocabulary.departments.values())}
    roles = {name.value: path for name, path in _paths(ROLES, (role.name for role in vocabulary.roles.values()))}
    scenarios = _paths(SCENARIOS, (Text(key, name.place) for key, name in vocabulary.scenarios.items()))
    titles = {number: form.title.value for number, form in library.form.items()}
    return SiteMap(
        documents=library.path_of,
        titles={**titles, **{number: sop.title for number, sop in library.sop.items()}},
        parties={**departments, **roles},
        scenarios={key.value: path for key, path in scenarios},
        register=register_path(library),
        versions=dict(_versions((shelves or {}).values())),
    )


def register_path(library: Library) -> str:
    """Return where the register stands: at home, unless an author wrote a home page that does not show it."""
    home = next((page.text for page in library.pages if page.path == HOME), None)
    return HOME if home is None or "sop:register" in home else REGISTER


def collisions(library: Library) -> Iterator[Problem]:
    """Yield SOP130 where a page that nobody wrote would stand where another page stands."""
    written = [source.path for source in library.pages] + [sop.path for sop in library.sops]
    written += [module.path for module in library.modules] + [form.path for form in library.forms]
    taken = {path: path for path in (*written, *library.attachments)}
    documents = {sop.path: sop for sop in library.sops}
    for path in taken:
        if reserved(path, documents):
            number = documents[f"{path.rpartition('/')[0]}.md"].identity.number
            yield Problem("SOP130", Place(path), {"name": number.value, "path": path, "other": path})
    for path, name in _generated(library):
        if path in taken:
            yield Problem("SOP130", name.place, {"name": name.value, "path": path, "other": taken[path]})
        taken.setdefault(path, name.value)


def _generated(library: Library) -> Iterator[tuple[str, Text]]:
    """Yield the path of each page nobody wrote, as its name alone gives it, and the name."""
    vocabulary = library.vocabulary
    folders: tuple[tuple[str, list[Text]], ...] = (
        (DEPARTMENTS, list(vocabulary.departments.values())),
        (ROLES, [role.name for role in vocabulary.roles.values()]),
        (SCENARIOS, [Text(key, name.place) for key, name in vocabulary.scenarios.items()]),
    )
    record = (DELIVERIES,) if library.deliveries else ()
    yield from ((path, Text(path, Place(path))) for path in (FORMS, CHANGES, CHANGES_JSON, CHANGES_ATOM, *record))
    for folder, names in folders:
        yield f"{folder}/index.md", Text(folder, Place(f"{folder}/index.md"))
        yield from ((f"{folder}/{slug(name.value)}.md", name) for name in names)


def _versions(shelves: Iterable[Shelf]) -> Iterator[tuple[str, str]]:
    for shelf in shelves:
        for at, path in shelf.apart.items():
            yield f"{shelf.log.number}@{shelf.log.versions[at].version.version}", path


def _paths(folder: str, names: Iterable[Text]) -> Iterator[tuple[Text, str]]:
    seen: dict[str, int] = {}
    for name in names:
        word = slug(name.value)
        seen[word] = seen.get(word, 0) + 1
        yield name, f"{folder}/{word}.md" if seen[word] == 1 else f"{folder}/{word}-{seen[word]}.md"
