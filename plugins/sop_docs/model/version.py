"""The versions of a document, as the main branch had them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from .change import Change
from .lifecycle import Days, Status
from .past import Edition


@dataclass(frozen=True, slots=True)
class Remark:
    """Something in a document's history that should not be: `key` names its words; `at` is the commit's position.

    `answered` says that a later version, or a verdict, has put it right.
    """

    key: str
    at: int
    values: Mapping[str, str] = field(default_factory=dict)
    changes: tuple[Change, ...] = ()
    answered: bool = False

    @property
    def code(self) -> str:
        """The permanent code of the rule."""
        return self.key.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Version:
    """One run of commits that say the same version.

    `reached` is the day it came to the main branch, `issued` the day its approved or pilot text did. People worked by
    it from `since` on, until the day before `until`; None where that day has not come or is not known.
    """

    version: str
    status: Status
    editions: tuple[Edition, ...]
    reached: date | None
    issued: date | None
    effective: date | None
    since: date | None
    until: date | None
    believed: bool = False
    """Whether its dates are taken as typed, since it is not younger than the baseline."""
    changes: tuple[Change, ...] = ()
    remarks: tuple[Remark, ...] = ()

    @property
    def last(self) -> Edition:
        """Its text: what the last commit of the run said."""
        return self.editions[-1]


def days_of(version: Version, review_due: date | None) -> Days:
    """Return what the state of a version follows from.

    One that was issued, and replaced before its own day, is superseded from then on: it counts as begun on that day.
    """
    replaced = version.until if version.issued and version.status.binding else None
    return Days(version.status, version.since or replaced, version.until, review_due)


Remarks = Mapping[str, tuple[Remark, ...]]
"""What nobody has put right yet, by the path of the document."""
