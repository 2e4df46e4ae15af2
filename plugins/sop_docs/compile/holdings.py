"""What receivers of copies have, beside what is in force. Touches no file."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ..model.delivery import Delivery
from ..model.lifecycle import State
from .press import Press

_OVER = frozenset({State.SUPERSEDED, State.WITHDRAWN})


@dataclass(frozen=True, slots=True)
class Standing:
    """What there is of a document on the day of the build: the version in force, '' for none; or it is `over`."""

    version: str = ""
    over: bool = False
    since: date | None = None
    """From when on it is over, where that is known."""

    def is_behind(self, versions: Sequence[str], day: date | None) -> bool:
        """Whether who has these versions, as of a day, has not what people work by; nobody need have a draft.

        A copy that was made when a document was over says so itself.
        """
        if self.version:
            return self.version not in versions
        return self.over and (day is None or self.since is None or day < self.since)


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
        last = (current or shelf.log.versions[0]).version
        found[shelf.log.number] = _standing(state, last.version, last.until)
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
        last = max(theirs, key=lambda one: one.copy)
        if standing.is_behind([version for one in theirs for version in one.documents[number]], last.day):
            yield Holder(to, last.documents[number], last.copy)


def _standing(state: State, version: str, until: date | None = None) -> Standing:
    return Standing(version) if state.in_force else Standing(over=state in _OVER, since=until)
