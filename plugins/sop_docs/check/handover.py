"""Rules on hand-over: what a step takes in, an earlier one gave out; what it fills in is a form."""

import unicodedata
from collections.abc import Iterable, Iterator

from ..model.flow import START
from ..model.library import Library
from ..model.place import Text
from ..model.sop import Sop
from ..model.step import Step
from .names import nearest, nearest_number, unknown
from .registry import Finding, finding, rule


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
    from_outside = {_folded(text.value): text.value for text in outside}
    given = {step.id: {_folded(name): name for name in _given(step, library)} for step in sop.steps}
    for step in sop.steps:
        if not step.inputs or step.id in first:
            continue
        available = dict(from_outside)
        for earlier in flow.before(step.id) & given.keys():
            available.update(given[earlier])
        for item in step.inputs:
            if _folded(item.value) not in available:
                yield _missing(step, item, available.values())


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


def _given(step: Step, library: Library) -> Iterator[str]:
    """Yield what is there once a step is done."""
    yield from (item.value for item in step.outputs)
    yield from (library.form[form.value].title.value for form in step.forms if form.value in library.form)
    called = library.sop.get(step.call.value) if step.call else None
    for inner in called.steps if called else ():
        yield from (item.value for item in inner.outputs)
        yield from (library.form[form.value].title.value for form in inner.forms if form.value in library.form)


def _missing(step: Step, item: Text, available: Iterable[str]) -> Finding:
    if step.uses:
        use = step.uses[0]
        return finding(use.place, "module", name=item.value, step=step.name.value, module=use.title)
    near = nearest(item.value, available)
    if near:
        return finding(item.place, "near", name=item.value, step=step.name.value, near=near)
    return finding(item.place, name=item.value, step=step.name.value)


def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())
