"""One document as data: `sop-document/1`."""

from datetime import date
from fractions import Fraction

from ..model.flow import END, START, EdgeKind, Flow
from ..model.library import Library
from ..model.lifecycle import State
from ..model.place import Text
from ..model.quantity import Limit
from ..model.sop import Identity, Sop
from ..model.step import Duty, Step


def document(sop: Sop, library: Library, day: date, state: State) -> dict[str, object]:
    """Return everything a document says, ready for JSON, in the state it has on `day`."""
    return {
        "format": "sop-document/1",
        "number": sop.number,
        "title": sop.title,
        "version": sop.version,
        "path": sop.path,
        "state": state.value,
        "as_of": day.isoformat(),
        **_identity(sop.identity, library),
        "steps": [_step(step, sop) for step in sop.steps],
        "flow": _flow(sop),
    }


def _identity(identity: Identity, library: Library) -> dict[str, object]:
    due = identity.review_due
    return {
        "language": identity.language,
        "status": identity.status.value,
        "department": library.vocabulary.department_of(identity.department) or identity.department,
        "effective": identity.effective.isoformat() if identity.effective else None,
        "review": {"months": identity.review.months, "days": identity.review.days} if identity.review else None,
        "review_due": due.isoformat() if due else None,
        "owner": _text(identity.owner),
        "supervisor": _text(identity.supervisor),
        "prepared": _texts(identity.prepared),
        "reviewed": _texts(identity.reviewed),
        "approved": _texts(identity.approved),
        "scenario": _text(identity.scenario),
        "scope": {
            "applies": _text(identity.scope.applies),
            "excludes": _text(identity.scope.excludes),
            "from": _text(identity.scope.starts),
            "to": _text(identity.scope.ends),
        },
        "goals": [goal.text.value for goal in identity.goals],
        "variants": {
            variant.name.value: {name: value.value for name, value in variant.values.items()}
            for variant in identity.variants
        },
        "change": _text(identity.change),
        "inputs": _texts(identity.inputs),
        "replaced_by": _text(identity.replaced_by),
    }


def _step(step: Step, sop: Sop) -> dict[str, object]:
    edges = sop.procedure.flow.outgoing.get(step.id, ())
    fields: dict[str, object] = {
        "id": step.id,
        "number": step.number,
        "name": step.name.value,
        "phase": step.phase,
        "R": _duties(step.responsible),
        "A": _duties(sop.accountable(step)),
        "C": _duties(step.consulted),
        "I": _duties(step.informed),
        "verify": _duties(step.verify),
        "limit": _limit(step.limit) if step.limit else None,
        "frequency": _text(step.frequency),
        "requires": _text(step.requires),
        "input": _texts(step.inputs),
        "output": _texts(step.outputs),
        "form": _texts(step.forms),
        "tools": _texts(step.tools),
        "standard": _text(step.standard),
        "done": _text(step.done),
        "handover": _text(step.handover),
        "decision": {edge.label: edge.target for edge in edges if edge.kind is EdgeKind.ANSWER},
        "exceptions": {edge.label: edge.target for edge in edges if edge.kind is EdgeKind.EXCEPTION},
        "detail": step.detail.value if step.detail else "",
    }
    if step.decision and step.decision.question:
        fields["question"] = step.decision.question
    if step.uses:
        fields["module"] = step.uses[-1].module
    if step.call:
        fields["call"] = step.call.value
    if step.id in sop.procedure.flow.joins:
        fields["join"] = "all"
    return fields


def _flow(sop: Sop) -> dict[str, object]:
    scope, flow = sop.identity.scope, sop.procedure.flow
    nodes = [_node(START, "start", _text(scope.starts) or "")]
    nodes += [_node(step.id, "call" if step.call else "step", step.name.value) for step in sop.steps]
    return {"nodes": [*nodes, _node(END, "end", _text(scope.ends) or "")], "edges": _edges(flow)}


def _edges(flow: Flow) -> list[dict[str, str]]:
    return [
        {"from": edge.source, "to": edge.target, "label": edge.label, "kind": edge.kind.value} for edge in flow.edges
    ]


def _node(name: str, kind: str, label: str) -> dict[str, str]:
    return {"id": name, "kind": kind, "label": label}


def _limit(limit: Limit) -> dict[str, object]:
    fields: dict[str, object] = {"text": limit.text.value}
    if limit.quantity:
        fields[limit.quantity.unit.value] = _number(limit.quantity.amount)
    if limit.by_variant:
        fields["by_variant"] = {name: _limit(value) for name, value in limit.by_variant.items()}
    return fields


def _number(amount: Fraction) -> int | float:
    return amount.numerator if amount.denominator == 1 else float(amount)


def _duties(duties: tuple[Duty, ...]) -> list[dict[str, str]]:
    return [{"role": duty.party, "note": duty.note} for duty in duties]


def _text(text: Text | None) -> str | None:
    return text.value if text else None


def _texts(texts: tuple[Text, ...]) -> list[str]:
    return [text.value for text in texts]
