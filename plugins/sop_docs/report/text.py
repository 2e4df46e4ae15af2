"""Problems as lines for people and editors: `path:line:column: SOP301 message`."""

from collections.abc import Iterator
from itertools import groupby

from ..model.problem import Problem, Severity
from .findings import Findings, visible


def render_text(findings: Findings) -> str:
    """Return the problems by file, what to do under each, and a last line with the counts."""
    return "\n".join([*_lines(findings), summary(findings), ""])


def _lines(findings: Findings) -> Iterator[str]:
    for _, problems in groupby(findings.problems, findings.path):
        for problem in problems:
            yield problem_line(findings, problem)
            if hint := findings.hint(problem):
                yield f"    {visible(hint)}"
        yield ""


def problem_line(findings: Findings, problem: Problem) -> str:
    """Return one problem in one line: place, code, how bad unless it is an error, what is wrong."""
    place = f"{visible(findings.path(problem))}:{problem.place.line}:{problem.place.column}"
    word = "" if problem.severity is Severity.ERROR else f"{findings.words(f'report.{problem.severity}')} "
    return f"{place}: {problem.code} {word}{visible(findings.message(problem))}"


def summary(findings: Findings) -> str:
    """Return the line of counts."""
    return findings.words(
        "report.summary",
        files=findings.files,
        errors=findings.count(Severity.ERROR),
        warnings=findings.count(Severity.WARNING),
    )
