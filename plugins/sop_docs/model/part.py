"""Which documents of a library a copy holds, and for whom it is."""

from dataclasses import dataclass
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
