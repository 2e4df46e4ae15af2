"""The review of a change: what becomes of each document, what it makes suspect, who has to approve it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from ...model.change import Weight
from ...model.review import Approver, Consent, Review, ReviewedDocument, ReviewedShared, Suspect, Turn
from ...model.vocabulary import Vocabulary
from ...model.words import Words
from ...parse.approvals import Approvals
from ..settings import Editorial, Settings
from .approvers import House, approvers, house_of, idle, of_vocabulary, settled
from .documents import Terms, documents, expanded, suspect_document
from .impact import anchors, callers
from .opening import Revisions
from .pairs import pairs
from .shared import Uses, shared
from .sides import Sides
from .training import training
from .verdict import verdict

_CALLED = frozenset({Turn.REVISED, Turn.RETIRED, Turn.REMOVED})
_POWER = frozenset({"people", "types"})
"""Parts of the vocabulary that say who may approve."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a review is asked for: the folder and root of the library, the day, settings and words, approvals if any."""

    content: Path
    root: Path
    day: date
    settings: Settings
    words: Words
    approvals: Approvals | None = None


def review(sides: Sides, revisions: Revisions, asked: Asked) -> Review:
    """Return all that two looks at a library tell of what lies between them."""
    found = pairs(sides)
    terms = Terms(asked.day, asked.settings.editorial is Editorial.FREE, asked.words)
    old_paths = {pair.after: pair.before for pair in found if pair.after and pair.before}
    renamed = {old: new for new, old in old_paths.items() if old != new}
    own = [_with_suspects(sides, one, old_paths) for one in documents(sides, found, terms)]
    things = [_still_suspect(sides, uses, own) for uses in shared(sides, old_paths, asked.words)]
    reviewed = _with_reasons(sides, own, things, terms)
    house = house_of(_trusted(revisions.house, sides), revisions.authors)
    reviewed = [replace(one, approvers=_settled(_approvers(one, house), revisions, asked)) for one in reviewed]
    everyone = _everyone(reviewed, _settled(_of_words(things, house), revisions, asked))
    return Review(
        base=revisions.base,
        head=revisions.head,
        base_name=revisions.base_name,
        head_name=revisions.head_name,
        day=asked.day,
        documents=tuple(reviewed),
        shared=tuple(things),
        retraining=tuple(training(reviewed, sides.after.loaded.library, asked.words)),
        verdict=verdict(sides, renamed, asked.words, asked.content, asked.root),
        alarms=revisions.alarms,
        authors=tuple(dict.fromkeys(person.name for person in revisions.authors)),
        approvers=everyone,
        idle=tuple(idle(asked.approvals, everyone, house)) if asked.approvals else (),
        approved=None if asked.approvals is None else all(one.consent is Consent.GIVEN for one in everyone),
    )


def _with_suspects(sides: Sides, one: ReviewedDocument, old_paths: Mapping[str, str]) -> ReviewedDocument:
    """Return a document with what its change makes suspect: callers, and links to steps that it has no more."""
    if one.turn not in _CALLED or one.weight in {None, Weight.EDITORIAL}:
        return one
    path = "" if one.turn is Turn.REMOVED else one.path
    before = {step.id for step in one.before.sop.steps} if one.before else set()
    after = {step.id for step in one.after.sop.steps} if one.after else set()
    lost = frozenset(before - after) if path else frozenset()
    linked = anchors(sides, path, lost, sides.after.problems) if lost else ()
    return replace(one, suspects=tuple(dict.fromkeys([*callers(sides, one.number, path, old_paths), *linked])))


def _still_suspect(sides: Sides, found: Uses, own: Sequence[ReviewedDocument]) -> ReviewedShared:
    """Return a shared thing with the users that say something else for its change and were not looked at since."""
    thing, uses = found
    always = thing.turn is Turn.REMOVED or thing.version_before != thing.version_after
    changed = {one.path for one in own}
    users = [
        use.suspect
        for use in uses
        if use.open and (always or _says_else(thing, own=use.sop.path in changed) or expanded(sides, use.sop.path))
    ]
    return replace(thing, users=tuple(users))


def _says_else(thing: ReviewedShared, *, own: bool) -> bool:
    """Return whether a thing is another for documents whose own files changed: what came of which nobody can tell."""
    return own and (bool(thing.changes) or thing.kind not in {"module", "form"})


def _with_reasons(
    sides: Sides, own: Sequence[ReviewedDocument], things: Sequence[ReviewedShared], terms: Terms
) -> list[ReviewedDocument]:
    """Return all documents, also those that are suspect alone, each with why it is."""
    reasons: dict[str, list[Suspect]] = defaultdict(list)
    for one in (*(user for thing in things for user in thing.users), *(one for each in own for one in each.suspects)):
        reasons[one.number].append(one)
    there = {one.number for one in own}
    paths = {number: path for path, number in sorted(sides.after.numbers.items(), reverse=True)}
    others = [number for number in sorted(reasons) if number not in there and number in paths]
    alone = (suspect_document(sides, paths[number], terms) for number in others)
    return [replace(one, because=tuple(reasons.get(one.number, ()))) for one in (*own, *alone)]


def _trusted(house: Vocabulary, sides: Sides) -> Vocabulary:
    """Return the words of the house but for the change, which shall not say who may approve it; its own if none are."""
    return house if house.roles or house.people else sides.after.loaded.library.vocabulary


def _approvers(one: ReviewedDocument, house: House) -> tuple[Approver, ...]:
    """Return who has to approve what becomes of a document; of what nobody works by, nobody."""
    before, after = (content.sop if content else None for content in (one.before, one.after))
    sop = after or before
    binding = [side for side in (before, after) if side and side.identity.status.binding]
    if sop is None or not binding or one.turn is Turn.MOVED:
        return ()
    newly = after is not None and after.identity.status.binding and len(binding) == 1
    weight = Weight.MAJOR if newly else one.weight or Weight.EDITORIAL
    if one.turn is Turn.SUSPECT and one.weight is None:
        return ()
    return approvers(sop, before if after else None, weight, house)


def _of_words(things: Iterable[ReviewedShared], house: House) -> tuple[Approver, ...]:
    """Return who approves a change of the vocabulary that says who may approve."""
    power = any(thing.kind == "role" or (thing.kind == "vocabulary" and thing.name in _POWER) for thing in things)
    return tuple(of_vocabulary(house)) if power else ()


def _settled(found: Sequence[Approver], revisions: Revisions, asked: Asked) -> tuple[Approver, ...]:
    given = asked.approvals
    return tuple(found) if given is None else tuple(settled(one, given, revisions.head) for one in found)


def _everyone(reviewed: Iterable[ReviewedDocument], more: Sequence[Approver]) -> tuple[Approver, ...]:
    """Return each post once, whatever it has to approve."""
    found: dict[str, Approver] = {}
    for one in (*(one for each in reviewed for one in each.approvers), *more):
        found.setdefault(one.role, one)
    return tuple(found.values())
