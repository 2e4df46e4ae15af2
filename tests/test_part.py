"""A part of a library knows nothing of the rest."""

from datetime import date

import pytest

from sop_docs.compile.part import attached, part_of
from sop_docs.effects.files import Tree
from sop_docs.model.library import Library
from sop_docs.model.part import WHOLE, Part
from sop_docs.project.load import Loader

DAY = date(2024, 8, 1)
VOCABULARY = """\
departments: {CS: 客户服务部, LG: 法务部, FI: 财务部, HR: 人力资源部}
roles:
  客服专员: {department: CS}
  客服经理: {department: CS}
  法务专员: {department: LG}
  会计: {department: FI}
  招聘专员: {department: HR}
scenarios: {routine: 重复性任务, emergency: 应急响应}
reserved: [SOP-FI-2024-009]
"""
MODULE = """\
---
module: escalation
title: 升级
version: 1.0
---
## 步骤
### 审批
- 步骤号：approve
- 执行：法务专员
- 输出：意见
"""


def sop(number: str, title: str, role: str, *more: str, head: str = "") -> str:
    lines = "\n".join(more)
    return f"""\
---
id: {number}
title: {title}
version: 1.0
status: draft
{head}---
## 目的

见[附件](../files/a.png)。

## 步骤
### 受理
- 步骤号：accept
- 执行：{role}
- 输出：受理单
{lines}
"""


def form(number: str, title: str) -> str:
    return f"---\nform: {number}\ntitle: {title}\nversion: 1.0\nfields:\n  - {{name: 客户, type: text}}\n---\n"


@pytest.fixture
def library() -> Library:
    files = {
        "vocabulary.yml": VOCABULARY,
        "index.md": "# 目录\n\n报销流程见 SOP-FI-2024-001。\n",
        "cs/SOP-CS-2024-001.md": sop(
            *("SOP-CS-2024-001", "投诉处理", "客服专员", "- 表单：FORM-CS-001"),
            *("\n### 升级\n- 引用：escalation", "\n### 报销\n- 调用：SOP-FI-2024-001"),
            head="owner: 客服经理\nscenario: routine\n",
        ),
        "cs/SOP-CS-2024-002.md": sop("SOP-CS-2024-002", "回访", "客服专员", head="scenario: emergency\n"),
        "fi/SOP-FI-2024-001.md": sop("SOP-FI-2024-001", "报销", "会计", "- 咨询：客服专员", "- 表单：FORM-FI-001"),
        "modules/escalation.md": MODULE,
        "forms/FORM-CS-001.md": form("FORM-CS-001", "投诉登记表"),
        "forms/FORM-FI-001.md": form("FORM-FI-001", "报销单"),
    }
    return Loader().read(Tree({path: text.encode() for path, text in files.items()}, {}, ())).library


def numbers(part: Library) -> list[str]:
    return sorted(part.sop)


def test_without_a_wish_nothing_is_left_out(library: Library) -> None:
    assert part_of(library, WHOLE, DAY) is library


def test_a_part_is_of_a_department_a_role_or_numbers_or_of_all_three(library: Library) -> None:
    both = ["SOP-CS-2024-001", "SOP-CS-2024-002"]
    assert numbers(part_of(library, Part(department="CS"), DAY)) == both
    assert numbers(part_of(library, Part(department="客户服务部"), DAY)) == both
    assert numbers(part_of(library, Part(role="客服专员"), DAY)) == [*both, "SOP-FI-2024-001"]
    assert numbers(part_of(library, Part(numbers=("SOP-CS-2024-002", "SOP-FI-2024-001")), DAY)) == [
        "SOP-CS-2024-002",
        "SOP-FI-2024-001",
    ]
    assert numbers(part_of(library, Part("CS", "客服专员", ("SOP-FI-2024-001", "SOP-CS-2024-002")), DAY)) == [
        "SOP-CS-2024-002"
    ]
    assert numbers(part_of(library, Part(department="XX"), DAY)) == []


def test_forms_modules_and_names_come_along_only_where_they_are_used(library: Library) -> None:
    part = part_of(library, Part(numbers=("SOP-CS-2024-001",)), DAY)
    assert list(part.form) == ["FORM-CS-001"]
    assert list(part.module) == ["escalation"]
    assert list(part.vocabulary.roles) == ["客服专员", "客服经理", "法务专员"]
    assert list(part.vocabulary.departments) == ["CS", "LG"]
    assert list(part.vocabulary.scenarios) == ["routine"]
    assert part.vocabulary.reserved == frozenset()
    assert part.pages == ()


def test_what_a_part_does_not_use_is_not_in_it(library: Library) -> None:
    part = part_of(library, Part(numbers=("SOP-CS-2024-002",)), DAY)
    assert (part.form, part.module, list(part.vocabulary.roles)) == ({}, {}, ["客服专员"])


def test_attachments_come_along_where_a_text_links_to_them() -> None:
    there = ("files/a.png", "files/b c.pdf", "files/d.png", "cs/e.png", "cs/f.png")
    texts = [
        ("cs/x.md", "见 ![图](../files/a.png) 和 [表](<../files/b%20c.pdf>)。\n\n[e]: e.png\n[外](https://x.cn/f.png)")
    ]
    assert attached(there, texts) == ("files/a.png", "files/b c.pdf", "cs/e.png")
