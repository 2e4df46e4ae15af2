"""Who has to be told or trained: the roles whose duties a change makes others."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from ...diff import Concern, concerned, everybody
from ...model.change import Kind
from ...model.library import Library
from ...model.review import Lesson, Retraining, ReviewedDocument, Turn
from ...model.words import Words


def training(documents: Iterable[ReviewedDocument], library: Library, words: Words) -> Iterator[Retraining]:
    """Yield by role what is new for it, document by document, in the order of the roles' first change."""
    found: dict[str, list[Lesson]] = defaultdict(list)
    for one in documents:
        for party, concern in _new_to(one, words).items():
            found[party].append(Lesson(one.number, *concern))
    for party, changes in found.items():
        people = (library.vocabulary.people.get(id_) for id_ in sorted(library.holders.get(party, ())))
        yield Retraining(party, tuple(person.name for person in people if person), tuple(changes))


def _new_to(one: ReviewedDocument, words: Words) -> Mapping[str, Concern]:
    """Return by party what it has to know; of what nobody works by, or nobody can read, nothing."""
    if any(change.kind == Kind.UNREADABLE for change, _ in one.changes):
        return {}
    before, after = (each if each and each.sop.identity.status.binding else None for each in (one.before, one.after))
    if after and (before is None or one.turn is Turn.ADDED):
        return dict.fromkeys(everybody(after), Concern((words("review.training.new"),), ()))
    if before and after is None:
        return dict.fromkeys(everybody(before), Concern((words("review.training.gone"),), ()))
    return concerned(one.changes, before, after) if before and after else {}
