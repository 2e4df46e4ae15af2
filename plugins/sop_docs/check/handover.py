"""Rules on hand-over: what a step takes in, an earlier one gave out; what it fills in is a form."""

import re
from collections import ChainMap, deque
from collections.abc import Iterable, Iterator

from ..model.flow import START, Flow
from ..model.library import Library
from ..model.names import folded
from ..model.place import Text
from ..model.problem import Severity
from ..model.sop import Sop
from ..model.step import Step
from ..parse.limit import read_quantity
from .names import nearest, nearest_number, unknown
from .registry import Finding, finding, rule

_PARTS = re.compile(r"[，,；;、]")
_BY_WHEN = re.compile(r"前|当[日天]|[0-9]\s*[:：点]|\b(?:before|by|same day)\b", re.IGNORECASE)
"""A point in time: `入职前`, `before the shift ends`, `17:00`."""


@rule("SOP501")
def input_from_nowhere(sop: Sop, library: Library) -> Iterator[Finding]:
    """An input is an output of an earlier step or of a called SOP, a form filled in before, or comes from outside.

    What comes from outside are the inputs of the first step and those that `inputs:` names.

    Wrong: 输出：投诉登记表, and later 输入：客户投诉登记单
    Right: 输出：投诉登记表, and later 输入：投诉登记表
    """
    flow = sop.procedure.flow
    first = {edge.target for edge in flow.outgoing.get(START, ())}
    outside = [*sop.identity.inputs, *(item for step in sop.steps if step.id in first for item in step.inputs)]
    from_outside = {folded(text.value): text.value for text in outside}
    given = {step.id: {folded(name): name for name in _given(step, library)} for step in sop.steps}
    for step in sop.steps:
        if step.id in first:
            continue
        for item in step.inputs:
            name = folded(item.value)
            if name not in from_outside and not _made_before(step, {id_ for id_ in given if name in given[id_]}, flow):
                before = flow.before(step.id)
                earlier = (names for id_, names in given.items() if id_ in before)
                yield _missing(step, item, ChainMap(*earlier, from_outside).values())


@rule("SOP502")
def form_unknown(sop: Sop, library: Library) -> Iterator[Finding]:
    """表单 names forms of the library by their numbers.

    Wrong: 表单：客户投诉登记表
    Right: 表单：FORM-CS-001
    """
    for step in sop.steps:
        for form in step.forms:
            # A `${name}` cannot stand there, which is told of already.
            if form.value in library.form or "${" in form.value:
                continue
            if form.value in library.sop:
                yield finding(form.place, "sop", name=form.value)
            elif titled := next((other for other in library.forms if other.title.value == form.value), None):
                yield finding(form.place, "title", name=form.value, number=titled.number.value)
            else:
                yield unknown(form.place, form.value, nearest_number(form.value, library.form))


@rule("SOP505", Severity.WARNING)
def handover_without_limit(sop: Sop, library: Library) -> Iterator[Finding]:
    """A hand-over to another department says by when.

    Wrong: 交接：质量专员，工单系统
    Right: 交接：质量专员，工单系统，2 小时内
    """
    steps = {step.id: step for step in sop.steps}
    for step in sop.steps:
        if step.handover is None or _says_when(step.handover.value):
            continue
        own = _department(step, library)
        followers = (steps.get(edge.target) for edge in sop.procedure.flow.outgoing.get(step.id, ()))
        # Who is named first takes over; where that is no post, whoever does what follows.
        named = _receiver(step.handover.value, library)
        takers = [named] if named else [_department(follower, library) for follower in followers if follower]
        if own and (others := [taker for taker in takers if taker and taker != own]):
            known = library.vocabulary.departments.get(others[0])
            department = known.value if known else others[0]
            yield finding(step.handover.place, step=step.name.value, department=department)


def _says_when(handover: str) -> bool:
    return any(read_quantity(part) or _BY_WHEN.search(part) for part in _PARTS.split(handover))


def _receiver(handover: str, library: Library) -> str:
    """Return the department of the one who is named first."""
    return library.vocabulary.department_of(_PARTS.split(handover)[0].strip())


def _department(step: Step, library: Library) -> str:
    """Return the department of the one who leads a step."""
    return library.vocabulary.department_of(step.responsible[0].party) if step.responsible else ""


def _given(step: Step, library: Library) -> Iterator[str]:
    """Yield what is there once a step is done."""
    yield from (item.value for item in step.outputs)
    yield from (library.form[form.value].title.value for form in step.forms if form.value in library.form)
    called = library.sop.get(step.call.value) if step.call else None
    for inner in called.steps if called else ():
        yield from (item.value for item in inner.outputs)
        yield from (library.form[form.value].title.value for form in inner.forms if form.value in library.form)


def _made_before(step: Step, makers: set[str], flow: Flow) -> bool:
    """Whether a way leads from one of the makers to a step; most often it is short, and is found before all others."""
    seen = {step.id}
    waiting = deque(seen)
    while waiting and makers:
        for edge in flow.incoming.get(waiting.popleft(), ()):
            if edge.source in makers:
                return True
            if edge.source not in seen:
                seen.add(edge.source)
                waiting.append(edge.source)
    return False


def _missing(step: Step, item: Text, available: Iterable[str]) -> Finding:
    if step.uses:
        use = step.uses[0]
        return finding(use.place, "module", name=item.value, step=step.name.value, module=use.title)
    near = nearest(item.value, available)
    if near:
        return finding(item.place, "near", name=item.value, step=step.name.value, near=near)
    return finding(item.place, name=item.value, step=step.name.value)
