"""What is wrong, where: a value, never an exception."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from .place import Place


class SopError(Exception):
    """The work cannot go on; its text is one line for the person who started it."""


class Severity(StrEnum):
    """How bad a problem is; only errors fail a build."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Problem:
    """A finding: `key` names its words in the catalogues (`SOP110` or `SOP110.several`), `values` fills them."""

    key: str
    place: Place
    values: Mapping[str, str] = field(default_factory=dict)
    severity: Severity = Severity.ERROR

    @property
    def code(self) -> str:
        """The permanent code of the rule."""
        return self.key.partition(".")[0]
