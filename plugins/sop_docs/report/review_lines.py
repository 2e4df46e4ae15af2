"""The sentences of a review that text and Markdown have in common. Touches no file."""

from collections.abc import Iterator

from ..model.problem import Severity
from ..model.review import Approver, Consent, Leap, Review, ReviewedDocument, ReviewedShared, Turn
from ..model.words import Words


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
    wrong = (words(f"review.note.{note.key}", **note.values) for note in one.notes if note.error)
    return [*filter(None, [bump(one, words)]), *wrong]


def remarks(one: ReviewedDocument, words: Words) -> list[str]:
    """Return what a reviewer must know beside."""
    found = [words("review.moved", path=one.path_before)] if one.path_before else []
    return found + [words(f"review.note.{note.key}", **note.values) for note in one.notes if not note.error]


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


def approver(one: Approver, words: Words) -> str:
    """Return a post that has to approve, who may do so, and what is known of it."""
    names, handles = (words("review.comma").join(each) for each in (one.names, one.handles))
    who = names or words("review.nobody")
    who = words("review.people", names=who, handles=handles) if handles else who
    shown = words("review.approver", role=one.role, why=words(f"review.why.{one.why}"), people=who)
    if one.consent is Consent.OPEN:
        return shown
    return words("review.consent", approver=shown, consent=words(f"review.consent.{one.consent}", by=one.by))


def roles(one: ReviewedDocument, words: Words) -> str:
    """Return the posts that have to approve a document."""
    return words("review.comma").join(each.role for each in one.approvers)


def verdict(review: Review, words: Words) -> Iterator[str]:
    """Yield the first sentences: whether it may go through, and what stands in the way."""
    yield words("review.passed" if review.passed else "review.failed", count=len(review.documents))
    new = review.verdict.new
    errors = sum(told.problem.severity is Severity.ERROR for told in new)
    yield words(
        "review.problems", errors=errors, others=len(new) - errors, old=review.verdict.old, gone=review.verdict.gone
    )
    wrong = [one.number for one in review.documents if stops(one, words)]
    if wrong:
        yield words("review.stops", numbers=words("review.comma").join(wrong[:20]), count=len(wrong))
    if review.approved is not None:
        lacking = sum(one.consent is not Consent.GIVEN for one in review.approvers)
        yield words("review.approved" if review.approved else "review.unapproved", count=lacking)
