"""The sentences of a review that text and Markdown have in common. Touches no file."""

from collections.abc import Iterator
from typing import Final

from ..model.problem import Severity
from ..model.review import (
    Approver,
    Consent,
    Leap,
    Lesson,
    Note,
    Retraining,
    Review,
    ReviewedDocument,
    ReviewedShared,
    Turn,
)
from ..model.words import Words

_NUMBERS: Final = 6
"""So many numbers are named in a row."""
_POWER: Final = frozenset({"people", "types"})
"""Parts of the vocabulary that say who may approve."""


def versions(one: ReviewedDocument | ReviewedShared) -> str:
    """Return the version, or both where it is another now."""
    pair = (one.version_before, one.version_after)
    return " → ".join(dict.fromkeys(filter(None, pair)))


def weight(one: ReviewedDocument, words: Words) -> str:
    """Return what becomes of a document, or how heavy a change of its text is."""
    turn = words(f"review.turn.{one.turn}")
    heavy = words(f"review.weight.{one.weight}") if one.weight else words("review.weight.none")
    if one.turn is Turn.REVISED:
        return heavy
    return words("review.turn.weight", turn=turn, weight=heavy) if one.turn is Turn.SUSPECT and one.weight else turn


def bump(one: ReviewedDocument, words: Words) -> str:
    """Return what is wrong with a version's number, '' where nothing is."""
    if one.bump is None or one.bump.ok:
        return ""
    key = one.bump.found if one.bump.found in {Leap.NONE, Leap.BACK, Leap.GAP} else "low"
    heavy = words(f"review.weight.{one.weight}") if one.weight else words("review.weight.none")
    values = {"before": one.version_before, "after": one.version_after, "version": one.bump.version, "weight": heavy}
    return words(f"review.bump.{key}", **values)


def stops(one: ReviewedDocument, words: Words) -> list[str]:
    """Return what stands in the way of a document."""
    wrong = (noted(note, words) for note in one.notes if note.error)
    return [*filter(None, [bump(one, words)]), *wrong]


def wanted(one: ReviewedDocument, words: Words) -> list[str]:
    """Return what has to be done about a document: what stands in its way, or that somebody looks at it."""
    return stops(one, words) + look(one, words)


def noted(note: Note, words: Words) -> str:
    """Return what a reviewer must know; several names are listed as the language lists them."""
    names = {key: value.replace("、", words("review.comma")) for key, value in note.values.items() if key == "names"}
    return words(f"review.note.{note.key}", **{**note.values, **names})


def look(one: ReviewedDocument, words: Words) -> list[str]:
    """Return what to do about a document that is suspect."""
    if one.turn is not Turn.SUSPECT:
        return []
    owner = one.after.sop.identity.owner if one.after else None
    return [words("review.look", owner=owner.value) if owner else words("review.look.nobody")]


def terms(one: ReviewedDocument, words: Words) -> list[str]:
    """Return why a document is another now, as its author says, and from which day on."""
    before, after = (content.sop.identity if content else None for content in (one.before, one.after))
    if after is None or one.turn is Turn.SUSPECT:
        return []
    reason = str(after.change or "")
    known = str(before.change or "") if before else ""
    since = _since(one)
    return [
        *([words("review.reason", reason=reason)] if reason and reason != known else []),
        *([words("review.effective", day=since)] if since else []),
    ]


def _subject(one: ReviewedDocument, words: Words) -> str:
    """Return what a document is called, and from which day on it holds where that is another one now."""
    name = f"{one.number} {one.title}" if one.title != one.number else one.number
    since = _since(one)
    shown = words("review.effective", day=since) if since else ""
    return f"{name}{words('word.open')}{shown}{words('word.close')}" if shown else name


def _since(one: ReviewedDocument) -> str:
    """Return the day from which on a document holds, '' where that is the day it was."""
    before, after = (content.sop.identity.effective if content else None for content in (one.before, one.after))
    return after.isoformat() if after and after != before else ""


def moved(one: ReviewedDocument, words: Words) -> list[str]:
    """Return where a file was and is, nothing where it did not move."""
    return [words("review.moved", before=one.path_before, after=one.path)] if one.path_before else []


def remarks(one: ReviewedDocument, words: Words) -> list[str]:
    """Return what a reviewer must know beside."""
    return moved(one, words) + [noted(note, words) for note in one.notes if not note.error]


def because(one: ReviewedDocument, words: Words) -> list[str]:
    """Return why a document is suspect."""
    return list(dict.fromkeys(words(f"review.suspect.{each.why}", name=each.name) for each in one.because))


def suspects(one: ReviewedDocument | ReviewedShared, words: Words) -> list[str]:
    """Return which documents have to be looked at for it."""
    users = one.suspects if isinstance(one, ReviewedDocument) else one.users
    return [
        words(
            "review.suspect",
            number=each.number,
            title=each.title,
            why=words(f"review.suspect.{each.why}", name=each.name),
        )
        for each in users
    ]


