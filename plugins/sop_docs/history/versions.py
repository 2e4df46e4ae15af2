"""Editions of a document become versions: runs of commits that say the same one. Touches no file."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby, pairwise, takewhile

from ..model.lifecycle import Status
from ..model.past import Edition
from ..model.version import Remark, Version
from .chronicle import Chronicle
from .remarks import deletion, remarks


def versions(editions: Sequence[Edition], chronicle: Chronicle, ends: Sequence[int] = ()) -> tuple[Version, ...]:
    """Return the versions of a document, oldest first; `ends` are the positions of commits that took it away."""
    found = dated(editions, chronicle, ends)
    compared = [(), *(chronicle.compare(one.last, other.last) for one, other in pairwise(found))]
    told = tuple(replace(one, changes=changes) for one, changes in zip(found, compared, strict=True))
    said = [tuple(remarks(told, at, chronicle)) for at in range(len(told))]
    if _after(ends, editions[-1]):
        said[-1] += tuple(deletion(told, ends[-1], chronicle))
    return tuple(replace(one, remarks=found) for one, found in zip(told, said, strict=True))


def newest_remarks(editions: Sequence[Edition], chronicle: Chronicle) -> tuple[Remark, ...]:
    """Return what is to be said of the last version; no text is read but where something has changed."""
    found = dated(editions, chronicle)
    return tuple(remarks(found, len(found) - 1, chronicle))


def dated(editions: Sequence[Edition], chronicle: Chronicle, ends: Sequence[int] = ()) -> tuple[Version, ...]:
    """Return the same without what is different from one to the next: no text need be read for that."""
    runs = [tuple(run) for _, run in groupby(editions, key=lambda edition: edition.own.head.version)]
    found: list[Version] = []
    over: date | None = None
    for run in reversed(runs):
        version = _version(run, chronicle)
        # One that was withdrawn and then issued again is not withdrawn.
        retired = [*takewhile(lambda one: one.own.head.status is Status.RETIRED, reversed(run))]
        withdrawn = chronicle.day(retired[-1].at) if retired else None
        until = _first(withdrawn, over, *map(chronicle.day, _after(ends, run[-1])))
        # What was taken back before its day came was never in force.
        since = None if version.since and until and version.since > until else version.since
        version = replace(version, since=since, until=until)
        found.append(version)
        over = _first(version.since, until)
    return tuple(reversed(found))


def _version(run: tuple[Edition, ...], chronicle: Chronicle) -> Version:
    head = run[-1].own.head
    issue = next((edition for edition in run if edition.own.head.status.binding), None)
    issued = chronicle.day(issue.at) if issue else None
    effective = head.effective or (issue.own.head.effective if issue else None)
    believed = run[0].at <= chronicle.baseline
    # Nobody could work by a text before it came, whatever it says; of one from elsewhere it is believed.
    since = max(effective, issued) if effective and issued and not believed else effective if issue else None
    return Version(head.version, head.status, run, chronicle.day(run[0].at), issued, effective, since, None, believed)


def _after(ends: Sequence[int], edition: Edition) -> list[int]:
    return [end for end in ends if end > edition.at]


def _first(*days: date | None) -> date | None:
    return min(filter(None, days), default=None)
