"""Commits become the ledger: which documents have had a number, one after the other or on two branches at once.

A document keeps its number, or its path, from commit to commit; one that comes back under its title is the same.
Touches no file.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from ..model.ledger import Bearer, Entry, Ledger, Life, Move, Seen, stem_number
from .states import Document, State, merged


@dataclass(frozen=True, slots=True)
class Tips:
    """The commits that are looked from: HEAD and base ('' where there is none), branches by full name."""

    head: str
    branches: Mapping[str, str]
    base: str = ""
    base_name: str = ""


def read_ledger(entries: Sequence[Entry], tips: Tips, folder: str) -> Ledger:
    """Return what the commits, parents first, say about numbers; `folder` is where the content lies in them."""
    telling = _Telling(entries, tips, folder)
    for entry in entries:
        telling.read(entry)
    lives: dict[str, tuple[Life, ...]] = {}
    for number, documents in telling.documents.items():
        if ours := [document for document in documents if telling.is_ours(document)]:
            lives[number] = tuple(sorted(map(telling.life, ours), key=_first))
    at_head = {life.head: life for found in lives.values() for life in found if life.head}
    return Ledger(lives, at_head, frozenset([*telling.documents, *telling.stems]), folder, tips.base_name)


def _first(life: Life) -> tuple[date, str]:
    """Return what puts lives in one order, whatever order git and the cache have the commits in."""
    return life.born.day or date.max, life.born.commit


class _Telling:
    """The pass over the commits.

    Most numbers were given once and never taken away. Only for the contested rest it matters which commit knew what.
    """

    def __init__(self, entries: Sequence[Entry], tips: Tips, folder: str) -> None:
        self.documents: dict[str, list[Document]] = {}
        self.stems: set[str] = set()
        self._tips, self._folder = tips, folder
        self._parents = {entry.commit: entry.parents for entry in entries}
        self._contested = _contested(entries)
        self._of_head = self._reached(tips.head)
        self._of_base = self._reached(tips.base)
        self._states: dict[str, State] = {}
        looked_from = (tips.head, tips.base, *tips.branches.values())
        self._left = Counter([*(parent for entry in entries for parent in entry.parents), *looked_from])

    def read(self, entry: Entry) -> None:
        """Take down one commit."""
        state = merged([self._state(parent) for parent in entry.parents if parent in self._states] or [State()])
        contested: list[Move] = []
        for move in entry.moves:
            if move.after:
                self.stems.add(stem_number(move.after.path) or move.after.number)
            if any(bearer and bearer.number in self._contested for bearer in (move.before, move.after)):
                contested.append(move)
            elif move.after:
                self._alone(entry, move.after)
        if contested:
            state = state.owned()
            self._fold(entry, contested, state)
        if self._left[entry.commit]:
            self._states[entry.commit] = state

    def is_ours(self, document: Document) -> bool:
        """Return whether the library ever had a document.

        A number in a test's files or in another library of the repository is taken, but no business of this one.
        """
        return any(path.startswith(self._folder) for path in document.paths)

    def life(self, document: Document) -> Life:
        """Return what was told of a document, as it looks from the tips."""
        if document.told is None:
            head = self._path_at(self._tips.head, document, self._of_head)
            document.told = Life(
                number=document.number,
                title=document.title,
                titles=frozenset(document.titles),
                born=document.born,
                ended=document.ended,
                head=head,
                at_base=self._path_at(self._tips.base, document, self._of_base),
                branch="" if head else self._branch(document),
                of_head=document.born.commit in self._of_head,
                of_base=document.born.commit in self._of_base,
                proper=document.proper,
                after=self._linked(document.after),
                was=self._linked(document.was),
            )
        return document.told

    def _linked(self, document: Document | None) -> Life | None:
        return self.life(document) if document and self.is_ours(document) else None

    def _state(self, commit: str) -> State:
        """Return the state of a parent, for one more commit or handed on by the last that needs it."""
        state = self._states[commit]
        self._left[commit] -= 1
        if self._left[commit]:
            state.users += 1
        else:
            del self._states[commit]
        return state

    def _alone(self, entry: Entry, bearer: Bearer) -> None:
        """Take down a number that one document alone has had, and always in one file."""
        known = self.documents.get(bearer.number)
        document = known[0] if known else self._born(entry, bearer)
        document.becomes(bearer)

    def _fold(self, entry: Entry, moves: Sequence[Move], state: State) -> None:
        """Take down what a commit did to contested numbers."""
        taken = [state.take(move.before) if move.before else None for move in moves]
        free: dict[str, list[Document]] = {}
        for document, move in zip(taken, moves, strict=True):
            if document and not _stays(move):
                free.setdefault(document.number, []).append(document)
        for document, move in zip(taken, moves, strict=True):
            if move.after:
                here = document if _stays(move) else None
                if here is None and (moved := free.get(move.after.number)):
                    here = moved.pop()
                here = here or state.revive(move.after.number, move.after.title)
                state.put(move.after, here or self._given(entry, move.after, state, document))
        left = {document for documents in free.values() for document in documents}
        for document, move in zip(taken, moves, strict=True):
            if document in left and document and move.before:
                state.bury(document, Seen(entry.commit, move.before.path, entry.day))

    def _given(self, entry: Entry, bearer: Bearer, state: State, before: Document | None) -> Document:
        """Return a document that gets a number at a commit, `before` being what the file was."""
        document = self._born(entry, bearer)
        if not state.alive.get(bearer.number):
            document.after = next(iter(state.dead.get(bearer.number, ())), None)
        if before and before.proper:
            document.was = before
        return document

    def _born(self, entry: Entry, bearer: Bearer) -> Document:
        document = Document(bearer.number, Seen(entry.commit, bearer.path, entry.day))
        self.documents.setdefault(bearer.number, []).append(document)
        return document

    def _path_at(self, tip: str, document: Document, reached: frozenset[str]) -> str:
        """Return the file that is a document at a tip, '' where none is."""
        if document.number in self._contested:
            return self._states[tip].path_of(document) if tip in self._states else ""
        return next(iter(document.paths)) if document.born.commit in reached else ""

    def _branch(self, document: Document) -> str:
        """Return a branch that has the document, '' where none has it any more."""
        if document.number in self._contested:
            tips = self._tips.branches.items()
            name = next((name for name, tip in tips if self._states[tip].path_of(document)), "")
        else:
            name = self._branch_of.get(document.born.commit, "")
        return name.split("/", 2)[-1]

    @cached_property
    def _branch_of(self) -> Mapping[str, str]:
        """A branch by each commit that it has."""
        found: dict[str, str] = {}
        for name, tip in self._tips.branches.items():
            waiting = [tip]
            while waiting:
                commit = waiting.pop()
                if commit not in found:
                    found[commit] = name
                    waiting += self._parents[commit]
        return found

    def _reached(self, tip: str) -> frozenset[str]:
        found: set[str] = set()
        waiting = [tip] if tip in self._parents else []
        while waiting:
            commit = waiting.pop()
            if commit not in found:
                found.add(commit)
                waiting += self._parents[commit]
        return frozenset(found)


def _stays(move: Move) -> bool:
    """Whether a file keeps its number."""
    return move.before is not None and move.after is not None and move.before.number == move.after.number


def _contested(entries: Sequence[Entry]) -> frozenset[str]:
    """Return the numbers that were given more than once, taken away, changed for another, or moved to another file."""
    given: Counter[str] = Counter()
    contested: set[str] = set()
    for entry in entries:
        for move in entry.moves:
            before, after = move.before, move.after
            if before and after and (before.number, before.path) == (after.number, after.path):
                continue
            contested.update(bearer.number for bearer in (before, after) if before and bearer)
            if after:
                given[after.number] += 1
    return frozenset([*contested, *(number for number, times in given.items() if times > 1)])
