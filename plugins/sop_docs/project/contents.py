"""Old texts read: every file once, with the vocabulary, modules and forms of its own commit."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cached_property
from hashlib import sha256

from ..effects.blobs import Blobs
from ..effects.changes_store import ChangesStore
from ..history.editions import Surroundings
from ..model.content import Content
from ..model.form import Form
from ..model.past import Edition, Past, Snapshot
from ..model.vocabulary import Calendar, Vocabulary
from ..parse.document import Document, WrittenSop, read_document
from ..parse.expand import WrittenModule
from ..parse.gate import read_source
from ..parse.library import read_sop
from ..parse.names import names_in
from ..parse.vocabulary import read_vocabulary

_FEW_KEPT = 20
"""So many whole documents are: one is asked for again while its own history is told."""
_MOST_KEPT = 500
"""So many parsed files are held at once; of one document's history none needs more."""


class Contents:
    """The texts of every commit, and of the work tree by the blobs of `tree`."""

    def __init__(self, past: Past, blobs: Blobs, tree: Mapping[str, bytes], kept: ChangesStore) -> None:
        self._past, self.blobs, self._tree, self._kept = past, blobs, tree, kept
        self._documents: dict[tuple[str, str, str], Document] = {}
        self._contents: dict[tuple[int, str, str], Content | None] = {}
        self._vocabularies: dict[str, Vocabulary] = {}
        self._unreadable: set[str] = set()
        self._texts: dict[str, bytes] = {}
        self._expected: set[str] = set()
        self.surroundings = Surroundings(past, self.sense)

    def text(self, blob: str) -> bytes:
        """Return a file."""
        if blob in self._tree:
            return self._tree[blob]
        if blob not in self._texts:
            wanted = sorted({blob, *(self._expected - self._texts.keys() if blob in self._expected else ())})
            self._texts |= zip(wanted, self.blobs.read(wanted), strict=True)
        return self._texts[blob]

    def expect(self, files: Iterable[Snapshot]) -> None:
        """Take note of files that will be asked for: the first that is brings the others along. Forget all others."""
        self._expected = {one.blob for one in files if one.blob and one.blob not in self._tree}
        self._texts = {blob: data for blob, data in self._texts.items() if blob in self._expected}

    def vocabulary(self, blob: str) -> Vocabulary:
        """Return the words of the house in a file, none where it is ''."""
        if blob not in self._vocabularies:
            source, problems = read_source("vocabulary.yml", self.text(blob)) if blob else (None, ())
            words, found = read_vocabulary(source)
            self._vocabularies[blob] = words
            if (problems or found) and words == read_vocabulary(None)[0]:
                self._unreadable.add(blob)
        return self._vocabularies[blob]

    @property
    def calendar(self) -> Calendar:
        """When people work, by the newest vocabulary."""
        return self.vocabulary(self.surroundings.vocabulary(len(self._past.revisions))).calendar

    def sense(self, blob: str) -> str:
        """Return what a vocabulary means to procedures, '' where nobody can read it.

        People come and go without any procedure being another.
        """
        return self._kept.sense(blob, lambda: self._sense(blob))

    def names_in(self, own: Snapshot) -> frozenset[str]:
        """Return the words of a file that are names of modules or forms of any commit."""
        return self._kept.names(own.blob, self._known, lambda: self._names_in(own))

    def document(self, edition: Edition) -> Document:
        """Return a file as today's rules of reading take it, with what they find wrong."""
        return self._document(edition.own, edition.at)

    def content(self, edition: Edition) -> Content | None:
        """Return a document with all that it stood on, None where nobody can read it."""
        key = edition.at, edition.own.path, edition.own.blob
        if key not in self._contents:
            if len(self._contents) >= _FEW_KEPT:
                self._contents.clear()
            self._contents[key] = self._content(edition)
        return self._contents[key]

    def modules(self, edition: Edition) -> Mapping[str, tuple[str, bytes]]:
        """Return the files of the modules that a text may stand on, by name: path and bytes."""
        things = self.surroundings.things(edition.own, edition.at, self.names_in)
        found = ((name, self.surroundings.file(kind, name, edition.at)) for kind, name in things if kind == "module")
        return {name: (self._path(file), self.text(file.blob)) for name, file in found if file}

    @cached_property
    def _known(self) -> str:
        return sha256("\n".join(sorted(self.surroundings.names)).encode("utf-8", "surrogatepass")).hexdigest()

    def _names_in(self, own: Snapshot) -> frozenset[str]:
        return names_in(self.text(own.blob)) & self.surroundings.names

    def _sense(self, blob: str) -> str:
        words = self.vocabulary(blob)
        if blob in self._unreadable:
            return ""
        meaning = (
            [(code, name.value) for code, name in words.departments.items()],
            [(name, role.department, role.level) for name, role in words.roles.items()],
            [(code, kind.pattern) for code, kind in words.types.items()],
            [(code, name.value) for code, name in words.scenarios.items()],
        )
        return sha256(repr(meaning).encode()).hexdigest()

    def _content(self, edition: Edition) -> Content | None:
        written = self._document(edition.own, edition.at).written
        if not isinstance(written, WrittenSop):
            return None
        at, modules, forms = edition.at, {}, {}
        for kind, name in sorted(self.surroundings.things(edition.own, at, self.names_in)):
            file = self.surroundings.file(kind, name, at)
            shared = self._document(file, at).written if file else None
            if isinstance(shared, WrittenModule):
                modules[name] = shared
            elif isinstance(shared, Form):
                forms[name] = shared
        sop, _ = read_sop(self._path(edition.own), written, modules)
        used = {form.value for step in sop.steps for form in step.forms}
        forms = {number: form for number, form in forms.items() if number in used}
        return Content(sop, forms, self.vocabulary(self.surroundings.vocabulary(at)))

    def _document(self, file: Snapshot, at: int) -> Document:
        words = self.surroundings.vocabulary(at)
        key = self._path(file), file.blob, self.sense(words)
        if key not in self._documents:
            if len(self._documents) >= _MOST_KEPT:
                self._documents.clear()
            source, found = read_source(key[0], self.text(file.blob))
            document = read_document(source, self.vocabulary(words)) if source else Document(key[0], None, ())
            self._documents[key] = replace(document, problems=(*found, *document.problems))
        return self._documents[key]

    def _path(self, file: Snapshot) -> str:
        return file.path.removeprefix(self._past.folder)
