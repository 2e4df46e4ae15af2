"""What receivers of copies have, beside what is in force. Touches no file."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..model.delivery import Delivery
from ..model.lifecycle import State
from .press import Press

_OVER = frozenset({State.SUPERSEDED, State.WITHDRAWN})


@dataclass(frozen=True, slots=True)
class Standing:
    """What there is of a document on the day of the build: the version in force, '' for none; or it is `over`."""

    version: str = ""
    over: bool = False

    def is_behind(self, versions: Sequence[str]) -> bool:
        """Whether somebody with these versions has not the one that people work by; nobody need have a draft."""
        return self.version not in versions if self.version else self.over


@dataclass(frozen=True, slots=True)
class Holder:
    """A receiver, the newest versions of a document that they have, and the copy in which these are."""

    to: str
    versions: tuple[str, ...]
    copy: int


def standings(press: Press) -> Mapping[str, Standing]:
    """Return how each document stands, by number; of one that is there no more its last number counts."""
    if press.shelves is None:
        return {sop.number: _standing(sop.days.state(press.day), sop.version) for sop in press.library.sops}
    found: dict[str, Standing] = {}
    for shelf in sorted(press.shelves.values(), key=lambda shelf: shelf.current is not None):
        current = shelf.current
        state = current.days.state(press.day) if current else State.WITHDRAWN
        found[shelf.log.number] = _standing(state, current.version.version if current else "")
    return found


def behind(
    deliveries: Sequence[Delivery], known: Mapping[str, Standing]
) -> Iterator[tuple[str, Standing, tuple[Holder, ...]]]:
    """Yield the documents by number, and who has them and not the version in force in any copy."""
    held: dict[str, dict[str, list[Delivery]]] = {}
    for delivery in deliveries:
        for number in delivery.documents:
            held.setdefault(number, {}).setdefault(delivery.to, []).append(delivery)
    for number, standing in sorted(known.items()):
        holders = tuple(_holders(number, standing, held.get(number, {})))
        if holders:
            yield number, standing, holders


def _holders(number: str, standing: Standing, copies: Mapping[str, Sequence[Delivery]]) -> Iterator[Holder]:
    for to, theirs in copies.items():
        if standing.is_behind([version for one in theirs for version in one.documents[number]]):
            last = max(theirs, key=lambda one: one.copy)
            yield Holder(to, last.documents[number], last.copy)


def _standing(state: State, version: str) -> Standing:
    return Standing(version) if state.in_force else Standing(over=state in _OVER)
