"""One file, bytes in and bytes out. Touches no file."""

from collections.abc import Iterator
from dataclasses import dataclass

from ..model.form import Form
from ..model.place import Source
from ..model.problem import Problem, Severity
from ..model.vocabulary import Vocabulary
from ..parse.document import Document, Written, WrittenSop, read_document
from ..parse.expand import WrittenModule
from ..parse.front_matter import split
from ..parse.gate import read_source
from ..parse.number import script_of
from .edits import Edit, applied, sheet
from .front_matter import front_matter_edits
from .same import same
from .space import body_space, final_newline, front_matter_space
from .steps import step_edits


@dataclass(frozen=True, slots=True)
class Formatted:
    """A file as it is and as it should be; `problems` are the errors for which it stays as it is."""

    path: str
    before: bytes
    after: bytes
    problems: tuple[Problem, ...] = ()

    @property
    def changed(self) -> bool:
        """Whether its canonical spelling is another one."""
        return self.before != self.after


def format_file(path: str, data: bytes, vocabulary: Vocabulary) -> Formatted:
    """Return a Markdown file in canonical spelling: UTF-8 without a byte order mark, CRLF where every line had it."""
    source, problems = read_source(path, data)
    document = read_document(source, vocabulary) if source else Document(path, None, ())
    errors = tuple(each for each in (*problems, *document.problems) if each.severity is Severity.ERROR)
    if source is None or errors:
        return Formatted(path, data, data, errors)
    text = applied(source.text, _edits(source, document.written))
    if text != source.text and not same(document.written, read_document(Source(path, text), vocabulary).written):
        # The indent of a list may decide what a fence below it hides: such a text has no other spelling.
        return Formatted(path, data, data)
    windows = 0 < data.count(b"\n") == data.count(b"\r\n")
    return Formatted(path, data, (text.replace("\n", "\r\n") if windows else text).encode())


def _edits(source: Source, written: Written | None) -> Iterator[Edit]:
    page, head = sheet(source.text), split(source)
    if head.node:
        yield from front_matter_edits(page, head.node, _language(written))
        yield from front_matter_space(page, head.body_line)
    if isinstance(written, WrittenSop | WrittenModule):
        yield from step_edits(page, written.body, _language(written))
        yield from body_space(page, written.body, head.body_line)
    yield final_newline(page)


def _language(written: Written | None) -> str:
    match written:
        case WrittenSop(identity=identity):
            return identity.language
        case WrittenModule(head=head):
            return script_of(head.title.value)
        case Form(language=language):
            return language
        case _:
            return "zh"
