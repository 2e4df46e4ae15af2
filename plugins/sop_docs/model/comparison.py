"""What is different between two states of documents, ready to be shown in one language."""

from dataclasses import dataclass
from enum import StrEnum

from .bundle import About, Delivered
from .change import Weight
from .review import ReviewedDocument


class Sort(StrEnum):
    """What a name stands for."""

    FILE = "file"
    VERSION = "version"
    REVISION = "revision"
    BUNDLE = "bundle"


@dataclass(frozen=True, slots=True)
class State:
    """One of the two, as it was named; the commit is '' where it is in no commit.

    A bundle says what it was made of, and has versions that the other one has not.
    """

    sort: Sort
    name: str
    commit: str = ""
    about: About | None = None
    alone: tuple[Delivered, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both, and the documents that do not say the same in them."""

    before: State
    after: State
    documents: tuple[ReviewedDocument, ...]

    @property
    def weight(self) -> Weight | None:
        """The weight of the heaviest change, None where there is none."""
        order = list(Weight)
        return max((one.weight for one in self.documents if one.weight), key=order.index, default=None)
