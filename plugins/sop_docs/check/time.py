"""Rules on time: a limit says how long."""

import re
from collections.abc import Iterator

from ..model.quantity import Limit
from ..model.sop import Sop
from .registry import Finding, finding, rule

_DEADLINE = re.compile(
    r"[0-2]?[0-9][:：][0-5][0-9]|每.{0,6}[0-9一二三四五六日天].{0,6}前|by (?:every|each) [a-z]+day", re.IGNORECASE
)
"""A time of day or a day of a rhythm: no amount, yet everybody knows when."""


@rule("SOP621")
def limit_unreadable(sop: Sop) -> Iterator[Finding]:
    """A time limit states an amount and a unit, or a deadline.

    Wrong: 时限：2～3 天左右
    Right: 时限：≤ 3 个工作日
    """
    for step in sop.steps:
        if step.limit is None:
            continue
        for variant, limit in step.limit.by_variant.items():
            if _unreadable(limit):
                yield finding(limit.text.place, "variant", text=limit.text.value, variant=variant)
        if _unreadable(step.limit):
            yield finding(step.limit.text.place, text=step.limit.text.value)


def _unreadable(limit: Limit) -> bool:
    # A `${name}` that nothing fills is told of where it is written.
    words = limit.text.value
    return limit.quantity is None and not limit.by_variant and "${" not in words and not _DEADLINE.search(words)
