"""Problems as lines for people and editors: `path:line:column: SOP301 message`."""

from collections.abc import Iterator
from itertools import groupby

from ..model.problem import Problem, Severity
from .excerpt import excerpt
from .findings import Findings, visible

_BOLD, _FAINT = "1", "2"
_COLORS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}


def render_text(findings: Findings) -> str:
    """Return the problems by file, each with its line and what to do, and a last line with the counts."""
    return "\n".join([*_lines(findings), summary(findings), ""])


def _lines(findings: Findings) -> Iterator[str]:
    for _, problems in groupby(findings.problems, findings.path):
        for problem in problems:
            yield problem_line(findings, problem)
            yield from _source(findings, problem)
            if hint := findings.hint(problem):
                yield f"    {visible(hint)}"
        yield ""


def problem_line(findings: Findings, problem: Problem) -> str:
    """Return one problem in one line: place, code, how bad unless it is an error, what is wrong."""
    place = f"{visible(findings.path(problem))}:{problem.place.line}:{problem.place.column}"
    word = "" if problem.severity is Severity.ERROR else f" {findings.words(f'report.{problem.severity}')}"
    code = _painted(findings, f"{problem.code}{word}", _COLORS[problem.severity])
    return f"{_painted(findings, place, _BOLD)}: {code} {visible(findings.message(problem))}"


def summary(findings: Findings) -> str:
    """Return the line of counts."""
    return findings.words(
        "report.summary",
        files=findings.files,
        errors=findings.count(Severity.ERROR),
        warnings=findings.count(Severity.WARNING),
        infos=findings.count(Severity.INFO),
    )


def _source(findings: Findings, problem: Problem) -> Iterator[str]:
    """Yield the line of the source and a caret under the place, nothing where the line is blank."""
    line = findings.line(problem)
    if not line.strip():
        return
    shown, cells = excerpt(line, problem.place.column)
    margin = f"{problem.place.line} |"
    yield f"    {_painted(findings, margin, _FAINT)} {shown}"
    caret = _painted(findings, "^", _COLORS[problem.severity])
    yield f"    {_painted(findings, margin.lstrip('0123456789').rjust(len(margin)), _FAINT)} {' ' * cells}{caret}"


def _painted(findings: Findings, text: str, color: str) -> str:
    return f"\x1b[{color}m{text}\x1b[0m" if findings.color else text
