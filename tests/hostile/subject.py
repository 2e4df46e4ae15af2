"""What is attacked: a content folder goes in and problems come out, the whole way that `sop check` goes."""

import json
import re
from datetime import date
from pathlib import Path

from sop_docs.effects.catalogue import LANGUAGES, load_words
from sop_docs.effects.watchdog import stopped_after
from sop_docs.model.problem import Problem, Severity
from sop_docs.parse.slug import slug
from sop_docs.project.manual import manual
from sop_docs.project.recheck import check_again
from sop_docs.project.settings import Settings
from sop_docs.report import FORMATS, Findings

DAY = date(2026, 11, 21)
SECONDS = 5.0
VOCABULARY = (Path(__file__).parent.parent / "rules" / "vocabulary.yml").read_bytes()

_COMMAND = re.compile(r"::(?:error|warning|notice) file=[^:,\n]+,line=[0-9]+,col=[0-9]+,title=SOP[0-9]{3}::")
_FOREIGN = re.compile(r"\s*::|.*##(?:\[|vso\[)")
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
slug("甲")  # its dictionary is read once, which is no matter of the first file
_SPOKEN = [(words, manual(words)) for words in map(load_words, LANGUAGES)]


def check_folder(content: Path) -> tuple[Problem, ...]:
    """Return every problem of a content folder, having written it in every format and language; within five seconds."""
    with stopped_after(SECONDS):
        loaded, problems = check_again(content, DAY, Settings(), (), None)
        for words, entries in _SPOKEN:
            found = Findings(problems, loaded.files, words, content.name, {}, loaded.texts, entries)
            for name, render in FORMATS.items():
                _assert_harmless(name, render(found))
    return problems


def errors_of(problems: tuple[Problem, ...]) -> set[tuple[str, int, str]]:
    """Return path, line and key of what is wrong; what is only to be looked at may change with the house's taste."""
    return {
        (problem.place.path, problem.place.line, problem.key)
        for problem in problems
        if problem.severity is Severity.ERROR
    }


def write_folder(content: Path, files: dict[str, bytes]) -> None:
    """Write files below a folder."""
    for path, data in files.items():
        file = content / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)


def _assert_harmless(name: str, report: str) -> None:
    """Fail where a report holds what a terminal, a runner or a parser would take for an order."""
    report.encode("utf-8")
    assert not _CONTROL.search(report)
    for line in report.split("\n"):
        assert not _FOREIGN.match(line) or (name == "github" and _COMMAND.match(line)), line
    if name in {"json", "gitlab", "sarif"}:
        json.loads(report)
