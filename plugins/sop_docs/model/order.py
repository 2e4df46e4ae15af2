"""What is asked for when a copy of a library is made, and what it then is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from .bundle import AS_OF, COPY, NUMBER, TO
from .part import WHOLE, Part, Receiver

ALL, IN_FORCE = "all", "in-force"
"""How many versions of a document, where it is no number."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for: of which commit, on which day (None: the commit's own), which part, how many versions.

    Of each document so many versions have pages at `most`, the one in force among them; None: all. A `lenient` copy has
    pages in spite of what the rules of today find wrong with a state that is past. A copy that has a receiver is
    numbered, and says so on every page. In a `single` one the page of a document holds all that belongs to it: the
    forms it uses, and who signs it.
    """

    commit: str
    day: date | None = None
    part: Part = WHOLE
    most: int | None = None
    lenient: bool = False
    receiver: Receiver | None = None
    single: bool = False

    @property
    def options(self) -> Mapping[str, str]:
        """The same as it is typed, but for the commit, by the names of the options; and which copy it is."""
        part = self.part
        versions = "" if self.most is None or self.single else IN_FORCE if self.most == 1 else str(self.most)
        told = {
            "department": part.department,
            "role": part.role,
            NUMBER: " ".join(part.numbers),
            AS_OF: self.day.isoformat() if self.day else "",
            "versions": versions,
            TO: self.receiver.name if self.receiver else "",
            COPY: str(self.receiver.copy) if self.receiver else "",
        }
        return {name: value for name, value in told.items() if value}


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy of a library to be read apart from it: what was asked for, and the day it is of.

    `address` is where the library itself stands, with `/` at its end, '' where nobody says.
    """

    order: Order
    day: date
    address: str = ""
