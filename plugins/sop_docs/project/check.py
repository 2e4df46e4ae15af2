"""All problems of a library, graded as the house has it."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from ..check import check, check_attachments, graded
from ..compile.site_map import collisions
from ..model.problem import Problem, SopError
from ..model.words import Words
from ..report import Findings
from .load import Loaded
from .settings import Settings


def find_problems(loaded: Loaded, day: date, settings: Settings) -> tuple[Problem, ...]:
    """Return what reading and checking a library brought up, each once, by place."""
    attachments = check_attachments(loaded.attachments)
    slugs = collisions(loaded.library)
    found = (*loaded.problems, *attachments, *slugs, *check(loaded.library, day, settings.severity, settings.review))
    return graded(found, settings.severity)


def findings(problems: Sequence[Problem], loaded: Loaded, words: Words, content: Path, root: Path) -> Findings:
    """Return problems ready for a report, their paths as seen from the library's root."""
    folder = content.relative_to(root).as_posix() if content.is_relative_to(root) else content.as_posix()
    numbers = {path: number for number, path in loaded.library.path_of.items()}
    return Findings(tuple(problems), loaded.files, words, folder, numbers)


def selected(
    problems: Sequence[Problem], content: Path, paths: Sequence[Path], select: Sequence[str], ignore: Sequence[str]
) -> tuple[Problem, ...]:
    """Return the problems in the files or folders named (none: all) whose codes are selected and not ignored."""
    wanted = tuple(_below(content, path) for path in paths)
    return tuple(
        problem
        for problem in problems
        if (not wanted or any(_holds(place, problem.place.path) for place in wanted))
        and (not select or problem.code.startswith(tuple(select)))
        and not (ignore and problem.code.startswith(tuple(ignore)))
    )


def _below(content: Path, path: Path) -> str:
    try:
        return path.resolve().relative_to(content.resolve()).as_posix()
    except ValueError as error:
        raise SopError(f"{path}: not in {content}") from error


def _holds(folder: str, path: str) -> bool:
    return folder in {".", path} or path.startswith(f"{folder}/")
