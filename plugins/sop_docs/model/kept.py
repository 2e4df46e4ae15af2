"""What a run of all rules leaves for the next one: of each SOP what it is known by, and what was found in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from .allowance import Allowance
from .place import Text
from .problem import Problem


@dataclass(frozen=True, slots=True)
class KeptSop:
    """One SOP: its bytes by their `digest`, the `asked` paths of others that its problems depend on."""

    digest: str
    number: str
    asked: tuple[str, ...]
    problems: tuple[Problem, ...]
    allowances: tuple[Allowance, ...]
    facts: Mapping[str, tuple[Text, ...]]


@dataclass(frozen=True, slots=True)
class Kept:
    """SOPs by path; `around` is a digest of all else that findings depend on, `names` one of what SOPs are called.

    `problems` depend on these two alone, those `elsewhere`, in documents that are no SOPs, also on the SOPs that were
    `asked`. `readings` of Chinese names depend on nothing, a dictionary has them all.
    """

    around: str = ""
    names: str = ""
    problems: tuple[Problem, ...] = ()
    sops: Mapping[str, KeptSop] = field(default_factory=dict)
    readings: Mapping[str, str] = field(default_factory=dict)
    elsewhere: tuple[Problem, ...] = ()
    asked: tuple[str, ...] = ()
