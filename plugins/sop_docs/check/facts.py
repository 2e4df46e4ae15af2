"""What rules need to know of every SOP of a library: a few words each, kept between runs.

A run that finds one file changed reads that file, and those whose findings depend on it. All others are there as
`Other`: their path, their number and the facts of the last run; whatever else a rule asks of one is read then. Both are
noted. So a rule may ask for anything, and is fast where it asks for facts.
"""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from ..model.place import Text
from ..model.sop import Sop

Fact = Callable[[Sop], tuple[Text, ...]]

FACTS: dict[str, Fact] = {}
"""How every fact is read from an SOP, by its name."""


def fact(read: Fact) -> Fact:
    """Make a reading of one SOP, and of nothing else, a fact."""
    name = read.__name__
    if name in FACTS:
        message = f"{name} is a fact already"
        raise ValueError(message)
    FACTS[name] = read

    @wraps(read)
    def known(sop: Sop) -> tuple[Text, ...]:
        return sop.fact(name) if isinstance(sop, Other) else read(sop)

    return known


class Other(Sop):
    """An SOP that a rule meets beside the one it looks at."""

    __slots__ = ("_asked", "_facts", "_number", "_read")

    _number: str
    _facts: Mapping[str, tuple[Text, ...]]
    _read: Callable[[str], Sop]
    _asked: Callable[[str], None]

    def __init__(
        self,
        path: str,
        number: str,
        facts: Mapping[str, tuple[Text, ...]],
        read: Callable[[str], Sop],
        asked: Callable[[str], None],
    ) -> None:
        """Take all facts; `read` gives the SOP of a path, `asked` is told when it was used."""
        for name, value in (("path", path), ("_number", number), ("_facts", facts), ("_read", read), ("_asked", asked)):
            object.__setattr__(self, name, value)

    @property
    def number(self) -> str:
        """The number for life."""
        return self._number

    def fact(self, name: str) -> tuple[Text, ...]:
        """Return a fact."""
        self._asked(self.path)
        return self._facts[name]

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - any attribute
        """Return what only the whole SOP has; its own slots for that stay empty."""
        if name not in Sop.__slots__:
            raise AttributeError(name)
        self._asked(self.path)
        return getattr(self._read(self.path), name)


@fact
def heading(sop: Sop) -> tuple[Text, ...]:
    """Return number, title and version."""
    return sop.identity.number, sop.identity.title, sop.identity.version


@fact
def names_in(sop: Sop) -> tuple[Text, ...]:
    """Return what things are called in an SOP: its title, its outputs."""
    return sop.identity.title, *(item for step in sop.steps for item in step.outputs)
