"""An SOP that a rule meets beside the one it looks at: facts are there, all else is read, and both are noted."""

import pytest

from sop_docs.check.facts import FACTS, Other, heading, names_in
from sop_docs.model.place import Place, Text
from sop_docs.model.sop import Sop
from test_rules import library_of

PATH = "cs/SOP-CS-2024-001.md"
TEXT = """\
---
id: SOP-CS-2024-001
title: 客户投诉处理
version: 1.0
status: draft
---

## 步骤

### 接收

- 执行：客服专员
- 输出：受理单、录音
"""


def sop() -> Sop:
    library, problems = library_of({PATH: TEXT})
    assert not problems
    return library.sops[0]


def test_facts_are_read_from_an_sop() -> None:
    assert [text.value for text in heading(sop())] == ["SOP-CS-2024-001", "客户投诉处理", "1.0"]
    assert [text.value for text in names_in(sop())] == ["客户投诉处理", "受理单", "录音"]


def test_facts_of_another_are_those_of_the_last_run() -> None:
    asked: list[str] = []
    kept = (Text("旧名", Place(PATH, 3)),)
    other = Other(PATH, "SOP-CS-2024-001", {"names_in": kept}, lambda _: sop(), asked.append)
    assert (names_in(other), asked) == (kept, [PATH])
    with pytest.raises(KeyError):
        heading(other)


def test_its_path_and_its_number_are_known_and_all_else_is_read() -> None:
    asked: list[str] = []
    other = Other(PATH, "SOP-CS-2024-001", {}, lambda _: sop(), asked.append)
    assert (other.path, other.number, asked) == (PATH, "SOP-CS-2024-001", [])
    assert (other.identity.title.value, asked) == ("客户投诉处理", [PATH])
    assert ([step.name.value for step in other.steps], asked) == (["接收"], [PATH, PATH])


def test_what_no_sop_has_is_not_read() -> None:
    asked: list[str] = []
    with pytest.raises(AttributeError, match=r"^nothing$"):
        _ = Other(PATH, "SOP-CS-2024-001", {}, lambda _: sop(), asked.append).nothing
    assert asked == []


def test_there_are_few_facts() -> None:
    assert {"heading", "names_in"} <= FACTS.keys()
