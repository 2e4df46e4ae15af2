"""Rules by their permanent codes.

A rule is a generator over one thing of the library; the type of its first parameter says which: `Sop`, `Module`,
`Procedure` (of every SOP and module), `Prose` (every Markdown text), `Passage` (every text of sentences), `Form`,
`Allowance` (every silencer) or the whole `Library`. It may ask for `library`, `day`, `house_review` and
`steps_per_person` by naming them as further parameters, for `ledger`, what history says about numbers, for `remarks`,
what it says about versions, and for `used`, the silencers that were needed.

A rule on `Prose` or `Passage` says `where` it can find anything: by a test of a text's words that takes less time than
the rule. Nearly all texts of a library have nothing in them for nearly all rules.
"""

import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple, TypeVar, get_args

from ..model.library import Library
from ..model.place import Place
from ..model.problem import Severity


class Finding(NamedTuple):
    """What a rule yields: where, which of the rule's messages (empty: its only one), and the values of its fields."""

    place: Place
    variant: str
    values: Mapping[str, str]


Check = Callable[..., Iterator[Finding]]
AnyCheck = TypeVar("AnyCheck", bound=Check)
Where = Callable[[str, Library], object]
"""Whether a rule can find anything in such words; of words that hold others it says yes where it does of these."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A check under its permanent code: what it looks at, what else it needs, how bad a finding is."""

    code: str
    check: Check
    subjects: tuple[type, ...]
    needs: tuple[str, ...]
    severity: Severity
    where: Where | None = None


_registered: dict[str, Rule] = {}


def rule(code: str, severity: Severity = Severity.ERROR, where: Where | None = None) -> Callable[[AnyCheck], AnyCheck]:
    """Return a decorator that records a check under `code` and gives it back unchanged."""

    def register(check: AnyCheck) -> AnyCheck:
        if code in _registered:
            message = f"{code} is {_registered[code].check.__name__} already"
            raise ValueError(message)
        subject, *needs = inspect.signature(check).parameters.values()
        kinds = get_args(subject.annotation) or (subject.annotation,)
        _registered[code] = Rule(code, check, kinds, tuple(need.name for need in needs), severity, where)
        return check

    return register


def rules() -> tuple[Rule, ...]:
    """Return every rule that was recorded, by code."""
    return tuple(_registered[code] for code in sorted(_registered))


def has(*signs: str) -> Where:
    """Return a test of whether one of these signs is there."""

    def where(words: str, _: Library) -> bool:
        return any(sign in words for sign in signs)

    return where


def finding(place: Place, variant: str = "", /, **values: str) -> Finding:
    """Return a finding; `values` fill the fields of the message."""
    return Finding(place, variant, values)
