"""Names looked up: what an unknown one was probably meant to be. Touches no file."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import lru_cache

from ..model.place import Place
from ..model.vocabulary import Vocabulary
from .registry import Finding, finding


def parties(vocabulary: Vocabulary) -> frozenset[str]:
    """Return everything that can have a duty: names of roles, names and codes of departments."""
    names = (name.value for name in vocabulary.departments.values())
    return frozenset([*vocabulary.roles, *vocabulary.departments, *names])


def people(vocabulary: Vocabulary) -> frozenset[str]:
    """Return the ids and names of people."""
    return frozenset([*vocabulary.people, *(person.name for person in vocabulary.people.values())])


def only_person(name: str, holders: Mapping[str, frozenset[str]]) -> str:
    """Return who alone can be meant by a person or a post: the id, the name where nobody is known, '' of several."""
    meant = holders.get(name)
    if not meant:
        return name
    return next(iter(meant)) if len(meant) == 1 else ""


def unknown(place: Place, name: str, near: str, variant: str = "") -> Finding:
    """Return that `name` is not known; with a name that it is `near` to, the message asks whether that was meant."""
    kind = ".".join(filter(None, [variant, "near" if near else ""]))
    return finding(place, kind, name=name, **({"near": near} if near else {}))


def nearest(name: str, known: Iterable[str]) -> str:
    """Return the known name most like `name`, or ''; of equal ones the first by code points."""
    return _nearest(name, frozenset(known))


def nearest_number(number: str, known: Iterable[str]) -> str:
    """Return the known number that differs in case, in one character or in two swapped ones, or ''."""
    folded = number.casefold()
    return next((other for other in known if len(other) == len(number) and _one_slip(folded, other.casefold())), "")


@lru_cache(maxsize=4096)
def _nearest(name: str, known: frozenset[str]) -> str:
    return next(iter(get_close_matches(name, sorted(known), 1, 0.6)), "")


def _one_slip(one: str, other: str) -> bool:
    odd = [index for index, (first, second) in enumerate(zip(one, other, strict=True)) if first != second]
    match odd:
        case [] | [_]:
            return True
        case [first, second]:
            return second == first + 1 and one[first] == other[second] and one[second] == other[first]
    return False
