"""Commits that say nothing about numbers left out: what is left is read at every check. Touches no file."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from ..model.ledger import Entry


def condense(entries: Iterable[Entry], known: Mapping[str, str]) -> tuple[tuple[Entry, ...], Mapping[str, str]]:
    """Return the entries that matter, parents first and joined anew, and for every commit the one that stands for it.

    `known` says so of commits that were condensed before; a parent that is in neither is a KeyError.
    """
    kept: list[Entry] = []
    stands_for: dict[str, str] = {}
    for entry in entries:
        parents = tuple(
            dict.fromkeys(stands_for[parent] if parent in stands_for else known[parent] for parent in entry.parents)
        )
        if len(parents) == 1 and not entry.moves:
            stands_for[entry.commit] = parents[0]
        else:
            stands_for[entry.commit] = entry.commit
            kept.append(replace(entry, parents=parents))
    return tuple(kept), stands_for
