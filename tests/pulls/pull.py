"""What a pull request is made of: commits, and what each makes of the files."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from demo.edits import GoneError
from demo.people import Person


class Act(Protocol):
    """What a commit makes of a text; the edits of the story are such acts."""

    def redo(self, text: str) -> str:
        """Return the text after it."""


@dataclass(frozen=True, slots=True)
class Whole:
    """All that a file says from now on, whatever it said."""

    text: str

    def redo(self, _: str) -> str:
        """Return the text."""
        return self.text


@dataclass(frozen=True, slots=True)
class Stretch:
    """The lines from one to before another; they go, or stand before a third line from now on."""

    start: str
    end: str
    before: str = ""

    def redo(self, text: str) -> str:
        """Return the text without the stretch, or with it where it belongs."""
        head, first, rest = text.partition(f"{self.start}\n")
        piece, last, tail = rest.partition(f"{self.end}\n")
        left, target = head + last + tail, f"{self.before}\n"
        if not (first and last) or (self.before and left.count(target) != 1):
            raise GoneError(f"{self.start} … {self.end} … {self.before}")
        return left.replace(target, first + piece + target) if self.before else left


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit; a path of `gone` is deleted, one of `moved` has another name first and is edited then."""

    at: str
    author: Person
    message: str
    edits: Mapping[str, Sequence[Act]] = field(default_factory=dict)
    moved: Mapping[str, str] = field(default_factory=dict)
    gone: Sequence[str] = ()


class Said(NamedTuple):
    """An account that approved the commit of a pull request with that index."""

    by: str
    commit: int


@dataclass(frozen=True, slots=True)
class Pull:
    """A branch with its commits, and who approved it on the forge, where somebody asked."""

    name: str
    branch: str
    commits: Sequence[Commit]
    approvals: Sequence[Said] | None = None
