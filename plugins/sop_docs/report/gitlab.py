"""Problems as a code quality report of GitLab."""

from typing import Any

from ..model.problem import Problem, Severity
from .findings import Findings
from .fingerprint import fingerprints
from .json import written

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def render_gitlab(findings: Findings) -> str:
    """Return the report that a merge request shows beside its changes."""
    marks = zip(findings.problems, fingerprints(findings), strict=True)
    return written([_issue(findings, problem, mark) for problem, mark in marks])


def _issue(findings: Findings, problem: Problem, fingerprint: str) -> dict[str, Any]:
    return {
        "description": findings.advice(problem),
        "check_name": problem.code,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[problem.severity],
        "location": {"path": findings.path(problem), "lines": {"begin": problem.place.line}},
    }
