"""The change log of a document: its versions with who brought them, why, and what is different, in words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise
from pathlib import Path

from ..diff import sentence
from ..effects.people import read_ignored, read_merged, read_names
from ..model.change_log import Author, ChangeLog, LoggedVersion
from ..model.past import Edition, Imprint, Record
from ..model.revision import Person, Revision
from ..model.version import Remark, Version
from ..model.words import Words
from .as_of import state_of
from .history import History
from .remarks import told_in


@dataclass(frozen=True)
class Logs:
    """The change logs of `records` on a day, in one language; `content` is the folder of the library."""

    history: History
    words: Words
    day: date
    content: Path
    records: Sequence[Record]

    def of(self, record: Record) -> ChangeLog:
        """Return the log of one document."""
        final = record.final
        versions = self.history.log(record)
        imprints = [self.history.imprint(version.last) for version in versions]
        logged = map(self._logged, versions, imprints, (Imprint(), *imprints))
        complete = not any(version.believed for version in versions)
        return ChangeLog(final.head.name, final.head.title, complete, tuple(logged)[::-1])

    def _logged(self, version: Version, imprint: Imprint, before: Imprint) -> LoggedVersion:
        commits = tuple(self.history.past.revisions[edition.at] for edition in version.editions)
        # What was typed for the version before is no reason for this one.
        typed = bool(imprint.change) and imprint.change != before.change
        return LoggedVersion(
            version,
            state_of(version, imprint.due, self.day),
            tuple(self._authors(version)),
            imprint.approved,
            imprint.change if typed else self._subject(version),
            typed,
            commits,
            tuple((change, sentence(change, self.words)) for change in version.changes),
            tuple(self._remark(remark) for remark in version.remarks),
            imprint.due,
        )

    def _subject(self, version: Version) -> str:
        """Return what the commit that issued a version says of itself."""
        issue = next((one for one in version.editions if one.own.head.status.binding), version.editions[0])
        return self.history.past.revisions[issue.at].subject

    def _remark(self, remark: Remark) -> tuple[Remark, str, Revision]:
        told = told_in(remark, self.history, self.words)
        return told, self.words(told.key, **told.values), self.history.past.revisions[remark.at]

    def _authors(self, version: Version) -> Iterator[Author]:
        """Yield who wrote the file in these commits, each once, in the order of their commits."""
        people: dict[Person, None] = {}
        for before, edition in pairwise((None, *version.editions)):
            if edition and self._written(before, edition):
                revision = self.history.past.revisions[edition.at]
                people |= dict.fromkeys(self._wrote(revision, edition.own.path))
        shown: dict[str, Person] = {}
        for person in people:
            shown.setdefault(self._names.get(person, person.name), person)
        yield from (Author(name, person) for name, person in shown.items() if name)

    def _written(self, before: Edition | None, edition: Edition) -> bool:
        """Return whether somebody wrote: who moves a file or only spells it otherwise did not."""
        if edition.at != edition.own.at or self.history.past.revisions[edition.at].hash in self._ignored:
            return False
        if before is None or before.own.head != edition.own.head:
            return True
        return before.own.blob != edition.own.blob and self.history.differ(before, edition)

    def _wrote(self, revision: Revision, path: str) -> Iterator[Person]:
        """Yield the authors of a commit; of a merge those of the branch who had that file in their hands."""
        touched: list[Revision] = []
        for one in self._merged.get(revision.hash, ()):
            changes = [change for change in one.changes if path in {change.path, change.old_path}]
            if changes and not one.parents[1:]:
                touched.append(one)
                path = next((change.old_path for change in changes if change.path == path and change.old_path), path)
        for one in reversed(touched) if touched else (revision,):
            yield one.author
            yield from one.coauthors

    @cached_property
    def _revisions(self) -> Sequence[Revision]:
        positions = {one.at for record in self.records for one in record.snapshots}
        return [self.history.past.revisions[at] for at in sorted(positions)]

    @cached_property
    def _ignored(self) -> frozenset[str]:
        return read_ignored(self.content)

    @cached_property
    def _merged(self) -> Mapping[str, tuple[Revision, ...]]:
        return read_merged(self.content, [one for one in self._revisions if len(one.parents) > 1])

    @cached_property
    def _names(self) -> Mapping[Person, str]:
        return read_names(self.content, set(_people(self._revisions, self._merged)))


def _people(revisions: Iterable[Revision], merged: Mapping[str, Sequence[Revision]]) -> Iterator[Person]:
    for revision in (*revisions, *(one for commits in merged.values() for one in commits)):
        if revision.author.name:
            yield revision.author
        yield from revision.coauthors
