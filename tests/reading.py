"""How the tests of the body half read a source: text in, plain values out."""

from collections.abc import Mapping
from dataclasses import dataclass
from textwrap import dedent

from sop_docs.effects.catalogue import load_words
from sop_docs.model.flow import Edge, EdgeKind, Flow
from sop_docs.model.lifecycle import Status
from sop_docs.model.place import Place, Source, Text
from sop_docs.model.problem import Problem
from sop_docs.model.sop import Identity, Sop, Variant
from sop_docs.model.step import Duty
from sop_docs.model.vocabulary import Vocabulary
from sop_docs.parse.body import read_body
from sop_docs.parse.document import WrittenSop, read_document
from sop_docs.parse.expand import WrittenModule
from sop_docs.parse.library import read_sop

PATH = "cs/SOP-CS-2024-001.md"
WORDS = (load_words("zh"), load_words("en"))
_NOWHERE = Place("", 1)
_ARROWS = {EdgeKind.NORMAL: "→", EdgeKind.ANSWER: "→", EdgeKind.EXCEPTION: "⇢"}


@dataclass(frozen=True)
class Reading:
    """An SOP and its problems as `line:column key`, with the path where it is another file's."""

    sop: Sop
    problems: list[str]
    found: tuple[Problem, ...]

    @property
    def ids(self) -> list[str]:
        return [step.id for step in self.sop.steps]

    @property
    def ways(self) -> list[str]:
        return ways(self.sop.procedure.flow)

    def values(self, key: str) -> Mapping[str, str]:
        return next(problem.values for problem in self.found if problem.key == key)


def read(body: str, *modules: str, variants: Mapping[str, Mapping[str, str]] | None = None) -> Reading:
    """Return an SOP of a body whose first line is line 1; each module is a whole file."""
    written, problems = read_body(PATH, dedent(body).lstrip("\n"), 1)
    known = [read_module(module) for module in modules]
    identity = Identity(
        _text("SOP-CS-2024-001"), _text("投诉"), _text("1.0"), Status.DRAFT, "zh", variants=_variants(variants)
    )
    sop, more = read_sop(PATH, WrittenSop(identity, written), {module.head.name.value: module for module in known})
    found = (*problems, *more)
    for problem in found[:20]:
        assert_has_words(problem)
    return Reading(sop, [_shown(problem) for problem in found], found)


def steps(text: str, *modules: str, variants: Mapping[str, Mapping[str, str]] | None = None) -> Reading:
    """Return an SOP whose steps begin on line 3 of its body."""
    return read("## 步骤\n\n" + dedent(text).lstrip("\n"), *modules, variants=variants)


def keys(text: str) -> Reading:
    """Return an SOP of one step whose key list begins on line 5."""
    return steps("### 接收\n\n" + dedent(text).lstrip("\n"))


def read_module(text: str) -> WrittenModule:
    """Return the module that a file holds; its path is its name."""
    text = dedent(text).lstrip("\n")
    name = text.split("\n")[1].removeprefix("module: ")
    document = read_document(Source(f"modules/{name}.md", text), Vocabulary())
    assert isinstance(document.written, WrittenModule), document.problems
    assert document.problems == ()
    return document.written


def assert_has_words(problem: Problem) -> None:
    """Fail where a catalogue lacks the words of a problem, or asks for a value that it does not have."""
    for words in WORDS:
        assert words(problem.key, **problem.values)
        assert words(f"{problem.key}.hint", **problem.values)


def ways(flow: Flow) -> list[str]:
    """Return the edges as `a → b`, an answer as `a -yes→ b`, an exception as `a -case⇢ b`."""
    return [_way(edge) for edge in flow.edges]


def values(texts: tuple[Text, ...]) -> list[str]:
    """Return the words alone."""
    return [text.value for text in texts]


def parties(duties: tuple[Duty, ...]) -> list[tuple[str, str]]:
    """Return who, with which note."""
    return [(duty.party, duty.note) for duty in duties]


def at(place: Place) -> tuple[int, int]:
    """Return line and column."""
    return place.line, place.column


def _way(edge: Edge) -> str:
    label = f"-{edge.label}" if edge.label else ""
    return f"{edge.source} {label}{_ARROWS[edge.kind]} {edge.target}"


def _shown(problem: Problem) -> str:
    path = "" if problem.place.path == PATH else f"{problem.place.path}:"
    return f"{path}{problem.place.line}:{problem.place.column} {problem.key}"


def _variants(variants: Mapping[str, Mapping[str, str]] | None) -> tuple[Variant, ...]:
    return tuple(
        Variant(_text(name), {key: _text(value) for key, value in given.items()})
        for name, given in (variants or {}).items()
    )


def _text(value: str) -> Text:
    return Text(value, _NOWHERE)
