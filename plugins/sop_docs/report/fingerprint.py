"""What makes a problem the same one in the next run."""

from collections import Counter
from hashlib import sha256

from .findings import Findings


def fingerprints(findings: Findings) -> tuple[str, ...]:
    """Return a name for each problem that does not change when lines are put in above it.

    It is made of path, message key and the words of the line; equal ones are numbered from the top. Neither language
    nor day nor the values of the message go into it: the days that a review is overdue would change it every night.
    """
    seen: Counter[str] = Counter()
    made: list[str] = []
    for problem in findings.problems:
        same = "\0".join((findings.path(problem), problem.key, findings.line(problem).strip()))
        seen[same] += 1
        made.append(sha256(f"{same}\0{seen[same]}".encode("utf-8", "surrogatepass")).hexdigest()[:32])
    return tuple(made)
