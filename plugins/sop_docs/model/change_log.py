"""The change log of a document, ready to be shown."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from .change import Change
from .lifecycle import Days, State
from .revision import Person, Revision
from .version import Remark, Version, days_of


class Author(NamedTuple):
    """Who wrote: the name that is shown, and what the commit claims."""

    name: str
    claimed: Person


@dataclass(frozen=True, slots=True)
class LoggedVersion:
    """A version with who, why and what, in one language; `state` is that of the day of the log.

    `typed` tells that the reason is the author's own, else it is the subject of the commit that brought the version.
    """

    version: Version
    state: State
    authors: tuple[Author, ...]
    approved: tuple[str, ...]
    reason: str
    typed: bool
    commits: tuple[Revision, ...]
    changes: tuple[tuple[Change, str], ...]
    remarks: tuple[tuple[Remark, str, Revision], ...]
    review_due: date | None = None

    @property
    def days(self) -> Days:
        """What its state on any day follows from."""
        return days_of(self.version, self.review_due)


@dataclass(frozen=True, slots=True)
class ChangeLog:
    """All versions of a document, the newest first; not `complete` where what came before a baseline is believed."""

    number: str
    title: str
    complete: bool
    versions: tuple[LoggedVersion, ...]
