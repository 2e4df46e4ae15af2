"""One pass of every rule over a library."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import chain

from ..model.flow import Procedure
from ..model.form import Form
from ..model.library import Library
from ..model.lifecycle import Period
from ..model.problem import Problem, Severity
from ..model.sop import Module, Sop
from .prose import Prose, prose_of
from .registry import Rule, rules


def check(
    library: Library, day: date, severities: Mapping[str, Severity], house_review: Period | None = None
) -> tuple[Problem, ...]:
    """Return what every rule finds in `library` on `day`.

    `house_review` is the longest time a document may go without a review; None sets no limit.
    """
    subjects: Mapping[type, tuple[object, ...]] = {
        Library: (library,),
        Sop: library.sops,
        Module: library.modules,
        Form: library.forms,
        Procedure: (*(sop.procedure for sop in library.sops), *(module.procedure for module in library.modules)),
        Prose: tuple(prose_of(library)),
    }
    at_hand = {"library": library, "day": day, "house_review": house_review}
    found = chain.from_iterable(_problems(rule, subjects[rule.subject], at_hand) for rule in rules())
    return graded(found, severities)


def graded(problems: Iterable[Problem], severities: Mapping[str, Severity]) -> tuple[Problem, ...]:
    """Return each problem once, by place, with the severity that a house gives to its code."""
    # A module's own fault comes up in the module and in each of its users: one place, one line.
    unique = {(problem.place, problem.key, *problem.values.items()): problem for problem in problems}
    return tuple(
        replace(problem, severity=severities.get(problem.code, problem.severity))
        for problem in sorted(unique.values(), key=lambda problem: (problem.place, problem.key))
    )


def _problems(rule: Rule, subjects: Iterable[object], at_hand: Mapping[str, object]) -> Iterator[Problem]:
    needs = {name: at_hand[name] for name in rule.needs}
    for subject in subjects:
        for place, variant, values in rule.check(subject, **needs):
            yield Problem(f"{rule.code}.{variant}" if variant else rule.code, place, values, rule.severity)
