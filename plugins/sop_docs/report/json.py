"""Problems as a `sop-problems/1` document."""

import json
from typing import Any

from ..model.problem import Problem, Severity
from .findings import UNSAFE, Findings

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
            "infos": findings.count(Severity.INFO),
        },
    }
    return written(document)


def written(document: object) -> str:
    """Return a document as every JSON of this program is written."""
    text = json.dumps(document, ensure_ascii=False, indent=2) + "\n"
    # What a terminal or a build server would obey, and a lone surrogate, which has no bytes, has a JSON escape.
    return UNSAFE.sub(lambda found: r"\u0023" if found[0] == "#" else json.dumps(found[0])[1:-1], text)


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
