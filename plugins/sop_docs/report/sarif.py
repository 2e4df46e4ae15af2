"""Problems as SARIF 2.1.0, the exchange format of static analysis (OASIS, sarif-v2.1.0)."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from .. import __version__
from ..model.manual import Entry
from ..model.problem import Problem, Severity
from ..model.words import Words
from .findings import Findings
from .fingerprint import fingerprints
from .json import written
from .rules import entry_lines, entry_markdown

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def render_sarif(findings: Findings) -> str:
    """Return a log of one run; its rules are those that found something, with the manual's words as help."""
    codes = sorted({problem.code for problem in findings.problems})
    index = {code: number for number, code in enumerate(codes)}
    driver = {
        "name": "sop-docs",
        "version": __version__,
        "language": findings.words.language,
        "rules": [_rule(code, findings) for code in codes],
    }
    marks = zip(findings.problems, fingerprints(findings), strict=True)
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(findings, problem, index, mark) for problem, mark in marks],
    }
    schema = "https://json.schemastore.org/sarif-2.1.0.json"
    return written({"$schema": schema, "version": "2.1.0", "runs": [run]})


def _rule(code: str, findings: Findings) -> dict[str, Any]:
    entry = findings.manual.get(code)
    return {"id": code} | (_help(entry, findings.words) if entry else {})


def _help(entry: Entry, words: Words) -> dict[str, Any]:
    lines = "\n".join(entry_lines(entry, words))
    return {
        "shortDescription": {"text": entry.demand},
        "fullDescription": {"text": entry.demand},
        "help": {"text": lines, "markdown": entry_markdown(entry, words)},
        "defaultConfiguration": {"level": _LEVELS[entry.severity]},
    }


def _result(findings: Findings, problem: Problem, index: Mapping[str, int], fingerprint: str) -> dict[str, Any]:
    # The file system may know names that are no Unicode.
    uri = quote(findings.path(problem), errors="backslashreplace")
    region = {"startLine": problem.place.line, "startColumn": problem.place.column}
    return {
        "ruleId": problem.code,
        "ruleIndex": index[problem.code],
        "level": _LEVELS[problem.severity],
        "message": {"text": findings.advice(problem)},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": uri}, "region": region}}],
        "partialFingerprints": {"sopProblem/v1": fingerprint},
    }
