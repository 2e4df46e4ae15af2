"""The documents of a library: procedures, modules, and what their front matter says."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from .flow import Procedure
from .lifecycle import Days, Period, State, Status
from .place import Place, Text
from .quantity import Goal
from .step import Duty, Step
from .vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a procedure holds: what it applies to and excludes, and the nodes it runs from and to."""

    applies: Text | None = None
    excludes: Text | None = None
    starts: Text | None = None
    ends: Text | None = None


@dataclass(frozen=True, slots=True)
class Variant:
    """A scene of the procedure and the values it gives to `${names}`."""

    name: Text
    values: Mapping[str, Text]


@dataclass(frozen=True, slots=True)
class Assessment:
    """A review without a new version: keep, revise or withdraw; `of` names the module version it looked at."""

    day: date
    by: str
    verdict: str
    of: str
    place: Place


@dataclass(frozen=True, slots=True)
class Identity:
    """The front matter of an SOP, typed; `keys` tells where each key stands."""

    number: Text
    title: Text
    version: Text
    status: Status
    language: str
    department: str = ""
    effective: date | None = None
    review: Period | None = None
    owner: Text | None = None
    supervisor: Text | None = None
    prepared: tuple[Text, ...] = ()
    reviewed: tuple[Text, ...] = ()
    approved: tuple[Text, ...] = ()
    scenario: Text | None = None
    scope: Scope = field(default_factory=Scope)
    goals: tuple[Goal, ...] = ()
    variants: tuple[Variant, ...] = ()
    change: Text | None = None
    inputs: tuple[Text, ...] = ()
    replaced_by: Text | None = None
    assessed: tuple[Assessment, ...] = ()
    allowed: Mapping[str, Text] = field(default_factory=dict)
    keys: Mapping[str, Place] = field(default_factory=dict)

    def at(self, key: str) -> Place:
        """Return where the key stands, or the number where it was not written."""
        return self.keys.get(key, self.number.place)

    @property
    def review_due(self) -> date | None:
        """The last day of the review period that the effective date or the last verdict to keep began."""
        if self.review is None or self.effective is None:
            return None
        kept = [item.day for item in self.assessed if item.verdict == "keep"]
        return self.review.after(max([self.effective, *kept]))


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the body under a heading; `kind` is a known one (`purpose`, `training`, …) or empty."""

    kind: str
    title: Text
    body: Text


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading as it was typed, with the number before its name."""

    level: int
    title: Text


@dataclass(frozen=True, slots=True)
class Sop:
    """One controlled document as one source has it."""

    path: str
    identity: Identity
    procedure: Procedure
    sections: tuple[Section, ...] = ()
    preamble: Text | None = None
    headings: tuple[Heading, ...] = ()

    @property
    def number(self) -> str:
        """The number for life."""
        return self.identity.number.value

    @property
    def title(self) -> str:
        """The name of the procedure."""
        return self.identity.title.value

    @property
    def version(self) -> str:
        """The version as typed, without V."""
        return self.identity.version.value

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps, modules expanded."""
        return self.procedure.steps

    @property
    def days(self) -> Days:
        """What the state of this text follows from, as it says itself."""
        return Days(self.identity.status, self.identity.effective, review_due=self.identity.review_due)

    def state(self, day: date) -> State:
        """Return what this text is on `day`."""
        return self.days.state(day)

    def taking_part(self, vocabulary: Vocabulary) -> tuple[str, ...]:
        """Return the codes of the departments that do, answer, advise or check, in the order of the steps."""
        rows = ((*step.responsible, *step.accountable, *step.consulted, *step.verify) for step in self.procedure.steps)
        codes = (vocabulary.department_of(duty.party) for row in rows for duty in row)
        return tuple(dict.fromkeys(code for code in codes if code in vocabulary.departments))

    def accountable(self, step: Step) -> tuple[Duty, ...]:
        """Return who answers for a step: whom it names, else the owner, none for a mere call."""
        if step.accountable or self.identity.owner is None or (step.call and not step.responsible):
            return step.accountable
        return (Duty(self.identity.owner.value, "", self.identity.owner.place),)


@dataclass(frozen=True, slots=True)
class Module:
    """A run of steps that procedures use; shown here with each parameter's description in its place."""

    path: str
    name: Text
    title: Text
    version: Text
    params: Mapping[str, Text]
    procedure: Procedure
    sections: tuple[Section, ...] = ()
    preamble: Text | None = None
