"""The problems that a change brings: those of the library after it that it did not have before."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from ...model.review import Told, Verdict
from ...model.words import Words
from ...report import Findings
from ...report.fingerprint import fingerprints
from ..check import findings
from .sides import Side, Sides


def verdict(sides: Sides, renamed: Mapping[str, str], words: Words, content: Path, root: Path) -> Verdict:
    """Return what is new, and how much there was before; `renamed` tells by old paths where a file is now."""
    after = _findings(sides.after, {}, words, content, root)
    before = frozenset(fingerprints(_findings(sides.before, renamed, words, content, root)))
    marks = fingerprints(after)
    new = [problem for problem, mark in zip(after.problems, marks, strict=True) if mark not in before]
    told = tuple(Told(one, after.path(one), after.message(one), after.hint(one)) for one in new)
    return Verdict(told, len(marks) - len(new), len(before - set(marks)))


def _findings(side: Side, renamed: Mapping[str, str], words: Words, content: Path, root: Path) -> Findings:
    """Return the problems of one side in the files as they are called now."""
    found = findings(side.problems, side.loaded, words, content, root)
    if not renamed:
        return found
    problems = (
        replace(one, place=one.place._replace(path=renamed.get(one.place.path, one.place.path)))
        for one in found.problems
    )
    sources = {renamed.get(path, path): data for path, data in found.sources.items()}
    ordered = tuple(sorted(problems, key=lambda one: (one.place, one.key)))
    return replace(found, problems=ordered, sources=sources)
