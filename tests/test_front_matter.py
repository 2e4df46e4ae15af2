"""Front matter: where it starts and ends, what its nodes are, and what an identity becomes."""

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sop_docs.effects.catalogue import load_words
from sop_docs.model.lifecycle import Period, Status
from sop_docs.model.place import Place, Source, Text
from sop_docs.model.problem import Problem
from sop_docs.model.sop import Assessment, Identity
from sop_docs.model.vocabulary import Vocabulary
from sop_docs.parse.form import read_form
from sop_docs.parse.front_matter import split
from sop_docs.parse.front_matter_keys import TABLES
from sop_docs.parse.gate import read_source
from sop_docs.parse.identity import read_identity
from sop_docs.parse.module_head import read_module_head
from sop_docs.parse.vocabulary import read_vocabulary
from sop_docs.parse.yaml_events import MappingNode, ScalarNode, SequenceNode, read_yaml

PATH = "cs/SOP-CS-2024-001.md"

FULL = """\
id: SOP-CS-2024-001
title: 客户投诉处理标准化操作流程
version: 1.10
status: approved
effective: 2024-07-01
review: 12 months
owner: 客服部经理
supervisor: 质量部经理
prepared: 王丽
reviewed: 客服部经理
approved: [客服部经理, 法务部负责人, 运营总监]
scenario: risk-control
scope:
  applies: 线上渠道的客户投诉
  excludes: 线下门店投诉
  from: 客户提交投诉
  to: 问题关闭
goals:
  - 响应时效 ≤ 24 小时
  - 问题解决率 ≥ 95 %
variants:
  普通客户: {response: 2 小时}
  VIP客户: {response: 1 小时}
change: 投诉分级由两级改为三级
inputs: 客户档案、合同
assessed:
  - {date: 2025-06-01, by: 质量部经理, verdict: keep}
  - {date: 2025-07-01, by: 质量部经理, verdict: 修订, of: escalation@1.2}
allow: {SOP601: 引用法规原文}
"""


def mapping(text: str) -> MappingNode:
    node, problems = read_yaml(text, PATH, 2)
    assert isinstance(node, MappingNode)
    assert not problems
    return node


def identity(text: str, vocabulary: Vocabulary | None = None) -> tuple[Identity, list[tuple[str, int]]]:
    words = vocabulary or read_vocabulary(None)[0]
    read, problems = read_identity(mapping(text), PATH, words)
    assert read is not None
    return read, [(problem.key, problem.place.line) for problem in problems]


def test_nodes_are_text_with_their_places() -> None:
    node, problems = read_yaml("标题: no\nlist: [012, ~]\nempty:\n", "x.md", 2)

    assert problems == ()
    assert node == MappingNode(
        (
            (ScalarNode("标题", Place("x.md", 2, 1)), ScalarNode("no", Place("x.md", 2, 5))),
            (
                ScalarNode("list", Place("x.md", 3, 1)),
                SequenceNode(
                    (ScalarNode("012", Place("x.md", 3, 8)), ScalarNode("", Place("x.md", 3, 13))),
                    Place("x.md", 3, 7),
                ),
            ),
            (ScalarNode("empty", Place("x.md", 4, 1)), ScalarNode("", Place("x.md", 4, 7))),
        ),
        Place("x.md", 2, 1),
    )


def test_of_two_equal_keys_the_first_is_kept_and_both_lines_are_named() -> None:
    node, problems = read_yaml("owner: a\nowner: b\n", "x.md", 2)

    assert isinstance(node, MappingNode)
    assert [value for _, value in node.entries] == [ScalarNode("a", Place("x.md", 2, 8))]
    assert problems == (Problem("SOP013", Place("x.md", 3, 1), {"key": "owner", "line": "2"}),)


@pytest.mark.parametrize(
    ("text", "body", "line"),
    [
        ("---\na: b\n---\n\n# x\n", "\n# x\n", 4),
        ("---  \na: b\n--- \nx", "x", 4),
        ("---\na: b\n---", "", 4),
        ("---\na: |\n  ---\n---\nx", "x", 5),
    ],
)
def test_the_body_starts_below_the_closing_line(text: str, body: str, line: int) -> None:
    front_matter = split(Source("x.md", text))

    assert front_matter.node is not None
    assert (front_matter.body, front_matter.body_place) == (body, Place("x.md", line))


