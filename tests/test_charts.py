import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations, pairwise
from pathlib import Path

import pytest

from sop_docs.compile.dot import worded
from sop_docs.compile.flowchart import flowchart
from sop_docs.compile.overview import long_charts
from sop_docs.compile.svg import finish, standalone
from sop_docs.compile.svg_geometry import Course, read_geometry
from sop_docs.compile.svg_routes import completed
from sop_docs.compile.swimlanes import role_lane, swimlanes
from sop_docs.effects.catalogue import load_words
from sop_docs.effects.drawing import DrawingFailure, draw, find_graphviz
from sop_docs.model.chart import Chart, NodeKind
from sop_docs.model.flow import Edge, EdgeKind, Flow, Phase, Procedure
from sop_docs.model.place import Place, Text
from sop_docs.model.problem import SopError
from sop_docs.model.sop import Scope
from sop_docs.model.step import Decision, Duty, Step
from sop_docs.project.load import Loader

CONTENT = Path(__file__).parent.parent / "content"
HERE = Place("sop.md")
WORDS = load_words("zh")
SVG = "{http://www.w3.org/2000/svg}"


def step(number: int, name: str, role: str = "客服专员", phase: str = "", question: str = "") -> Step:
    decision = Decision(question, ()) if question else None
    duties = (Duty(role, "", HERE),)
    return Step(f"s{number}", number, Text(name, HERE), phase=phase, responsible=duties, decision=decision)


def edges(*lines: str) -> tuple[Edge, ...]:
    """Read `s1 > s2`, `s1 > s2: answer` and `s1 > s2! case`."""
    return tuple(edge(line) for line in lines)


def edge(line: str) -> Edge:
    ways, answer, label = line.partition(": ")
    ways, case, exception = ways.partition("! ")
    source, _, target = ways.partition(" > ")
    kind = EdgeKind.ANSWER if answer else EdgeKind.EXCEPTION if case else EdgeKind.NORMAL
    return Edge(source, target, kind, label or exception, HERE)


def chain(names: Sequence[str]) -> Procedure:
    ways = [f"s{number} > s{number + 1}" for number in range(1, len(names))]
    steps = tuple(step(number, name) for number, name in enumerate(names, 1))
    return Procedure(steps, Flow(edges("start > s1", *ways, f"s{len(names)} > end")))


FORKED = Procedure(
    (
        step(1, "登记"),
        step(2, "评估", "法务专员", question="是否受理？"),
        step(3, "补偿", "财务专员"),
        step(4, "通知"),
        step(5, "归档"),
    ),
    Flow(
        edges(
            "start > s1",
            "s1 > s2",
            "s2 > s3: 受理",
            "s2 > end: 驳回",
            "s2 > s1! 信息不全",
            "s3 > s4",
            "s3 > s5",
            "s4 > s6",
            "s5 > s6",
            "s6 > end",
        ),
        frozenset({"s6"}),
    ),
)
FORKED = replace(FORKED, steps=(*FORKED.steps, step(6, "复盘")))


def drawings(*charts: Chart, cache: Path | None = None) -> list[str | DrawingFailure]:
    return draw(charts, cache, find_graphviz())


def drawn(chart: Chart) -> ET.Element:
    return drawn_sheets(chart)[0]


def drawn_sheets(chart: Chart) -> list[ET.Element]:
    (raw,) = drawings(chart)
    assert isinstance(raw, str)
    page = f'<div xmlns="http://www.w3.org/2000/svg">{finish(chart, raw)}</div>'
    return list(ET.fromstring(page))  # noqa: S314 - our own SVG


def words_of(element: ET.Element, kind: str) -> list[str]:
    """Return the text of the groups of a class, lines joined."""
    groups = (group for group in element.iter(f"{SVG}g") if kind in group.get("class", "").split())
    return ["".join(text.text or "" for text in group.iter(f"{SVG}text")) for group in groups]


def test_flowchart_has_a_node_for_every_step_diamond_and_bar() -> None:
    chart = flowchart("SOP-1", "投诉", FORKED, WORDS, Scope(starts=Text("收到投诉", HERE), ends=Text("关闭", HERE)))
    assert {name: node.kind.value for name, node in chart.nodes.items()} == {
        "start": "start",
        "n1": "step",
        "n2": "step",
        "q2": "question",
        "n3": "step",
        "f3": "bar",
        "n4": "step",
        "n5": "step",
        "j6": "bar",
        "n6": "step",
        "end": "end",
    }
    assert [line.words for line in chart.nodes["n2"].lines] == ["2 评估", "法务专员"]
    assert [line.words for line in chart.nodes["end"].lines] == ["关闭"]
    assert [(arc.source, arc.target, arc.kind, arc.label) for arc in chart.arcs.values()][3:6] == [
        ("q2", "n3", "answer", ("受理",)),
        ("q2", "end", "answer", ("驳回",)),
        ("n2", "n1", "exception", ("信息不全",)),
    ]