def thing(one: ReviewedShared, words: Words) -> str:
    """Return a shared thing with what became of it."""
    name = " ".join(filter(None, (one.name, one.title if one.title != one.name else "")))
    if one.kind == "vocabulary":
        name = words(f"review.vocabulary.{one.name}")
    head = words(
        "review.shared", kind=words(f"review.shared.{one.kind}"), name=name, turn=words(f"review.turn.{one.turn}")
    )
    return " ".join(filter(None, (head, versions(one))))


def approver(one: Approver, review: Review, words: Words) -> str:
    """Return a post that has to approve, who may do so, what, and what is known of it."""
    names, handles = (words("review.comma").join(each) for each in (one.names, one.handles))
    who = names or words("review.nobody")
    who = words("review.people", names=who, handles=handles) if handles else who
    shown = words("review.approver", role=post(one, words), why=words(f"review.why.{one.why}"), people=who)
    if what := subjects(one, review, words):
        shown = words("review.approver.what", approver=shown, what=what)
    if one.consent is Consent.OPEN:
        return shown
    return words("review.consent", approver=shown, consent=words(f"review.consent.{one.consent}", by=called(one)))


def subjects(one: Approver, review: Review, words: Words) -> str:
    """Return the numbers of the documents that a post has to approve."""
    numbers = [each.number for each in review.documents if any(asked.role == one.role for asked in each.approvers)]
    shown = words("review.comma").join(numbers[:_NUMBERS])
    return words("review.numbers", numbers=shown, count=len(numbers)) if numbers[_NUMBERS:] else shown


def called(one: Approver) -> str:
    """Return who approved by name, by account where it is not certain whose that is."""
    accounts = [handle.casefold() for handle in one.handles]
    known = len(accounts) == len(one.names) and one.by.casefold() in accounts
    return one.names[accounts.index(one.by.casefold())] if known else one.by


def post(one: Approver, words: Words) -> str:
    """Return a post that has to approve, or of several that any one may."""
    posts = one.role.split("、")
    return words("review.any", roles=words("review.or").join(posts)) if posts[1:] else one.role


def roles(one: ReviewedDocument, words: Words) -> str:
    """Return the posts that have to approve a document."""
    return words("review.comma").join(post(each, words) for each in one.approvers)


def news(review: Review, words: Words) -> Iterator[tuple[str, tuple[Lesson, ...]]]:
    """Yield roles with what is new for them, document by document; those that have the same to know stand together."""
    found: dict[tuple[Lesson, ...], list[str]] = {}
    for one in review.retraining:
        found.setdefault(one.lessons, []).append(_held(one, words))
    subjects_ = {one.number: _subject(one, words) for one in review.documents}
    for lessons, roles_ in found.items():
        yield words("review.comma").join(roles_), tuple(one._replace(number=subjects_[one.number]) for one in lessons)


def power(review: Review) -> list[str]:
    """Return what is different in who may approve."""
    told = (one for one in review.shared if one.kind == "role" or one.name in _POWER)
    return [sentence for one in told for _, sentence in one.changes]


def _held(one: Retraining, words: Words) -> str:
    """Return a role and who holds it."""
    return words("review.role", role=one.role, names=words("review.comma").join(one.names)) if one.names else one.role


def idle(review: Review, words: Words) -> list[str]:
    """Return whose approvals count for nothing, and why."""
    return [words(f"review.idle.{one.why}", by=one.by) for one in review.idle]


def verdict(review: Review, words: Words) -> Iterator[str]:
    """Yield the first sentences: whether it may go through, and what stands in the way."""
    unasked = bool(review.approvers) and review.approved is None
    first = "review.failed" if not review.passed else "review.passed.open" if unasked else "review.passed"
    yield words(first, count=len(review.documents))
    new = review.verdict.new
    errors = sum(told.problem.severity is Severity.ERROR for told in new)
    yield words(
        "review.problems", errors=errors, others=len(new) - errors, old=review.verdict.old, gone=review.verdict.gone
    )
    wrong = [one.number for one in review.documents if stops(one, words)]
    if wrong:
        yield words("review.stops", numbers=words("review.comma").join(wrong[:20]), count=len(wrong))
    if lost := [post(one, words) for one in review.approvers if not one.names]:
        yield words("review.lost", roles=words("review.comma").join(lost[:_NUMBERS]), count=len(lost))
    if suspect := sum(one.turn is Turn.SUSPECT for one in review.documents):
        yield words("review.look.how", count=suspect)
    if review.approved is not None:
        lacking = sum(one.consent is not Consent.GIVEN for one in review.approvers)
        yield words("review.approved" if review.approved else "review.unapproved", count=lacking)
    elif unasked:
        yield words("review.unasked", count=len(review.approvers))
