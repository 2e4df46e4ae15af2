"""A review as a `sop-review/1` document. Touches no file."""

from typing import Any

from ..model.review import Approver, Bump, Note, Retraining, Review, ReviewedDocument, ReviewedShared, Suspect, Told
from ..model.words import Words
from .changes import change_json, document_json
from .json import written
from .review_lines import noted

FORMAT = "sop-review/1"


def review_json(review: Review, words: Words) -> str:
    """Return the document; its schema is `schemas/sop-review-1.json`."""
    verdict: dict[str, Any] = {
        "passed": review.passed,
        "problems": [_problem(told) for told in review.verdict.new],
        "older": review.verdict.old,
        "gone": review.verdict.gone,
        "severity": review.weight,
    }
    if review.approved is not None:
        verdict["approved"] = review.approved
    return written(
        {
            "format": FORMAT,
            "base": review.base,
            "head": review.head or None,
            "base_name": review.base_name,
            "head_name": review.head_name or None,
            "day": review.day.isoformat(),
            "verdict": verdict,
            "alarms": list(review.alarms),
            "authors": list(review.authors),
            "approvers": [_approver(one) for one in review.approvers],
            "ignored": [{"by": one.by, "why": one.why} for one in review.idle],
            "documents": [_document(one, words) for one in review.documents],
            "shared": [_shared(one, words) for one in review.shared],
            "retraining": [_retraining(one) for one in review.retraining],
        }
    )


def _document(one: ReviewedDocument, words: Words) -> dict[str, Any]:
    return {
        **document_json(one),
        "bump": _bump(one.bump) if one.bump else None,
        "approvers": [_approver(each) for each in one.approvers],
        "suspects": [_suspect(each, words) for each in one.suspects],
        "because": [_suspect(each, words) for each in one.because],
        "notes": [_note(each, words) for each in one.notes],
    }


def _bump(bump: Bump) -> dict[str, Any]:
    return {"needed": bump.needed, "found": bump.found, "ok": bump.ok, "version": bump.version}


def _approver(one: Approver) -> dict[str, Any]:
    entry = {"role": one.role, "names": list(one.names), "handles": list(one.handles), "why": one.why}
    return {**entry, "consent": one.consent, **({"by": one.by} if one.by else {})}


def _suspect(one: Suspect, words: Words) -> dict[str, Any]:
    return {
        "number": one.number,
        "title": one.title,
        "why": one.why,
        "name": one.name,
        "message": words(f"review.suspect.{one.why}", name=one.name),
        "fingerprint": one.fingerprint,
    }


def _note(one: Note, words: Words) -> dict[str, Any]:
    return {"key": one.key, "error": one.error, "message": noted(one, words)}


def _problem(told: Told) -> dict[str, Any]:
    entry = {
        "path": told.path,
        "line": told.problem.place.line,
        "column": told.problem.place.column,
        "code": told.problem.code,
        "severity": told.problem.severity,
        "message": told.message,
    }
    return entry | ({"hint": told.hint} if told.hint else {})


def _shared(one: ReviewedShared, words: Words) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "name": one.name,
        "title": one.title,
        "path": one.path,
        "change": one.turn,
        "version": {"before": one.version_before or None, "after": one.version_after or None},
        "changes": [change_json(*each) for each in one.changes],
        "users": [_suspect(each, words) for each in one.users],
    }


def _retraining(one: Retraining) -> dict[str, Any]:
    documents = [
        {"number": lesson.number, "messages": [*lesson.does, *lesson.answers], "answers_for": [*lesson.answers]}
        for lesson in one.lessons
    ]
    return {"role": one.role, "names": list(one.names), "documents": documents}
