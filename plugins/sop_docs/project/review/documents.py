"""Each document of a change: what becomes of it, in words, and what that asks of its version."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ...diff import bump, diff, sentence
from ...model.change import Change, Kind, Weight, worst
from ...model.content import Content
from ...model.lifecycle import Status
from ...model.review import Bump, Note, ReviewedDocument, Turn
from ...model.words import Words
from .impact import verdicts
from .notes import notes
from .pairs import Pair
from .sides import Sides, content_among

_WHOLE = frozenset({Turn.ADDED, Turn.REMOVED, Turn.RETIRED})
"""What is always a major change, whatever the text says."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What documents are judged by: the day, the house's rule for editorial changes, the words to say it in."""

    day: date
    free: bool
    words: Words


def documents(sides: Sides, found: Sequence[Pair], terms: Terms) -> Iterator[ReviewedDocument]:
    """Yield the documents whose own files are not what they were."""
    for pair in found:
        yield _document(sides, pair, terms)


def suspect_document(sides: Sides, path: str, terms: Terms) -> ReviewedDocument:
    """Return a document whose file is as it was, with what it gets from the things it stands on."""
    before, after = sides.before.content(path), sides.after.content(path)
    changes, head = expanded(sides, path), sides.after.head(path)
    text = sides.after.text(path)
    return ReviewedDocument(
        number=sides.after.numbers[path],
        title=after.sop.title if after else head.title,
        path=path,
        turn=Turn.SUSPECT,
        version_before=head.version,
        version_after=head.version,
        weight=worst(changes),
        changes=_told(changes, terms.words),
        before=before,
        after=after,
        before_text=text,
        after_text=text,
    )


def expanded(sides: Sides, path: str) -> tuple[Change, ...]:
    """Return what is different in a document that stays where it is, all put in that it stands on."""
    before, after = sides.before.content(path), sides.after.content(path)
    return diff(before, after) if before and after else ()


def _told(changes: Sequence[Change], words: Words) -> tuple[tuple[Change, str], ...]:
    return tuple((change, sentence(change, words)) for change in changes)


def _document(sides: Sides, pair: Pair, terms: Terms) -> ReviewedDocument:
    same = bool(pair.before and pair.after) and not sides.differ(pair.before, pair.after)
    # Of hundreds that were only moved none need be read.
    before = None if same and sides.steady else sides.before.content(pair.before)
    after = None if same and sides.steady else sides.after.content(pair.after)
    changes = _changes(before, after, same=same) if pair.before and pair.after else ()
    old, new = sides.before.head(pair.before), sides.after.head(pair.after)
    turn = _turn(pair, old.status, new.status, changed=bool(changes) or not same)
    asked = () if _only_assessed(sides, pair, before, after) else changes
    weight = Weight.MAJOR if turn in _WHOLE else worst(changes)
    sop = after.sop if after else before.sop if before else None
    text = new if pair.after else old
    return ReviewedDocument(
        number=sop.number if sop else text.name or old.name,
        title=sop.title if sop else text.title or old.title,
        path=pair.after or pair.before,
        turn=turn,
        version_before=before.sop.version if before else old.version,
        version_after=after.sop.version if after else new.version,
        path_before=pair.before if pair.before != pair.after and pair.after else "",
        weight=weight,
        bump=_bump(before, after, turn, asked, terms),
        changes=_told(changes, terms.words),
        notes=tuple(_notes(before, after, terms.day, unread=bool(pair.after and not same), changed=bool(asked))),
        before=before,
        after=after,
        before_text=sides.before.text(pair.before),
        after_text=sides.after.text(pair.after),
    )


def _notes(before: Content | None, after: Content | None, day: date, *, unread: bool, changed: bool) -> Iterator[Note]:
    if after is None and unread:
        yield Note("unreadable", error=True)
        return
    one, two = (content.sop if content else None for content in (before, after))
    yield from notes(one, two, day, changed=changed)


def _only_assessed(sides: Sides, pair: Pair, before: Content | None, after: Content | None) -> bool:
    """Return whether all that is new in a file is that somebody has looked at what it stands on."""
    if not before or not after or before.sop.version != after.sop.version or not verdicts(before.sop, after.sop):
        return False
    as_it_was = content_among(sides.after, pair.after, sides.before.bytes(pair.before))
    return as_it_was is not None and not diff(as_it_was, after)


def _changes(before: Content | None, after: Content | None, *, same: bool) -> tuple[Change, ...]:
    """Return what is different; a text that nobody can read may say anything."""
    if before is None or after is None:
        return () if before is after and same else (Change(Kind.UNREADABLE, "", Kind.UNREADABLE.weight),)
    return diff(before, after)


def _turn(pair: Pair, old: Status, new: Status, *, changed: bool) -> Turn:
    if not pair.before:
        return Turn.ADDED
    if not pair.after:
        return Turn.REMOVED
    if new is Status.RETIRED is not old:
        return Turn.RETIRED
    return Turn.MOVED if pair.before != pair.after and not changed else Turn.REVISED


def _bump(
    before: Content | None, after: Content | None, turn: Turn, changes: Sequence[Change], terms: Terms
) -> Bump | None:
    """Return what is to be said of the number, None where the document was never issued, or nobody can read it."""
    if before is None or after is None or not before.sop.identity.status.issued:
        return None
    # Who retires a document says what takes its place, and that is all.
    counted = (one for one in changes if turn is not Turn.RETIRED or one.kind != Kind.REPLACED_BY)
    return bump(before.sop.version, after.sop.version, worst(counted), free=terms.free)
