"""What the history of a library says against its documents, for `sop check`."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

from ..diff import sentence
from ..effects.past import Branches
from ..model.past import Record
from ..model.version import Remark, Remarks
from ..model.words import Words
from .history import History, open_history
from .settings import Settings

_HASH: Final = 10
"""Characters of a commit's hash that a person needs."""
_MOST_TOLD: Final = 3
_SHARED: Final = "SOP170.shared"
"""Says that a document was changed by what it stands on."""


def read_remarks(
    content: Path,
    cache: Path,
    texts: Mapping[str, bytes] | None,
    day: date,
    settings: Settings,
    words: Words,
    branches: Branches | None = None,
) -> Remarks:
    """Return what nobody has put right yet in the library in `content`; without a repository nothing is known.

    What is newer than the head of `branches` counts as one change.
    """
    with open_history(content, cache, texts, day, settings, branches) as history:
        return open_remarks(history, words) if history else {}


def suspects(remarks: Remarks) -> frozenset[str]:
    """Return the paths of documents that stand on what was changed, and that nobody has looked at since."""
    return frozenset(path for path, found in remarks.items() if any(one.key == _SHARED for one in found))


def open_remarks(history: History, words: Words) -> Remarks:
    """Return what nobody has put right yet: of the version that a document has now, and of documents deleted."""
    found: dict[str, tuple[Remark, ...]] = {}
    history.contents.expect(record.last for record in history.past.records if record.is_sop)
    for record in history.past.records:
        told = tuple(told_in(remark, history, words) for remark in _open(record, history) if not remark.answered)
        if told:
            found[record.final.path.removeprefix(history.past.folder)] = told
    return found


def told_in(remark: Remark, history: History, words: Words) -> Remark:
    """Return a remark with the values that its words need: the commit, its day, what was changed."""
    revision = history.past.revisions[remark.at]
    day = history.clock.day(remark.at)
    changes = [sentence(change, words) for change in remark.changes]
    shown = "；".join(changes[:_MOST_TOLD]) + ("……" if len(changes) > _MOST_TOLD else "")
    commit = words("history.commit", hash=revision.hash[:_HASH]) if revision.hash else words("history.uncommitted")
    return replace(remark, values={**remark.values, "commit": commit, "date": str(day or "?"), "changes": shown})


def _open(record: Record, history: History) -> Iterator[Remark]:
    if record.is_sop:
        yield from history.newest_remarks(record)
