"""What a change is said of."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..model.change import Change, Kind
from ..model.place import Text


@dataclass(frozen=True, slots=True)
class Spot:
    """A step, a section, a form … that changes are told of.

    `values["at"]` says which words name it (`change.at.step`), the others fill these words.
    """

    where: str
    values: Mapping[str, str] = field(default_factory=lambda: {"at": "document"})

    def change(self, kind: Kind, before: Text | None, after: Text | None, **values: str) -> Change:
        """Return a change of this, from one text to another; None where there is nothing."""
        return Change(
            kind,
            self.where,
            kind.weight,
            before.value if before else "",
            after.value if after else "",
            {**self.values, **values},
            before.place if before else None,
            after.place if after else None,
        )
