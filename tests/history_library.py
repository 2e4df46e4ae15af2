"""A document's life told commit by commit, and the log that is read from it, a line a version."""

import json
from collections.abc import Mapping
from copy import copy
from pathlib import Path
from typing import Any, Self

import pytest

from git_library import Repository, Sop

ONE, TWO = "content/cs/SOP-CS-2024-001.md", "content/cs/SOP-CS-2024-002.md"
WORDS = "content/vocabulary.yml"
TODAY = "2024-12-31"

VOCABULARY = """\
departments: {CS: 客户服务部, LG: 法务部}
roles:
  客服专员: {department: CS, people: [wang.li]}
  客服经理: {department: CS, people: [chen.jing]}
people:
  wang.li: {name: 王丽}
  chen.jing: {name: 陈静}
"""


def sop(  # noqa: PLR0913 - what a front matter says
    version: str = "1.0",
    *,
    status: str = "approved",
    effective: str = "2024-05-01",
    why: str = "",
    limit: str = "1 小时",
    number: str = "SOP-CS-2024-001",
    title: str = "客户投诉处理",
    purpose: str = "每件都有结论。",
    head: str = "",
    steps: str = "",
) -> str:
    """Return a document as people work by it, with all that its front matter needs."""
    change = f"change: {why}\n" if why else ""
    return f"""\
---
id: {number}
title: {title}
version: {version}
status: {status}
effective: {effective}
review: 24 months
owner: 客服经理
prepared: 王丽
reviewed: 客服经理
approved: [客服经理]
scope: {{applies: 线上渠道, excludes: 门店, from: 收到申请, to: 答复客户}}
goals: [按时答复率 ≥ 95 %]
{change}{head}---

## 目的

{purpose}

## 步骤

### 受理

- 步骤号：accept
- 执行：客服专员
- 时限：≤ {limit}
- 输入：申请
- 输出：受理单
{steps}"""


class Story(Repository):
    """A repository in which a document lives, and what `sop` says of it at the end of 2024."""

    def __init__(self, root: Path, capture: pytest.CaptureFixture[str], patch: pytest.MonkeyPatch) -> None:
        super().__init__(root / "library")
        self.write({WORDS: VOCABULARY})
        self.sop = Sop(self, capture)
        self._capture, self._patch = capture, patch
        self.keep_in(root / "cache")

    def keep_in(self, cache: Path) -> None:
        """Let what is kept from one run to the next be kept in a folder."""
        self.cache = cache
        self._patch.setenv("XDG_CACHE_HOME", str(cache))

    def at(self, root: Path) -> Self:
        """Return the same in another folder."""
        other = copy(self)
        other.root = root
        other.sop = Sop(other, self._capture)
        return other

    def settings(self, text: str) -> None:
        """Set the block of the plugin."""
        self.write({"mkdocs.yml": f"site_name: Test\ndocs_dir: content\nplugins: [{{sop: {{{text}}}}}]\n"})

    def raw(self, number: str = "SOP-CS-2024-001", day: str = TODAY) -> Mapping[str, Any]:
        """Return the log of a document as JSON has it."""
        assert self.sop("log", number, "--format", "json", "--as-of", day) == 0, self.sop.err
        found: Mapping[str, Any] = json.loads(self.sop.out)
        return found

    def log(self, number: str = "SOP-CS-2024-001", day: str = TODAY) -> list[str]:
        """Return the log, the oldest version first.

        A line is `VERSION (DATE) STATE SINCE..UNTIL | AUTHORS | REASON | CHANGES | FINDINGS`. A reason
        that is the subject of a commit stands in square brackets; a finding that is not answered has a `!`.
        """
        return [_line(version) for version in reversed(self.raw(number, day)["versions"])]

    def on_day(self, day: str) -> list[str]:
        """Return the register of a day, `NUMBER VERSION STATE` a line; each document is shown alike."""
        assert self.sop("list", "--format", "json", "--as-of", day) == 0, self.sop.err
        documents = json.loads(self.sop.out)["documents"]
        for one in documents:
            assert self.sop("show", one["number"], "--format", "json", "--as-of", day) == 0
            shown = json.loads(self.sop.out)
            keys = ("number", "version", "state", "effective", "title")
            assert [shown[key] for key in keys] == [one[key] for key in keys]
        return [" ".join(one[key] for key in ("number", "version", "state")) for one in documents]

    def limit(self, day: str) -> str:
        """Return how long the first step of the document might take on a day."""
        assert self.sop("show", "SOP-CS-2024-001", "--format", "markdown", "--as-of", day) == 0
        return next(line.partition("≤ ")[2] for line in self.sop.out.splitlines() if "时限" in line)

    def findings(self, *arguments: str) -> list[str]:
        """Return what `sop check` says of the past, a file and a code each; its status is `self.sop.status`."""
        self.status = self.sop("check", "--select", "SOP17", "--as-of", TODAY, *arguments)
        places = (line.split(": ", 2) for line in self.sop.out.splitlines() if ": SOP17" in line)
        return [f"{Path(place.split(':')[0]).name} {words.split(' ')[0]}" for place, words, *_ in places]


def _line(version: Mapping[str, Any]) -> str:
    span = f"{version['since'] or ''}..{version['until'] or ''}" if version["since"] else ""
    reason = version["reason"] if version["reason_from"] == "change" else f"[{version['reason']}]"
    changes = "; ".join(map(_change, version["changes"]))
    findings = " ".join(one["code"] + ("" if one["answered"] else "!") for one in version["findings"])
    head = " ".join(filter(None, (version["version"], f"({version['date']})", version["state"], span)))
    parts = (head, "、".join(version["authors"]), reason, changes, findings)
    return " | ".join(parts).rstrip(" |")


def _change(change: Mapping[str, str]) -> str:
    return f"{change['kind']} {change['before']}→{change['after']}"
