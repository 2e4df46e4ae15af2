"""What history says about numbers: a number is for life, so whatever had one once keeps it taken."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from .names import folded

_STEM = re.compile(r"(?=[A-Za-z._-]*[0-9])[A-Za-z0-9]+(?:[-_.][A-Za-z0-9]+)*")
_LONGEST = 64


@dataclass(frozen=True, slots=True)
class Bearer:
    """A file as a commit has it: the number it bears, in its front matter or else in its name, and its title."""

    path: str
    number: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Move:
    """What a commit did to a bearer: None before where it is new, None after where it is gone."""

    before: Bearer | None
    after: Bearer | None


@dataclass(frozen=True, slots=True)
class Entry:
    """A commit as the ledger keeps it; `day` is None where its date cannot be read."""

    commit: str
    parents: tuple[str, ...]
    day: date | None
    moves: tuple[Move, ...] = ()


@dataclass(frozen=True, slots=True)
class Seen:
    """A file at a commit."""

    commit: str
    path: str
    day: date | None


@dataclass(frozen=True, slots=True, eq=False)
class Life:
    """One document that has had a number, from its first commit on.

    `head` is where HEAD has it, '' where HEAD has not, `at_base` the same of the base; `branch` names another branch
    that has it still. `of_head` and `of_base` tell that the history of HEAD or of the base has its first commit;
    `proper`, that a file was once named after the number. `ended` is the last commit that took it away, `after` the
    deleted document that had the number before, `was` the same document under its number before.
    """

    number: str
    title: str
    titles: frozenset[str]
    born: Seen
    ended: Seen | None = None
    head: str = ""
    at_base: str = ""
    branch: str = ""
    of_head: bool = False
    of_base: bool = False
    proper: bool = False
    after: "Life | None" = None
    was: "Life | None" = None

    @property
    def gone(self) -> bool:
        """Whether HEAD has deleted it, or every branch that had it."""
        return not self.head and (self.of_head or not self.branch)

    def is_titled(self, title: str) -> bool:
        """Return whether the document ever had this title: that makes two of one number one document."""
        return folded(title) in self.titles


@dataclass(frozen=True, slots=True)
class Ledger:
    """Every number that a reachable commit has used; `base` names the revision that is compared with, if any.

    `folder` is the content folder as seen from the top of the repository, with a `/` at its end, or ''.
    """

    lives: Mapping[str, tuple[Life, ...]] = field(default_factory=dict)
    at_head: Mapping[str, Life] = field(default_factory=dict)
    taken: frozenset[str] = frozenset()
    folder: str = ""
    base: str = ""

    def own(self, number: str, path: str, title: str) -> Life | None:
        """Return the life of a document of the work tree, None where no commit has it yet."""
        lives = self.lives.get(number, ())
        here = [life for life in lives if life.head]
        same = [life for life in here if life.head == self.folder + path]
        known = same or here or [life for life in lives if life.is_titled(title)]
        return known[0] if known else None

    def others(self, number: str, own: Life | None) -> Iterator[Life]:
        """Yield the lives of a number that are other documents than `own`, in the order of their first commits."""
        for life in self.lives.get(number, ()):
            if life is not own and not (own and life.titles & own.titles):
                yield life


def stem_number(path: str) -> str:
    """Return the name of a file without its ending where it could be a number, else ''."""
    stem = path.rpartition("/")[2].removesuffix(".md")
    return stem if len(stem) <= _LONGEST and _STEM.fullmatch(stem) else ""
