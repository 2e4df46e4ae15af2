"""Files become a library: gate, vocabulary, documents, modules put in."""

from collections.abc import Container, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from ..effects.files import Tree, read_tree
from ..model.delivery import Delivery
from ..model.library import Library
from ..model.place import Source
from ..model.problem import Problem
from ..model.sop import Sop
from ..model.vocabulary import Vocabulary
from ..parse.deliveries import FILE_BYTES, read_deliveries
from ..parse.document import Document, Written, WrittenSop, read_document
from ..parse.expand import WrittenModule
from ..parse.gate import check_paths, read_source
from ..parse.library import assemble, modules_of, read_sop
from ..parse.vocabulary import read_vocabulary

VOCABULARY = "vocabulary.yml"
DELIVERIES = "deliveries.yml"
_UNPUBLISHED = frozenset({VOCABULARY, DELIVERIES})


@dataclass(frozen=True, slots=True)
class Loaded:
    """A library, what reading it brought up, by document and of the rest, and how many files were looked at.

    `modules` are those of the library before parameters are put in.
    """

    library: Library
    found: Mapping[str, tuple[Problem, ...]]
    problems: tuple[Problem, ...]
    files: int
    texts: Mapping[str, bytes]
    attachments: Mapping[str, bytes]
    modules: Mapping[str, WrittenModule]

    def read_sop(self, path: str, instead: Mapping[str, bytes] | None = None) -> Sop:
        """Return one SOP more, of a file that was left out; it may stand on modules `instead` of those of the library.

        These are files by their paths.
        """
        written = self._written(path, self.texts[path])
        if not isinstance(written, WrittenSop):
            raise TypeError(path)
        others = (self._written(*file) for file in (instead or {}).items())
        modules = {other.head.name.value: other for other in others if isinstance(other, WrittenModule)}
        return read_sop(path, written, {**self.modules, **modules})[0]

    def _written(self, path: str, data: bytes) -> Written | None:
        source, found = read_source(path, data)
        return _document(path, source, found, self.library.vocabulary).written


class Loader:
    """Reads a content folder again and again; what has not changed is parsed once."""

    def __init__(self) -> None:
        self._vocabulary: tuple[bytes | None, Vocabulary, tuple[Problem, ...]] | None = None
        self._deliveries: tuple[bytes | None, tuple[Delivery, ...], tuple[Problem, ...]] = None, (), ()
        self._parsed: dict[tuple[str, bytes], Document] = {}

    def load(self, content: Path) -> Loaded:
        """Return the library in `content` as it is now."""
        return self.read(read_tree(content))

    def read(self, tree: Tree, without: Container[str] = ()) -> Loaded:
        """Return the library of files, `without` the documents at these paths."""
        vocabulary, problems = self._read_vocabulary(tree.texts.get(VOCABULARY))
        paths = [path for path in tree.texts if path.endswith(".md") and path not in without]
        # Who leaves documents out may want them the next time.
        left = {known: document for known, document in self._parsed.items() if known[0] in without}
        documents = self._documents({path: tree.texts[path] for path in paths}, vocabulary)
        self._parsed |= left
        others = {path: data for path, data in tree.texts.items() if _is_attached(path)}
        attachments = {**tree.attachments, **others}
        library, found = assemble(documents, vocabulary, tuple(attachments))
        deliveries, of_record = self._read_deliveries(tree.texts.get(DELIVERIES))
        library = replace(library, deliveries=deliveries)
        of_paths = check_paths([*tree.texts, *tree.attachments])
        files = len(tree.texts) + len(tree.attachments)
        problems = (*tree.problems, *of_paths, *problems, *of_record)
        return Loaded(library, found, problems, files, tree.texts, attachments, modules_of(documents))

    def _read_vocabulary(self, data: bytes | None) -> tuple[Vocabulary, tuple[Problem, ...]]:
        if self._vocabulary is None or self._vocabulary[0] != data:
            source, problems = (None, ()) if data is None else read_source(VOCABULARY, data)
            vocabulary, more = read_vocabulary(source)
            self._vocabulary = data, vocabulary, (*problems, *more)
            self._parsed = {}
        return self._vocabulary[1], self._vocabulary[2]

    def _read_deliveries(self, data: bytes | None) -> tuple[tuple[Delivery, ...], tuple[Problem, ...]]:
        if self._deliveries[0] != data:
            self._deliveries = data, *read_record(data)
        return self._deliveries[1:]

    def _documents(self, texts: Mapping[str, bytes], vocabulary: Vocabulary) -> list[Document]:
        parsed: dict[tuple[str, bytes], Document] = {}
        for path, data in texts.items():
            document = self._parsed.get((path, data))
            if document is None:
                source, found = read_source(path, data)
                document = _document(path, source, found, vocabulary)
            parsed[path, data] = document
        self._parsed = parsed
        return list(parsed.values())


def _is_attached(path: str) -> bool:
    return not path.endswith(".md") and path not in _UNPUBLISHED


def read_record(data: bytes | None) -> tuple[tuple[Delivery, ...], tuple[Problem, ...]]:
    """Return the entries of a record of deliveries, and what is wrong with it."""
    source, problems = (None, ()) if data is None else read_source(DELIVERIES, data, FILE_BYTES)
    deliveries, found = read_deliveries(source)
    return deliveries, (*problems, *found)


def _document(path: str, source: Source | None, problems: tuple[Problem, ...], vocabulary: Vocabulary) -> Document:
    if source is None:
        return Document(path, None, problems)
    document = read_document(source, vocabulary)
    return replace(document, problems=(*problems, *document.problems))
