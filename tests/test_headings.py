"""What the rules on the parts of a document say of its headings: the cases beside those of the fixtures."""

import pytest

from sop_docs.check import check
from test_rules import DAY, library_of

HEAD = "---\nid: SOP-CS-2024-001\ntitle: 流程\nversion: 1.0\nstatus: draft\n---\n\n"
STEPS = "## 步骤\n\n### 登记\n\n- 步骤号：register\n- 执行：客服专员\n\n"
EMPTY = {
    "## 培训 ##\n": ["8:4 培训"],
    "## 培训\n\n### 甲 ##\n": ["10:5 甲"],
    "## 培训\n\n### 甲\n乙": [],
    "## 培训\n\n乙\n\n### 甲\n": ["12:5 甲"],
    "## 培训\n\n### 甲\n\n### 乙\n\n丙\n": ["10:5 甲"],
    "## 培训\n\n### 甲\n\n#### 乙\n\n丙\n": [],
    "## 培训\n\n#### 甲\n\n### 乙\n\n丙\n": ["10:6 甲"],
    "## 培训\n\n<!-- 甲 -->\n": ["8:4 培训"],
    "## 培训\n\n<!-- 甲 -->\n### 乙\n\n<!-- 丙 -->\n丁\n": [],
    "## 培训\n\n<!-- 甲\n乙 -->\n\n### 丙\n": ["13:5 丙"],
    "## 培训\n\n`### 甲`\n": [],
}
ORDER = {
    "## 1. 甲\n\n一\n\n## 3. 乙\n\n二\n\n": ["12:4 3. 乙 1"],
    "## 1. 甲\n\n一\n\n## 1. 乙\n\n二\n\n": ["12:4 1. 乙 1"],
    "## 甲\n\n一\n\n## 3. 乙\n\n二\n\n## 4. 丙\n\n三\n\n": [],
    "## 0. 甲\n\n一\n\n## 2. 乙\n\n二\n\n": [],
    "## 1.2 甲\n\n一\n\n## 1.4 乙\n\n二\n\n": ["12:4 1.4 乙 1.2"],
    "## 1.2 甲\n\n一\n\n## 2.1 乙\n\n二\n\n": [],
    "## 1.2 甲\n\n一\n\n## 2.1 乙\n\n二\n\n## 1.3 丙\n\n三\n\n": ["16:4 1.3 丙 2.1"],
    "## 甲\n\n### 1. 一\n\n一\n\n## 乙\n\n### 1. 二\n\n二\n\n": [],
    "## 1. 甲\n\n### 1) 一\n\n一\n\n## 2. 乙\n\n二\n\n": [],
    "## 甲\n\n#### 一\n\n一\n\n": ["10:6 一 ###"],
    "## 甲\n\n### 一\n\n一\n\n#### 二\n\n二\n\n##### 三\n\n三\n\n## 乙\n\n二\n\n": [],
}
KEYS = {
    "时限：2 小时": ["15:1 时限"],
    "Limit: 2 hours": ["15:1 Limit"],
    "说明\n\n时限：2 小时\n复核：质量专员": ["17:1 时限", "18:1 复核"],
    "- 时限：2 小时": [],
    "没有冒号的一行": [],
}


def found(code: str, body: str) -> list[str]:
    library, _ = library_of({"SOP-CS-2024-001.md": HEAD + body})
    problems = (one for one in check(library, DAY, {}) if one.code == code)
    return [" ".join([f"{one.place.line}:{one.place.column}", *one.values.values()]) for one in problems]


@pytest.mark.parametrize("body", EMPTY)
def test_something_stands_below_every_heading(body: str) -> None:
    assert found("SOP233", body + "\n" + STEPS) == EMPTY[body]


@pytest.mark.parametrize("body", ORDER)
def test_numbers_and_levels_of_headings_follow_one_another(body: str) -> None:
    assert found("SOP235", body + STEPS) == ORDER[body]


def test_levels_are_looked_at_again_behind_the_steps() -> None:
    assert found("SOP235", STEPS + "## 甲\n\n#### 一\n\n一\n") == ["17:6 一 ###"]
    assert found("SOP235", STEPS + "#### 一\n\n一\n") == []


@pytest.mark.parametrize("text", KEYS)
def test_a_key_in_prose_is_shown_where_it_stands(text: str) -> None:
    assert found("SOP234", STEPS + text) == KEYS[text]
