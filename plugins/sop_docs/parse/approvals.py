"""Who approved which commit, as a forge's interface says it: a `sop-approvals/1` document. Touches no file."""

import json
import re
from typing import Any, NamedTuple

_HASH = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_MOST = 10_000


class Approval(NamedTuple):
    """An account that approved a commit, and when."""

    by: str
    commit: str
    at: str


class Approvals(NamedTuple):
    """The commit that was asked about, and all approvals."""

    head: str
    approvals: tuple[Approval, ...]


def read_approvals(data: bytes) -> Approvals | str:
    """Return what the document says, or what is wrong with it."""
    try:
        document: Any = json.loads(data)
    except (ValueError, RecursionError) as error:
        return f"no JSON: {error}"
    if not isinstance(document, dict) or not _is_hash(document.get("head")):
        return "`head` has to be the whole hash of the commit that is reviewed"
    entries = document.get("approvals")
    if not isinstance(entries, list) or len(entries) > _MOST:
        return f"`approvals` has to be a list of at most {_MOST}"
    found: list[Approval] = []
    for index, entry in enumerate(entries):
        if not isinstance(entry, dict) or not isinstance(entry.get("by"), str) or not _is_hash(entry.get("commit")):
            return f"approvals[{index}]: write by, an account, and commit, a whole hash"
        found.append(Approval(entry["by"].removeprefix("@"), entry["commit"], str(entry.get("at", ""))))
    return Approvals(document["head"], tuple(found))


def _is_hash(value: object) -> bool:
    return isinstance(value, str) and _HASH.fullmatch(value) is not None
