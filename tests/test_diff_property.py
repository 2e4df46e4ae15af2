"""The diff by property: nothing for another spelling, something for every other difference, always with words."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from changing import PATH, checked, contents
from sop_docs.diff import diff
from sop_docs.model.change import Weight, worst
from sop_docs.model.content import Content
from sop_docs.model.flow import EdgeKind
from sop_docs.model.place import Place, Text
from sop_docs.model.sop import Sop
from sop_docs.model.step import Step
from spellings import Twice, documents

FOLDER = Path(__file__).parent.parent / "content"
TEXTS = {path.relative_to(FOLDER).as_posix(): path.read_text("utf-8") for path in sorted(FOLDER.rglob("*.*"))}
SHARED = {path: text for path, text in TEXTS.items() if path.startswith(("modules/", "forms/", "vocabulary"))}
SOPS = [path for path in TEXTS if path.rpartition("/")[2].startswith("SOP-")]


def shared(text: str) -> dict[str, str]:
    """Return the files that a document may name."""
    return {path: words for path, words in SHARED.items() if not path.startswith("forms/") or path[6:-3] in text}


BEFORE = {path: next(iter(contents({**shared(TEXTS[path]), path: TEXTS[path]}).values())) for path in SOPS}


@pytest.mark.parametrize("path", SOPS)
def test_what_stands_elsewhere_is_the_same(path: str) -> None:
    lower = {
        name: text.replace("\n## ", "\n\n\n## ").replace("---\n", "---\n# 说明\n", 1) for name, text in SHARED.items()
    }
    lower[path] = TEXTS[path].replace("---\n", "---\n# 说明\n", 1).replace("\n#", "\n\n\n#")
    after = contents({**lower, "vocabulary.yml": f"# 说明\n{TEXTS['vocabulary.yml']}"})
    assert diff(BEFORE[path], BEFORE[path]) == ()
    assert diff(BEFORE[path], next(iter(after.values()))) == ()


@given(documents())
@settings(max_examples=100, deadline=None)
def test_another_spelling_is_no_change(document: Twice) -> None:
    typed, canonical = (contents({PATH: text})["SOP-CS-2024-001"] for text in (document.typed, document.canonical))
    assert diff(typed, canonical) == ()
    assert diff(canonical, typed) == ()


@given(st.sampled_from(SOPS), st.randoms())
@settings(max_examples=60, deadline=None)
def test_the_order_of_keys_is_no_change(path: str, random: Random) -> None:
    _, head, body = TEXTS[path].split("---\n", 2)
    keys = re.findall(r"^\S.*\n(?:[ ].*\n)*", head, re.MULTILINE)
    random.shuffle(keys)
    lists = r"^(#{3,4} .*\n\n)((?:- .*\n(?:[ ]+- .*\n)*)+)"
    body = re.sub(lists, lambda found: found[1] + shuffled(found[2], random), body, flags=re.MULTILINE)
    after = contents({**shared(body), path: f"---\n{''.join(keys)}---\n{body}"})
    assert diff(BEFORE[path], next(iter(after.values()))) == ()


def shuffled(keys: str, random: Random) -> str:
    """Return the items of a list in another order, each with those below it."""
    items = re.findall(r"^- .*\n(?:[ ]+- .*\n)*", keys, re.MULTILINE)
    random.shuffle(items)
    return "".join(items)


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, Content]:
    """Return a document of the library and what it is after a few edits of lines and of characters."""
    path = draw(st.sampled_from(SOPS))
    rows = TEXTS[path].split("\n")
    for _ in range(draw(st.integers(1, 3))):
        at, other = draw(st.integers(3, len(rows) - 1)), draw(st.integers(3, len(rows) - 1))
        match draw(st.sampled_from(["delete", "swap", "double", "type", "number", "cut", "take"])):
            case "delete":
                rows.pop(at)
            case "swap":
                rows[at], rows[other] = rows[other], rows[at]
            case "double":
                rows.insert(other, rows[at])
            case "take":
                rows.insert(other, rows.pop(at))
            case "type":
                column = draw(st.integers(0, len(rows[at])))
                rows[at] = rows[at][:column] + draw(st.sampled_from("甲 a，.*1→（")) + rows[at][column:]
            case "number":
                rows[at] = re.sub(r"\d+", lambda found: str(int(found[0]) + 1), rows[at], count=1)
            case "cut":
                column = draw(st.integers(0, len(rows[at])))
                rows[at] = rows[at][:column] + rows[at][column + 1 :]
    text = "\n".join(rows)
    found = list(contents({**shared(text), path: text}).values())
    assume(found)
    return path, found[0]


@given(edited())
@settings(max_examples=400, deadline=None)
def test_every_difference_is_told(edit: tuple[str, Content]) -> None:
    path, after = edit
    before = BEFORE[path]
    found = checked(before, after)
    assert bool(found) == bool(diff(after, before))
    if not found:
        assert said(before) == said(after)


@given(st.lists(edited(), min_size=2, max_size=2))
@settings(max_examples=40, deadline=None)
def test_the_weight_never_sinks(edits: list[tuple[str, Content]]) -> None:
    order = [None, *Weight]
    (path, one), (other, two) = edits
    first, second = diff(BEFORE[path], one), diff(BEFORE[other], two)
    assert order.index(worst((*first, *second))) == max(order.index(worst(first)), order.index(worst(second)))


def said(content: Content) -> object:
    """Return all that a procedure says, more coarsely than the diff tells of it, by another way than the diff's."""
    sop = content.sop
    identity = {name: plain(getattr(sop.identity, name)) for name in ("title", "language", "department", "review")}
    people = {name: plain(getattr(sop.identity, name)) for name in ("owner", "supervisor", "scenario", "scope")}
    sets = {name: unordered(getattr(sop.identity, name)) for name in ("prepared", "reviewed", "approved", "inputs")}
    goals = sorted(str(plain(goal.text)) for goal in sop.identity.goals)
    variants = {str(plain(each.name)): plain(each.values) for each in sop.identity.variants}
    flow = sop.procedure.flow
    edges = sorted((edge.source, edge.target, str(edge.kind), str(plain(edge.label))) for edge in flow.edges)
    ways = {step: [edge for edge in flow.incoming.get(step, ()) if edge.kind is EdgeKind.NORMAL] for step in flow.joins}
    joins = {step for step, awaited in ways.items() if len({edge.source for edge in awaited}) > 1}
    steps = [said_in(step, sop) for step in sop.steps]
    phases = [(plain(phase.name), prose(phase.intro)) for phase in sop.procedure.phases]
    sections = [(section.kind or plain(section.title), prose(section.body)) for section in sop.sections]
    rest = prose(sop.preamble), prose(sop.procedure.intro), {no: plain(form) for no, form in content.forms.items()}
    return identity, people, sets, goals, variants, edges, joins, steps, phases, sections, rest


