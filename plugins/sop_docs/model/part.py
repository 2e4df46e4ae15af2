"""What a copy of a library holds of it."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Part:
    """Which documents: of a department, by code or name, in which a role has a duty, of these numbers; '' asks nothing.

    Who asks for several of these gets the documents that are all of them.
    """

    department: str = ""
    role: str = ""
    numbers: tuple[str, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether nothing is left out."""
        return not (self.department or self.role or self.numbers)


WHOLE = Part()
"""The part that leaves nothing out."""


class Receiver(NamedTuple):
    """Whom a copy is for, and which one of all that were handed out it is."""

    name: str
    copy: int


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy of a library to be read apart from it: of a commit, on a day, which part.

    Of each document so many versions have pages at `most`, the one in force among them; None: all. `address` is where
    the library itself stands, with `/` at its end, '' where nobody says. A `lenient` copy has pages in spite of what
    the rules of today find wrong with a state that is past. A numbered one has a receiver, and says so on every page.
    In a `single` one the page of a document holds all that belongs to it: the forms it uses, and who signs it.
    """

    commit: str
    day: date
    part: Part = WHOLE
    most: int | None = None
    address: str = ""
    lenient: bool = False
    receiver: Receiver | None = None
    single: bool = False
