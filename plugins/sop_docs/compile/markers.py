"""Generated parts that an author may place: `<!-- sop:raci -->` takes a part from its fixed place."""

from collections.abc import Callable
from dataclasses import dataclass, field

Maker = Callable[[], str]
"""What makes a part when it is asked for."""


@dataclass(slots=True)
class Parts:
    """The generated parts of one page by name, made when asked for and given out once; `placed` by the author."""

    placed: frozenset[str] = frozenset()
    makers: dict[str, Maker] = field(default_factory=dict)
    _taken: set[str] = field(default_factory=set)

    def take(self, name: str) -> str | None:
        """Return a part; '' where it was given out already, None where there is none of that name."""
        maker = self.makers.get(name)
        if maker is None:
            return None
        if name in self._taken:
            return ""
        self._taken.add(name)
        return maker()

    def fixed(self, name: str) -> str:
        """Return a part for its fixed place; '' where the author placed it elsewhere."""
        return "" if name in self.placed else self.take(name) or ""
