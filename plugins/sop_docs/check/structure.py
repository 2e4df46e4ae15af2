"""Rules on the parts of a document: what every procedure says of itself, and headings that can be followed."""

import re
from collections.abc import Iterator

from ..model.flow import Procedure
from ..model.place import Text
from ..model.problem import Severity
from ..model.sop import Heading, Module, Scope, Section, Sop
from ..parse.key_line import key_of_line
from ..parse.punctuation import numbering
from ..parse.step_keys import SECTIONS, step_key
from .prose import read_prose
from .registry import Finding, finding, rule

_RANK = {kind: rank for rank, kind in enumerate(SECTIONS)}
_NOTE = re.compile(r"<!--(?!\s*sop:)[^<]*?-->")
_HEADING = re.compile(r"^(#{1,6})[ \t]+(.*)$", re.MULTILINE)
_LISTED = re.compile(r"[-*+][ \t]\s*([^:：]+)[:：]")


@rule("SOP230", Severity.WARNING)
def no_purpose(sop: Sop) -> Iterator[Finding]:
    """From the pilot on a document says what it is for.

    Wrong: an approved document that begins with `## 步骤`
    Right: ## 目的, with a sentence below it
    """
    if sop.identity.status.binding and not any(section.kind == "purpose" for section in sop.sections):
        yield finding(sop.identity.number.place)


@rule("SOP231", Severity.WARNING)
def scope_incomplete(sop: Sop) -> Iterator[Finding]:
    """From the pilot on the scope says what it covers, from where to where, and what it leaves out.

    Wrong: scope: {applies: 客户投诉}
    Right: scope: {applies: 线上投诉, excludes: 门店投诉, from: 客户提交投诉, to: 问题关闭}
    """
    scope = sop.identity.scope
    if sop.identity.status.binding and scope != Scope():
        parts = {"applies": scope.applies, "excludes": scope.excludes, "from": scope.starts, "to": scope.ends}
        for part, text in parts.items():
            if text is None:
                yield finding(sop.identity.at("scope"), part)


@rule("SOP232", Severity.WARNING)
def no_goal(sop: Sop) -> Iterator[Finding]:
    """From the pilot on a document names a goal that can be measured.

    Wrong: status: approved, without goals
    Right: goals: [响应时效 ≤ 24 小时]
    """
    if sop.identity.status.binding and not sop.identity.goals:
        yield finding(sop.identity.at("goals"))


@rule("SOP233", Severity.WARNING)
def empty_section(document: Sop | Module) -> Iterator[Finding]:
    """Something stands below every heading; a comment is nothing.

    Wrong: ## 培训, directly followed by ## 监督
    Right: ## 培训, with who is trained and how they are tested
    """
    for section in document.sections:
        if section.kind != "steps":
            for title in _without_words(section):
                yield finding(title.place, title=title.value)


@rule("SOP234", Severity.WARNING)
def key_in_prose(procedure: Procedure) -> Iterator[Finding]:
    """A line that begins with a key stands in the key list.

    Wrong: 时限：2 小时, as a paragraph below the list
    Right: - 时限：2 小时, in the list directly below the heading
    """
    for intro in (procedure.intro, *(phase.intro for phase in procedure.phases)):
        yield from _key_lines(intro, told=False)
    for step in procedure.steps:
        yield from _key_lines(step.detail, told=True)


@rule("SOP235", Severity.WARNING)
def out_of_order(sop: Sop) -> Iterator[Finding]:
    """Known sections stand in the usual order, numbers of headings rise by one, and levels do not skip.

    Wrong: ## 步骤, and after it ## 目的
    Right: ## 目的, and after it ## 步骤
    """
    yield from _sections(sop)
    yield from _numbers(sop.headings)
    yield from _levels(sop)


def _without_words(section: Section) -> Iterator[Text]:
    """Yield the title of the section and those of headings in it that nothing stands below."""
    words = section.body.value
    if "<!--" in words:
        words = _NOTE.sub(lambda note: re.sub(r"[^\n]", " ", note[0]), words)
    if "#" not in words:
        if not words.strip():
            yield section.title
        return
    prose = read_prose(section.body)
    found = tuple(_HEADING.finditer(prose.visible))
    below = ((len(head[1]), Text(head[2].rstrip(" \t#"), prose.at(head.start(2))), head.end()) for head in found)
    heads = ((0, section.title, 0), *below)
    nexts = (*((len(head[1]), head.start()) for head in found), (0, len(words)))
    for (level, title, start), (next_level, end) in zip(heads, nexts, strict=True):
        if next_level <= level and not words[start:end].strip():
            yield title


def _key_lines(text: Text | None, *, told: bool) -> Iterator[Finding]:
    """Yield each line that begins with a key; of a text below a key list proper items are `told` of already."""
    if text is None or not (":" in text.value or "：" in text.value):
        return
    prose, start = read_prose(text), 0
    for line in prose.visible.split("\n"):
        key = key_of_line(line)
        item = _LISTED.match(line) if told else None
        if key and not (item and step_key(item[1])):
            yield finding(prose.at(start + line.index(key)), key=key)
        start += len(line) + 1


def _sections(sop: Sop) -> Iterator[Finding]:
    """Yield each known section that stands behind one that it should stand before."""
    titles = [(section.title, section.kind) for section in sop.sections if section.kind not in {"", "steps"}]
    if sop.procedure.title:
        titles.append((sop.procedure.title, "steps"))
    last: tuple[Text, str] | None = None
    for title, kind in sorted(titles, key=lambda titled: titled[0].place):
        if last and _RANK[kind] < _RANK[last[1]]:
            yield finding(title.place, title=title.value, before=last[0].value)
        else:
            last = title, kind


def _numbers(headings: tuple[Heading, ...]) -> Iterator[Finding]:
    """Yield each heading whose number does not follow that of the heading before it below the same one."""
    last: dict[int, tuple[str, tuple[int, ...]]] = {}
    for heading in headings:
        last = {level: number for level, number in last.items() if level <= heading.level}
        style, number = numbering(heading.title.value)
        if not number or 0 in number:
            continue
        before_style, before = last.get(heading.level, ("", ()))
        last[heading.level] = style, number
        if style == before_style and not _follows(number, before):
            number_before = ".".join(map(str, before))
            yield finding(heading.title.place, "number", title=heading.title.value, before=number_before)


def _follows(number: tuple[int, ...], before: tuple[int, ...]) -> bool:
    if number[:-1] == before[:-1]:
        return number[-1] == before[-1] + 1
    return number > before


def _levels(sop: Sop) -> Iterator[Finding]:
    """Yield each heading that stands more than one level below the one before it; steps have their own rule."""
    steps = sop.procedure.title
    level, among_steps = 0, 0
    for heading in sop.headings:
        if steps and heading.title.place.line == steps.place.line:
            among_steps = heading.level
        elif heading.level <= among_steps:
            among_steps = 0
        elif level and not among_steps and heading.level > level + 1:
            yield finding(heading.title.place, "level", title=heading.title.value, level="#" * (level + 1))
        level = heading.level
