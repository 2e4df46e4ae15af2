"""What a report is made of, and its words made safe to print."""

import posixpath
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from ..model.manual import Entry
from ..model.problem import Problem, Severity
from ..model.words import Words
from ..parse.characters import CONTROL, HIDDEN

ORDER = re.compile(r"(?<=#)#(?=(?:vso)?\[)")
"""The second sign of `##vso[` and `##[`, which a build server obeys wherever in a line they stand."""
UNSAFE = re.compile(rf"{CONTROL.pattern}|{HIDDEN.pattern}|{ORDER.pattern}")
"""What a terminal obeys or does not show, and what a build server obeys."""

_BREAKS = re.compile(rf"{UNSAFE.pattern}|[\t\n\r]")


@dataclass(frozen=True)
class Findings:
    """Problems in order, how many files were looked at, and the words to say it in.

    `folder` is put before every path, so that it leads from where the reader stands; `numbers` are those of documents
    by path, `sources` the bytes of files by path, `manual` what is known of codes; `color`: the reader's terminal
    shows colours.
    """

    problems: tuple[Problem, ...]
    files: int
    words: Words
    folder: str = ""
    numbers: Mapping[str, str] = field(default_factory=dict)
    sources: Mapping[str, bytes] = field(default_factory=dict)
    manual: Mapping[str, Entry] = field(default_factory=dict)
    color: bool = False

    def path(self, problem: Problem) -> str:
        """Return the path of the file that a problem is in."""
        return posixpath.normpath(f"{self.folder}/{problem.place.path}") if self.folder else problem.place.path

    def message(self, problem: Problem) -> str:
        """Return what is wrong."""
        return self.words(problem.key, **problem.values)

    def hint(self, problem: Problem) -> str:
        """Return what to write instead, or nothing where no advice is known."""
        key = f"{problem.key}.hint"
        return self.words(key, **problem.values) if key in self.words else ""

    def advice(self, problem: Problem) -> str:
        """Return what is wrong and, on a line of its own, what to write instead."""
        return "\n".join(filter(None, (self.message(problem), self.hint(problem))))

    def line(self, problem: Problem) -> str:
        """Return the line of the source that a problem is at, '' where there is none to show."""
        rows = self._rows.get(problem.place.path, ())
        return rows[problem.place.line - 1] if problem.place.line <= len(rows) else ""

    @cached_property
    def _rows(self) -> Mapping[str, Sequence[str]]:
        return {path: _rows(data) for path, data in self.sources.items()}

    def count(self, severity: Severity) -> int:
        """Return how many problems are that bad."""
        return Counter(problem.severity for problem in self.problems)[severity]


def visible(text: str) -> str:
    r"""Return text for a terminal: control and invisible characters become escapes such as `\x1b`."""
    return _BREAKS.sub(_escaped, text)


def _escaped(found: re.Match[str]) -> str:
    return r"\x23" if found[0] == "#" else found[0].encode("unicode_escape", "surrogatepass").decode("ascii")


def _rows(data: bytes) -> Sequence[str]:
    """Return lines as the byte gate counts them; of what is no text, none."""
    if b"\0" in data:
        return ()
    text = data.decode("utf-8", "replace").removeprefix("\ufeff")
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
