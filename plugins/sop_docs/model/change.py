"""What is different between two texts of one procedure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Self

from .place import Place


class Weight(StrEnum):
    """How much a change asks for: a look, a new minor version, a new major version."""

    EDITORIAL = "editorial"
    MINOR = "minor"
    MAJOR = "major"


class Kind(StrEnum):
    """What a change is, with its weight: the one table. Its words are `change.{kind}` in the catalogues."""

    weight: Weight

    def __new__(cls, value: str, weight: Weight) -> Self:
        """Return a member that knows its weight."""
        kind = str.__new__(cls, value)
        kind._value_, kind.weight = value, weight
        return kind

    NUMBER = "number", Weight.MAJOR
    TITLE = "title", Weight.MINOR
    LANGUAGE = "language", Weight.MINOR
    DEPARTMENT = "department", Weight.MAJOR
    DEPARTMENT_NAME = "department.name", Weight.EDITORIAL
    OWNER = "owner", Weight.MAJOR
    SUPERVISOR = "supervisor", Weight.MAJOR
    PREPARED = "prepared", Weight.EDITORIAL
    REVIEWED = "reviewed", Weight.MINOR
    APPROVED = "approved", Weight.MAJOR
    APPROVED_PERSON = "approved.person", Weight.MINOR
    SCENARIO = "scenario", Weight.MINOR
    REVIEW = "review", Weight.MINOR
    INPUTS = "inputs", Weight.MINOR
    REPLACED_BY = "replaced-by", Weight.MINOR
    SCOPE_APPLIES = "scope.applies", Weight.MAJOR
    SCOPE_EXCLUDES = "scope.excludes", Weight.MAJOR
    SCOPE_FROM = "scope.from", Weight.MAJOR
    SCOPE_TO = "scope.to", Weight.MAJOR
    GOAL_ADDED = "goal.added", Weight.MAJOR
    GOAL_REMOVED = "goal.removed", Weight.MAJOR
    GOAL_CHANGED = "goal.changed", Weight.MAJOR
    GOAL_WORDING = "goal.wording", Weight.EDITORIAL
    VARIANT_ADDED = "variant.added", Weight.MAJOR
    VARIANT_REMOVED = "variant.removed", Weight.MAJOR
    VARIANT_RENAMED = "variant.renamed", Weight.MINOR
    VARIANT_VALUE = "variant.value", Weight.MINOR
    VARIANT_WORDING = "variant.wording", Weight.EDITORIAL

    STEP_ADDED = "step.added", Weight.MAJOR
    STEP_REMOVED = "step.removed", Weight.MAJOR
    STEP_MOVED = "step.moved", Weight.MAJOR
    STEP_ORDER = "step.order", Weight.EDITORIAL  # listed elsewhere, done when it was
    STEP_RENAMED = "step.renamed", Weight.MINOR
    STEP_ID = "step.id", Weight.EDITORIAL
    STEP_PHASE = "step.phase", Weight.EDITORIAL
    STEP_LIMIT = "step.limit", Weight.MINOR
    STEP_LIMIT_UNIT = "step.limit.unit", Weight.MINOR  # counted otherwise: neither longer nor shorter
    STEP_LIMIT_LONGER = "step.limit.longer", Weight.MINOR
    STEP_LIMIT_SHORTER = "step.limit.shorter", Weight.MINOR
    STEP_LIMIT_WORDING = "step.limit.wording", Weight.EDITORIAL
    STEP_FREQUENCY = "step.frequency", Weight.MINOR
    STEP_INPUT = "step.input", Weight.MINOR
    STEP_OUTPUT = "step.output", Weight.MINOR
    STEP_FORM = "step.form", Weight.MINOR
    STEP_TOOLS = "step.tools", Weight.MINOR
    STEP_STANDARD = "step.standard", Weight.MINOR
    STEP_REQUIRES = "step.requires", Weight.MINOR
    STEP_DONE = "step.done", Weight.MINOR
    STEP_HANDOVER = "step.handover", Weight.MINOR
    STEP_CALL = "step.call", Weight.MAJOR
    DUTY_ADDED = "duty.added", Weight.MAJOR
    DUTY_REMOVED = "duty.removed", Weight.MAJOR
    DUTY_REPLACED = "duty.replaced", Weight.MAJOR
    DUTY_LETTER = "duty.letter", Weight.MAJOR
    DUTY_LEAD = "duty.lead", Weight.MAJOR
    DUTY_NOTE = "duty.note", Weight.MINOR
    FLOW_NEXT = "flow.next", Weight.MAJOR
    FLOW_QUESTION = "flow.question", Weight.MAJOR
    FLOW_DECISION = "flow.decision", Weight.MAJOR  # another step asks, and its answers lead where they led
    FLOW_ANSWER_ADDED = "flow.answer.added", Weight.MAJOR
    FLOW_ANSWER_REMOVED = "flow.answer.removed", Weight.MAJOR
    FLOW_ANSWER_TARGET = "flow.answer.target", Weight.MAJOR
    FLOW_ANSWER_LABEL = "flow.answer.label", Weight.MAJOR
    FLOW_EXCEPTION_ADDED = "flow.exception.added", Weight.MAJOR
    FLOW_EXCEPTION_REMOVED = "flow.exception.removed", Weight.MAJOR
    FLOW_EXCEPTION_TARGET = "flow.exception.target", Weight.MAJOR
    FLOW_EXCEPTION_LABEL = "flow.exception.label", Weight.MAJOR
    FLOW_JOIN = "flow.join", Weight.MAJOR
    PHASE_ADDED = "phase.added", Weight.EDITORIAL
    PHASE_REMOVED = "phase.removed", Weight.EDITORIAL
    PHASE_RENAMED = "phase.renamed", Weight.EDITORIAL
    PHASE_MOVED = "phase.moved", Weight.EDITORIAL
    USE_ADDED = "use.added", Weight.EDITORIAL
    USE_REMOVED = "use.removed", Weight.EDITORIAL
    USE_ID = "use.id", Weight.EDITORIAL
    USE_MODULE = "use.module", Weight.EDITORIAL

    SECTION_ADDED = "section.added", Weight.MINOR
    SECTION_REMOVED = "section.removed", Weight.MINOR
    SECTION_RENAMED = "section.renamed", Weight.EDITORIAL
    SECTION_MOVED = "section.moved", Weight.EDITORIAL
    PURPOSE_ADDED = "purpose.added", Weight.EDITORIAL
    PURPOSE_REMOVED = "purpose.removed", Weight.EDITORIAL
    PURPOSE_CHANGED = "purpose.changed", Weight.EDITORIAL
    PURPOSE_MOVED = "purpose.moved", Weight.EDITORIAL
    TEXT_ADDED = "text.added", Weight.MINOR
    TEXT_REMOVED = "text.removed", Weight.MINOR
    TEXT_CHANGED = "text.changed", Weight.MINOR
    TEXT_MOVED = "text.moved", Weight.MINOR
    TYPING = "typing", Weight.EDITORIAL

    FORM_ADDED = "form.added", Weight.MINOR
    FORM_REMOVED = "form.removed", Weight.MINOR
    FORM_TITLE = "form.title", Weight.EDITORIAL
    FORM_LANGUAGE = "form.language", Weight.EDITORIAL
    FIELD_ADDED = "field.added", Weight.MINOR
    FIELD_REMOVED = "field.removed", Weight.MINOR
    FIELD_RENAMED = "field.renamed", Weight.MINOR
    FIELD_MOVED = "field.moved", Weight.EDITORIAL
    FIELD_TYPE = "field.type", Weight.MINOR
    FIELD_REQUIRED = "field.required", Weight.MINOR
    FIELD_UNIT = "field.unit", Weight.MINOR
    FIELD_CHOICE = "field.choice", Weight.MINOR
    FIELD_OTHER = "field.other", Weight.MINOR
    FIELD_COLUMN = "field.column", Weight.MINOR
    FIELD_ROW = "field.row", Weight.MINOR
    FIELD_ROWS = "field.rows", Weight.MINOR
    FIELD_ORDER = "field.order", Weight.EDITORIAL
    FIELD_HELP = "field.help", Weight.MINOR
    ROLE_DEPARTMENT = "role.department", Weight.MINOR
    ROLE_LEVEL = "role.level", Weight.MINOR
    UNREADABLE = "unreadable", Weight.MAJOR  # nobody can tell what else


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: its words are `change.{kind}` in the catalogues, with `before`, `after` and `values` put in.

    `where` is the id of a step, a key of the front matter, the title of a section or the number of a form; `before` is
    empty where something is new, `after` where something is gone. The places are None where there is nothing.
    """

    kind: str
    where: str
    weight: Weight
    before: str = ""
    after: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    place_before: Place | None = None
    place_after: Place | None = None


def worst(changes: Iterable[Change]) -> Weight | None:
    """Return the weight of the heaviest change, None where there is no change."""
    order = list(Weight)
    return max((change.weight for change in changes), key=order.index, default=None)
