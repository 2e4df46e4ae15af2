"""Document numbers: a small pattern language that compiles to a linear-time expression."""

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

SEQUENCE_DIGITS = 9
"""A sequence has at most so many."""

_PART = re.compile(r"\{(?P<name>[a-z_]+)(?::0(?P<width>[1-9]))?\}")
_ALIKE = str.maketrans("oi", "01")
_ZEROS = re.compile(r"(?<![0-9a-z])0+(?=[0-9])")


@dataclass(frozen=True, slots=True)
class Pattern:
    """A number pattern such as `{type}-{dept}-{year}-{seq:03}`; `match` tells the fields of a number.

    `words` are what a field that stands for a list may be.
    """

    text: str
    expression: re.Pattern[str]
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict, compare=False)

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of what varies, but for the sequence, in order."""
        return tuple(found["name"] for found in _PART.finditer(self.text) if found["name"] != "seq")

    def match(self, number: str) -> Mapping[str, str] | None:
        """Return the values of the fields of `number`, or None where it has another shape."""
        found = self.expression.fullmatch(number)
        return None if found is None else found.groupdict()

    def filled(self, fields: Mapping[str, str], sequence: int) -> str:
        """Return the number with these fields."""
        values = {**fields, "seq": str(sequence)}
        return _PART.sub(lambda found: values[found["name"]].zfill(int(found["width"] or "1")), self.text)

    def next_number(self, fields: Mapping[str, str], taken: Collection[str]) -> str | None:
        """Return the number after the highest taken one that has the same fields, None where the digits are used up.

        Each department and each year has a sequence of its own; a gap stays one.
        """
        matches = (found for found in map(self.expression.fullmatch, taken) if found)
        same = (found for found in matches if all(found[name] == fields[name] for name in self.fields))
        sequence = max((int(found["seq"]) for found in same), default=0) + 1
        alike = frozenset(map(folded, taken))
        while folded(self.filled(fields, sequence)) in alike:
            sequence += 1
        return self.filled(fields, sequence) if sequence < 10**SEQUENCE_DIGITS else None


def folded(number: str) -> str:
    """Return a number without what makes no other: case, letters that look like digits, zeros in front of digits."""
    return _ZEROS.sub("", unicodedata.normalize("NFKC", number).casefold().translate(_ALIKE))
