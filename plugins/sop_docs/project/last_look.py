"""Every built page looked at once more, whole; the theme's own empty page says which scripts may be in it."""

from collections.abc import Mapping

from ..check import gate, scripts_of
from ..model.place import Place
from ..model.problem import Problem
from ..report import Findings
from ..report.text import problem_line

CONFIG = "../mkdocs.yml"
"""Where the theme is set, seen from the content: what it brings along is told of there, once."""


class LastLook:
    """What must not be in the pages of one build: `refused` has a line for each."""

    def __init__(self, findings: Findings, shells: Mapping[str, str]) -> None:
        self._findings = findings
        self._trusted = scripts_of(shells)
        found = (problem for path, html in shells.items() for problem in gate(path, html, self._trusted))
        own = {_what(problem): Problem(problem.key, Place(CONFIG), problem.values) for problem in found}
        self._own = frozenset(own)
        self.refused = [problem_line(findings, problem) for problem in own.values()]

    def look(self, path: str, html: str) -> None:
        """Look at the finished page of a source."""
        for problem in gate(path, html, self._trusted):
            if _what(problem) not in self._own:
                self.refused.append(problem_line(self._findings, problem))


def _what(problem: Problem) -> tuple[str, ...]:
    return (problem.key, *problem.values.values())
