"""The body of a document: its sections by title, and the steps as written. Touches no file."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..model.flow import Phase
from ..model.place import Place, Text
from ..model.problem import Problem, Severity
from ..model.sop import Heading, Section
from .key_line import key_of_line
from .key_list import entry_at_margin
from .nearest import Nearest
from .outline import Block, Outline, read_outline
from .punctuation import without_number
from .raw_step import RawStep, read_raw_step, without_colon
from .step_keys import SECTIONS, section_kind

_TITLES = tuple(title for titles in SECTIONS.values() for title in titles)
_DOING = frozenset({"R", "use", "call"})
"""Keys that only a step has; others, such as 标准, may well begin an item of a section's prose."""


@dataclass(frozen=True, slots=True)
class Body:
    """What stands below the front matter; `title` is that of the steps section, None where there is none.

    `level` is the level of its sections, `before` says how many of them stand above the steps.
    """

    preamble: Text | None
    sections: tuple[Section, ...]
    title: Text | None = None
    intro: Text | None = None
    phases: tuple[Phase, ...] = ()
    steps: tuple[RawStep, ...] = ()
    level: int = 2
    before: int = 0
    headings: tuple[Heading, ...] = ()


def read_body(path: str, text: str, first_line: int) -> tuple[Body, tuple[Problem, ...]]:
    """Return sections and steps of a body, and what is wrong with its headings and key lists."""
    outline = read_outline(path, text, first_line)
    reader = _Reader(outline)
    level = min((block.level for block in outline.blocks if _kind(block) == "steps"), default=0)
    body = reader.body(level or min((block.level for block in outline.blocks), default=2))
    headings = tuple(Heading(block.level, block.title) for block in outline.blocks)
    return replace(body, headings=headings), tuple(reader.problems)


