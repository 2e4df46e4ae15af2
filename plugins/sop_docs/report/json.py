"""Problems as a `sop-problems/1` document."""

import json
from typing import Any

from ..model.problem import Problem, Severity
from .findings import Findings

FORMAT = "sop-problems/1"


def render_json(findings: Findings) -> str:
    """Return the document; its schema is `schemas/sop-problems-1.json`."""
    document = {
        "format": FORMAT,
        "problems": [_problem(findings, problem) for problem in findings.problems],
        "summary": {
            "files": findings.files,
            "errors": findings.count(Severity.ERROR),
            "warnings": findings.count(Severity.WARNING),
        },
    }
    text = json.dumps(document, ensure_ascii=False, indent=2) + "\n"
    # A lone surrogate (from a path that is no UTF-8) has no bytes, but it has a JSON escape.
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _problem(findings: Findings, problem: Problem) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "path": findings.path(problem),
        "line": problem.place.line,
        "column": problem.place.column,
        "code": problem.code,
        "severity": problem.severity.value,
        "message": findings.message(problem),
    }
    optional = {"hint": findings.hint(problem), "number": findings.numbers.get(problem.place.path, "")}
    return entry | {name: value for name, value in optional.items() if value}