@pytest.mark.parametrize("text", ["", "# x\n\n---\na: b\n---\n", "----\na: b\n", "--- x\n", "\n---\n\nrule above\n"])
def test_a_file_without_front_matter_is_all_body(text: str) -> None:
    front_matter = split(Source("x.md", text))

    assert (front_matter.node, front_matter.body, front_matter.problems) == (None, text, ())


def test_front_matter_that_starts_late_is_a_problem() -> None:
    assert [p.key for p in split(Source("x.md", "\n---\nid: SOP-1\n---\n")).problems] == ["SOP016.first"]


def test_a_full_identity() -> None:
    read, problems = identity(FULL)

    assert problems == []
    assert (read.number.value, read.title.value, read.version.value) == (
        "SOP-CS-2024-001",
        "客户投诉处理标准化操作流程",
        "1.10",
    )
    assert (read.status, read.language, read.department) == (Status.APPROVED, "zh", "CS")
    assert (read.effective, read.review) == (date(2024, 7, 1), Period(months=12))
    assert read.owner == Text("客服部经理", Place(PATH, 8, 8))
    assert [text.value for text in read.approved] == ["客服部经理", "法务部负责人", "运营总监"]
    assert read.scenario == Text("risk-control", Place(PATH, 13, 11))
    assert (read.scope.starts, read.scope.ends) == (
        Text("客户提交投诉", Place(PATH, 17, 9)),
        Text("问题关闭", Place(PATH, 18, 7)),
    )
    assert [(goal.name, goal.comparison) for goal in read.goals] == [("响应时效", "≤"), ("问题解决率", "≥")]
    assert [(v.name.value, v.values["response"].value) for v in read.variants] == [
        ("普通客户", "2 小时"),
        ("VIP客户", "1 小时"),
    ]
    assert [text.value for text in read.inputs] == ["客户档案", "合同"]
    assert read.assessed == (
        Assessment(date(2025, 6, 1), "质量部经理", "keep", "", Place(PATH, 28, 5)),
        Assessment(date(2025, 7, 1), "质量部经理", "revise", "escalation@1.2", Place(PATH, 29, 5)),
    )
    assert read.allowed == {"SOP601": Text("引用法规原文", Place(PATH, 30, 17))}
    assert read.at("owner") == Place(PATH, 8, 1)
    assert read.at("language") == Place(PATH, 2, 5)


def test_chinese_keys_and_words_mean_the_same() -> None:
    chinese = """\
编号: SOP-CS-2024-001
标题: 客户投诉处理标准化操作流程
版本: 1.10
状态: 已批准
生效日期: 2024-07-01
复审周期: 12 个月
流程负责人: 客服部经理
监督人: 质量部经理
编制: 王丽
审核: 客服部经理
批准: [客服部经理, 法务部负责人, 运营总监]
场景: 风险管控
适用范围: {适用: a, 不适用: b, 起点: c, 终点: d}
目标: 响应时效 ≤ 24 小时
变体: {a: {response: 1 小时}}
变更说明: x
输入: [a]
语言: 中文
部门: CS
替代: SOP-CS-2025-001
评估: [{日期: 2025-06-01, 评估人: x, 结论: 继续有效}]
例外: {SOP601: x}
"""
    read, problems = identity(chinese)

    assert problems == []
    assert (read.status, read.language, read.department) == (Status.APPROVED, "zh", "CS")
    assert (read.effective, read.review) == (date(2024, 7, 1), Period(months=12))
    assert (str(read.scenario), str(read.replaced_by), str(read.scope.ends)) == ("risk-control", "SOP-CS-2025-001", "d")
    assert [item.verdict for item in read.assessed] == ["keep"]


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("id: SOP-CS-2024-001\n", [("SOP101", 2), ("SOP101", 2), ("SOP101", 2)]),
        (FULL.replace("owner: 客服部经理\n", "").replace("approved: [", "status2: ["), [
            ("SOP102.near", 11), ("SOP101.issued", 2), ("SOP101.issued", 2),
        ]),
        (FULL.replace("version: 1.10", "version: V1.0"), [("SOP107.v", 4)]),
        (FULL.replace("version: 1.10", "version: 1"), [("SOP107", 4)]),
        (FULL.replace("status: approved", "status: aproved"), [("SOP105.near", 5)]),
        (FULL.replace("status: approved", "status: 现行"), [("SOP105", 5)]),
        (FULL.replace("risk-control", "风险"), [("SOP105.near", 13)]),
        (FULL.replace("12 months", "now and then"), [("SOP108", 7)]),
        (FULL + "负责人: x\n", [("SOP102.near", 31)]),
        (FULL + "流程负责人: x\n", [("SOP103", 31)]),
        (FULL + "Owner: x\n", [("SOP103", 31)]),
        (FULL.replace("{SOP601: 引用法规原文}", "[SOP601]"), [("SOP104.mapping", 30)]),
        (FULL.replace("{SOP601: 引用法规原文}", "{vague: x, SOP601: }"), [("SOP112", 30), ("SOP112.reason", 30)]),
        (FULL.replace("{response: 1 小时}", "{respond: 1 小时}"), [("SOP115", 24)]),
        (FULL.replace("{response: 1 小时}", "1 小时"), [("SOP104.mapping", 24)]),
        (FULL.replace("verdict: keep", "verdict: maybe"), [("SOP105", 28)]),
        (FULL.replace(", verdict: keep", ""), [("SOP101", 28)]),
        (FULL.replace("  from: 客户提交投诉", "  form: 客户提交投诉"), [("SOP102.near", 17)]),
        (FULL + "replaced-by: 见新文件\n", [("SOP110.ascii", 31)]),
        (FULL + "language: fr\n", [("SOP105", 31)]),
    ],
)  # fmt: skip
def test_a_wrong_value_is_a_problem_and_no_obstacle(text: str, problems: list[tuple[str, int]]) -> None:
    assert identity(text)[1] == problems


