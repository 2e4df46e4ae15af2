"""Rules on outputs: somebody needs them, and what is a form goes by the form's name."""

import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches

from ..model.flow import END
from ..model.library import Library
from ..model.names import folded
from ..model.place import Text
from ..model.problem import Severity
from ..model.sop import Sop
from ..model.step import Step
from .facts import fact
from .registry import Finding, finding, rule

_KEPT = re.compile(
    r"(?:记录|纪要|台账|档案|登记|日志|凭证|通知|公告|通告|答复|函)$"
    r"|\b(?:records?|logs?|minutes|notes?|notices?|announcements?|reply|replies)$"
)
"""A record is there to be kept, a notice to go out."""
_ALIKE = 0.75


@rule("SOP503", Severity.INFO)
def output_unused(library: Library) -> Iterator[Finding]:
    """An output is an input of some step, a form or a record, named later on, or what the procedure is for.

    Wrong: 输出：核查底稿, which no step takes in
    Right: 输出：核查底稿, and later 输入：核查底稿
    """
    known = {folded(text.value) for sop in library.sops for text in taken(sop)} | library.form_titled.keys()
    for sop in library.sops:
        unspoken = left_over(sop)
        for item, step in zip(unspoken[::2], unspoken[1::2], strict=True):
            if folded(item.value) not in known:
                yield finding(item.place, name=item.value, step=step.value)


@rule("SOP504", Severity.WARNING)
def output_not_the_form(sop: Sop, library: Library) -> Iterator[Finding]:
    """An output that is a filled-in form goes by the form's title, and 表单 has that form's number.

    Wrong: 输出：投诉登记单 with 表单：FORM-CS-001, whose title is 客户投诉登记表
    Right: 输出：客户投诉登记表 with 表单：FORM-CS-001
    """
    for step in sop.steps:
        forms = [form.value for form in step.forms]
        made = {folded(item.value) for item in step.outputs}
        titles = [library.form[form].title.value for form in forms if form in library.form]
        missing = [title for title in titles if folded(title) not in made]
        for item in step.outputs:
            number = library.form_titled.get(folded(item.value), "")
            if number and number not in forms:
                kind = "other" if forms else ""
                yield finding(item.place, kind, name=item.value, number=number, forms="、".join(forms))
            elif missing and not number and (near := get_close_matches(item.value, missing, 1, _ALIKE)):
                yield finding(item.place, "near", name=item.value, near=near[0])


@fact
def taken(sop: Sop) -> tuple[Text, ...]:
    """Return the inputs of an SOP."""
    return *sop.identity.inputs, *(item for step in sop.steps for item in step.inputs)


@fact
def left_over(sop: Sop) -> tuple[Text, ...]:
    """Return the outputs of which the SOP does not speak again, each with the name of its step."""
    found: list[Text] = []
    spoken: Mapping[str, str] | None = None
    own = {folded(text.value) for text in taken(sop)}
    for step, item in _outputs(sop):
        name = folded(item.value)
        if name not in own and not _KEPT.search(name):
            spoken = spoken if spoken is not None else _spoken(sop)
            if not any(name in words for source, words in spoken.items() if source != step.id):
                found += (item, step.name)
    return tuple(found)


def _outputs(sop: Sop) -> Iterator[tuple[Step, Text]]:
    """Yield what somebody has to need.

    A module's output is there for all of its users, that of a step before the end is what the procedure is for, and
    that of a step before a call goes to the called SOP.
    """
    calls = [step.id for step in sop.steps if step.call]
    last = {edge.source for node in (END, *calls) for edge in sop.procedure.flow.incoming.get(node, ())}
    for step in sop.steps:
        if not step.uses and step.id not in last:
            yield from ((step, item) for item in step.outputs)


def _spoken(sop: Sop) -> Mapping[str, str]:
    """Return the words of each step, by its id, and under '' those of the sections."""
    words = {step.id: _joined(_texts(step)) for step in sop.steps}
    return words | {"": _joined(section.body for section in sop.sections)}


def _texts(step: Step) -> Iterable[Text]:
    return filter(None, (step.name, step.detail, step.standard, step.requires, step.done, step.handover))


def _joined(texts: Iterable[Text]) -> str:
    return folded("\n".join(text.value for text in texts))
