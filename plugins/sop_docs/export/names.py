"""Names that some system or archive cannot hold. Touches no file."""

import unicodedata
from collections.abc import Collection, Iterator, Sequence

from ..model.bundle import Finding, Kind
from ..parse.gate import check_paths


def refused_names(paths: Sequence[str]) -> Iterator[Finding]:
    """Yield the paths that a bundle must not have, each once; the rules are those of content and some more."""
    refused: set[str] = set()
    for finding in _as_content(paths):
        if finding.path not in refused:
            refused.add(finding.path)
            yield finding
    yield from _more(sorted({*paths} - refused), {*paths})


def _as_content(paths: Sequence[str]) -> Iterator[Finding]:
    for problem in check_paths(paths):
        path, reason = problem.place.path, problem.key.partition(".")[2]
        if reason == "same":
            yield Finding(Kind.CLASH, path, {"other": problem.values["other"]})
        else:
            yield Finding(Kind.NAME, path, {"reason": reason})


def _more(paths: Sequence[str], files: Collection[str]) -> Iterator[Finding]:
    for path in paths:
        parts = path.split("/")
        if "" in parts:
            yield Finding(Kind.NAME, path, {"reason": "empty"})
        elif unicodedata.normalize("NFC", path) != path:
            yield Finding(Kind.NAME, path, {"reason": "spelling"})
        elif folder := next((above for above in _above(parts) if above in files), ""):
            yield Finding(Kind.CLASH, path, {"other": folder})


def _above(parts: Sequence[str]) -> Iterator[str]:
    return ("/".join(parts[:count]) for count in range(1, len(parts)))
