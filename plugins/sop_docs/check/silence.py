"""Rules that an author silences, with a reason: what is left, and what must be said of the silencers themselves."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from ..model.allowance import Allowance
from ..model.problem import Problem, Severity
from .registry import Finding, finding, rule

NEVER = re.compile(r"SOP(?:0[0-9]{2}|112|406|418|9(?!06)[0-9]{2})")
"""What no reason allows: a file that cannot be read, a chart that cannot be drawn, markup that acts, a silencer."""

_SOMETIMES = re.compile(r"SOP16[0-9]")
"""Rules that need the history or another revision, and so are not broken in every run."""

Used = Collection[tuple[Allowance, str]]
"""Silencers with the codes for which they silenced something."""


def silence(problems: Iterable[Problem], allowances: Sequence[Allowance]) -> tuple[list[Problem], Used]:
    """Return the problems that no silencer covers, and the silencers that were needed."""
    by_file: dict[tuple[str, str], list[Allowance]] = {}
    for allowance, code in allowed(allowances):
        by_file.setdefault((allowance.place.path, code), []).append(allowance)
    kept: list[Problem] = []
    used: set[tuple[Allowance, str]] = set()
    for problem in problems:
        near = by_file.get((problem.place.path, problem.code), ())
        covering = [allowance for allowance in near if allowance.covers(problem.place)]
        used.update((allowance, problem.code) for allowance in covering)
        if not covering:
            kept.append(problem)
    return kept, used


def allowed(allowances: Iterable[Allowance]) -> Iterator[tuple[Allowance, str]]:
    """Yield the silencers that count, each with one of its codes."""
    for allowance in allowances:
        for code in allowance.codes if allowance.reason else ():
            if not NEVER.fullmatch(code):
                yield allowance, code


@rule("SOP920", Severity.WARNING)
def silencer_unused(allowance: Allowance, used: Used) -> Iterator[Finding]:
    """A silencer silences something; one that is no longer needed is removed.

    Wrong: Call within 2 hours. <!-- sop: allow SOP601 because quoted from the law -->
    Right: Call within 2 hours.
    """
    for silencer in allowed([allowance]):
        code = silencer[1]
        if silencer not in used and not _SOMETIMES.fullmatch(code):
            yield finding(allowance.place, "document" if allowance.lines is None else "", code=code)


@rule("SOP921")
def silencer_malformed(allowance: Allowance) -> Iterator[Finding]:
    """A silencer names its rules and says why.

    Wrong: <!-- sop: allow SOP601 -->
    Right: <!-- sop: allow SOP601 because quoted from the law -->
    """
    if not allowance.codes:
        yield finding(allowance.place, text=allowance.text)
    elif not allowance.reason:
        yield finding(allowance.place, "reason", code=", ".join(allowance.codes))


@rule("SOP922")
def never_silenced(allowance: Allowance) -> Iterator[Finding]:
    """No reason allows what makes a file unreadable or a page unsafe.

    Wrong: <!-- sop: allow SOP901 because it must be red -->
    Right: **Important**, without HTML
    """
    for code in allowance.codes:
        if NEVER.fullmatch(code):
            yield finding(allowance.place, code=code)
