"""A library in a real git repository, the same on every machine."""

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Self

import pytest

from sop_docs.cli.boundary import run

MKDOCS = "site_name: Test\ndocs_dir: content\nplugins: [{sop: {language: zh}}]\n"
VOCABULARY = """\
departments: {CS: 客户服务部, LG: 法务部}
roles:
  客服专员: {department: CS, people: [wang.li]}
  法务专员: {department: LG, people: [zheng.yu]}
people:
  wang.li: {name: 王丽}
  zheng.yu: {name: 郑宇}
reserved: [SOP-LG-2024-007]
"""
DAY = "2024-05-01"


def sop(number: str, title: str, text: str = "", head: str = "") -> str:
    """Return a draft that passes the check."""
    return f"""\
---
id: {number}
title: {title}
version: 1.0
status: draft
scope: {{applies: 线上渠道, excludes: 门店, from: 收到申请, to: 答复客户}}
goals: [按时答复率 ≥ 95 %]
{head}---

## 目的

{text or "每件都有结论。"}

## 步骤

### 受理

- 步骤号：accept
- 执行：客服专员
- 时限：≤ 1 小时
- 输入：申请
- 输出：受理单
"""


class Repository:
    """A repository with a library at its top; every commit is made at one moment by one person, unless `on` says."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.on(DAY)
        root.mkdir()
        self.git("init", "--quiet", "--initial-branch=main")
        self.write({"mkdocs.yml": MKDOCS, "content/vocabulary.yml": VOCABULARY, ".gitignore": ".cache/\n"})

    def git(self, *arguments: str) -> str:
        """Return what git says; away from the developer's own settings."""
        clean = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        env = {**clean, **self._who, "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": "/dev/null"}
        done = subprocess.run(
            ["git", *arguments], cwd=self.root, env=env, capture_output=True, text=True, encoding="utf-8", check=True
        )
        return done.stdout.strip()

    def on(self, day: str, by: str = "Wang Li", *, committed: str = "", committer: str = "") -> Self:
        """Return this, where all that is done from now on is done on a day, at noon, or at a moment as git reads it."""
        self._who = {**_who("AUTHOR", by, day), **_who("COMMITTER", committer or by, committed or day)}
        return self

    def write(self, files: Mapping[str, str | bytes]) -> None:
        """Write files of the work tree."""
        for path, text in files.items():
            (self.root / path).parent.mkdir(parents=True, exist_ok=True)
            (self.root / path).write_bytes(text if isinstance(text, bytes) else text.encode())

    def commit(
        self, files: Mapping[str, str | bytes] | None = None, message: str = "change", *, without: str = ""
    ) -> str:
        """Write files, delete one, and return the commit of all that has changed."""
        self.write(files or {})
        if without:
            (self.root / without).unlink()
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", message)
        return self.git("rev-parse", "HEAD")

    def branch(self, name: str, start: str = "HEAD") -> None:
        """Go to a new branch."""
        self.git("checkout", "--quiet", "-b", name, start)

    def go(self, name: str) -> None:
        """Go to a branch."""
        self.git("checkout", "--quiet", name)

    def merge(self, name: str) -> None:
        """Merge a branch."""
        self.git("merge", "--quiet", "--no-edit", "--no-ff", name)

    def clone(self, root: Path, *options: str) -> "Repository":
        """Return a clone."""
        self.git("clone", "--quiet", *options, self.root.as_uri(), str(root))
        other = Repository.__new__(Repository)
        other.root = root
        return other.on(DAY)


class Sop:
    """The command line in a repository: status, output and talk of the last call."""

    def __init__(self, repository: Repository, capture: pytest.CaptureFixture[str]) -> None:
        self.repository, self._capture = repository, capture
        self.out = self.err = ""

    def __call__(self, *arguments: str) -> int:
        """Return the exit status of a command, spoken to in English."""
        self._capture.readouterr()
        status = run(["--root", str(self.repository.root), "--lang", "en", *arguments])
        self.out, self.err = self._capture.readouterr()
        return status

    def codes(self, *arguments: str) -> list[tuple[str, str]]:
        """Return the file and the code of each problem that has to do with numbers."""
        self("check", "--select", "SOP15,SOP16", *arguments)
        places = (line.split(": ", 2) for line in self.out.splitlines() if ": SOP1" in line)
        return [(place.split(":")[0], words.split(" ")[0]) for place, words, *_ in places]


def _who(role: str, name: str, day: str) -> Mapping[str, str]:
    """Return what git takes an author or committer from; a name has its own address, or says one in angle brackets."""
    name, _, address = name.partition(" <")
    email = address.rstrip(">") or f"{name.lower().replace(' ', '.')}@example.com"
    moment = f"{day}T12:00:00+08:00" if len(day) == len(DAY) else day
    return {f"GIT_{role}_NAME": name, f"GIT_{role}_EMAIL": email, f"GIT_{role}_DATE": moment}
