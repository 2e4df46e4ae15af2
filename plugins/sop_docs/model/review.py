"""What a change of the library does to its procedures: a review, ready to be shown in one language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from .change import Change, Weight
from .content import Content
from .problem import Problem


class Turn(StrEnum):
    """What becomes of a document; its words are `review.turn.{turn}` in the catalogues."""

    ADDED = "added"
    REVISED = "revised"
    MOVED = "moved"
    RETIRED = "retired"
    REMOVED = "removed"
    SUSPECT = "suspect"  # its own file is as it was, what it stands on is not


class Leap(StrEnum):
    """How far a version went from one number to the next; those that a change may ask for stand in their order."""

    NONE = "none"
    PATCH = "patch"
    MINOR = "minor"
    MAJOR = "major"
    BACK = "back"
    GAP = "gap"  # it left numbers out


class Consent(StrEnum):
    """What is known of one approval that is needed; its words are `review.consent.{consent}`."""

    OPEN = "open"  # nobody has asked yet
    GIVEN = "given"
    STALE = "stale"  # given to an earlier commit
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Bump:
    """What the house's rule says of a version's number; `version` is the lowest number that would do."""

    needed: Leap
    found: Leap
    ok: bool
    version: str


@dataclass(frozen=True, slots=True)
class Approver:
    """A post or a department that has to approve, who may do so, and what the forge calls them.

    `why` is owner, departments or executive, or `vocabulary` for who answers for the words of the house. `handles` are
    accounts without `@`; who wrote the change is not among them. `by` is the account that approved, or whose approval
    is stale.
    """

    role: str
    names: tuple[str, ...]
    handles: tuple[str, ...]
    why: str
    consent: Consent = Consent.OPEN
    by: str = ""


class Idle(NamedTuple):
    """An account whose approval counts for nothing: `why` is author or stranger; the words are `review.idle.{why}`."""

    by: str
    why: str


@dataclass(frozen=True, slots=True)
class Suspect:
    """A document that stands on what was changed and has to be looked at.

    `why` is calls, module, form, role, department, vocabulary or anchor, `name` what of that; the words are
    `review.suspect.{why}`. The `fingerprint` is that of both: what uses and what it used.
    """

    number: str
    title: str
    why: str
    name: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Note:
    """Something that a reviewer must know; the words are `review.note.{key}`. With an `error` nothing is approved."""

    key: str
    values: Mapping[str, str] = field(default_factory=dict)
    error: bool = False


class Told(NamedTuple):
    """A problem with its path as the reader sees it and its words."""

    problem: Problem
    path: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """The problems that the change brings, how many were there before it, and how many it takes away."""

    new: tuple[Told, ...] = ()
    old: int = 0
    gone: int = 0


@dataclass(frozen=True, slots=True)
class ReviewedDocument:
    """One SOP before and after: the texts are None, the words '' where there was no document, or nobody can read it.

    Of one that was only moved they are None too. Of a suspect the changes are those that it gets from what it stands
    on. `suspects` are other documents that this one's change makes suspect. `before_text` and `after_text` are the
    files as they were written.
    """

    number: str
    title: str
    path: str
    turn: Turn
    version_before: str = ""
    version_after: str = ""
    path_before: str = ""
    weight: Weight | None = None
    bump: Bump | None = None
    changes: tuple[tuple[Change, str], ...] = ()
    approvers: tuple[Approver, ...] = ()
    suspects: tuple[Suspect, ...] = ()
    because: tuple[Suspect, ...] = ()
    """Why it is suspect itself."""
    notes: tuple[Note, ...] = ()
    before: Content | None = None
    after: Content | None = None
    before_text: str = ""
    after_text: str = ""


@dataclass(frozen=True, slots=True)
class ReviewedShared:
    """A module, a form or an entry of the vocabulary that was changed, and the documents that stand on it.

    `kind` is module, form, role, department or vocabulary; the words are `review.shared.{kind}`.
    """

    kind: str
    name: str
    turn: Turn
    title: str = ""
    path: str = ""
    version_before: str = ""
    version_after: str = ""
    changes: tuple[tuple[Change, str], ...] = ()
    users: tuple[Suspect, ...] = ()


class Lesson(NamedTuple):
    """What is new in a document for a role: sentences on what it does, and on what others do and it answers for."""

    number: str
    does: tuple[str, ...]
    answers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Retraining:
    """A role whose duties are others now, what is new for it document by document, and who holds it."""

    role: str
    names: tuple[str, ...]
    lessons: tuple[Lesson, ...]


@dataclass(frozen=True, slots=True)
class Review:
    """What lies between two revisions; `head` is '' where it is the work tree.

    `base_name` and `head_name` are what was asked for. `alarms` are files that alter the tool or who may approve.
    `approved` is None where nobody asked for approvals; `authors` are who wrote the change, as commits claim.
    """

    base: str
    head: str
    base_name: str
    head_name: str
    day: date
    documents: tuple[ReviewedDocument, ...] = ()
    shared: tuple[ReviewedShared, ...] = ()
    retraining: tuple[Retraining, ...] = ()
    verdict: Verdict = field(default_factory=Verdict)
    alarms: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    approvers: tuple[Approver, ...] = ()
    """Everybody who has to approve something, each once."""
    idle: tuple[Idle, ...] = ()
    approved: bool | None = None

    @property
    def weight(self) -> Weight | None:
        """The weight of the heaviest change, None where no document changed."""
        order = list(Weight)
        weights = (one.weight for one in self.documents if one.weight)
        return max(weights, key=order.index, default=None)

    @property
    def passed(self) -> bool:
        """Whether nothing stands in the way: no new error, no wrong version, no approval that is missing."""
        errors = any(told.problem.severity == "error" for told in self.verdict.new)
        wrong = any(note.error for one in self.documents for note in one.notes)
        bumps = all(one.bump is None or one.bump.ok for one in self.documents)
        return not errors and not wrong and bumps and self.approved is not False
