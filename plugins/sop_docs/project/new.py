"""A new document: which number it gets, where it stands, what is in it."""

import posixpath
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ..compile.skeleton import Line, NewDocument, form_lines, sop_lines
from ..model.ledger import Ledger, stem_number
from ..model.library import Library
from ..model.lifecycle import Period
from ..model.numbering import Pattern
from ..model.problem import SopError
from ..model.vocabulary import DocumentType, Vocabulary
from ..parse.bearer import read_bearer
from ..parse.document import read_document
from ..parse.gate import read_source
from ..parse.number import script_of
from .load import Loaded

FLAGS: Mapping[str, str] = {"type": "--type", "dept": "--department", "title": "--title"}
"""What a document needs to know by the option that says it; other parts of a number are said with --field."""

_KNOWN = frozenset({"type", "year"})
"""Parts of a number that nobody needs to be asked for."""


@dataclass(frozen=True, slots=True)
class Question:
    """Something that a new document needs to know: its name, and what it may be (code → name) where that is listed."""

    name: str
    choices: Mapping[str, str]

    @property
    def flag(self) -> str:
        """The option that answers it."""
        return FLAGS.get(self.name, f"--field {self.name}=…")


@dataclass(frozen=True, slots=True)
class Planned:
    """A new document before it is written: where below the content folder, and its lines."""

    path: str
    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        """The whole file."""
        return "".join(f"{line.text}\n" for line in self.lines)

    @property
    def blanks(self) -> Mapping[int, str]:
        """What its author has to write, by line."""
        return {number: line.blank for number, line in enumerate(self.lines, 1) if line.blank}


def next_question(vocabulary: Vocabulary, given: Mapping[str, str]) -> Question | None:
    """Return what has to be known next, None where nothing is missing; a wrong answer cannot be worked with."""
    if "type" not in given:
        return Question("type", {code: kind.name for code, kind in vocabulary.types.items()})
    pattern = _type(vocabulary, given).pattern
    for name in given:
        if name not in {*pattern.fields, *FLAGS, *_KNOWN}:
            raise SopError(f"--field {name}: no part of {pattern.text} that can be said")
    for name in (*pattern.fields, "dept"):
        choices = _choices(vocabulary, pattern, name)
        if name in given and choices and given[name] not in choices:
            raise SopError(f"{FLAGS.get(name, name)}: {given[name]!r} is none of {', '.join(choices)}")
        if name not in given and name in pattern.fields and name not in _KNOWN:
            return Question(name, choices)
    return None if given.get("title", "").strip() else Question("title", {})


def department_code(vocabulary: Vocabulary, department: str) -> str:
    """Return the code of a department that is given by its code or its name."""
    return next((code for code, name in vocabulary.departments.items() if name.value == department), department)


def taken_numbers(loaded: Loaded, ledger: Ledger) -> frozenset[str]:
    """Return every number that is not to be given out: used by any commit, reserved, or in the work tree."""
    bearers = [read_bearer(path, data) for path, data in loaded.texts.items() if path.endswith(".md")]
    stems = (stem_number(path) for path in loaded.texts)
    here = (*(bearer.number for bearer in bearers if bearer), *stems)
    return frozenset([*ledger.taken, *loaded.library.vocabulary.reserved, *here])


def next_number(kind: DocumentType, given: Mapping[str, str], taken: frozenset[str]) -> str:
    """Return the next number of a type that nothing has taken."""
    number = kind.pattern.next_number(given, taken)
    if number is None or kind.pattern.match(number) is None:
        parts = ", ".join(f"{name} {given[name]!r}" for name in kind.pattern.fields)
        raise SopError(f"no number of the shape {kind.pattern.text} can be made of {parts}")
    return number


def plan_document(
    loaded: Loaded, ledger: Ledger, given: Mapping[str, str], day: date, review: Period | None = None
) -> Planned:
    """Return the new document that answers describe; its year is that of `day` unless they say another."""
    library = loaded.library
    kind = _type(library.vocabulary, given)
    known = {"year": f"{day.year:04}", **given}
    number = next_number(kind, known, taken_numbers(loaded, ledger))
    title = " ".join(given["title"].split())
    unsaid = "" if "dept" in kind.pattern.fields else given.get("dept", "")
    document = NewDocument(number, title, script_of(title), unsaid, review)
    lines = form_lines(document) if _is_form(kind, library) else sop_lines(document)
    path = posixpath.join(folder_for(kind, given.get("dept", ""), library), f"{number}.md")
    planned = Planned(path, lines)
    _refuse_title(planned, library.vocabulary)
    return planned


def folder_for(kind: DocumentType, department: str, library: Library) -> str:
    """Return where most documents of a type and department stand; where others have a folder each, the new one."""
    placed: list[tuple[str, str]] = []
    for number, path in library.path_of.items():
        if (fields := kind.pattern.match(number)) is not None:
            placed.append((fields.get("dept", ""), posixpath.dirname(path)))
    if own := _commonest([folder for dept, folder in placed if dept == department]):
        return own[0]
    by_code = [folder for dept, folder in placed if dept and posixpath.basename(folder).lower() == dept.lower()]
    if department and by_code and len(by_code) * 2 > len(placed):
        return posixpath.join(posixpath.dirname(by_code[0]), department.lower())
    return (_commonest([folder for _, folder in placed]) or [""])[0]


def _type(vocabulary: Vocabulary, given: Mapping[str, str]) -> DocumentType:
    kind = vocabulary.types.get(given["type"])
    if kind is None:
        raise SopError(f"--type: {given['type']!r} is none of {', '.join(vocabulary.types)}")
    return kind


def _choices(vocabulary: Vocabulary, pattern: Pattern, name: str) -> Mapping[str, str]:
    """Return what a part of a number may be, with what it means; nothing where that is not listed."""
    if name == "dept":
        return {code: department.value for code, department in vocabulary.departments.items()}
    return dict.fromkeys(pattern.words.get(name, ()), "")


def _is_form(kind: DocumentType, library: Library) -> bool:
    """Whether documents of a type are forms: those that are there tell, else the type's code does."""
    if any(kind.pattern.match(number) for number in library.form):
        return True
    return kind.code.value == "FORM" and not any(kind.pattern.match(number) for number in library.sop)


def _commonest(folders: Sequence[str]) -> list[str]:
    """Return the folders, the commonest first, of equal ones the first by name."""
    counted = Counter(folders)
    return sorted(counted, key=lambda folder: (-counted[folder], folder))


def _refuse_title(planned: Planned, vocabulary: Vocabulary) -> None:
    """Refuse a title that could not stand in front matter."""
    source, problems = read_source(planned.path, planned.text.encode("utf-8", "replace"))
    problems = read_document(source, vocabulary).problems if source else problems
    if any(planned.lines[problem.place.line - 1].text.startswith("title:") for problem in problems):
        raise SopError("--title: holds characters that no title may have, such as < or invisible ones")