@pytest.mark.parametrize("kind", ["flow", "lanes"])
def test_svg_links_every_step_and_says_every_label(kind: str) -> None:
    chart = (
        flowchart("SOP-1", "投诉", FORKED, WORDS)
        if kind == "flow"
        else swimlanes("SOP-1", "投诉", FORKED, WORDS, role_lane)
    )
    svg = drawn(chart)
    assert [link.get("href") for link in svg.iter(f"{SVG}a")] == [f"#step-s{number}" for number in range(1, 7)]
    assert words_of(svg, "label") == ["受理", "驳回", "信息不全"]
    assert (svg.get("role"), svg.get("class", "").split()[1]) == ("group", kind)
    assert all(element.get("id", "SOP-1-").startswith("SOP-1-") for element in svg.iter())


def test_lanes_stand_in_order_of_first_appearance() -> None:
    chart = swimlanes("SOP-1", "投诉", FORKED, WORDS, role_lane)
    assert chart.lanes is not None
    assert [lane.title for lane in chart.lanes.lanes] == [("客服专员",), ("法务专员",), ("财务专员",)]


def stretches(course: Course) -> list[tuple[bool, float, list[float]]]:
    """Return the straight parts of a line: upright or not, their x or y, from where to where."""
    ways = [(a, b, a[0] == b[0]) for a, b in pairwise(course.corners)]
    return [(upright, a[not upright], sorted((a[upright], b[upright]))) for a, b, upright in ways]


def side_by_side(one: Course, other: Course, near: float) -> float:
    """Return over how many px two lines run along one another, nearer than `near`."""
    return max(
        min(end, last) - max(start, first) if upright == standing and abs(at - place) < near else 0
        for upright, at, (start, end) in stretches(one)
        for standing, place, (first, last) in stretches(other)
    )


def test_no_two_lines_of_the_example_library_lie_on_one_another() -> None:
    library = Loader().load(CONTENT).library
    charts = [
        swimlanes(sop.number, sop.title, sop.procedure, WORDS, role_lane, sop.identity.scope)
        for sop in library.sops
        if sop.procedure.steps
    ]
    close = []
    for chart, raw in zip(charts, drawings(*charts), strict=True):
        assert isinstance(raw, str)
        assert chart.lanes
        courses = completed(chart, chart.lanes, read_geometry(raw)).courses
        close += [
            (chart.name, chart.arcs[one], chart.arcs[other])
            for one, other in combinations(courses, 2)
            if side_by_side(courses[one], courses[other], 6) > 12
        ]
    assert close == []


def test_far_exception_is_a_case_in_its_box_and_far_answer_a_pill() -> None:
    procedure = chain([f"步骤{number}" for number in range(1, 10)])
    procedure = replace(
        procedure,
        flow=Flow((*procedure.flow.edges, *edges("s9 > s1! 缺件", "s8 > s1: 退回", "s9 > s9! 超时"))),
    )
    chart = flowchart("SOP-1", "投诉", procedure, WORDS)
    assert [(line.words, line.href) for line in chart.nodes["n9"].lines if line.kind == "case"] == [
        ("缺件 → 1 步骤1", "#step-s1"),
        ("超时 ↻ 重做本步骤", "#step-s9"),
    ]
    assert [node.lines[0].words for node in chart.nodes.values() if node.kind is NodeKind.PILL] == ["→ 1 步骤1"]


def test_long_procedure_has_an_overview_and_a_chart_for_each_phase() -> None:
    procedure = chain([f"步骤{number}" for number in range(1, 23)])
    steps = tuple(replace(item, phase="准备" if item.number < 9 else "执行") for item in procedure.steps)
    phases = (Phase(Text("准备", HERE)), Phase(Text("执行", HERE)))
    charts = long_charts("SOP-1", "投诉", replace(procedure, steps=steps, phases=phases), WORDS)
    assert [chart.title for chart in charts] == ["投诉：阶段总览", "投诉：准备", "投诉：执行"]
    overview, first, last = (drawn(chart) for chart in charts)
    assert words_of(overview, "node") == ["开始", "准备步骤 1–8", "执行步骤 9–22", "结束"]
    assert words_of(first, "pill") == ["→ 9 步骤9"]
    assert words_of(last, "pill") == ["8 步骤8 →"]