class _Reader:
    """The pass over the blocks of one body; it gathers problems."""

    def __init__(self, outline: Outline) -> None:
        self.lines, self.hidden = outline.lines, outline.hidden
        self.blocks = outline.blocks
        self.preamble = outline.preamble
        self.problems = list(outline.problems)
        self.nearest = Nearest()

    def body(self, level: int) -> Body:
        """Return the body whose sections stand at `level`."""
        above, groups = _groups(self.blocks, level)
        sections: list[Section] = []
        steps: Body | None = None
        for head, below in groups:
            if head.level < level:
                values = {"title": head.title.value, "level": "#" * level}
                self.problems.append(Problem("SOP205", head.title.place, values))
            if steps is None and _kind(head) == "steps":
                steps = replace(self.steps(head, below), level=level, before=len(sections))
            else:
                sections.append(self.section(head, below))
        preamble = self.lines.text(0, above[-1].stop if above else self.preamble)
        if steps is None:
            self.no_steps(sections)
            return Body(preamble, tuple(sections), level=level)
        return replace(steps, preamble=preamble, sections=tuple(sections))

    def section(self, head: Block, below: Sequence[Block]) -> Section:
        """Return a section that is not the steps."""
        kind = _kind(head)
        if kind == "steps":
            self.problems.append(Problem("SOP202", head.title.place, {"title": head.title.value}))
        elif not kind and head.title.value.isascii() and (near := self.nearest(head.title.value, _TITLES, 0.85)):
            values = {"title": head.title.value, "near": near}
            self.problems.append(Problem("SOP206", head.title.place, values, Severity.WARNING))
        for block in below if kind != "steps" else ():
            if any(entry.known in _DOING for entry in block.list.entries):
                values = {"title": block.title.value}
                self.problems.append(Problem("SOP207", block.title.place, values, Severity.WARNING))
        return Section(kind, head.title, self.text(head.head + 1, head, below) or Text("", head.title.place))

    def no_steps(self, sections: Sequence[Section]) -> None:
        """Note that there is no steps section, and which title may have been meant for it."""
        titles = {section.title.value: section for section in reversed(sections) if not section.kind}
        for wanted in SECTIONS["steps"]:
            if near := self.nearest(wanted, titles):
                values = {"title": near, "near": wanted}
                self.problems.append(Problem("SOP201.near", titles[near].title.place, values))
                return
        self.problems.append(Problem("SOP201", Place(self.lines.path, self.lines.first)))

    def steps(self, head: Block, below: Sequence[Block]) -> Body:
        """Return the steps section: phases and steps by the level of their headings."""
        phases: list[Phase] = []
        steps: list[RawStep] = []
        if head.keyed:
            place = head.list.entries[0].key.place
            self.problems.append(Problem("SOP210.section", place, {"title": head.title.value}))
        above, groups = _groups(below, head.level + 1)
        self.too_deep(above, head.level + 1)
        for block, inner in groups:
            if block.keyed:
                steps.append(self.step(block, inner, ""))
            elif any(below.keyed and below.level == block.level + 1 for below in inner):
                name = self.phase_name(block, phases)
                phases.append(Phase(name, self.lines.text(block.start, block.stop)))
                steps += self.phase(block, inner, name.value)
            else:
                self.neither(block, inner)
        if not below:
            self.problems.append(Problem("SOP201.empty", head.title.place, {"title": head.title.value}))
        return Body(None, (), head.title, self.lines.text(head.start, head.stop), tuple(phases), tuple(steps))

    def phase_name(self, block: Block, phases: Sequence[Phase]) -> Text:
        """Return what a phase is called, and note where it has no name or that of another."""
        name = without_number(block.title)
        other = next((phase.name for phase in phases if phase.name.value == name.value), None)
        if not name.value:
            self.problems.append(Problem("SOP215", name.place))
        elif other:
            values = {"phase": name.value, "line": str(other.place.line)}
            self.problems.append(Problem("SOP223.phase", name.place, values))
        return name

    def phase(self, head: Block, below: Sequence[Block], name: str) -> list[RawStep]:
        """Return the steps of one phase."""
        above, groups = _groups(below, head.level + 1)
        self.too_deep(above, head.level + 1)
        for block, inner in groups:
            if not block.keyed:
                self.neither(block, inner)
        return [self.step(block, inner, name) for block, inner in groups if block.keyed]

    def step(self, block: Block, below: Sequence[Block], phase: str) -> RawStep:
        """Return one step with the prose and the smaller headings below it as its detail."""
        raw, problems = read_raw_step(block, phase, self.text(block.start, block, below), self.nearest)
        self.problems += problems
        self.late_keys(block)
        for inner in below:
            if inner.keyed:
                self.problems.append(Problem("SOP210.below", inner.title.place, {"title": inner.title.value}))
            else:
                self.late_keys(inner)
        return raw

    def neither(self, block: Block, below: Sequence[Block]) -> None:
        """Note a heading among the steps that is neither a step nor a phase."""
        values = {"title": block.title.value}
        entry = next(iter(block.list.entries), None)
        if entry and (problem := without_colon(entry)):
            self.problems.append(problem)
        elif entry is None and (key_line := self.key_line(block)):
            self.problems.append(Problem("SOP210.key", key_line.place, {**values, "key": key_line.value}))
        elif block.list.entries:
            self.problems.append(Problem("SOP210.list", block.list.entries[0].key.place, values))
        elif any(inner.keyed for inner in below):
            self.problems.append(Problem("SOP210.nested", block.title.place, values))
        else:
            self.problems.append(Problem("SOP210", block.title.place, values))

    def key_line(self, block: Block) -> Text | None:
        """Return the first key below a heading that is not written as one, so that the heading is no step."""
        for row in range(block.start, block.stop):
            if row not in self.hidden and (key := key_of_line(self.lines.rows[row])):
                return Text(key, self.lines.place(row, self.lines.rows[row].index(key) + 1))
        return None

    def too_deep(self, blocks: Sequence[Block], level: int) -> None:
        """Note headings that skip a level."""
        if blocks:
            values = {"title": blocks[0].title.value, "level": "#" * level}
            self.problems.append(Problem("SOP210.level", blocks[0].title.place, values))

    def late_keys(self, block: Block) -> None:
        """Note each known key that stands in the text below the key list."""
        for row in range(block.start, block.stop):
            if self.lines.rows[row].startswith(("-", "*", "+")) and row not in self.hidden:
                entry = entry_at_margin(self.lines, row)
                if entry and entry.known:
                    self.problems.append(Problem("SOP214", entry.key.place, {"key": entry.key.value}))

    def text(self, start: int, block: Block, below: Sequence[Block]) -> Text | None:
        """Return the words from a row on to the end of a heading and those below it."""
        return self.lines.text(start, below[-1].stop if below else block.stop)


def _groups(blocks: Sequence[Block], level: int) -> tuple[Sequence[Block], list[tuple[Block, Sequence[Block]]]]:
    """Return the blocks above the first heading of `level` or higher, and each such heading with those below it."""
    heads = [index for index, block in enumerate(blocks) if block.level <= level]
    stops = [*heads[1:], len(blocks)]
    groups = [(blocks[head], blocks[head + 1 : stop]) for head, stop in zip(heads, stops, strict=False)]
    return blocks[: heads[0]] if heads else blocks, groups


def _kind(block: Block) -> str:
    return section_kind(without_number(block.title).value)
