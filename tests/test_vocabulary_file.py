"""The words of a house written as their file has them, and what of them a bundle carries."""

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sop_docs.compile.part import part_of, spoken
from sop_docs.effects.files import Tree
from sop_docs.model.library import Library
from sop_docs.model.part import Part
from sop_docs.model.place import Source
from sop_docs.model.vocabulary import Vocabulary
from sop_docs.parse.vocabulary import read_vocabulary
from sop_docs.project.load import Loader
from sop_docs.report.vocabulary import vocabulary_yaml
from test_part import DAY, form, sop

HOUSE = """\
departments: {CS: 客户服务部, LG: 法务部, FI: 财务部}
roles:
  客服专员: {department: CS, people: [wang.li]}
  法务专员: {department: LG, people: [zheng.yu]}
  总监: {people: [liu.yang], level: executive}
people:
  wang.li: {name: 王丽, forge: wangli}
  zheng.yu: {name: 郑宇}
  liu.yang: {name: 刘洋}
types:
  SOP: {name: 流程, number: "{type}-{dept}-{business}-{seq:03}", approval: [owner, executive]}
  WI: {name: 作业指导书, number: "{type}-{dept}-{seq:03}"}
  FORM: {name: 表单, number: "{type}-{dept}-{seq:03}"}
business: [R, B, X]
reserved: [SOP-LG-B-009]
scenarios: {routine: 重复性任务, emergency: 应急响应}
calendar: {hours: 7, week: mon-sat}
vague: [酌情]
"""


def read(text: str) -> Vocabulary:
    return read_vocabulary(Source("vocabulary.yml", text))[0]


def meaning(vocabulary: Vocabulary) -> Mapping[str, Any]:
    """Return what is kept of a vocabulary, without its places."""
    return {
        "departments": [(code, name.value) for code, name in vocabulary.departments.items()],
        "roles": [(name, role.department, role.level) for name, role in vocabulary.roles.items()],
        "people": [(key, person.name) for key, person in vocabulary.people.items()],
        "types": [
            (code, kind.name, kind.approval, kind.pattern, kind.pattern.words)
            for code, kind in vocabulary.types.items()
        ],
        "scenarios": [(code, name.value) for code, name in vocabulary.scenarios.items()],
    }


def test_it_is_written_as_a_house_writes_it() -> None:
    assert vocabulary_yaml(read(HOUSE)) == (
        "departments: {CS: 客户服务部, LG: 法务部, FI: 财务部}\n"
        "roles:\n"
        "  客服专员: {department: CS}\n"
        "  法务专员: {department: LG}\n"
        "  总监: {level: executive}\n"
        "people:\n"
        "  wang.li: {name: 王丽}\n"
        "  zheng.yu: {name: 郑宇}\n"
        "  liu.yang: {name: 刘洋}\n"
        "types:\n"
        "  SOP:\n"
        "    name: 流程\n"
        "    number: '{type}-{dept}-{business}-{seq:03}'\n"
        "    approval: [owner, executive]\n"
        "  WI: {name: 作业指导书, number: '{type}-{dept}-{seq:03}'}\n"
        "  FORM: {name: 表单, number: '{type}-{dept}-{seq:03}'}\n"
        "scenarios: {routine: 重复性任务, emergency: 应急响应}\n"
        "business: [R, B, X]\n"
    )


CODES = st.text("ABCDEFGHxyz0129", min_size=1, max_size=4) | st.sampled_from(["NO", "Y", "1", "08", "null", "1e3"])
NAMES = st.text(
    st.sampled_from("客服部经理 A-z09:#,，{}[]&*!|>'\"%@`?~=.\\é"), min_size=1, max_size=12
) | st.sampled_from(
    ["no", "~", "1.10", "2026-01-01", "null", "- x", "a: b", "# x", "'", '"', "x" * 200, "客" * 130, "=", "a  b"]
)


