"""Every rule on its fixture: `# expect: SOP301` at the end of a line is what must be found there, and nothing else.

A fixture is a small library: `=== path` begins a file. What stands in it without a mark is the right way to write.
"""

import re
from datetime import date
from itertools import chain
from pathlib import Path

import pytest

from sop_docs.check import RULES, Rule, check
from sop_docs.model.chart import MAX_EDGES
from sop_docs.model.flow import END, START, Edge, EdgeKind, Flow, Procedure
from sop_docs.model.library import Library
from sop_docs.model.lifecycle import Period
from sop_docs.model.place import Place, Source, Text
from sop_docs.model.problem import Problem, Severity
from sop_docs.model.sop import Module
from sop_docs.model.step import Duty, Step
from sop_docs.parse.document import read_document
from sop_docs.parse.library import assemble
from sop_docs.parse.vocabulary import read_vocabulary

FIXTURES = Path(__file__).parent / "rules"
NAMES = sorted(path.stem for path in FIXTURES.glob("*.md"))
DAY = date(2026, 11, 21)
Expected = set[tuple[str, int, str]]
OF_HISTORY = (
    *("SOP160", "SOP161", "SOP162", "SOP163"),
    *("SOP170", "SOP171", "SOP172", "SOP173", "SOP174", "SOP175", "SOP176", "SOP177"),
)
"""Rules that real repositories break, in test_ledger_rules and test_history_*."""

_FILE = re.compile(r"^=== (.+)\n", re.MULTILINE)
_EXPECTED = re.compile(r"  # expect: (SOP[0-9]{3}\S*(?: SOP[0-9]{3}\S*)*)$")


def library_of(files: dict[str, str]) -> tuple[Library, tuple[Problem, ...]]:
    words = files.get("vocabulary.yml") or (FIXTURES / "vocabulary.yml").read_text("utf-8")
    vocabulary, problems = read_vocabulary(Source("vocabulary.yml", words))
    assert not problems
    documents = [read_document(Source(path, text), vocabulary) for path, text in files.items() if path.endswith(".md")]
    attachments = [path for path in files if not path.endswith((".md", ".yml"))]
    library, found = assemble(documents, vocabulary, attachments)
    return library, tuple(chain.from_iterable(found.values()))


def read_fixture(text: str) -> tuple[dict[str, str], Expected]:
    _, *parts = _FILE.split(text)
    files: dict[str, str] = {}
    expected: Expected = set()
    for path, body in zip(parts[::2], parts[1::2], strict=True):
        lines = body.split("\n")
        for number, line in enumerate(lines, 1):
            if mark := _EXPECTED.search(line):
                expected |= {(path, number, key) for key in mark[1].split()}
                lines[number - 1] = line[: mark.start()]
        files[path] = "\n".join(lines)
    return files, expected


@pytest.mark.parametrize("name", NAMES)
def test_what_is_expected_is_found_and_nothing_else(name: str) -> None:
    files, expected = read_fixture((FIXTURES / f"{name}.md").read_text("utf-8"))
    library, problems = library_of(files)
    found = (*problems, *check(library, DAY, {}, Period(months=60), steps_per_person=3))
    # What only advises is told where a fixture asks for it: not every small document has a purpose and goals.
    asked = {key[: len("SOP000")] for _, _, key in expected}
    told = [problem for problem in found if problem.severity is Severity.ERROR or problem.code in asked]
    assert {(problem.place.path, problem.place.line, problem.key) for problem in told} == expected


def test_every_rule_has_a_fixture_that_expects_it() -> None:
    texts = "".join((FIXTURES / f"{name}.md").read_text("utf-8") for name in NAMES)
    assert [rule.code for rule in RULES if f"expect: {rule.code}" not in texts] == [*OF_HISTORY, "SOP418"]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_says_what_holds_and_shows_wrong_and_right(rule: Rule) -> None:
    words = rule.check.__doc__ or ""
    assert re.match(r"[A-Z表调汇].+\.\n", words)
    assert words.index("    Wrong: ") < words.index("    Right: ")


def test_too_many_connections_are_an_error() -> None:
    place = Place("modules/dense.md", 7)
    steps = tuple(
        Step(f"s{number}", number, Text(f"步骤{number}", place), responsible=(Duty("客服专员", "", place),))
        for number in range(1, 42)
    )
    edges = [
        Edge(one.id, other.id, EdgeKind.EXCEPTION, "", place) for one in steps for other in steps if one is not other
    ]
    flow = Flow((Edge(START, "s1", EdgeKind.NORMAL, "", place), *edges, Edge("s1", END, EdgeKind.NORMAL, "", place)))
    text = Text("dense", place)
    module = Module("modules/dense.md", text, text, text, {}, Procedure(steps, flow))
    (problem,) = (found for found in check(Library(modules=(module,)), DAY, {}) if found.code == "SOP418")
    assert len(flow.edges) > MAX_EDGES
    assert (problem.key, problem.place.line, problem.values) == ("SOP418", 7, {"edges": "1642", "most": "1600"})


def test_a_house_may_grade_a_rule() -> None:
    files, _ = read_fixture((FIXTURES / "SOP301.md").read_text("utf-8"))
    library, _ = library_of(files)
    (problem,) = (found for found in check(library, DAY, {"SOP301": Severity.WARNING}) if found.code == "SOP301")
    assert problem.severity is Severity.WARNING


def test_a_fault_of_a_module_is_told_once() -> None:
    head = "---\nmodule: m\ntitle: 模块\nversion: 1.0\n---\n\n"
    module = head + "## 步骤\n\n### 审批\n\n- 执行：客服专员\n- 负责：甲、乙\n"
    user = "---\nid: {0}\ntitle: 流程\nversion: 1.0\nstatus: draft\n---\n\n## 步骤\n\n### 一\n\n- 引用：m\n"
    numbers = ("SOP-CS-2024-001", "SOP-CS-2024-002")
    library, _ = library_of({"modules/m.md": module, **{f"{each}.md": user.format(each) for each in numbers}})
    found = [problem for problem in check(library, DAY, {}) if problem.code == "SOP301"]
    assert [str(problem.place) for problem in found] == ["modules/m.md:12:3"]


def test_problems_come_by_place_whatever_the_rule() -> None:
    files, _ = read_fixture((FIXTURES / "SOP502.md").read_text("utf-8"))
    library, _ = library_of(files)
    places = [problem.place for problem in check(library, DAY, {})]
    assert places == sorted(places)
    assert [place.line for place in places if place.line in {14, 20, 26, 32}] == [14, 20, 26, 32]
