"""One document as plain text for a terminal: who it belongs to, and what is to be done."""

from collections.abc import Iterator

from ..model.lifecycle import State
from ..model.sop import Sop
from ..model.step import Duty, Step
from ..model.words import Words

_DUTIES = ("R", "A", "C", "I", "V")


def summary(sop: Sop, state: State, words: Words) -> str:
    """Return the identity and the steps of a document that is in a state."""
    steps = (line for step in sop.steps for line in _step(sop, step, words))
    return "\n".join([*_identity(sop, state, words), "", *steps, ""])


def _identity(sop: Sop, state: State, words: Words) -> Iterator[str]:
    identity = sop.identity
    yield f"{sop.number} V{sop.version}  {sop.title}"
    facts = {
        "state": words(f"state.{state}"),
        "owner": identity.owner,
        "effective": identity.effective,
        "review-due": identity.review_due,
    }
    for key, value in facts.items():
        if value is not None:
            yield f"{words(f'identity.{key}')}: {value}"


def _step(sop: Sop, step: Step, words: Words) -> Iterator[str]:
    limit = f"  {step.limit.text}" if step.limit else ""
    yield f"{step.number:>3}  {step.name}{limit}  [{step.id}]"
    duties = (step.responsible, sop.accountable(step), step.consulted, step.informed, step.verify)
    shown = [f"{words(f'duty.{letter}')}: {_parties(who)}" for letter, who in zip(_DUTIES, duties, strict=True) if who]
    if shown:
        yield f"     {'  '.join(shown)}"
    for branch in (*(step.decision.answers if step.decision else ()), *step.exceptions):
        yield f"     {branch.label} → {branch.target}"


def _parties(duties: tuple[Duty, ...]) -> str:
    return "、".join(f"{duty.party}（{duty.note}）" if duty.note else duty.party for duty in duties)
