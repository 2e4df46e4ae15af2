"""`allow:` in front matter: the rules that a whole document may break. Touches no file."""

import re
from collections.abc import Mapping

from ..model.allowance import Allowance
from ..model.place import Text
from ..model.problem import Problem
from .fields import Fields

_RULE = re.compile(r"SOP[0-9]{3}")


def read_allowed(fields: Fields, problems: list[Problem]) -> Mapping[str, Text]:
    """Return the reasons by code; a code that is none and a missing reason are problems."""
    allowed: dict[str, Text] = {}
    for code, reason in fields.named("allow"):
        if not _RULE.fullmatch(code.value):
            problems.append(Problem("SOP112", code.place, {"code": code.value}))
        elif not reason.value:
            problems.append(Problem("SOP112.reason", code.place, {"code": code.value}))
        else:
            allowed[code.value] = reason
    return allowed


def whole_document(allowed: Mapping[str, Text]) -> tuple[Allowance, ...]:
    """Return what front matter allows as allowances of the whole document."""
    return tuple(Allowance(why.place, f"{code}: {why.value}", (code,), why.value) for code, why in allowed.items())
