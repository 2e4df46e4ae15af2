"""Whom changes of a procedure concern in what they do. Touches no file."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from ..model.change import Change, Kind, Weight
from ..model.content import Content
from ..model.sop import Sop
from ..model.step import Step

_OF_DUTY = frozenset({Kind.DUTY_ADDED, Kind.DUTY_REMOVED, Kind.DUTY_REPLACED, Kind.DUTY_LETTER, Kind.DUTY_NOTE})
_OF_DOCUMENT = frozenset({Kind.OWNER, Kind.SUPERVISOR})
_NOTE = ("（", " (")
"""What the note after a party begins with."""


class Concern(NamedTuple):
    """The sentences that concern a party: on what it does itself, and on what others do and it answers for."""

    does: tuple[str, ...]
    answers: tuple[str, ...]


def concerned(
    changes: Iterable[tuple[Change, str]], before: Content | None, after: Content | None
) -> Mapping[str, Concern]:
    """Return by party the sentences that change its duties, or how a step is done in which it does more than read."""
    found: dict[str, tuple[dict[str, None], dict[str, None]]] = {}
    sides = [content.sop for content in (before, after) if content]
    for change, sentence in changes:
        if change.weight is not Weight.EDITORIAL:
            for party, does in _parties(change, sides):
                found.setdefault(party, ({}, {}))[not does][sentence] = None
    return {party: Concern(tuple(does), tuple(answers)) for party, (does, answers) in found.items()}


def everybody(content: Content) -> tuple[str, ...]:
    """Return who has any duty in a procedure, in the order of its steps."""
    parties = (duty.party for step in content.sop.steps for duty in (*step.duties, *content.sop.accountable(step)))
    return tuple(dict.fromkeys(parties))


def _parties(change: Change, sides: list[Sop]) -> Iterator[tuple[str, bool]]:
    """Yield whom a change concerns, and whether in what they do themselves."""
    if change.kind in _OF_DOCUMENT:
        yield from ((party, True) for party in (change.before, change.after) if party)
        return
    steps = [(sop, step) for sop in sides for step in sop.steps if change.where in {step.id, *_forms(step)}]
    parties = dict.fromkeys(duty.party for sop, step in steps for duty in (*step.duties, *sop.accountable(step)))
    if change.kind in _OF_DUTY:
        said = (change.before, change.after, change.values.get("party", ""))
        yield from ((party, True) for party in parties if any(_names(words, party) for words in said))
        return
    answering = {duty.party for sop, step in steps for duty in sop.accountable(step)}
    acting = {duty.party for _, step in steps for duty in (*step.responsible, *step.consulted, *step.verify)}
    if change.kind in {Kind.STEP_ADDED, Kind.STEP_REMOVED}:
        acting |= {duty.party for _, step in steps for duty in step.informed}
    yield from ((party, party in acting) for party in parties if party in acting | answering)


def _forms(step: Step) -> Iterator[str]:
    return (form.value for form in step.forms)


def _names(words: str, party: str) -> bool:
    return words == party or words.startswith(tuple(party + sign for sign in _NOTE))
