"""Rule on what was left open: nobody can work by a document that still says TBD."""

import re
from collections.abc import Iterator

from ..model.library import Library
from ..model.place import Place, Text
from ..model.sop import Sop
from ..model.step import Step
from ..model.vocabulary import Vocabulary
from .prose import read_prose, texts_of
from .registry import Finding, finding, rule

_OPEN = re.compile(
    r"""(?<![A-Za-z0-9_])(?:TBD|tbd|TBC|TODO|FIXME|X{3,}|x{3,})(?![A-Za-z0-9_])
    |(?<![0-9×])×{3,}+(?![0-9])                # 138××××1234 hides digits
    |(?<![等期接对招看优])待定(?![期时位义向点])   # 等待定期, 期待定义
    |(?:(?<=[（(【[])|^)待(?:补充|填写|完善|明确|编写)(?=[）)】\]]|$)
    """,
    re.VERBOSE | re.MULTILINE,
)
_SIGN = re.compile("TB|tbd|TODO|FIXME|XXX|xxx|×××|待[定补填完明编]")
_QUOTES = ("「", "『", "《", "“", "‘", '"', "'")


@rule("SOP156")
def left_open(sop: Sop, library: Library) -> Iterator[Finding]:
    """From the pilot on nothing in a document is left open.

    Wrong: 时限：待定, with status: pilot
    Right: 时限：≤ 2 小时
    """
    if not sop.identity.status.binding:
        return
    values = [*_names(sop), *(text for step in sop.steps for text in _words(step, library.vocabulary))]
    markdown = list(texts_of(sop))
    # Looking for a few letters takes a tenth of the time of the expression.
    if not _SIGN.search("\n".join([text.value for text in (*values, *markdown)])):
        return
    for text in values:
        for found in _found(text.value):
            place = Place(text.place.path, text.place.line, text.place.column + found.start())
            yield finding(place, text=found[0])
    for text in markdown:
        prose = read_prose(text)
        for found in _found(prose.visible):
            yield finding(prose.at(found.start()), text=found[0])


def _found(words: str) -> Iterator[re.Match[str]]:
    """Yield what was left open; in quotation marks the document only speaks of it."""
    found = _OPEN.finditer(words)
    return (each for each in found if words[max(0, each.start() - 1) : each.start()] not in _QUOTES)


def _names(sop: Sop) -> Iterator[Text]:
    """Yield what the front matter says in the author's words."""
    identity = sop.identity
    scope = identity.scope
    texts = (identity.title, identity.owner, identity.supervisor, identity.change)
    yield from filter(None, (*texts, scope.applies, scope.excludes, scope.starts, scope.ends))
    yield from (*identity.prepared, *identity.reviewed, *identity.approved, *identity.inputs)
    yield from (goal.text for goal in identity.goals)
    for variant in identity.variants:
        yield from variant.values.values()


def _words(step: Step, vocabulary: Vocabulary) -> Iterator[Text]:
    """Yield what the keys of a step say in the author's words."""
    limit = step.limit.text if step.limit else None
    texts = (step.name, limit, step.frequency, step.standard, step.requires, step.done, step.handover)
    yield from filter(None, texts)
    yield from (*step.inputs, *step.outputs, *step.tools)
    for duty in step.duties:
        if duty.note:
            yield Text(f"{duty.party}（{duty.note}）", duty.place)
        elif duty.party not in vocabulary.roles:
            yield Text(duty.party, duty.place)
    if step.decision:
        yield Text(step.decision.question, step.at("decision"))
        yield from (answer.label for answer in step.decision.answers)
    yield from (case.label for case in step.exceptions)