def test_what_is_missing_falls_back() -> None:
    read, _ = identity("id: SOP-CS-2024-001\n")

    assert (read.title.value, read.version.value, read.status) == ("SOP-CS-2024-001", "0.0", Status.DRAFT)
    assert (read.language, read.department) == ("en", "CS")


def test_an_author_who_writes_chinese_keys_reads_of_chinese_ones() -> None:
    _, problems = read_identity(mapping("编号: SOP-CS-2024-001\n"), PATH, read_vocabulary(None)[0])

    assert [problem.values["key"] for problem in problems] == ["标题", "版本", "状态"]


@pytest.mark.parametrize(
    "text", ["title: x\n", "id: ''\n", "id: [a]\n", "id: a b\n", "id: 流程1\n", f"id: {'a' * 65}\n"]
)
def test_without_a_usable_number_there_is_no_identity(text: str) -> None:
    read, problems = read_identity(mapping(text), PATH, read_vocabulary(None)[0])

    assert read is None
    assert problems


VOCABULARY = """\
departments: {CS: 客户服务部, OP: 运营管理部}
roles:
  客服专员: {department: CS, people: [wang.li]}
  运营总监: {department: OP, people: liu.yang, level: executive}
people:
  wang.li: {name: 王丽, forge: wangli}
  liu.yang: {name: 刘洋}
business: [SC, HR]
types:
  SOP: {name: 标准操作流程, number: "{type}-{dept}-{business}-{seq:03}", approval: [owner, executive]}
reserved: [SOP-CS-SC-004]
scenarios: {routine: 日常}
calendar: {hours: 7, week: mon-sat, holidays: [2026-10-01], workdays: [2026-10-10]}
vague: [酌情]
"""


def test_a_vocabulary() -> None:
    vocabulary, problems = read_vocabulary(Source("vocabulary.yml", VOCABULARY))

    assert problems == ()
    assert [name.value for name in vocabulary.departments.values()] == ["客户服务部", "运营管理部"]
    assert vocabulary.roles["运营总监"].level == "executive"
    assert vocabulary.roles["运营总监"].people == ("liu.yang",)
    assert vocabulary.people["wang.li"].name == "王丽"
    assert vocabulary.types["SOP"].approval == ("owner", "executive")
    assert vocabulary.types["SOP"].pattern.match("SOP-OP-HR-001") is not None
    assert vocabulary.types["SOP"].pattern.match("SOP-OP-XX-001") is None
    assert vocabulary.reserved == frozenset({"SOP-CS-SC-004"})
    assert (vocabulary.calendar.hours, vocabulary.calendar.week) == (7, frozenset({0, 1, 2, 3, 4, 5}))
    assert vocabulary.calendar.holidays == frozenset({date(2026, 10, 1)})
    assert vocabulary.vague == ("酌情",)


