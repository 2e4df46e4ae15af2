"""Who bears the contested numbers at one commit, and who did before it. Touches no file."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ..model.ledger import Bearer, Life, Seen, stem_number
from ..model.names import folded


@dataclass(slots=True, eq=False)
class Document:
    """A life that is still being told; `proper` says that its file was once named after its number."""

    number: str
    born: Seen
    title: str = ""
    titles: set[str] = field(default_factory=set)
    paths: dict[str, None] = field(default_factory=dict)
    proper: bool = False
    ended: Seen | None = None
    after: "Document | None" = None
    was: "Document | None" = None
    told: Life | None = None

    def becomes(self, bearer: Bearer) -> None:
        """Take down what a commit made of the file."""
        self.paths.pop(bearer.path, None)
        self.paths[bearer.path] = None
        if bearer.title:
            self.title = bearer.title
            self.titles.add(folded(bearer.title))
        self.proper = self.proper or stem_number(bearer.path) == bearer.number


Files = tuple[tuple[str, Document], ...]
"""The files that bear one number, nearly always a single one."""


@dataclass(slots=True, eq=False)
class State:
    """The files and the deleted documents by number; shared by `users` commits and copied before it is changed."""

    alive: dict[str, Files] = field(default_factory=dict)
    dead: dict[str, tuple[Document, ...]] = field(default_factory=dict)
    users: int = 1

    def owned(self) -> "State":
        """Return this state, or a copy where other commits have it as well."""
        if self.users == 1:
            return self
        self.users -= 1
        return State(dict(self.alive), dict(self.dead))

    def take(self, bearer: Bearer) -> Document | None:
        """Return the document that a file was and take it out; a file that a merge lost sight of is found again."""
        number, files = bearer.number, self.alive.get(bearer.number, ())
        at = next((index for index, (path, _) in enumerate(files) if path == bearer.path), 0)
        if files:
            self.alive[number] = files[:at] + files[at + 1 :]
            return files[at][1]
        return self.revive(number, bearer.title)

    def revive(self, number: str, title: str) -> Document | None:
        """Return the deleted document that had the number and the title, no longer deleted."""
        for document in self.dead.get(number, ()):
            if folded(title) in document.titles:
                self.dead[number] = tuple(other for other in self.dead[number] if other is not document)
                document.ended = None
                return document
        return None

    def put(self, bearer: Bearer, document: Document) -> None:
        """Let a file be a document."""
        document.becomes(bearer)
        self.alive[bearer.number] = (*self.alive.get(bearer.number, ()), (bearer.path, document))

    def bury(self, document: Document, end: Seen) -> None:
        """Let a document be deleted."""
        document.ended = end
        self.dead[document.number] = (document, *self.dead.get(document.number, ()))

    def path_of(self, document: Document) -> str:
        """Return the file that is a document, '' where none is."""
        return next((path for path, other in self.alive.get(document.number, ()) if other is document), "")


def merged(states: Sequence[State]) -> State:
    """Return what a merge has of its parents: what one of them deleted is deleted, what one of them has new is there.

    States are not looked at number by number where they are alike: a history may have thousands of merges.
    """
    first, *others = states
    for state in others:
        if state is first:
            first.users -= 1
            continue
        state.users -= 1
        first = first.owned()
        for number in _unlike(first.alive, state.alive):
            first.alive[number] = tuple(_both(number, first, state))
        for number in _unlike(first.dead, state.dead):
            there = [document for _, document in first.alive.get(number, ())]
            union = dict.fromkeys((*first.dead.get(number, ()), *state.dead.get(number, ())))
            first.dead[number] = tuple(document for document in union if document not in there)
    return first


def _unlike(one: Mapping[str, object], other: Mapping[str, object]) -> list[str]:
    found = [number for number, value in other.items() if one.get(number) is not value]
    return [*found, *(number for number in one if number not in other)]


def _both(number: str, one: State, other: State) -> Iterator[tuple[str, Document]]:
    """Yield the files that bear a number in a merge of two; of two paths the one that was told last."""
    paths: dict[Document, set[str]] = {}
    for path, document in (*one.alive.get(number, ()), *other.alive.get(number, ())):
        paths.setdefault(document, set()).add(path)
    deleted = {*one.dead.get(number, ()), *other.dead.get(number, ())}
    for document, there in paths.items():
        if document not in deleted:
            yield next(path for path in reversed(document.paths) if path in there), document