def test_chart_too_long_for_a_sheet_is_cut_between_its_boxes() -> None:
    whole, first, second = drawn_sheets(flowchart("SOP-1", "投诉", chain(["步骤"] * 20), WORDS))
    assert whole.get("class") == "sop-chart flow narrow tall"
    tops = [float(rect.get("y", "")) for rect in whole.iter(f"{SVG}rect")]
    shift = float(
        next(group for group in whole.iter(f"{SVG}g") if group.get("transform")).get("transform", "")[:-1].split()[1]
    )
    upper, lower = (sheet[0].get("viewBox", "").split() for sheet in (first, second))
    assert float(upper[1]) + float(upper[3]) == float(lower[1])
    assert any(top + shift - float(lower[1]) == pytest.approx(6, abs=0.1) for top in tops)
    assert [use.get("href") for sheet in (first, second) for use in sheet[0]] == ["#SOP-1-flow-all"] * 2


HOSTILE = [
    "<script>alert(1)</script>",
    "-->",
    "\\N \\G \\L C:\\new",
    "&lt;b&gt; &amp;",
    "<b>x</b>",
    "\"双\" '单'",
    "]]> ${name} 🚀",
]


@pytest.mark.parametrize("kind", ["flow", "lanes"])
def test_words_in_the_svg_are_the_words_of_the_source(kind: str) -> None:
    procedure = chain(HOSTILE)
    chart = (
        flowchart("SOP-<1>", HOSTILE[0], procedure, WORDS)
        if kind == "flow"
        else swimlanes("SOP-<1>", HOSTILE[0], procedure, WORDS, lambda step: step.name.value)
    )
    svg = drawn(chart)
    assert [words.removesuffix("客服专员") for words in words_of(svg, "step")] == [
        f"{number} {words}" for number, words in enumerate(HOSTILE, 1)
    ]
    assert {element.tag.removeprefix(SVG) for element in svg.iter()} <= {
        *("svg", "title", "desc", "g", "a", "rect", "path", "polygon", "text"),
    }


def test_long_words_are_cut_and_stand_whole_in_the_title() -> None:
    name = "长" * 200
    svg = drawn(flowchart("SOP-1", "投诉", chain([name]), WORDS))
    (shown,) = words_of(svg, "step")
    assert shown.removesuffix("客服专员").endswith("…")
    assert [title.text for title in svg.iter(f"{SVG}title")][1:] == [f"1 {name} · 客服专员"]


def test_no_word_reaches_graphviz() -> None:
    for chart in (flowchart("SOP-1", "投诉", FORKED, WORDS), swimlanes("SOP-1", "投诉", FORKED, WORDS, role_lane)):
        assert chart.dot.isascii()


def test_dot_for_people_says_the_same_words() -> None:
    chart = flowchart("SOP-1", "投诉", chain(HOSTILE), WORDS)
    (raw,) = drawings(replace(chart, dot=worded(chart)))
    assert isinstance(raw, str)
    texts = [text.text for text in ET.fromstring(raw).iter(f"{SVG}text")]  # noqa: S314 - Graphviz's SVG
    names = [line.words for node in chart.nodes.values() for line in node.lines]
    assert sorted(filter(None, texts)) == sorted(names)


def test_foreign_text_is_not_taken_for_a_drawing() -> None:
    with pytest.raises(SopError, match="Graphviz"):
        finish(flowchart("SOP-1", "投诉", FORKED, WORDS), "<svg onload='alert(1)'></svg>")


def test_standalone_file_brings_its_style() -> None:
    (raw,) = drawings(chart := flowchart("SOP-1", "投诉", FORKED, WORDS))
    assert isinstance(raw, str)
    file = standalone(finish(chart, raw), ".a > .b { fill: red }")
    assert ET.fromstring(file).findtext(f"{SVG}style") == ".a > .b { fill: red }"  # noqa: S314 - our own SVG


def test_one_bad_chart_is_found_among_good_ones() -> None:
    good = flowchart("SOP-1", "投诉", FORKED, WORDS)
    bad = replace(good, name="SOP-2-flow", dot="digraph { a -> }\n")
    drawn = drawings(good, bad, good)
    assert [isinstance(drawing, str) for drawing in drawn] == [True, False, True]
    assert isinstance(drawn[1], DrawingFailure)
    assert drawn[1].name == "SOP-2-flow"


def test_drawings_are_kept_and_a_broken_store_is_thrown_away(tmp_path: Path) -> None:
    charts = [flowchart("SOP-1", "投诉", FORKED, WORDS), flowchart("SOP-2", "投诉", chain(["登记", "结案"]), WORDS)]
    first = drawings(*charts, cache=tmp_path)
    store = tmp_path / "charts.sqlite3"
    assert drawings(*charts, cache=tmp_path) == first
    store.write_bytes(b"not a database" * 100)
    assert drawings(*charts, cache=tmp_path) == first
    assert store.read_bytes().startswith(b"SQLite format 3")


def test_missing_graphviz_is_an_error_that_says_what_to_do() -> None:
    with pytest.raises(SopError, match="pip install graphviz-pure"):
        find_graphviz("no-such-dot")
