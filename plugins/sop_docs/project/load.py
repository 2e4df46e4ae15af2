"""Files become a library: gate, vocabulary, documents, modules put in."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ..effects.files import Tree, read_tree
from ..model.library import Library
from ..model.place import Source
from ..model.problem import Problem
from ..model.vocabulary import Vocabulary
from ..parse.document import Document, read_document
from ..parse.gate import check_paths, read_source
from ..parse.library import assemble
from ..parse.vocabulary import read_vocabulary

VOCABULARY = "vocabulary.yml"


@dataclass(frozen=True, slots=True)
class Loaded:
    """A library, the problems that reading it brought up, and how many files were looked at."""

    library: Library
    problems: tuple[Problem, ...]
    files: int
    texts: Mapping[str, bytes]
    attachments: Mapping[str, bytes]


class Loader:
    """Reads a content folder again and again; what has not changed is parsed once."""

    def __init__(self) -> None:
        self._vocabulary: tuple[bytes | None, Vocabulary, tuple[Problem, ...]] | None = None
        self._parsed: dict[tuple[str, bytes], Document] = {}

    def load(self, content: Path) -> Loaded:
        """Return the library in `content` as it is now."""
        tree = read_tree(content)
        vocabulary, problems = self._read_vocabulary(tree.texts.get(VOCABULARY))
        documents = self._documents(tree, vocabulary)
        others = {path: data for path, data in tree.texts.items() if not path.endswith(".md") and path != VOCABULARY}
        attachments = {**tree.attachments, **others}
        library, written = assemble(documents, vocabulary, tuple(attachments))
        paths = check_paths([*tree.texts, *tree.attachments])
        found = (*tree.problems, *paths, *problems, *written)
        return Loaded(library, found, len(tree.texts) + len(tree.attachments), tree.texts, attachments)

    def _read_vocabulary(self, data: bytes | None) -> tuple[Vocabulary, tuple[Problem, ...]]:
        if self._vocabulary is None or self._vocabulary[0] != data:
            source, problems = (None, ()) if data is None else read_source(VOCABULARY, data)
            vocabulary, more = read_vocabulary(source)
            self._vocabulary = data, vocabulary, (*problems, *more)
            self._parsed = {}
        return self._vocabulary[1], self._vocabulary[2]

    def _documents(self, tree: Tree, vocabulary: Vocabulary) -> list[Document]:
        parsed: dict[tuple[str, bytes], Document] = {}
        for path, data in tree.texts.items():
            if not path.endswith(".md"):
                continue
            document = self._parsed.get((path, data))
            if document is None:
                source, found = read_source(path, data)
                document = _document(path, source, found, vocabulary)
            parsed[path, data] = document
        self._parsed = parsed
        return list(parsed.values())


def _document(path: str, source: Source | None, problems: tuple[Problem, ...], vocabulary: Vocabulary) -> Document:
    if source is None:
        return Document(path, None, problems)
    document = read_document(source, vocabulary)
    return Document(path, document.written, (*problems, *document.problems))
