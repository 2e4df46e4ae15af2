"""What lies between the versions of a document, for the pages that show it."""

from collections.abc import Iterator

from ..compile.change_log import shown
from ..compile.changed_page import Pair, pairs_of
from ..compile.shelf import Shelf
from ..diff import diff, sentence
from ..model.change import worst
from ..model.past import Edition
from ..model.review import ReviewedDocument, Turn
from ..model.words import Words
from ..parse.gate import as_written
from .history import History


def changed_document(shelf: Shelf, at: int, history: History) -> ReviewedDocument:
    """Return a version beside the one before it; the files themselves only where nobody can read one of both."""
    new, old = (logged.version for logged in shelf.log.versions[at : at + 2])
    before, after = history.content(old.last), history.content(new.last)
    readable = bool(before and after)
    changes = shelf.log.versions[at].changes
    return ReviewedDocument(
        number=shown(shelf.log.number),
        title=shown(shelf.log.title),
        path="",
        turn=Turn.REVISED,
        version_before=shown(old.version),
        version_after=shown(new.version),
        weight=worst(change for change, _ in changes),
        changes=changes,
        before=before,
        after=after,
        before_text="" if readable else file_text(old.last, history),
        after_text="" if readable else file_text(new.last, history),
    )


def pairs(shelf: Shelf, history: History, words: Words) -> Iterator[Pair]:
    """Yield any two versions with what lies between them; of neighbours the log has it."""
    versions = shelf.log.versions
    for old, new in pairs_of(shelf):
        if old == new + 1:
            yield Pair(old, new, versions[new].changes)
            continue
        before, after = (history.content(versions[at].version.last) for at in (old, new))
        found = diff(before, after) if before and after else None
        yield Pair(old, new, None if found is None else tuple((change, sentence(change, words)) for change in found))


def file_text(edition: Edition, history: History) -> str:
    """Return a file as it was written."""
    return as_written(history.contents.text(edition.own.blob))
