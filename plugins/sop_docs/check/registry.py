"""Rules by their permanent codes.

A rule is a generator over one thing of the library; the type of its first parameter says which: `Sop`, `Module`,
`Procedure` (of every SOP and module), `Prose` (every Markdown text), `Passage` (every text of sentences), `Form`,
`Allowance` (every silencer) or the whole `Library`. It may ask for `library`, `day`, `house_review` and
`steps_per_person` by naming them as further parameters, for `ledger`, what history says about numbers, and for `used`,
the silencers that were needed.
"""

import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple, TypeVar, get_args

from ..model.place import Place
from ..model.problem import Severity


class Finding(NamedTuple):
    """What a rule yields: where, which of the rule's messages (empty: its only one), and the values of its fields."""

    place: Place
    variant: str
    values: Mapping[str, str]


Check = Callable[..., Iterator[Finding]]
AnyCheck = TypeVar("AnyCheck", bound=Check)


@dataclass(frozen=True, slots=True)
class Rule:
    """A check under its permanent code: what it looks at, what else it needs, how bad a finding is."""

    code: str
    check: Check
    subjects: tuple[type, ...]
    needs: tuple[str, ...]
    severity: Severity


_registered: dict[str, Rule] = {}


def rule(code: str, severity: Severity = Severity.ERROR) -> Callable[[AnyCheck], AnyCheck]:
    """Return a decorator that records a check under `code` and gives it back unchanged."""

    def register(check: AnyCheck) -> AnyCheck:
        if code in _registered:
            message = f"{code} is {_registered[code].check.__name__} already"
            raise ValueError(message)
        subject, *needs = inspect.signature(check).parameters.values()
        kinds = get_args(subject.annotation) or (subject.annotation,)
        _registered[code] = Rule(code, check, kinds, tuple(need.name for need in needs), severity)
        return check

    return register


def rules() -> tuple[Rule, ...]:
    """Return every rule that was recorded, by code."""
    return tuple(_registered[code] for code in sorted(_registered))


def finding(place: Place, variant: str = "", /, **values: str) -> Finding:
    """Return a finding; `values` fill the fields of the message."""
    return Finding(place, variant, values)
