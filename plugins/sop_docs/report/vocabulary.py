"""A vocabulary as its file has it. Touches no file."""

from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from ..model.vocabulary import Role, Vocabulary

_KNOWN = frozenset({"type", "dept"})
"""Lists that a number pattern has from the vocabulary's own keys."""


def vocabulary_yaml(vocabulary: Vocabulary) -> str:
    """Return departments, roles, people, types of documents with the lists of their numbers, and scenarios.

    What says how a house works and not what its documents mean is left out: accounts, who holds a post, working days,
    numbers used up, vague words.
    """
    document = {
        "departments": {code: name.value for code, name in vocabulary.departments.items()},
        "roles": {name: _role(role) for name, role in vocabulary.roles.items()},
        "people": {person: {"name": each.name} for person, each in vocabulary.people.items()},
        "types": dict(_types(vocabulary)),
        "scenarios": {code: name.value for code, name in vocabulary.scenarios.items()},
        **_lists(vocabulary),
    }
    filled = {key: value for key, value in document.items() if value}
    return yaml.safe_dump(filled, allow_unicode=True, sort_keys=False, default_flow_style=None)


def _role(role: Role) -> Mapping[str, str]:
    known = {"department": role.department, "level": role.level}
    return {key: value for key, value in known.items() if value}


def _types(vocabulary: Vocabulary) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for code, kind in vocabulary.types.items():
        approval = {"approval": list(kind.approval)} if kind.approval else {}
        yield code, {"name": kind.name, "number": kind.pattern.text, **approval}


def _lists(vocabulary: Vocabulary) -> Mapping[str, list[str]]:
    """Return the house's own lists that numbers take words from."""
    words = (kind.pattern.words for kind in vocabulary.types.values())
    return {name: list(each) for lists in words for name, each in lists.items() if name not in _KNOWN}
