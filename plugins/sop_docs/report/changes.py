"""A change of a procedure as JSON documents have it. Touches no file."""

from typing import Any

from ..model.change import Change


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
