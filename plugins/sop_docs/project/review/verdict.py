"""The problems that a change brings: those of the library after it that it did not have before."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from ...model.problem import Problem
from ...model.review import Told, Verdict
from ...model.words import Words
from ...report import Findings
from ...report.fingerprint import fingerprints
from ..check import findings
from .sides import Side, Sides


def verdict(sides: Sides, renamed: Mapping[str, str], words: Words, content: Path, root: Path) -> Verdict:
    """Return what is new, and how much there was before; `renamed` tells by old paths where a file is now."""
    old, new, same = _apart(sides, renamed)
    after = _findings(sides.after, new, {}, words, content, root)
    before = frozenset(fingerprints(_findings(sides.before, old, renamed, words, content, root)))
    marks = fingerprints(after)
    come = [problem for problem, mark in zip(after.problems, marks, strict=True) if mark not in before]
    told = tuple(Told(one, after.path(one), after.message(_short(one, words)), after.hint(one)) for one in come)
    return Verdict(told, same + len(marks) - len(come), len(before - set(marks)))


def _apart(sides: Sides, renamed: Mapping[str, str]) -> tuple[list[Problem], list[Problem], int]:
    """Return the problems before and after of files in which they are not the same, and how many there are in others.

    A change leaves most files of a library as they are, and nobody need compare what is found in them line by line.
    """
    before, after = (_by_path(side.problems) for side in (sides.before, sides.after))
    moved = {*renamed, *renamed.values()} | sides.changed
    same = {path for path, found in after.items() if path not in moved and before.get(path) == found}
    old, new = ([one for path in by if path not in same for one in by[path]] for by in (before, after))
    return old, new, sum(len(after[path]) for path in same)


def _by_path(problems: Sequence[Problem]) -> Mapping[str, list[Problem]]:
    found: dict[str, list[Problem]] = {}
    for problem in problems:
        found.setdefault(problem.place.path, []).append(problem)
    return found


def _short(problem: Problem, words: Words) -> Problem:
    """Return a problem that tells of changes without them: a review has them in another place, and made them itself."""
    if "changes" not in problem.values:
        return problem
    here = {"commit": words("review.here")} if problem.values["commit"] == words("history.uncommitted") else {}
    return replace(problem, values={**problem.values, **here, "changes": words("review.below")})


def _findings(
    side: Side, problems: Sequence[Problem], renamed: Mapping[str, str], words: Words, content: Path, root: Path
) -> Findings:
    """Return problems of one side in the files as they are called now."""
    found = findings(problems, side.loaded, words, content, root)
    if not renamed:
        return found
    moved = (
        replace(one, place=one.place._replace(path=renamed.get(one.place.path, one.place.path)))
        for one in found.problems
    )
    sources = {renamed.get(path, path): data for path, data in found.sources.items()}
    ordered = tuple(sorted(moved, key=lambda one: (one.place, one.key)))
    return replace(found, problems=ordered, sources=sources)
