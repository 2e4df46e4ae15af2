"""How a step or a use is joined to others, as written: arrows and lists of targets. Touches no file."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ..model.place import Text
from ..model.problem import Problem, Severity
from ..model.sop import Variant
from ..model.step import Branch, Decision
from .parameters import names_in, taken_from
from .punctuation import has_arrow, read_branch
from .raw_step import RawStep


@dataclass(frozen=True, slots=True)
class Links:
    """Targets, answers and cases of one step."""

    next: tuple[Text, ...] = ()
    after: tuple[Text, ...] = ()
    decision: Decision | None = None
    exceptions: tuple[Branch, ...] = ()


_KEYS = frozenset({"next", "after", "decision", "exceptions"})
_NONE = Links()


def read_links(raw: RawStep, variants: Sequence[Variant]) -> tuple[Links, list[Problem]]:
    """Return how a step is joined to others, and what is wrong with its arrows."""
    if _KEYS.isdisjoint(raw.entries):
        return _NONE, []
    reader = _Reader(raw, variants)
    exceptions = tuple(reader.branches("exceptions", raw.parts("exceptions")))
    links = Links(raw.parts("next"), raw.parts("after"), reader.decision(), exceptions)
    if links.next and "decision" in raw.entries:
        reader.problems.append(Problem("SOP403", raw.entries["next"].key.place, {"step": raw.name.value}))
    return links, reader.problems


@dataclass(slots=True)
class _Reader:
    raw: RawStep
    variants: Sequence[Variant]
    problems: list[Problem] = field(default_factory=list)

    def decision(self) -> Decision | None:
        """Return the question and its answers, None where no answer can be read."""
        entry = self.raw.entries.get("decision")
        if entry is None:
            return None
        question = self.raw.filled(entry.value) if entry.items else None
        if question and has_arrow(question.value):
            values = {"text": question.value}
            self.problems.append(Problem("SOP221.question", entry.value.place, values, Severity.WARNING))
        answers = tuple(self.branches("decision", entry.items or self.raw.parts("decision")))
        return Decision(question.value if question else "", answers) if answers else None

    def branches(self, key: str, texts: Sequence[Text]) -> Iterator[Branch]:
        """Yield the answers or cases, parameters put in; a target takes none."""
        for text in texts:
            branch = read_branch(text)
            if branch is None:
                self.problems.append(Problem("SOP221", text.place, {"text": text.value, "step": self.raw.name.value}))
                continue
            label = self.raw.filled(branch.label)
            for name in (*names_in(branch.target), *taken_from(self.variants, label)):
                values = {"name": name.value, "key": self.raw.entries[key].key.value}
                self.problems.append(Problem("SOP242", name.place, values))
            yield branch._replace(label=label)
