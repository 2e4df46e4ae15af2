"""The version numbers that changed documents need, written into their files."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ..effects.past import common, resolve
from ..format import Formatted, with_version
from ..model.problem import SopError
from ..model.review import Leap, Note, ReviewedDocument
from .compare import repository, two_sides
from .named import named
from .review.documents import Terms, documents
from .review.pairs import pairs

MAIN: Final = ("origin/HEAD", "origin/main", "origin/master", "main", "master")
"""What the main branch may be called."""
_REASON: Final = "reason."


@dataclass(frozen=True, slots=True)
class Bumped:
    """A document whose version is another than that of the base, or has to be.

    `file` is None where the number is right, or cannot be written since the file spells it in a way of its own.
    """

    document: ReviewedDocument
    version: str
    file: Formatted | None

    @property
    def stuck(self) -> bool:
        """Whether the number is to be written by hand."""
        return self.file is None and self.version != self.document.version_after

    @property
    def reasons(self) -> tuple[Note, ...]:
        """What is to be said of the reason of the new version."""
        return tuple(note for note in self.document.notes if note.key.startswith(_REASON))


def bump_files(content: Path, paths: Sequence[Path], base: str | None, terms: Terms) -> tuple[Bumped, ...]:
    """Return the issued documents named, or below folders named (none: all), that differ from the main branch.

    With a `base` it is what HEAD has in common with that. Nothing is written.
    """
    found = repository(content)
    wanted = named(content, paths)
    sides = two_sides(content, found.folder, common(content, found.head, _base(content, base)), "")
    reviewed = (one for one in documents(sides, pairs(sides), terms) if wanted(one.path))
    return tuple(_bumped(reviewed, sides.after.tree.texts))


def _bumped(reviewed: Iterable[ReviewedDocument], texts: Mapping[str, bytes]) -> Iterator[Bumped]:
    for one in reviewed:
        if one.bump is None or (one.bump.ok and one.bump.found is Leap.NONE):
            continue
        if one.bump.ok:
            yield Bumped(one, one.version_after, None)
            continue
        data = texts[one.path]
        after = with_version(one.path, data, one.bump.version)
        yield Bumped(one, one.bump.version, Formatted(one.path, data, after) if after else None)


def _base(content: Path, name: str | None) -> str:
    commit = next(filter(None, (resolve(content, one) for one in (MAIN if name is None else (name,)))), "")
    if commit:
        return commit
    if name is not None:
        raise SopError(f"--base {name}: no such revision here; fetch the branch first: git fetch origin")
    raise SopError(f"none of {', '.join(MAIN)} is here: say with --base what the main branch is")
