"""What an author allows: rules that may be broken in a place, for a reason."""

from dataclasses import dataclass

from .place import Place


@dataclass(frozen=True, slots=True)
class Allowance:
    """Rules that may be broken on some lines of a file; `lines` is None where the whole document is meant.

    `text` is what was typed; without `codes` it could not be understood, without a `reason` it counts for nothing.
    """

    place: Place
    text: str
    codes: tuple[str, ...] = ()
    reason: str = ""
    lines: range | None = None

    def covers(self, place: Place) -> bool:
        """Return whether a place of the same file is meant."""
        return self.lines is None or place.line in self.lines
