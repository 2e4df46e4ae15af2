"""All problems of a library, graded as the house has it."""

from collections.abc import Sequence
from datetime import date
from itertools import chain
from pathlib import Path

from ..check import check, check_attachments
from ..compile.site_map import collisions
from ..model.ledger import Ledger
from ..model.problem import Problem
from ..model.words import Words
from ..report import Findings
from .load import Loaded
from .manual import manual
from .named import folder_seen, named
from .settings import Settings


def find_problems(
    loaded: Loaded, day: date, settings: Settings, known: Sequence[Problem] = (), ledger: Ledger | None = None
) -> tuple[Problem, ...]:
    """Return what is known already and what reading and checking a library brought up, each once, by place."""
    read = chain.from_iterable(loaded.found.values())
    known = (*known, *loaded.problems, *read, *check_attachments(loaded.attachments), *collisions(loaded.library))
    return check(loaded.library, day, settings.severity, settings.review, known, settings.steps_per_person, ledger)


def findings(problems: Sequence[Problem], loaded: Loaded, words: Words, content: Path, root: Path) -> Findings:
    """Return problems ready for a report, their paths as seen from the library's root."""
    numbers = {path: number for number, path in loaded.library.path_of.items()}
    paths = {problem.place.path for problem in problems}
    sources = {path: data for path, data in loaded.texts.items() if path in paths}
    return Findings(tuple(problems), loaded.files, words, folder_seen(content, root), numbers, sources, manual(words))


def selected(
    problems: Sequence[Problem], content: Path, paths: Sequence[Path], select: Sequence[str], ignore: Sequence[str]
) -> tuple[Problem, ...]:
    """Return the problems in the files or folders named (none: all) whose codes are selected and not ignored."""
    wanted = named(content, paths)
    return tuple(
        problem
        for problem in problems
        if wanted(problem.place.path)
        and (not select or problem.code.startswith(tuple(select)))
        and not (ignore and problem.code.startswith(tuple(ignore)))
    )
