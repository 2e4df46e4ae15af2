"""Whether two documents as written say the same. Touches no file."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING

from ..model.place import Place
from ..parse.document import Written
from ..parse.key_list import Entry
from ..parse.links import read_links
from ..parse.raw_step import RawStep
from ..parse.step import step_id

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_SPELLED = frozenset({"id", "decision", "exceptions"})
"""Keys of a step that are compared by what they mean."""


def same(one: Written | None, other: Written | None) -> bool:
    """Whether two documents differ in places and spelling at most."""
    return _meaning(one) == _meaning(other)


def _meaning(value: object) -> object:
    """Return a value as plain nested ones, without places and without how keys are spelled."""
    if isinstance(value, str):
        return value.rstrip()
    if isinstance(value, Place):
        return []
    if isinstance(value, Entry):
        value = value.value, value.items
    elif isinstance(value, Mapping):
        value = tuple(value.items())
    elif is_dataclass(value) and not isinstance(value, type):
        value = _parts(value)
    return [_meaning(each) for each in value] if isinstance(value, tuple) else value


def _parts(value: "DataclassInstance") -> tuple[object, ...]:
    match value:
        case RawStep():
            plain = {key: entry for key, entry in value.entries.items() if key not in _SPELLED}
            return step_id(value), value.name, value.phase, value.detail, plain, read_links(value, ())[0]
        case _:
            # The places of the keys are left out: a step that has its id written down has one more.
            return tuple(getattr(value, each.name) for each in fields(value) if each.name != "keys")
