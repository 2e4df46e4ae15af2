"""What the main branch said, commit by commit: who brought it, when, and what each file's head says."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from typing import NamedTuple

from .commit import FileChange
from .lifecycle import Status


class Moment(NamedTuple):
    """Seconds since 1970, and the minutes by which the clock there was ahead of UTC."""

    seconds: int
    offset: int = 0

    @classmethod
    def of(cls, day: date) -> "Moment":
        """Return the middle of a day in UTC."""
        return cls(int(datetime(day.year, day.month, day.day, 12, tzinfo=UTC).timestamp()))

    @property
    def day(self) -> date:
        """The day on the clock of who did it."""
        return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(minutes=self.offset, seconds=self.seconds)).date()

    @property
    def text(self) -> str:
        """The moment as ISO 8601 has it."""
        zone = timezone(timedelta(minutes=self.offset))
        return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=self.seconds)).astimezone(zone).isoformat()


class Person(NamedTuple):
    """Who a commit says did it: a claim."""

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Revision:
    """A commit of the first-parent line and what it changed beside its first parent.

    `written` is when its author wrote it, `brought` when it was committed; None where the date cannot be read.
    """

    hash: str
    parents: tuple[str, ...]
    author: Person
    written: Moment | None
    brought: Moment | None
    subject: str
    coauthors: tuple[Person, ...] = ()
    changes: tuple[FileChange, ...] = ()


class Head(NamedTuple):
    """What the first lines of a file say: `kind` is sop, module, form or page; `name` a number or a module's name."""

    kind: str
    name: str
    title: str = ""
    version: str = ""
    status: Status = Status.DRAFT
    effective: date | None = None
