"""Every built page looked at once more, whole; the theme's own empty page says which scripts may be in it."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from ..check import Trusted, gate, scripts_of
from ..effects.workers import Workers, answer
from ..model.place import Place
from ..model.problem import Problem
from ..report import Findings
from ..report.text import problem_line

if TYPE_CHECKING:
    from concurrent.futures import Future

CONFIG = "../mkdocs.yml"
"""Where the theme is set, seen from the content: what it brings along is told of there, once."""

_BATCH = 20
"""Pages that are looked at together, beside the build; of fewer there is nothing to gain."""

_Page = tuple[str, str]


class LastLook:
    """What must not be in the pages of one build."""

    def __init__(self, findings: Findings, shells: Mapping[str, str]) -> None:
        self._findings = findings
        self._trusted = scripts_of(shells)
        self._own = {_what(problem): problem for problem in _look(shells.items(), self._trusted)}
        self._workers = Workers()
        self._waiting: list[_Page] = []
        self._begun: list[Future[list[Problem]]] = []

    def look(self, path: str, html: str) -> None:
        """Look at the finished page of a source, some time until the end."""
        self._waiting.append((path, html))
        if len(self._waiting) == _BATCH:
            self._begun.append(self._workers.submit(_look, tuple(self._waiting), self._trusted))
            self._waiting.clear()

    def refused(self) -> list[Problem]:
        """Return everything that must not be in a page; the end of looking beside the build."""
        self._workers.close()
        found = [problem for begun in self._begun for problem in answer(begun)]
        found += _look(self._waiting, self._trusted)
        of_theme = [Problem(problem.key, Place(CONFIG), problem.values) for problem in self._own.values()]
        return [*of_theme, *self._of_pages(found)]

    def look_at_once(self, path: str, html: str) -> list[Problem]:
        """Return what must not be in a page."""
        return self._of_pages(_look([(path, html)], self._trusted))

    def line(self, problem: Problem) -> str:
        """Return the line that tells of a problem."""
        return problem_line(self._findings, problem)

    def _of_pages(self, found: Iterable[Problem]) -> list[Problem]:
        return [problem for problem in found if _what(problem) not in self._own]


def _look(pages: Iterable[_Page], trusted: Trusted) -> list[Problem]:
    return [problem for path, html in pages for problem in gate(path, html, trusted)]


def _what(problem: Problem) -> tuple[str, ...]:
    return (problem.key, *problem.values.values())
