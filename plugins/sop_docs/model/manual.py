"""What the manual says of a code."""

from dataclasses import dataclass

from .problem import Severity


@dataclass(frozen=True, slots=True)
class Saying:
    """One message of a check and what to write instead; `…` stands for what is in the reader's file."""

    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Entry:
    """The manual's entry of a code: what must hold, what the check says where it does not, and an example of each."""

    code: str
    severity: Severity
    demand: str
    sayings: tuple[Saying, ...]
    wrong: str
    right: str
