"""Document numbers: a small pattern language that compiles to a linear-time expression."""

import re
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pattern:
    """A number pattern such as `{type}-{dept}-{year}-{seq:03}`; `match` tells the fields of a number."""

    text: str
    expression: re.Pattern[str]

    def match(self, number: str) -> Mapping[str, str] | None:
        """Return the values of the fields of `number`, or None where it has another shape."""
        found = self.expression.fullmatch(number)
        return None if found is None else found.groupdict()