@st.composite
def vocabularies(draw: st.DrawFn) -> str:
    """Return a vocabulary as JSON, which is YAML."""
    departments = draw(st.dictionaries(CODES, NAMES, max_size=4))
    role = st.fixed_dictionaries({}, optional={"department": CODES, "level": st.just("executive")})
    people = draw(st.dictionaries(CODES, NAMES, max_size=3))
    document = {
        "departments": departments,
        "roles": draw(st.dictionaries(NAMES, role, max_size=4)),
        "people": {key: {"name": name, "forge": "x"} for key, name in people.items()},
        "scenarios": draw(st.dictionaries(NAMES, NAMES, max_size=3)),
        "types": {
            code: {
                "name": draw(NAMES),
                "number": draw(st.sampled_from(["{type}-{dept}-{seq:03}", "{type}-{line}-{seq}"])),
            }
            for code in draw(st.lists(CODES, max_size=3, unique=True))
        },
        "line": draw(st.lists(CODES, min_size=1, max_size=3, unique=True)),
    }
    return vocabulary_source(document)


def vocabulary_source(document: Mapping[str, Any]) -> str:
    """Return a mapping as YAML with every text quoted."""
    return "".join(f"{key}: {quoted(value)}\n" for key, value in document.items())


def quoted(value: object) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"? {quoted(key)} : {quoted(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(quoted, value)) + "]"
    return "'" + str(value).replace("'", "''") + "'"


@given(vocabularies())
@settings(max_examples=200, deadline=None)
def test_what_is_written_is_read_as_it_was(text: str) -> None:
    vocabulary = read(text)
    assert meaning(read(vocabulary_yaml(vocabulary))) == meaning(vocabulary)


def test_the_property_reads_what_it_makes() -> None:
    vocabulary = read(vocabulary_source({"departments": {"NO": "a: b"}, "roles": {"~": {"department": "NO"}}}))
    assert meaning(vocabulary)["departments"] == [("NO", "a: b")]
    assert meaning(vocabulary)["roles"] == [("~", "NO", "")]


@pytest.fixture
def library() -> Library:
    one = sop("SOP-CS-R-001", "投诉", "客服专员", "- 表单：登记表", head="prepared: 王丽\napproved: [liu.yang, 总监]\n")
    files = {
        "vocabulary.yml": HOUSE,
        "cs/SOP-CS-R-001.md": one.replace("status: draft\n", "status: draft\nscenario: routine\n"),
        "lg/SOP-LG-B-001.md": sop("SOP-LG-B-001", "评审", "法务专员", head="prepared: zheng.yu\n"),
        "forms/FORM-LG-001.md": form("FORM-LG-001", "登记表"),
    }
    return Loader().read(Tree({path: text.encode() for path, text in files.items()}, {}, ())).library


def test_of_a_part_only_its_own_words_are_carried(library: Library) -> None:
    part = part_of(library, Part(department="CS"), DAY)
    # A form may be named by its title.
    assert list(part.form) == ["FORM-LG-001"]
    assert vocabulary_yaml(spoken(part)) == (
        "departments: {CS: 客户服务部}\n"
        "roles:\n"
        "  客服专员: {department: CS}\n"
        "  总监: {level: executive}\n"
        "people:\n"
        "  person-1: {name: 王丽}\n"
        "  liu.yang: {name: 刘洋}\n"
        "types:\n"
        "  SOP:\n"
        "    name: 流程\n"
        "    number: '{type}-{dept}-{business}-{seq:03}'\n"
        "    approval: [owner, executive]\n"
        "  FORM: {name: 表单, number: '{type}-{dept}-{seq:03}'}\n"
        "scenarios: {routine: 重复性任务}\n"
        "business: [R]\n"
    )


def test_of_the_whole_what_documents_do_not_mean_is_left_out(library: Library) -> None:
    carried = meaning(spoken(library))
    assert carried["departments"] == [("CS", "客户服务部"), ("LG", "法务部")]
    assert carried["people"] == [("person-1", "王丽"), ("zheng.yu", "郑宇"), ("liu.yang", "刘洋")]
    assert [(code, words) for code, *_, words in carried["types"]] == [
        ("SOP", {"type": ("SOP",), "dept": ("CS", "LG"), "business": ("R", "B")}),
        ("FORM", {"type": ("FORM",), "dept": ("CS", "LG")}),
    ]
    assert meaning(read(vocabulary_yaml(spoken(library)))) == carried
