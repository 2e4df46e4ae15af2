"""Two revisions opened: what both have in the content folder, looked at by all rules, and who wrote the difference."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from ...effects.files import Tree, read_tree
from ...effects.git import SHALLOW, top_of
from ...effects.history import read_single
from ...effects.kept_store import KeptStore
from ...effects.past import Branches, common, read_branches, read_commits, resolve
from ...effects.revision_tree import changed_paths, read_file_at, read_tree_at
from ...model.problem import Problem, SopError
from ...model.revision import Person
from ...model.version import Remarks
from ...model.vocabulary import Vocabulary
from ...model.words import Words
from ...parse.gate import read_source
from ...parse.slug import remember_readings
from ...parse.vocabulary import read_vocabulary
from ..collector import without_collector
from ..ledger import load_ledgers
from ..load import VOCABULARY, Loader
from ..recheck import look_at, terms_on
from ..remarks import read_remarks
from ..settings import Settings
from .alarms import alarms
from .sides import Side, Sides

_NO_REPOSITORY = "there is no git repository here, so there are no revisions to compare"


@dataclass(frozen=True, slots=True)
class Revisions:
    """The two that are compared, as hashes and as they were named; the head's hash is '' for the work tree.

    `alarms` are changed files that say what the tool does or who may approve; `house` has who may, by the newest
    words of the base: a change that began long ago is not for those to approve who held a post then.
    """

    base: str
    head: str
    base_name: str
    head_name: str
    authors: tuple[Person, ...]
    alarms: tuple[str, ...]
    house: Vocabulary


@dataclass(frozen=True, slots=True)
class Place:
    """Where a library lies, and by what it is judged; `known` are the problems of `mkdocs.yml`, the file `config`."""

    content: Path
    config: Path
    cache: Path
    day: date
    settings: Settings
    words: Words
    known: Sequence[Problem] = ()


def open_revisions(place: Place, base_name: str, head_name: str) -> tuple[Sides, Revisions]:
    """Return both sides of what lies between HEAD, or another revision, and what it has in common with a base."""
    found, target, commit = _resolved(place.content, base_name, head_name)
    base = common(place.content, commit, target)
    head = commit if head_name else ""
    after = read_tree_at(place.content, head, found.folder, {}) if head else read_tree(place.content)
    before = read_tree_at(place.content, base, found.folder, after.texts)
    with without_collector():
        sides = _looked_at(
            place, replace(found, head=commit), (base_name, target), base, (before, after), keep=not head
        )
    authors = _authors(place.content, base, commit)
    changed = alarms(changed_paths(place.content, base, head), found.folder)
    changed = changed if head else _really(place.content, base, changed)
    house = sides.before.loaded.library.vocabulary if base == target else _words_at(place.content, target, found.folder)
    return sides, Revisions(base, head, base_name, head_name, authors, changed, house)


def _resolved(content: Path, base_name: str, head_name: str) -> tuple[Branches, str, str]:
    """Return the repository, the commit of the base, and that of the head."""
    found = read_branches(content)
    if found is None:
        raise SopError(_NO_REPOSITORY)
    if found.shallow:
        raise SopError(SHALLOW)
    target = resolve(content, base_name)
    if not target:
        raise SopError(f"--base {base_name}: no such revision here; fetch the branch first: git fetch origin")
    commit = resolve(content, head_name) if head_name else found.head
    if not commit:
        raise SopError(f"--head {head_name or 'HEAD'}: no such revision here; fetch it first: git fetch origin")
    return found, target, commit


def _looked_at(
    place: Place, found: Branches, target: tuple[str, str], base: str, trees: tuple[Tree, Tree], *, keep: bool
) -> Sides:
    """Return both sides with their problems; the second look believes what the first one and the last check found.

    What the first one leaves is kept for the next check where that is one of the work tree.
    """
    before, after = trees
    ledgers = load_ledgers(place.content, place.cache, found, base, found.head, target)
    store = KeptStore(place.content)
    last = store.read()
    remember_readings(last.readings)

    def remarks_of(texts: Mapping[str, bytes] | None) -> Remarks:
        here = place.content, place.cache, texts, place.day, place.settings, place.words
        return read_remarks(*here, found.up_to(base))

    known, loader = _known_before(place, base), Loader()
    terms = [terms_on(place.day, place.settings, ledger) for ledger in ledgers]
    new = look_at(after, (last,), terms[1], place.settings, place.known, remarks_of, loader)
    old = look_at(before, (new.kept, last), terms[0], place.settings, known, lambda _: remarks_of(None), loader)
    if keep:
        store.write(new.kept)
    return Sides(*(Side(tree, one.loaded, one.problems, dict(one.sops)) for tree, one in ((before, old), (after, new))))


def _known_before(place: Place, base: str) -> Sequence[Problem]:
    """Return the problems of `mkdocs.yml` where the base had the same file: else they are the change's own."""
    if not place.known:
        return ()
    top = top_of(place.content)
    path = place.config.resolve().relative_to(top).as_posix() if top else ""
    return place.known if read_file_at(place.content, base, path) == place.config.read_bytes() else ()


def _words_at(content: Path, commit: str, folder: str) -> Vocabulary:
    """Return the words of the house as a commit has them."""
    data = read_file_at(content, commit, folder + VOCABULARY)
    return read_vocabulary(read_source(VOCABULARY, data)[0] if data is not None else None)[0]


def _authors(content: Path, base: str, head: str) -> tuple[Person, ...]:
    """Return who wrote the commits since a base; a merge counts where it has something that no parent has."""
    commits = [one for one in read_commits(content, [head], [base]) if not one.parents[1:] or one.changes]
    if not commits:
        return ()
    written = read_single(content, [one.hash for one in commits])
    return tuple(dict.fromkeys(person for one in written for person in (one.author, *one.coauthors)))


def _really(content: Path, base: str, paths: Sequence[str]) -> tuple[str, ...]:
    """Return the files of the work tree that are not as a commit has them: git may only have their time in mind."""
    top = top_of(content) or content
    return tuple(path for path in paths if _bytes(top / path) != read_file_at(content, base, path))


def _bytes(file: Path) -> bytes | None:
    return file.read_bytes() if file.is_file() and not file.is_symlink() else None
