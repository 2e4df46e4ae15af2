"""Which text of a document people worked by on a day: what the main branch said on that day. Touches no file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ..model.lifecycle import Status
from ..model.past import Edition
from ..model.version import Version
from .chronicle import Chronicle


@dataclass(frozen=True, slots=True)
class Standing:
    """A version on a day: its text as the main branch had it by then, and whether people worked by it."""

    version: Version
    edition: Edition
    in_force: bool


def standing_on(
    versions: Sequence[Version], day: date, chronicle: Chronicle, ends: Sequence[int] = ()
) -> Standing | None:
    """Return the version in force on a day, else the newest there was; None where there was no such document."""
    there = [(version, edition) for version in versions if (edition := _edition(version, day, chronicle))]
    if not there:
        return None
    newest, text = there[-1]
    if any(end > text.at and _is_by(chronicle.day(end), day) for end in ends):
        return None
    if text.own.head.status is not Status.RETIRED:
        for version, edition in reversed(there):
            if edition.own.head.status.binding and _is_by(_since(version, edition), day):
                return Standing(version, edition, in_force=True)
    return Standing(newest, text, in_force=False)


def _since(version: Version, edition: Edition) -> date | None:
    """Return from when on a version was to be in force, as its text then said: the day may have been put off since."""
    effective = edition.own.head.effective
    return effective if version.believed or not effective or not version.issued else max(effective, version.issued)


def _edition(version: Version, day: date, chronicle: Chronicle) -> Edition | None:
    """Return the last text of a version that the main branch had on a day.

    A library that came from elsewhere had its texts before, from the days on that they tell.
    """
    come = [edition for edition in version.editions if _is_by(chronicle.day(edition.at), day)]
    if come:
        return come[-1]
    if version.believed and version.since and version.since <= day:
        believed = [edition for edition in version.editions if edition.at <= chronicle.baseline]
        return believed[-1]
    return None


def _is_by(came: date | None, day: date) -> bool:
    return came is not None and came <= day
