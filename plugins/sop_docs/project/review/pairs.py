"""Which document before is which after."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from .sides import Sides


class Pair(NamedTuple):
    """The paths of one document; '' where it is not there."""

    before: str
    after: str


def pairs(sides: Sides) -> list[Pair]:
    """Return the SOPs whose files came, went or changed: matched by number and path, by number, by path."""
    old = {path: number for path, number in sides.before.numbers.items() if path in sides.changed}
    new = {path: number for path, number in sides.after.numbers.items() if path in sides.changed}
    found = [Pair(path, path) for path in old.keys() & new.keys() if old[path] == new[path]]
    old, new = _without(old, (one.before for one in found)), _without(new, (one.after for one in found))
    found += _by_number(old, new)
    old, new = _without(old, (one.before for one in found)), _without(new, (one.after for one in found))
    same = old.keys() & new.keys()
    # What was an SOP and cannot be read any more may not even say its number.
    lost = {path for path in old.keys() - same if path in sides.after.unread}
    come = {path for path in new.keys() - same if path in sides.before.unread}
    found += [Pair(path, path) for path in same | lost | come]
    found += [Pair(path, "") for path in old.keys() - same - lost]
    found += [Pair("", path) for path in new.keys() - same - come]
    return sorted(found, key=lambda pair: (pair.after or pair.before, pair.before))


def _by_number(old: dict[str, str], new: dict[str, str]) -> list[Pair]:
    """Return those that have one number at two paths; of several the first by path are matched."""
    numbered: dict[str, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for index, side in enumerate((old, new)):
        for path in sorted(side):
            numbered[side[path]][index].append(path)
    return [Pair(*both) for one, two in numbered.values() for both in zip(one, two, strict=False)]


def _without(paths: dict[str, str], taken: Iterable[str]) -> dict[str, str]:
    gone = set(taken)
    return {path: number for path, number in paths.items() if path not in gone}
