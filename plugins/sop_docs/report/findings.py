"""What a report is made of, and its words made safe to print."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from ..model.problem import Problem, Severity
from ..model.words import Words
from ..parse.characters import CONTROL, HIDDEN

_UNSAFE = re.compile(rf"{CONTROL.pattern}|{HIDDEN.pattern}|[\t\n\r]")


@dataclass(frozen=True, slots=True)
class Findings:
    """Problems in order, how many files were looked at, and the words to say it in.

    `folder` is put before every path, so that it leads from where the reader stands; `numbers` are those of documents
    by path.
    """

    problems: tuple[Problem, ...]
    files: int
    words: Words
    folder: str = ""
    numbers: Mapping[str, str] = field(default_factory=dict)

    def path(self, problem: Problem) -> str:
        """Return the path of the file that a problem is in."""
        return f"{self.folder}/{problem.place.path}" if self.folder else problem.place.path

    def message(self, problem: Problem) -> str:
        """Return what is wrong."""
        return self.words(problem.key, **problem.values)

    def hint(self, problem: Problem) -> str:
        """Return what to write instead, or nothing where no advice is known."""
        key = f"{problem.key}.hint"
        return self.words(key, **problem.values) if key in self.words else ""

    def count(self, severity: Severity) -> int:
        """Return how many problems are that bad."""
        return Counter(problem.severity for problem in self.problems)[severity]


def visible(text: str) -> str:
    r"""Return text for a terminal: control and invisible characters become escapes such as `\x1b`."""
    return _UNSAFE.sub(lambda found: found[0].encode("unicode_escape", "surrogatepass").decode("ascii"), text)
