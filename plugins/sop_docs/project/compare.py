"""Two states of documents beside each other: two texts of one document, or two revisions of the library."""

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, TypeAlias

from ..diff import diff, sentence
from ..effects.files import Tree, read_tree
from ..effects.past import Branches, read_branches, resolve
from ..effects.revision_tree import read_tree_at
from ..model.bundle import MANIFEST
from ..model.change import Change, Kind, worst
from ..model.comparison import Comparison, Sort, State
from ..model.content import Content
from ..model.problem import SopError
from ..model.review import ReviewedDocument, Turn
from ..model.revision import Head
from ..model.texts import Texts
from ..model.words import Words
from ..parse.document import WrittenSop, read_document
from ..parse.file_head import read_head
from ..parse.gate import read_source
from ..parse.library import read_sop
from .as_of import find_version
from .collector import without_collector
from .history import History
from .load import Loaded, Loader
from .named import below
from .review.documents import Terms, documents, expanded, suspect_document
from .review.pairs import pairs
from .review.sides import Side, Sides, content_of

_VERSION: Final = re.compile(r"[^@\s]+@[^@{}~^:\s]+")
_Held: TypeAlias = tuple[Tree, Mapping[str, Mapping[str, bytes]]]
"""Files, and the modules that an SOP among them has instead, by its path and their own."""
_ALWAYS: Final = frozenset({Turn.ADDED, Turn.REMOVED, Turn.RETIRED})
"""What is a difference, whatever the text says."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text of a document: None for the content where nobody can read it."""

    state: State
    path: str
    head: Head
    content: Content | None
    data: bytes


def sort_of(name: str) -> Sort:
    """Return what a name on the command line stands for: a file or a bundle where there is one, else something of git.

    That is `NUMBER@VERSION` or a revision.
    """
    file = Path(name)
    if file.is_dir():
        if not (file / MANIFEST).is_file():
            raise SopError(f"{name}: a folder, and no bundle; sop export would have written {MANIFEST} into it")
        return Sort.BUNDLE
    if file.is_file() and file.suffix.lower() == ".zip":
        return Sort.BUNDLE
    if file.is_file():
        return Sort.FILE
    return Sort.VERSION if _VERSION.fullmatch(name) else Sort.REVISION


def text_of_file(loaded: Loaded, content: Path, name: str) -> Text:
    """Return what a file says in the library that the work tree has, wherever it lies."""
    file = Path(name)
    data = file.read_bytes()
    inside = file.resolve().is_relative_to(content.resolve())
    path = below(content, file) if inside else file.name
    source, _ = read_source(path, data)
    written = read_document(source, loaded.library.vocabulary).written if source else None
    if not isinstance(written, WrittenSop):
        raise SopError(f"{name}: no SOP that can be read; `sop check` says what is wrong with it")
    sop, _ = read_sop(path, written, loaded.modules)
    return Text(State(Sort.FILE, name), path, read_head(data), content_of(sop, loaded.library), data)


def text_of_version(history: History, name: str) -> Text:
    """Return a version of a document, as its change log has it: its last text, with what that then stood on."""
    edition = find_version(history, name, history.log).last
    state = State(Sort.VERSION, name, history.past.revisions[edition.at].hash)
    path = edition.own.path.removeprefix(history.past.folder)
    data = history.contents.text(edition.own.blob)
    return Text(state, path, edition.own.head, history.content(edition), data)


def compare_texts(before: Text, after: Text, words: Words) -> Comparison:
    """Return what is different between two texts."""
    changes = _changes(before, after)
    old, new = (text.content.sop if text.content else None for text in (before, after))
    one = ReviewedDocument(
        number=new.number if new else after.head.name,
        title=new.title if new else after.head.title,
        path=after.path,
        turn=Turn.REVISED,
        version_before=old.version if old else before.head.version,
        version_after=new.version if new else after.head.version,
        path_before=before.path if before.path != after.path else "",
        weight=worst(changes),
        changes=tuple((change, sentence(change, words)) for change in changes),
    )
    return Comparison(before.state, after.state, (one,) if changes else ())


def _changes(before: Text, after: Text) -> tuple[Change, ...]:
    """Return what is different; a text that nobody can read may say anything."""
    if before.content is None or after.content is None:
        same = before.data == after.data
        return () if same else (Change(Kind.UNREADABLE, "", Kind.UNREADABLE.weight),)
    return diff(before.content, after.content)


def compare_revisions(content: Path, before: str, after: str, terms: Terms) -> Comparison:
    """Return what is different between two revisions of the library, whatever lies between them."""
    found = repository(content)
    one, two = (State(Sort.REVISION, name, _commit(content, name)) for name in (before, after))
    sides = two_sides(content, found.folder, one.commit, two.commit)
    return Comparison(one, two, tuple(_different(sides, terms)))


def compare_held(before: Texts, after: Texts, terms: Terms) -> tuple[ReviewedDocument, ...]:
    """Return the documents of two bundles that do not say the same, as two revisions would have them."""
    one, two = ((Tree(held.files, {}, ()), held.apart) for held in (before, after))
    return tuple(_different(_sides(one, two), terms))


def repository(content: Path) -> Branches:
    """Return the repository of the library."""
    found = read_branches(content)
    if found is None:
        raise SopError("there is no git repository here, so there are no revisions to compare")
    return found


def two_sides(content: Path, folder: str, before: str, after: str) -> Sides:
    """Return the library as two commits have it, the work tree where the second is '', no rule asked.

    `folder` is where the content lies in the repository. SOPs that are the same in both are only there where what they
    stand on is not.
    """
    new = read_tree_at(content, after, folder, {}) if after else read_tree(content)
    return _sides((read_tree_at(content, before, folder, new.texts), {}), (new, {}))


def _sides(before: _Held, after: _Held) -> Sides:
    old, new = before[0].texts, after[0].texts
    # Most SOPs are the same, and nobody need read them unless something that they stand on is not.
    same = frozenset(path for path, data in new.items() if old.get(path) == data and _is_sop(data))
    sides = _read(before, after, same)
    return sides if sides.steady else _read(before, after, frozenset())


def _is_sop(data: bytes) -> bool:
    return read_head(data).kind == "sop"


def _read(before: _Held, after: _Held, without: Container[str]) -> Sides:
    loader = Loader()
    with without_collector():
        return Sides(*(Side(tree, loader.read(tree, without), (), apart=apart) for tree, apart in (before, after)))


def _commit(content: Path, name: str) -> str:
    commit = resolve(content, name)
    if not commit:
        raise SopError(f"{name}: no file, no NUMBER@VERSION, and no revision here; fetch it first: git fetch origin")
    return commit


def _different(sides: Sides, terms: Terms) -> Iterator[ReviewedDocument]:
    """Yield the documents that say something else, also those whose own files are as they were."""
    found = pairs(sides)
    own = [one for one in documents(sides, found, terms) if one.changes or one.turn in _ALWAYS]
    known = {pair.after for pair in found}
    both = () if sides.steady else sides.before.numbers.keys() & sides.after.numbers.keys() - known
    others = (suspect_document(sides, path, terms) for path in both if expanded(sides, path))
    shown = (replace(one, turn=Turn.REVISED) for one in others)
    yield from sorted((*own, *shown), key=lambda one: (one.path, one.path_before))