def test_without_a_vocabulary_the_default_types_hold() -> None:
    vocabulary, problems = read_vocabulary(None)

    assert problems == ()
    assert vocabulary.types["SOP"].pattern.match("SOP-ANY-2024-001") is not None
    assert vocabulary.types["FORM"].pattern.match("FORM-ANY-001") is not None
    assert vocabulary.calendar.week == frozenset({0, 1, 2, 3, 4})


@pytest.mark.parametrize(
    ("old", "new", "problems"),
    [
        ("CS: 客户服务部", "客服: 客户服务部", [("SOP125", 1), ("SOP120", 3)]),
        ("people: [wang.li]", "people: [wang.wu]", [("SOP121", 3)]),
        ("level: executive", "level: boss", [("SOP105", 4)]),
        ("{name: 刘洋}", "刘洋", [("SOP104.mapping", 7), ("SOP121", 4)]),
        ("business:", "businesses:", [("SOP102", 8), ("SOP122.field", 10)]),
        ("week: mon-sat", "week: Monday", [("SOP124.week", 13)]),
        ("hours: 7", "hours: 0", [("SOP124.hours", 13)]),
        ("[2026-10-01]", "[2026-10-32]", [("SOP106.day", 13)]),
        ("[owner, executive]", "[boss]", [("SOP105", 10)]),
        ("reserved:", "  WI: {name: x, number: 'SOP-{dept}-HR-{seq:02}'}\nreserved:", [("SOP123", 11)]),
        (VOCABULARY, "- a\n", [("SOP017", 1)]),
        (VOCABULARY, "a: [\n", [("SOP010.bracket", 1)]),
    ],
)
def test_a_wrong_vocabulary(old: str, new: str, problems: list[tuple[str, int]]) -> None:
    found = read_vocabulary(Source("vocabulary.yml", VOCABULARY.replace(old, new)))[1]

    assert sorted((problem.key, problem.place.line) for problem in found) == sorted(problems)


def test_a_number_outside_the_patterns_names_them() -> None:
    vocabulary = read_vocabulary(Source("vocabulary.yml", VOCABULARY))[0]

    _, problems = read_identity(mapping(FULL), PATH, vocabulary)

    assert [problem.key for problem in problems] == ["SOP110.shape", "SOP105"]
    assert problems[0].values == {
        "number": "SOP-CS-2024-001",
        "patterns": "SOP-{dept}-{business}-{seq:03}",
        "departments": "CS, OP",
    }


FORM = """\
form: FORM-CS-001
title: 客户投诉登记表
version: 1.0
fields:
  - {name: 客户ID, type: text, required: yes, help: 十位}
  - {name: 金额, type: number, unit: 元}
  - {name: 投诉渠道, type: choices, choices: [电话, 微信], other: 是}
  - {name: 处理记录, type: table, columns: [日期, 措施], rows: 5}
  - {name: 签字栏, type: table, columns: [环节, 签字], rows: [受理, 审批]}
"""


def test_a_form() -> None:
    form, problems = read_form(
        mapping(FORM), "forms/FORM-CS-001.md", Text("\n", Place(PATH, 12)), read_vocabulary(None)[0]
    )

    assert problems == ()
    assert form is not None
    assert (form.number.value, form.language, form.body) == ("FORM-CS-001", "zh", None)
    first, amount, channel, record, signatures = form.fields
    assert (first.required, first.help) == (True, "十位")
    assert amount.unit == "元"
    assert (channel.choices, channel.other) == (("电话", "微信"), True)
    assert (record.columns, record.rows, record.first_cells) == (("日期", "措施"), 5, ())
    assert (signatures.rows, signatures.first_cells) == (0, ("受理", "审批"))


@pytest.mark.parametrize(
    ("old", "new", "problems"),
    [
        ("type: number", "type: numbr", [("SOP105.near", 7)]),
        ("{name: 金额, type: number, unit: 元}", "金额", [("SOP104.mappings", 7)]),
        ("choices: [电话, 微信], ", "", [("SOP101", 8)]),
        ("columns: [日期, 措施], ", "", [("SOP101", 9)]),
        ("rows: 5", "rows: 500", [("SOP133", 9)]),
        ("rows: 5", "rows: many", [("SOP133", 9)]),
        ("help: 十位", "unit: 元", [("SOP132", 6)]),
        ("name: 金额", "name: 客户ID", [("SOP131", 7)]),
        ("required: yes", "required: maybe", [("SOP105", 6)]),
        ("name: 金额, ", "", [("SOP101", 7)]),
        ("FORM-CS-001", "FORM-CS-002", [("SOP111", 2)]),
        ("FORM-CS-001", "FORM-CS-01", [("SOP111.stem", 2), ("SOP110.shape", 2)]),
    ],
)
def test_a_wrong_form(old: str, new: str, problems: list[tuple[str, int]]) -> None:
    text = Text("", Place(PATH, 12))

    form, found = read_form(mapping(FORM.replace(old, new)), "FORM-CS-001.md", text, read_vocabulary(None)[0])

    assert form is not None
    assert [(problem.key, problem.place.line) for problem in found] == problems


