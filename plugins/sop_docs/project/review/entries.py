"""What is different in the words of a house, entry by entry, as sentences."""

from collections.abc import Callable, Iterator, Mapping

from ...model.change import Change, Weight
from ...model.vocabulary import Role, Vocabulary
from ...model.words import Words

Told = tuple[Change, str]
"""A difference and its sentence."""
_Said = Mapping[str, Mapping[str, str]]
"""What a vocabulary says of each entry of a part, by name and by what it is."""


def entries(part: str, before: Vocabulary, after: Vocabulary, words: Words, *names: str) -> tuple[Told, ...]:
    """Return what is different in a part of a vocabulary, or in some of its entries; of mere lists nothing."""
    read = _PARTS.get(part)
    return tuple(_entries(part, read(before), read(after), names, words)) if read else ()


def _entries(part: str, before: _Said, after: _Said, names: tuple[str, ...], words: Words) -> Iterator[Told]:
    for name in names or dict.fromkeys((*before, *after)):
        old, new = before.get(name), after.get(name)
        if old is not None and new is not None:
            yield from _fields(part, name, old, new, words)
        elif new is not None:
            yield _told("added", part, name, ("", _all(part, new, words)), words)
        elif old is not None:
            yield _told("removed", part, name, (_all(part, old, words), ""), words)


def _fields(part: str, name: str, old: Mapping[str, str], new: Mapping[str, str], words: Words) -> Iterator[Told]:
    for key in old:
        if old[key] != new[key]:
            turn = "changed" if old[key] and new[key] else "gained" if new[key] else "lost"
            yield _told(turn, part, name, (old[key], new[key]), words, words(f"review.entry.{part}.{key}"))


def _told(turn: str, part: str, name: str, both: tuple[str, str], words: Words, what: str = "") -> Told:
    before, after = (text.replace("、", words("review.comma")) for text in both)
    sentence = words(f"review.entry.{turn}", name=name, what=what, before=before, after=after)
    return Change(f"{part}.{turn}", name, Weight.MINOR, before, after), sentence


def _all(part: str, said: Mapping[str, str], words: Words) -> str:
    """Return all that is said of an entry which is new or gone."""
    shown = (
        words("review.entry.field", what=words(f"review.entry.{part}.{key}"), value=value)
        for key, value in said.items()
        if value
    )
    return words("change.semicolon").join(shown)


def _roles(words: Vocabulary) -> _Said:
    return {
        name: {"department": _department(role, words), "level": role.level, "people": _people(role, words)}
        for name, role in words.roles.items()
    }


def _department(role: Role, words: Vocabulary) -> str:
    name = words.departments.get(role.department)
    return name.value if name else role.department


def _people(role: Role, words: Vocabulary) -> str:
    """Return who holds a role, by name and account."""
    found = ((id_, words.people.get(id_)) for id_ in role.people)
    return "、".join(f"{person.name} {person.forge}".strip() if person else id_ for id_, person in found)


_PARTS: Mapping[str, Callable[[Vocabulary], _Said]] = {
    "role": _roles,
    "department": lambda words: {code: {"name": name.value} for code, name in words.departments.items()},
    "people": lambda words: {id_: {"name": one.name, "forge": one.forge} for id_, one in words.people.items()},
    "types": lambda words: {
        code: {"name": one.name, "number": one.pattern.text, "approval": "、".join(one.approval)}
        for code, one in words.types.items()
    },
    "scenarios": lambda words: {code: {"name": name.value} for code, name in words.scenarios.items()},
}
