"""Problems as commands of GitHub's runner, which shows each at its line."""

from ..model.problem import Problem, Severity
from .findings import Findings, visible
from .text import summary

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def render_github(findings: Findings) -> str:
    """Return an annotation a problem and a last line with the counts; no line begins with words of the content."""
    return "\n".join([*(_annotation(findings, problem) for problem in findings.problems), summary(findings), ""])


def _annotation(findings: Findings, problem: Problem) -> str:
    path = visible(findings.path(problem)).translate(_PROPERTY)
    place = f"file={path},line={problem.place.line},col={problem.place.column}"
    # The runner's log has no other line breaks than ours: control characters of the content are shown, not sent.
    advice = "\n".join(visible(line) for line in (findings.message(problem), findings.hint(problem)) if line)
    return f"::{_COMMANDS[problem.severity]} {place},title={problem.code}::{advice.translate(_DATA)}"
