"""Differences of who does what in a step, letter by letter. Touches no file."""

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from ..model.change import Change, Kind
from ..model.place import Text
from ..model.sop import Sop
from ..model.step import Step
from .spot import Spot
from .wording import reworded

LETTERS = ("R", "A", "C", "I", "V")
_ORDER = ({"主导", "lead", "leads"}, {"配合", "support", "supports"})
"""Notes that say of several who do a step what their order says anyway: of the first, of the others."""

Key = Callable[[str], str]
"""What a party compares by."""


class Share(NamedTuple):
    """The part of one party under one letter, its notes in one."""

    party: Text
    note: str

    @property
    def shown(self) -> Text:
        """The party with the note in brackets."""
        name, place = self.party
        note = f" ({self.note})" if name.isascii() else f"（{self.note}）"
        return Text(name + note if self.note else name, place)


Shares = dict[str, dict[str, Share]]
"""By letter and the key of the party, in the author's order."""


def duties(spot: Spot, before: tuple[Sop, Step], after: tuple[Sop, Step], keys: tuple[Key, Key]) -> Iterator[Change]:
    """Yield how the parts in a step changed.

    Who answers by default because the owner does is told of with the owner, not with each step.
    """
    if _rows(before[1]) == _rows(after[1]):
        return
    one, two = _shares(*before, keys[0]), _shares(*after, keys[1])
    if not before[1].accountable and not after[1].accountable:
        one["A"] = two["A"] = {}
    gone = {letter: [party for party in one[letter] if party not in two[letter]] for letter in LETTERS}
    new = {letter: [party for party in two[letter] if party not in one[letter]] for letter in LETTERS}
    for old, now, party in list(_other_letters(gone, new)):
        was, is_ = one[old][party], two[now][party]
        if was.note == is_.note:
            letters = Text(old, was.party.place), Text(now, is_.party.place)
            yield spot.change(Kind.DUTY_LETTER, *letters, party=is_.shown.value)
            gone[old].remove(party)
            new[now].remove(party)
    for letter in LETTERS:
        removed, added = ([table[letter][party] for party in row[letter]] for table, row in ((one, gone), (two, new)))
        yield from _replaced(spot, letter, removed, added)
    yield from _lead(spot, one["R"], two["R"], replaced=len(gone["R"]) == len(new["R"]) == 1)
    for letter in LETTERS:
        for party, share in one[letter].items():
            if party in two[letter]:
                yield from _note(spot, letter, share, two[letter][party])


def _rows(step: Step) -> tuple[list[tuple[str, str]], ...]:
    rows = (step.responsible, step.accountable, step.consulted, step.informed, step.verify)
    return tuple([(duty.party, duty.note) for duty in row] for row in rows)


def _shares(sop: Sop, step: Step, key: Key) -> Shares:
    rows = (step.responsible, sop.accountable(step), step.consulted, step.informed, step.verify)
    table: Shares = {}
    for letter, row in zip(LETTERS, rows, strict=True):
        parties = table[letter] = {}
        for index, duty in enumerate(row):
            note = "" if letter == "R" and len(row) > 1 and duty.note in _ORDER[index > 0] else duty.note
            known = parties.get(key(duty.party))
            if known:
                parties[key(duty.party)] = Share(known.party, "、".join(filter(None, [known.note, note])))
            else:
                parties[key(duty.party)] = Share(Text(duty.party, duty.place), note)
    return table


def _other_letters(gone: Mapping[str, list[str]], new: Mapping[str, list[str]]) -> Iterator[tuple[str, str, str]]:
    """Yield the parties that take part under one other letter than before, with both letters."""
    for party in dict.fromkeys(party for row in gone.values() for party in row):
        old, now = ([letter for letter in LETTERS if party in row[letter]] for row in (gone, new))
        if len(old) == len(now) == 1:
            yield old[0], now[0], party


def _replaced(spot: Spot, letter: str, removed: list[Share], added: list[Share]) -> Iterator[Change]:
    """Yield who is gone from one letter and who is new; one that takes the place of one is one change."""
    if len(removed) == len(added) == 1:
        yield from reworded(spot, Kind.DUTY_REPLACED, removed[0].shown, added[0].shown, letter=letter)
        return
    for share in removed:
        yield spot.change(Kind.DUTY_REMOVED, share.shown, None, letter=letter)
    for share in added:
        yield spot.change(Kind.DUTY_ADDED, None, share.shown, letter=letter)


def _lead(spot: Spot, before: Mapping[str, Share], after: Mapping[str, Share], *, replaced: bool) -> Iterator[Change]:
    """Yield who leads where several do a step; who took the leader's place leads anyway."""
    if not before or len(after) == 1 or not after:
        return
    one, two = next(iter(before)), next(iter(after))
    if one != two and not (replaced and one not in after and two not in before):
        yield spot.change(Kind.DUTY_LEAD, before[one].party, after[two].party)


def _note(spot: Spot, letter: str, before: Share, after: Share) -> Iterator[Change]:
    one, two = (Text(share.note, share.party.place) if share.note else None for share in (before, after))
    yield from reworded(spot, Kind.DUTY_NOTE, one, two, letter=letter, party=after.party.value)
