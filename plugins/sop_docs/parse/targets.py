"""What the words after an arrow may mean in one document: ids first, then names. Touches no file."""

import unicodedata
from collections.abc import Mapping, Sequence
from typing import Final

from ..model.place import Place, Text
from ..model.problem import Problem
from .expand import Item
from .nearest import Nearest

ENDS: Final = frozenset({"end", "结束"})
_STARTS: Final = frozenset({"start", "开始"})


class Targets:
    """The items of one document or module by id and by name; unknown and ambiguous words become problems."""

    def __init__(self, items: Sequence[Item], problems: list[Problem], nearest: Nearest) -> None:
        self._by_id = {item.id: item for item in items}
        self._items = items
        self._named: dict[str, list[Item]] = {}
        self._problems = problems
        self._nearest = nearest
        self._found: dict[Place, Item | None] = {}

    def find(self, target: Text) -> Item | None:
        """Return the item a text means; what is wrong with it is told of once."""
        if target.place not in self._found:
            self._found[target.place] = self._search(target)
        return self._found[target.place]

    def _by_name(self) -> Mapping[str, list[Item]]:
        if not self._named:
            for item in self._items:
                self._named.setdefault(_folded(item.name.value), []).append(item)
        return self._named

    def _search(self, target: Text) -> Item | None:
        if item := self._by_id.get(target.value):
            return item
        named = self._by_name().get(_folded(target.value), [])
        if len(named) == 1:
            return named[0]
        if "${" not in target.value:
            self._problems.append(self._problem(target, named))
        return None

    def _problem(self, target: Text, named: Sequence[Item]) -> Problem:
        values = {"target": target.value}
        if named:
            return Problem("SOP402", target.place, {**values, "ids": "、".join(item.id for item in named)})
        if target.value.lower() in _STARTS | ENDS:
            return Problem("SOP401.reserved", target.place, values)
        use = self._by_id.get(target.value.partition(".")[0])
        if use and use.items:
            return Problem("SOP401.module", target.place, {**values, "use": use.id})
        near = self._nearest(target.value, [*self._by_id, *self._by_name()])
        return (
            Problem("SOP401.near", target.place, {**values, "near": near})
            if near
            else Problem("SOP401", target.place, values)
        )


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name).strip().lower()
