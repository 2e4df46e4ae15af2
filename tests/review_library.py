"""A library with a change proposed on a branch, and what `sop review` says of it."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from git_library import Repository, Sop
from history_library import ONE, TWO, WORDS, sop

THREE = "content/cs/SOP-CS-2024-003.md"
MODULE, FORM = "content/modules/escalation.md", "content/forms/FORM-CS-001.md"
DAY = "2024-06-02"
SCHEMAS = Path(__file__).parents[1] / "plugins/sop_docs/schemas"

HOUSE = """\
departments: {CS: 客户服务部, LG: 法务部, OP: 运营部}
roles:
  客服专员: {department: CS, people: [wang.li]}
  客服经理: {department: CS, people: [chen.jing]}
  法务经理: {department: LG, people: [zheng.yu]}
  总监: {department: OP, people: [liu.yang], level: executive}
people:
  wang.li: {name: 王丽, forge: wangli}
  chen.jing: {name: 陈静, forge: ChenJing}
  zheng.yu: {name: 郑宇, forge: zhengyu}
  liu.yang: {name: 刘洋, forge: liuyang}
"""
ESCALATION = """\
---
module: escalation
title: 升级审批
version: 1.0
params: {limit: 时限}
---

## 步骤

### 审批

- 步骤号：approve
- 执行：客服经理
- 时限：${limit}
- 输入：受理单
- 输出：审批意见
"""
USE = """
### 升级

- 引用：escalation
- 作为：up
- 参数：limit = 2 小时
"""
CALL = """
### 投诉

- 调用：SOP-CS-2024-001
"""
SECOND = """
### 复核

- 步骤号：check
- 执行：客服专员
- 时限：≤ 1 小时
- 输入：受理单
- 输出：复核单
"""
RECORD = """\
---
form: FORM-CS-001
title: 受理登记表
version: 1.0
fields:
  - {name: 客户ID, type: text}
---
"""


def two(version: str = "1.0", **more: str) -> str:
    """Return a document that uses the module."""
    return sop(version, number="SOP-CS-2024-002", title="投诉升级", **{"steps": USE, **more})


def three(version: str = "1.0", **more: str) -> str:
    """Return a document that calls the first one."""
    return sop(version, number="SOP-CS-2024-003", title="客户回访", **{"steps": CALL, **more})


class Proposal(Repository):
    """A repository whose main branch has three documents and a module, and a branch `proposal`, where one stands."""

    def __init__(self, root: Path, capture: pytest.CaptureFixture[str]) -> None:
        super().__init__(root / "library")
        self.sop = Sop(self, capture)
        self.write({WORDS: HOUSE})
        self.first = self.commit({ONE: sop(), TWO: two(), THREE: three(), MODULE: ESCALATION})
        self.on("2024-06-01", "Wang Li <1234+wangli@users.noreply.github.com>")

    def propose(self, files: Mapping[str, str | bytes], *, without: str = "") -> str:
        """Return a commit on the branch, which begins with the first one."""
        if self.git("rev-parse", "--abbrev-ref", "HEAD") == "main":
            self.branch("proposal")
        return self.commit(files, without=without)

    def review(self, *arguments: str, base: str = "main") -> Any:  # noqa: ANN401 - JSON
        """Return the review as JSON has it; its status is `status`."""
        self.status = self.sop("review", "--base", base, "--format", "json", "--as-of", DAY, *arguments)
        assert self.status in {0, 1}, self.sop.err
        document = json.loads(self.sop.out)
        jsonschema.validate(document, json.loads((SCHEMAS / "sop-review-1.json").read_text("utf-8")))
        assert self.status == (0 if document["verdict"]["passed"] else 1)
        return document

    def told(self, *arguments: str) -> str:
        """Return the review as a terminal shows it."""
        assert self.sop("review", "--base", "main", "--as-of", DAY, *arguments) in {0, 1}, self.sop.err
        return self.sop.out

    def lines(self, *arguments: str) -> list[str]:
        """Return a line a document: `NUMBER CHANGE BEFORE→AFTER SEVERITY | CHANGES | NOTES | SUSPECTS`."""
        return [_line(one) for one in self.review(*arguments)["documents"]]


def _line(one: Mapping[str, Any]) -> str:
    version = f"{one['version']['before'] or ''}→{one['version']['after'] or ''}"
    head = f"{one['number']} {one['change']} {version} {one['severity'] or '-'}"
    changes = " ".join(change["kind"] for change in one["changes"])
    notes = " ".join(note["key"] + ("!" if note["error"] else "") for note in one["notes"])
    suspects = " ".join(f"{each['why']}:{each['number']}" for each in one["suspects"])
    because = " ".join(f"<{each['why']}:{each['name']}" for each in one["because"])
    return " | ".join((head, changes, notes, f"{suspects} {because}".strip())).rstrip(" |")
