"""Documents become a library: modules are put in, the flow of every procedure is built."""

from collections.abc import Mapping, Sequence

from ..model.flow import Procedure
from ..model.form import Form
from ..model.library import Library
from ..model.place import Source
from ..model.problem import Problem
from ..model.sop import Module, Sop, Variant
from ..model.vocabulary import Vocabulary
from .body import Body
from .document import Document, WrittenSop
from .expand import Expansion, Scope, WrittenModule, described, names_of
from .flow import FlowBuilder

MAX_VARIANTS = 50
"""Every limit is read once for each variant."""


def assemble(
    documents: Sequence[Document], vocabulary: Vocabulary, attachments: Sequence[str]
) -> tuple[Library, Mapping[str, tuple[Problem, ...]]]:
    """Return the library of all documents, ordered by path, and by path what came up in reading each.

    A module's own fault comes up in the module and in each of its users.
    """
    documents = sorted(documents, key=lambda document: document.path)
    modules = modules_of(documents)
    problems = {document.path: document.problems for document in documents}
    sops: list[Sop] = []
    shown: list[Module] = []
    for document in documents:
        match document.written:
            case WrittenSop():
                sop, more = read_sop(document.path, document.written, modules)
                sops.append(sop)
                problems[document.path] += more
            case WrittenModule():
                module, more = read_module(document.path, document.written, modules)
                shown.append(module)
                problems[document.path] += more
    forms = tuple(document.written for document in documents if isinstance(document.written, Form))
    pages = tuple(document.written for document in documents if isinstance(document.written, Source))
    allowances = tuple(allowance for document in documents for allowance in document.allowances)
    library = Library(tuple(sops), tuple(shown), forms, pages, tuple(sorted(attachments)), vocabulary, allowances)
    return library, problems


def read_sop(path: str, written: WrittenSop, modules: Mapping[str, WrittenModule]) -> tuple[Sop, tuple[Problem, ...]]:
    """Return an SOP with the modules it uses put in."""
    identity, body = written.identity, written.body
    variants = identity.variants[:MAX_VARIANTS]
    procedure, problems = _procedure(body, modules, Scope({}, names_of(variants)), variants)
    if len(identity.variants) > MAX_VARIANTS:
        place = identity.variants[MAX_VARIANTS].name.place
        problems = (Problem("SOP406.variants", place, {"most": str(MAX_VARIANTS)}), *problems)
    return Sop(path, identity, procedure, body.sections, body.preamble, body.headings), problems


def read_module(
    path: str, written: WrittenModule, modules: Mapping[str, WrittenModule]
) -> tuple[Module, tuple[Problem, ...]]:
    """Return a module as its own page shows it: the descriptions of its parameters in their places."""
    head, body = written.head, written.body
    scope = Scope(described(written), dict.fromkeys(head.params, ""), (head.name.value,))
    procedure, problems = _procedure(body, modules, scope, ())
    problems += tuple(Problem("SOP209", phase.name.place, {"title": phase.name.value}) for phase in body.phases)
    module = Module(path, head.name, head.title, head.version, head.params, procedure, body.sections, body.preamble)
    return module, problems


def _procedure(
    body: Body, modules: Mapping[str, WrittenModule], scope: Scope, variants: Sequence[Variant]
) -> tuple[Procedure, tuple[Problem, ...]]:
    expansion = Expansion(modules, variants)
    builder = FlowBuilder()
    flow = builder.flow(expansion.items(body.steps, scope))
    procedure = Procedure(tuple(expansion.steps), flow, body.phases, body.title, body.intro)
    # The targets of a document that is cut off are not missing.
    return procedure, (*expansion.problems, *(() if expansion.full else builder.problems))


def modules_of(documents: Sequence[Document]) -> Mapping[str, WrittenModule]:
    """Return the modules among documents by name; where two have one name, the first."""
    found = [document.written for document in documents if isinstance(document.written, WrittenModule)]
    return {module.head.name.value: module for module in reversed(found)}
