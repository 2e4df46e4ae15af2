"""What a reviewer must know of one document beside what changed in it."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from ...model.lifecycle import Status
from ...model.names import folded
from ...model.review import Note
from ...model.sop import Sop
from .impact import verdicts

_SAYS_NOTHING: Final = re.compile(
    "(?:常规|例行|小|内容|版本|文件|一些|部分)?(?:更新|修改|修订|变更|调整|优化|完善)(?:了|内容|版本|文件|文档)?"
    "|(?:(?:minor|small|various|general|some) )?(?:updates?|changes?|edits?|revisions?|fix(?:es)?)"
    "|new version|(?:updated?|changed?) (?:the )?document|see diff"
)
"""Reasons that give none, beside single words."""
_SIGNS: Final = " 。.!！…；;，,、：:"
_SHORTEST: Final = 4
"""Characters of a reason: fewer are a word."""


def notes(before: Sop | None, after: Sop | None, day: date, *, changed: bool) -> Iterator[Note]:
    """Yield what is to be said of a document; `changed` tells that its text says something else."""
    if before is None or after is None:
        if before and before.identity.status.issued and before.identity.status is not Status.RETIRED:
            yield Note("removed", {"number": before.number}, error=True)
        return
    if before.number != after.number:
        yield Note("number", {"before": before.number, "after": after.number}, error=True)
    old, new = before.identity.status, after.identity.status
    if old is not new:
        yield Note(f"status.{new}")
    yield from _assessed(before, after)
    raised = before.version != after.version
    # What takes the place of a document that is retired is reason enough.
    retired = new is Status.RETIRED is not old and not raised
    if old.issued and (changed or raised) and not retired:
        yield from _reason(before, after)
    newly = raised or not before.identity.status.binding
    yield from _effective(after, day) if newly else ()
    yield from _typed(before, after) if changed or raised else ()


def _assessed(before: Sop, after: Sop) -> Iterator[Note]:
    """Yield who has looked at a document since, and what came of it."""
    for one in verdicts(before, after):
        values = {"by": one.by, "day": one.day.isoformat()}
        yield Note(f"assessed.{one.verdict}.of" if one.of else f"assessed.{one.verdict}", {**values, "of": one.of})


def _effective(after: Sop, day: date) -> Iterator[Note]:
    """Yield that a text is to hold from a day on that is over already."""
    identity = after.identity
    if identity.status.binding and identity.effective and identity.effective < day:
        yield Note("effective", {"effective": identity.effective.isoformat(), "day": day.isoformat()})


def _reason(before: Sop, after: Sop) -> Iterator[Note]:
    """Yield what is wrong with the reason of a new version."""
    old, new = (str(one.identity.change or "").strip() for one in (before, after))
    plain = folded(new).strip(_SIGNS)
    if not new:
        yield Note("reason.none")
    elif folded(old) == folded(new):
        yield Note("reason.same", {"reason": new})
    elif _SAYS_NOTHING.fullmatch(plain) or len(plain) < _SHORTEST or (plain.isascii() and " " not in plain):
        yield Note("reason.empty", {"reason": new})


def _typed(before: Sop, after: Sop) -> Iterator[Note]:
    """Yield that the names typed into a document are no approval."""
    old, new = ([text.value for text in one.identity.approved] for one in (before, after))
    if new and before.identity.status.issued:
        yield Note("typed.same" if old == new else "typed", {"names": "、".join(new)})
