"""One file becomes one document as written; nothing here looks at another file but the vocabulary."""

from dataclasses import dataclass, replace

from ..model.allowance import Allowance
from ..model.form import Form
from ..model.place import Source, Text
from ..model.problem import Problem
from ..model.sop import Identity
from ..model.vocabulary import Vocabulary
from .allowances import read_allowances
from .allowed import whole_document
from .body import Body, read_body
from .expand import WrittenModule
from .form import read_form
from .front_matter import FrontMatter, split
from .front_matter_keys import FORM, MODULE, SOP
from .identity import read_identity
from .module_head import read_module_head
from .page import read_page
from .yaml_events import MappingNode


@dataclass(frozen=True, slots=True)
class WrittenSop:
    """An SOP whose modules are not put in yet."""

    identity: Identity
    body: Body


Written = WrittenSop | WrittenModule | Form | Source


@dataclass(frozen=True, slots=True)
class Document:
    """What one file holds (None: its front matter could not be read), and what is wrong with it alone."""

    path: str
    written: Written | None
    problems: tuple[Problem, ...]
    allowances: tuple[Allowance, ...] = ()


def read_document(source: Source, vocabulary: Vocabulary) -> Document:
    """Return the document that a Markdown file is by its front matter: SOP, module, form or page."""
    head = split(source)
    body, allowances = read_allowances(Text(head.body, head.body_place))
    head = replace(head, body=body)
    if head.node is None:
        # Front matter that cannot be read is no reason to take the rest for an ordinary page.
        page = None if head.problems else Source(source.path, head.body)
        return Document(source.path, page, head.problems, allowances if page else ())
    written, problems = _written(head.node, source.path, head, vocabulary)
    # Of a file that could not be read nothing is silenced.
    allowed = (*_allowed(written), *allowances) if written else ()
    return Document(source.path, written, (*head.problems, *problems), allowed)


def _allowed(written: Written | None) -> tuple[Allowance, ...]:
    """Return what front matter allows in the whole document."""
    match written:
        case WrittenSop():
            return whole_document(written.identity.allowed)
        case WrittenModule():
            return whole_document(written.head.allowed)
        case Form():
            return whole_document(written.allowed)
        case _:
            return ()


def _written(
    node: MappingNode, path: str, head: FrontMatter, vocabulary: Vocabulary
) -> tuple[Written | None, tuple[Problem, ...]]:
    words = [key.value for key, _ in node.entries]
    if any(SOP.canonical(word) == "id" for word in words):
        identity, problems = read_identity(node, path, vocabulary)
        body, more = read_body(path, head.body, head.body_line)
        return WrittenSop(identity, body) if identity else None, (*problems, *more)
    if any(MODULE.canonical(word) == "module" for word in words):
        module, problems = read_module_head(node)
        body, more = read_body(path, head.body, head.body_line)
        return WrittenModule(module, body) if module else None, (*problems, *more)
    if any(FORM.canonical(word) == "form" for word in words):
        return read_form(node, path, Text(head.body, head.body_place), vocabulary)
    return read_page(node, Text(head.body, head.body_place))
