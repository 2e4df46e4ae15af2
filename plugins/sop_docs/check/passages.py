"""Every text that an author wrote sentences in: Markdown, and those values of a step that are no names.

A module's texts come from its own file alone: in its users parameters are put in, which shifts the columns.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from ..model.form import Form
from ..model.library import Document
from ..model.place import Source, Text
from ..model.sop import Module, Sop
from ..model.step import Step
from .prose import Prose, Written, visible


@dataclass(frozen=True)
class Passage(Prose):
    """Sentences with their code and comments hidden; `answer` says that it is an answer, which may name a class."""

    answer: bool = False


def passages_of(document: Document) -> Iterator[Written]:
    """Yield every text of sentences that a document has of its own, each once, and the answers of its decisions."""
    match document:
        case Source():
            yield Written(Passage, (document.content,), _read)
        case Form():
            yield Written(Passage, (document.body,) if document.body else (), _read)
        case Sop() | Module():
            yield Written(Passage, tuple(dict.fromkeys(_texts(document))), _read)
            yield Written(Passage, tuple(_answers(document)), _read_answer)


def _read(text: Text) -> Passage:
    return Passage(text, *visible(text.value))


def _read_answer(text: Text) -> Passage:
    return Passage(text, text.value, answer=True)


def _answers(document: Sop | Module) -> Iterator[Text]:
    decisions = (step.decision for step in document.procedure.steps if step.decision and not step.uses)
    return (answer.label for decision in decisions for answer in decision.answers)


def _texts(document: Sop | Module) -> Iterator[Text]:
    procedure = document.procedure
    yield from filter(None, (document.preamble, procedure.intro, *(phase.intro for phase in procedure.phases)))
    if isinstance(document, Sop):
        yield from filter(None, (document.identity.scope.applies, document.identity.scope.excludes))
    for step in procedure.steps:
        yield from filter(None, (step.uses[0].detail,) if step.uses else _said(step))
    yield from (section.body for section in document.sections)


def _said(step: Step) -> Iterator[Text | None]:
    yield from (step.frequency, step.requires, step.standard, step.done, step.handover, step.detail)
    yield from (Text(duty.note, duty.place) for duty in step.duties if duty.note)
    if step.decision and step.decision.question:
        yield Text(step.decision.question, step.at("decision"))
    yield from (branch.label for branch in step.exceptions)
