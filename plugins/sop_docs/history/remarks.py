"""What a document's history shows that should not be, one small generator a rule. Touches no file."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import dropwhile, pairwise

from ..model.change import Change, Kind
from ..model.lifecycle import Status
from ..model.past import Edition
from ..model.version import Remark, Version
from .chronicle import Chronicle

_Rule = Callable[[Sequence[Version], int, Chronicle], Iterator[Remark]]


def remarks(versions: Sequence[Version], at: int, chronicle: Chronicle) -> Iterator[Remark]:
    """Yield what is to be said of one version, beside those before it; of what lies before the baseline nothing."""
    answered = at + 1 < len(versions)
    for rule in _RULES:
        for remark in rule(versions, at, chronicle):
            if remark.at > chronicle.baseline:
                yield Remark(remark.key, remark.at, remark.values, remark.changes, remark.answered or answered)


def deletion(versions: Sequence[Version], gone: int, chronicle: Chronicle) -> Iterator[Remark]:
    """Yield SOP176 where a document that people worked by was deleted, and not retired before."""
    issued = [version for version in versions if version.issued]
    head = versions[-1].last.own.head
    if issued and head.status is not Status.RETIRED and gone > chronicle.baseline:
        yield Remark("SOP176", gone, {"number": head.name}, answered=head.name in chronicle.reserved())


def edits(version: Version, chronicle: Chronicle) -> Iterator[tuple[Edition, Remark]]:
    """Yield the editions that changed a version after it was issued, and what is to be said of them."""
    issued = list(dropwhile(lambda edition: not edition.own.head.status.issued, version.editions))
    found = [(before, edition, _edit(before, edition, chronicle)) for before, edition in pairwise(issued)]
    if not any(changes for *_, changes in found):
        return
    standing = _standing(issued, chronicle)
    for before, edition, changes in found:
        if changes and edition.at > chronicle.baseline:
            shared = before.own.blob == edition.own.blob or _only_assessed(before, edition, chronicle)
            values = {"version": version.version, "count": str(len(changes))}
            answered = edition.at not in standing or (shared and _assessed(before, edition, version, chronicle))
            yield edition, Remark("SOP170.shared" if shared else "SOP170", edition.at, values, changes, answered)


def _edit(before: Edition, after: Edition, chronicle: Chronicle) -> tuple[Change, ...]:
    """Return what an edit changed; who retires a document says what takes its place."""
    retired = after.own.head.status is Status.RETIRED
    changes = chronicle.compare(before, after)
    return tuple(change for change in changes if change.kind != Kind.REPLACED_BY) if retired else changes


def _standing(editions: Sequence[Edition], chronicle: Chronicle) -> set[int]:
    """Return the positions of the edits that nobody has taken back since.

    A text is back where it says what the first one did, or is what an earlier one was to the letter: to compare each
    with each would take hours where a module was edited hundreds of times.
    """
    found: set[int] = set()
    first = {edition.key: index for index, edition in reversed([*enumerate(editions)])}
    at = len(editions) - 1
    while at >= 0:
        start = first[editions[at].key] if _edit(editions[0], editions[at], chronicle) else 0
        found.add(editions[start].at)
        at = start - 1
    return found


def _edited(versions: Sequence[Version], at: int, chronicle: Chronicle) -> Iterator[Remark]:
    """SOP170: an edit without a new version."""
    for _, remark in edits(versions[at], chronicle):
        yield remark


def _reused(versions: Sequence[Version], at: int, chronicle: Chronicle) -> Iterator[Remark]:
    """SOP171: a version used twice with other content."""
    version = versions[at]
    for earlier in versions[:at]:
        same = earlier.issued and earlier.version == version.version
        if same and chronicle.compare(earlier.last, version.last):
            yield Remark("SOP171", version.editions[0].at, {"version": version.version})
            return


def _back(versions: Sequence[Version], at: int, _: Chronicle) -> Iterator[Remark]:
    """SOP172: a version that goes back behind the last one that was issued; a draft may be given up."""
    before = next((version for version in reversed(versions[:at]) if version.issued), None)
    if before and _order(versions[at].version) < _order(before.version):
        values = {"version": versions[at].version, "before": before.version}
        yield Remark("SOP172", versions[at].editions[0].at, values)


def _skipped(versions: Sequence[Version], at: int, _: Chronicle) -> Iterator[Remark]:
    """SOP173: a state left out: a draft that is in force without a review, one that is withdrawn and never was."""
    for before, after in pairwise(versions[at].editions):
        old, new = before.own.head.status, after.own.head.status
        if (old is Status.DRAFT and new.binding) or (not old.issued and new is Status.RETIRED):
            yield Remark("SOP173", after.at, {"before": old.value, "after": new.value})


def _backdated(versions: Sequence[Version], at: int, chronicle: Chronicle) -> Iterator[Remark]:
    """SOP174: an effective date long before the commit."""
    version, allowed = versions[at], chronicle.terms.backdating
    if allowed and version.effective and version.issued and allowed.after(version.effective) < version.issued:
        values = {"effective": version.effective.isoformat(), "issued": version.issued.isoformat()}
        yield Remark("SOP174", version.last.at, values)


def _late(versions: Sequence[Version], at: int, chronicle: Chronicle) -> Iterator[Remark]:
    """SOP175: a version that came too late after the change that it answers."""
    version = versions[at]
    # Where no time is set no older text need be read.
    before = edits(versions[at - 1], chronicle) if at and chronicle.terms.within else iter(())
    changed = next((edition for edition, remark in before if not remark.answered), None)
    start = chronicle.day(changed.at) if changed else None
    end = version.issued or version.reached
    if start and end and not chronicle.terms.in_time(start, end):
        yield Remark("SOP175", version.editions[0].at, {"changed": start.isoformat(), "version": version.version})


def _doubtful(versions: Sequence[Version], at: int, chronicle: Chronicle) -> Iterator[Remark]:
    """SOP177: a commit whose date cannot be right."""
    for edition in versions[at].editions:
        if chronicle.clock.doubtful(edition.at):
            yield Remark("SOP177", edition.at)


def _assessed(before: Edition, edition: Edition, version: Version, chronicle: Chronicle) -> bool:
    """Return whether somebody has looked at a version after something that it stands on was changed.

    A verdict that came with the change, or later, counts whenever it was given: it is given while a change is reviewed.
    """
    day, verdicts = chronicle.day(edition.at), chronicle.assessed(version.last)
    came = Counter(verdicts) - Counter(chronicle.assessed(before))
    return bool(came) or (day is not None and any(verdict >= day for verdict in verdicts))


def _only_assessed(before: Edition, after: Edition, chronicle: Chronicle) -> bool:
    """Return whether the document itself got no more than a verdict, and all else comes of what it stands on."""
    if not Counter(chronicle.assessed(after)) - Counter(chronicle.assessed(before)):
        return False
    return not chronicle.compare(Edition(after.at, before.own, ""), after)


def _order(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdecimal())


_RULES: tuple[_Rule, ...] = (_edited, _reused, _back, _skipped, _backdated, _late, _doubtful)