def test_a_module_head() -> None:
    head, problems = read_module_head(mapping("module: escalation\ntitle: 升级审批\nversion: 1.0\nparams: {a: 岗位}\n"))

    assert problems == ()
    assert head is not None
    assert (head.name.value, head.title.value, head.version.value) == ("escalation", "升级审批", "1.0")
    assert head.params == {"a": Text("岗位", Place(PATH, 5, 13))}


def test_a_wrong_module_head() -> None:
    assert read_module_head(mapping("module: 升级\ntitle: x\nversion: 1.0\n"))[0] is None
    head, problems = read_module_head(mapping("module: a\ntitle: x\nversion: 1.0\nparams: {a b: x}\nid: y\n"))
    assert head is not None
    assert [(problem.key, problem.place.line) for problem in problems] == [("SOP102", 6), ("SOP141", 5)]


def test_every_key_and_every_problem_has_words_in_both_languages() -> None:
    chinese, english = load_words("zh"), load_words("en")
    folder = Path(__file__).parent.parent / "plugins" / "sop_docs" / "parse"
    text = "".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.py")))
    keys = sorted(set(re.findall(r'"(SOP[01]\d\d(?:\.[a-z]+)?)"', text)))
    meanings = [table.meaning(key) for table in TABLES for key in table.synonyms]

    assert len(keys) > 70
    assert [key for key in (*keys, *(f"{key}.hint" for key in keys), *meanings) if key not in chinese] == []
    assert [key for key in (*keys, *(f"{key}.hint" for key in keys), *meanings) if key not in english] == []


def test_no_word_of_the_input_catalogue_is_left_over() -> None:
    locale = Path(__file__).parent.parent / "plugins" / "sop_docs" / "locale"
    files = [*sorted((locale.parent / "parse").glob("*.py")), locale.parent / "effects" / "files.py"]
    text = "".join(path.read_text(encoding="utf-8") for path in files)
    known = {table.meaning(key) for table in TABLES for key in table.synonyms} | set(re.findall(r'"(SOP[\w.]+)"', text))
    for language in ("zh", "en"):
        words = (locale / language / "LC_MESSAGES" / "input.po").read_text(encoding="utf-8")
        keys = re.findall(r'^msgid "(.+)"$', words, re.MULTILINE)
        assert [key for key in keys if key.removesuffix(".hint") not in known] == []


YAML_LIKE = st.text(alphabet="a:- \n[]{}'\"#|>&*!~<?%@\t.：客0\x00", max_size=60).map(
    lambda text: text.replace("a", "owner").replace("0", "2024-02-30").replace("~", "---")
)


@settings(deadline=1000)
@given(st.one_of(st.text(max_size=2000), YAML_LIKE, st.binary(max_size=500)))
def test_any_text_as_front_matter_gives_values(block: str | bytes) -> None:
    data = block if isinstance(block, bytes) else block.encode("utf-8", "surrogatepass")
    for whole in (b"---\n" + data + b"\n---\n", b"---\nid: SOP-CS-2024-001\n" + data + b"\n---\n"):
        source, problems = read_source(PATH, whole)
        if source is None:
            assert problems
            continue
        read_vocabulary(source)
        front_matter = split(source)
        if front_matter.node is None:
            assert front_matter.problems
            continue
        read, problems = read_identity(front_matter.node, PATH, Vocabulary())
        assert read is not None or problems
        read_form(front_matter.node, PATH, Text("", front_matter.body_place), Vocabulary())
        read_module_head(front_matter.node)


@settings(deadline=1000)
@given(st.text(max_size=500))
def test_any_text_as_yaml_gives_a_node_or_a_problem(text: str) -> None:
    node, problems = read_yaml(text, "x.md")

    assert node is None or isinstance(node, ScalarNode | SequenceNode | MappingNode)
    assert all(problem.place.line >= 1 and problem.place.column >= 1 for problem in problems)
