"""Files become documents, documents a library."""

from itertools import chain
from textwrap import dedent

import pytest

from sop_docs.model.library import Library
from sop_docs.model.place import Source
from sop_docs.model.vocabulary import Vocabulary
from sop_docs.parse.document import read_document
from sop_docs.parse.library import assemble

SOP = """
---
id: SOP-CS-2024-001
title: 投诉处理
version: 1.0
status: draft
---
## 步骤

### 升级

- 引用：escalation
"""

MODULE = """
---
module: escalation
title: 升级审批
version: 1.0
---
## 步骤

### 审阅

- 执行：${approver}
"""

FORM = """
---
form: FORM-CS-001
title: 登记表
version: 1.0
fields:
  - {name: 客户ID, type: text}
---
"""


def library(**files: str) -> tuple[Library, list[str]]:
    """Return the library of files whose names are keywords, and its problems."""
    sources = [Source(f"{name}.md", dedent(text).lstrip("\n")) for name, text in files.items()]
    documents = [read_document(source, Vocabulary()) for source in sources]
    found, problems = assemble(documents, Vocabulary(), ["b.pdf", "a.pdf"])
    told = chain.from_iterable(problems.values())
    return found, [*dict.fromkeys(f"{problem.place} {problem.key}" for problem in told)]


def test_front_matter_says_what_a_file_is() -> None:
    found, problems = library(z=SOP, m=MODULE.replace("${approver}", "甲"), f=FORM, page="# 首页\n")

    assert [sop.number for sop in found.sops] == ["SOP-CS-2024-001"]
    assert [module.name.value for module in found.modules] == ["escalation"]
    assert [form.number.value for form in found.forms] == ["FORM-CS-001"]
    assert [page.path for page in found.pages] == ["page.md"]
    assert found.attachments == ("a.pdf", "b.pdf")
    assert [step.id for step in found.sops[0].steps] == ["escalation.shen-yue"]
    assert [problem for problem in problems if "SOP11" not in problem] == []


def test_documents_come_by_path() -> None:
    found, _ = library(b=SOP, a=SOP.replace("001", "002"))

    assert [sop.path for sop in found.sops] == ["a.md", "b.md"]


def test_number_of_an_sop_may_be_keyed_in_chinese() -> None:
    found, _ = library(a=SOP.replace("id:", "编号:"))

    assert [sop.number for sop in found.sops] == ["SOP-CS-2024-001"]


def test_fault_of_a_module_is_told_of_once() -> None:
    _, problems = library(a=SOP, b=SOP.replace("001", "002"), m=MODULE)

    assert [problem for problem in problems if "SOP24" in problem] == ["m.md:10:6 SOP241"]


def test_file_whose_front_matter_cannot_be_read_is_not_read_further() -> None:
    found, problems = library(a=SOP.replace("投诉处理", "[投诉"))

    assert found.sops == ()
    assert len(problems) == 1


def test_two_modules_of_one_name() -> None:
    found, _ = library(s=SOP, b=MODULE, a=MODULE.replace("审阅", "下达"))

    assert [step.name.value for step in found.sops[0].steps] == ["下达"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("---\ntitle: 手册\n---\n第一段。\n", "# 手册\n\n第一段。\n"),
        ("---\n标题: 手册\n---\n## 一\n", "# 手册\n\n## 一\n"),
        ("---\ntitle: 手册\n---\n# 别的\n", "# 别的\n"),
        ("---\ntitle: 手册\n---\n别的\n====\n", "别的\n====\n"),
        ("---\ntitle: 手册\n---\n```\n# 别的\n```\n", "# 手册\n\n```\n# 别的\n```\n"),
        ("第一段。\n", "第一段。\n"),
    ],
)
def test_page_begins_with_its_title(text: str, shown: str) -> None:
    found, problems = library(page=text)

    assert [page.text for page in found.pages] == [shown]
    assert problems == []


@pytest.mark.parametrize("line", ["template: x.html", "hide: [toc]", "search: {exclude: true}"])
def test_page_says_nothing_but_its_title(line: str) -> None:
    _, problems = library(page=f"---\ntitle: 手册\n{line}\n---\n正文\n")

    assert problems == ["page.md:3:1 SOP102.site"]