def said_in(step: Step, sop: Sop) -> object:
    texts = [
        plain(getattr(step, name)) for name in ("id", "name", "phase", "frequency", "standard", "requires", "done")
    ]
    more = [plain(step.handover), plain(step.call), plain(step.limit), plain(step.decision and step.decision.question)]
    lists = [unordered(getattr(step, name)) for name in ("inputs", "outputs", "forms", "tools")]
    doing = [sorted(str(plain(duty)) for duty in row) for row in (step.responsible, step.consulted, step.informed)]
    answering = sorted(str(plain(duty)) for duty in sop.accountable(step))
    checking = sorted(str(plain(duty)) for duty in step.verify)
    lead = plain(step.responsible[0].party) if step.responsible else ""
    return texts, more, lists, doing, answering, checking, lead, [use.module for use in step.uses], prose(step.detail)


def unordered(texts: tuple[Text, ...]) -> frozenset[str]:
    return frozenset(str(plain(text)) for text in texts)


def prose(text: Text | None) -> object:
    """Return the letters and digits of a text without what only lays it out."""
    bare = re.sub(r"^\s*(?:>\s*)*(?:[-*+]|\d{1,9}[.)])\s", "", text.value if text else "", flags=re.MULTILINE)
    return plain(re.sub(r"<!--.*?-->", "", bare, flags=re.DOTALL))


def plain(value: object) -> object:
    """Return a value as nested plain ones without places; of words the letters, the digits and signs of amounts."""
    if isinstance(value, Place):
        return None
    if isinstance(value, str):
        return re.sub(r"[^\w%≤≥<>=+]|_", "", unicodedata.normalize("NFKC", value).casefold())
    if isinstance(value, Text):
        return plain(value.value)
    if is_dataclass(value) and not isinstance(value, type):
        names = [each.name for each in fields(value) if each.name not in {"path", "version", "allowed", "keys"}]
        return [plain(getattr(value, name)) for name in names]
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    return [plain(each) for each in value] if isinstance(value, tuple) else value
