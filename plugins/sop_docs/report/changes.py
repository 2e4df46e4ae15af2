"""A change of a procedure, and a document that changed, as JSON documents have them. Touches no file."""

from typing import Any

from ..model.change import Change
from ..model.review import ReviewedDocument


def change_json(change: Change, sentence: str) -> dict[str, Any]:
    """Return a change with the sentence that tells it."""
    return {
        "kind": str(change.kind),
        "where": change.where,
        "before": change.before,
        "after": change.after,
        "severity": change.weight.value,
        "message": sentence,
    }


def document_json(one: ReviewedDocument) -> dict[str, Any]:
    """Return a document that changed: what it is, from which version to which, and its changes."""
    return {
        "number": one.number,
        "title": one.title,
        "path": one.path,
        "path_before": one.path_before or None,
        "change": one.turn,
        "version": {"before": one.version_before or None, "after": one.version_after or None},
        "severity": one.weight,
        "changes": [change_json(*each) for each in one.changes],
    }
