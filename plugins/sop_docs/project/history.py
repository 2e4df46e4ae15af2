"""The history of every document: its versions, what changed from one to the next, what was in force on a day."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from ..diff import diff
from ..effects.blobs import Blobs
from ..effects.changes_store import ChangesStore
from ..effects.past import Branches, read_first_parents, resolve
from ..history.as_of import Standing, standing_on
from ..history.chronicle import Chronicle, HouseTerms
from ..history.clock import Clock
from ..history.remarks import deletion
from ..history.versions import dated, newest_remarks, versions
from ..model.change import Change, Kind
from ..model.content import Content
from ..model.past import Edition, Imprint, Past, Record
from ..model.problem import SopError
from ..model.version import Remark, Version
from ..model.vocabulary import Calendar
from .contents import Contents
from .past import load_past, with_tree
from .settings import Settings

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True)
class History:
    """Every document through the commits of the main branch; texts are read when they are asked for."""

    past: Past
    contents: Contents
    kept: ChangesStore
    terms: HouseTerms
    baseline: int = -1

    @cached_property
    def clock(self) -> Clock:
        """The days of commits."""
        return Clock(self.past.moments)

    @cached_property
    def records(self) -> Mapping[str, Record]:
        """Documents by their last number; one that is there now goes before one that is gone, a copy never."""
        sops = [record for record in self.past.records if record.is_sop]
        there = [record for record in sops if not record.ended]
        return {record.final.head.name: record for record in (*sops, *reversed(there))}

    def find(self, number: str) -> Record:
        """Return the document with a number."""
        if number in self.records:
            return self.records[number]
        if had := self.bearers(number):
            raise SopError(f"{number}: the document that had this number is {had[0].final.head.name} now")
        raise SopError(f"{number}: no commit has such a document; `sop list` shows those that are there now")

    def bearers(self, number: str) -> Sequence[Record]:
        """Return the documents that ever had a number, the one that has it now first."""
        sops = (record for record in self.past.records if record.is_sop)
        had = (record for record in sops if any(one.head.name == number for one in record.snapshots))
        return sorted(had, key=lambda record: self.records.get(number) is not record)

    @cached_property
    def by_path(self) -> Mapping[str, Record]:
        """The documents that are there now, by their path below the content folder."""
        folder = self.past.folder
        return {record.last.path.removeprefix(folder): record for record in self.past.records if record.last.blob}

    def log(self, record: Record) -> tuple[Version, ...]:
        """Return the versions of a document, oldest first, with their changes and what is to be said of them."""
        self.contents.expect(record.snapshots)
        editions = self.contents.surroundings.editions(record, self.contents.names_in)
        return versions(editions, self._chronicle, record.ends)

    def dated(self, record: Record) -> tuple[Version, ...]:
        """Return the same without changes, remarks and keys, for which no text need be read."""
        own = (Edition(one.at, one, "") for one in record.snapshots if one.head.kind == "sop")
        return dated(tuple(own), self._chronicle, record.ends)

    def newest_remarks(self, record: Record) -> tuple[Remark, ...]:
        """Return what is to be said of the version that a document has now, or of its end."""
        if record.ended and self.records[record.final.head.name] is not record:
            return ()  # a copy, or the number is that of another one now
        if record.ended:
            return tuple(deletion(self.dated(record), record.ends[-1], self._chronicle))
        start = record.run_start(2 if self.terms.within else 1)
        # Most documents have not been touched since their version came, nor has anything that they stand on.
        quiet = record.last.at == start and self.contents.surroundings.is_quiet(start)
        found = self.contents.surroundings.editions(record, self.contents.names_in, start + 1 if quiet else start)
        told = newest_remarks(found, self._chronicle) if found else ()
        # Of a text that cannot be read its reader says enough.
        return tuple(one for one in told if not self._is_riddle(one, found[-1]))

    def _is_riddle(self, remark: Remark, newest: Edition) -> bool:
        unread = remark.at == newest.at and any(change.kind == Kind.UNREADABLE for change in remark.changes)
        return unread and self.content(newest) is None

    @cached_property
    def reserved(self) -> frozenset[str]:
        """The numbers that the newest vocabulary says are used up."""
        return self.contents.vocabulary(self.past.vocabulary[-1][1]).reserved if self.past.vocabulary else frozenset()

    def position_on(self, day: date) -> int:
        """Return the position of the newest commit of a day or before, -1 where there was none yet."""
        positions = range(len(self.past.revisions) - 1, -1, -1)
        return next((at for at in positions if (came := self.clock.day(at)) and came <= day), -1)

    def standing(self, record: Record, day: date) -> Standing | None:
        """Return which text of a document was in force on a day, else its newest; None where it was not there."""
        return standing_on(self.dated(record), day, self._chronicle, record.ends)

    def differ(self, before: Edition, after: Edition) -> bool:
        """Return whether two texts of a document say different things."""
        return bool(self._compare(before, after))

    def content(self, edition: Edition) -> Content | None:
        """Return a text with all that it stood on, None where nobody can read it."""
        return self.contents.content(edition)

    def imprint(self, edition: Edition) -> Imprint:
        """Return what a text says of itself; where that is known the text need not be read."""
        if not edition.key:
            return _imprint(self.content(edition))
        return self.kept.imprint(edition.key, lambda: _imprint(self.content(edition)))

    @cached_property
    def _chronicle(self) -> Chronicle:
        return Chronicle(self.clock, self._compare, self.baseline, self.terms, self._assessed, lambda: self.reserved)

    def _assessed(self, edition: Edition) -> tuple[date, ...]:
        return self.imprint(edition).assessed

    def _compare(self, before: Edition, after: Edition) -> tuple[Change, ...]:
        if not (before.key and after.key):
            return self._different(before, after)
        if before.key == after.key:
            return ()
        return self.kept.changes(before.key, after.key, lambda: self._different(before, after))

    def _different(self, before: Edition, after: Edition) -> tuple[Change, ...]:
        one, other = self.contents.content(before), self.contents.content(after)
        if one is None or other is None:
            return () if before.own.blob == after.own.blob else (Change(Kind.UNREADABLE, "", Kind.UNREADABLE.weight),)
        return diff(one, other)


@contextmanager
def open_history(
    content: Path,
    cache: Path,
    texts: Mapping[str, bytes] | None,
    day: date,
    settings: Settings,
    branches: Branches | None = None,
) -> Iterator[History | None]:
    """Give the history of the library in `content`, whose work tree has these files on a day; None: no repository.

    Without `texts` there are the commits alone.
    What is newer than HEAD, or than the head of branches that were read already, counts as one change: so it will be
    when it is merged.
    """
    past = load_past(content, cache, branches)
    if past is None:
        yield None
        return
    whole, tree = (past, {}) if texts is None else with_tree(past, texts, day)
    with Blobs(content) as blobs, ChangesStore(cache) as kept:
        contents = Contents(whole, blobs, tree, kept)
        terms = HouseTerms(settings.within, settings.backdating, contents.calendar if settings.within else Calendar())
        yield History(whole, contents, kept, terms, _position(content, past, settings.baseline))
        kept.write()


def _imprint(content: Content | None) -> Imprint:
    if content is None:
        return Imprint()
    identity, people = content.sop.identity, content.vocabulary.people
    # People are shown by name, never by the id they log in with.
    approved = (people[text.value].name if text.value in people else text.value for text in identity.approved)
    verdicts = (verdict.day for verdict in identity.assessed)
    return Imprint(tuple(approved), str(identity.change or ""), identity.review_due, tuple(verdicts))


def _position(content: Path, past: Past, baseline: str) -> int:
    """Return the position of the last commit that is not younger than the baseline, -1 where there is none."""
    if not baseline:
        return -1
    if _DAY.fullmatch(baseline):
        clock = Clock(past.moments)
        days = ((at, clock.day(at)) for at in range(len(past.revisions)))
        return max((at for at, day in days if day and day.isoformat() <= baseline), default=-1)
    commit = resolve(content, baseline)
    if not commit:
        raise SopError(f"mkdocs.yml: plugins: sop: baseline: {baseline!r} is no day and no commit of this repository")
    older = read_first_parents(content, commit)
    return max((at for at, revision in enumerate(past.revisions) if revision.hash in older), default=-1)
