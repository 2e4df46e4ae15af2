"""The demonstration repository is the same everywhere, and has all that a history can have."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from demo.acts import Change
from demo.build import build
from demo.edits import words
from demo.texts import texts
from sop_docs.cli.boundary import run

TESTS = Path(__file__).parent
EXPECTED = sorted((TESTS / "demo" / "expected").glob("*.md"))
ELSEWHERE = {
    "TZ": "Pacific/Kiritimati",
    "LC_ALL": "C",
    "PYTHONHASHSEED": "7",
    "GIT_AUTHOR_NAME": "Somebody",
    "GIT_COMMITTER_DATE": "2001-01-01T00:00:00Z",
    "GIT_DEFAULT_HASH": "sha256",
}


class Demo:
    """The repository, asked with git."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.head = build(root)

    def git(self, *arguments: str) -> str:
        command = ["git", "-C", str(self.root), "-c", "core.quotePath=false", *arguments]
        return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True).stdout.strip()

    def named(self, words: str) -> str:
        (commit,) = self.git("log", "--format=%H", f"--grep=^{words}", "main").split()
        return commit

    def versions(self, number: str) -> Iterator[str]:
        """Yield the day, the version and the state of each first-parent commit that gives a document another one."""
        before = ""
        log = self.git("log", "--first-parent", "--reverse", "--format=%H %as", "main", "--", f"content/*/{number}.md")
        for line in log.splitlines():
            commit, day = line.split()
            path = self.git("ls-tree", "-r", "--name-only", commit, "content").split(number)[0].split("\n")[-1]
            data = subprocess.check_output(["git", "-C", str(self.root), "show", f"{commit}:{path}{number}.md"])
            head = dict(row.split(": ", 1) for row in data.decode(errors="replace").splitlines()[1:5])
            now = f"{head['version']} {head['status'].replace('已批准', 'approved')}"
            if now != before:
                yield f"{day} {now}"
            before = now


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    return Demo(tmp_path_factory.mktemp("demo") / "library")


def test_the_same_repository_everywhere(demo: Demo, tmp_path: Path) -> None:
    (tmp_path / ".gitconfig").write_text("[core]\nautocrlf = true\n[i18n]\ncommitEncoding = gbk\n", "utf-8")
    env = os.environ | ELSEWHERE | {"HOME": str(tmp_path), "PYTHONPATH": str(TESTS)}
    command = [sys.executable, "-m", "demo.build", str(tmp_path / "elsewhere")]
    again = subprocess.run(command, env=env, capture_output=True, text=True, check=True)
    assert again.stdout.strip() == demo.head
    assert demo.git("status", "--porcelain") == ""


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", "utf-8")
    with pytest.raises(SystemExit, match="is not empty"):
        build(tmp_path)


def test_a_story_that_no_longer_fits_says_where() -> None:
    change = Change("index.md", (words("was", "is nowhere"),))
    with pytest.raises(SystemExit, match=r"the story of index.md no longer fits content/: 0 times .*: is nowhere"):
        [*texts([change])]


def test_how_many(demo: Demo) -> None:
    assert demo.git("rev-list", "--count", "main") == "123"
    assert demo.git("rev-list", "--count", "--first-parent", "main") == "115"
    assert demo.git("rev-list", "--count", "--merges", "main") == "2"
    assert demo.git("rev-list", "--max-parents=0", "--count", "main") == "1"
    first_parents = demo.git("log", "--first-parent", "--reverse", "--format=%ct", "main").split()
    assert first_parents == sorted(first_parents)
    assert demo.git("log", "--format=%as", "--max-parents=0", "main") == "2022-11-07"
    assert demo.git("log", "-1", "--format=%as", "main") == "2026-11-20"


def test_people(demo: Demo) -> None:
    written = set(demo.git("log", "--format=%an", "main").splitlines())
    assert len(written) == 28
    assert {"hejie", "Wang Li", "kxu", "Lucy Tan", "周雯"} <= written
    meant = set(demo.git("log", "--format=%aN", "main").splitlines())
    assert written - meant == {"hejie", "Wang Li", "kxu"}
    assert demo.git("rev-list", "--count", "--grep=^Co-authored-by: ", "main") == "29"


def test_versions(demo: Demo) -> None:
    assert [*demo.versions("SOP-CS-2024-001")] == [
        "2024-03-04 0.1 draft",
        "2024-03-18 0.2 draft",
        "2024-04-08 0.3 draft",
        "2024-06-24 1.0 approved",
        "2024-10-24 1.1 approved",
        "2024-12-09 1.2 approved",
        "2025-05-28 2.0 approved",
        "2026-03-23 2.1 approved",
    ]
    assert [*demo.versions("SOP-GS-2025-002")] == [
        "2025-03-12 0.1 draft",
        "2025-03-21 1.0 approved",
        "2025-06-16 1.1 approved",
        "2025-06-18 1.0 approved",
        "2025-08-25 1.2 approved",
    ]
    assert [*demo.versions("SOP-PD-2025-001")] == [
        "2025-01-06 0.1 draft",
        "2025-02-10 1.0 pilot",
        "2025-04-24 1.1 approved",
    ]


def test_squashed_and_rebased(demo: Demo) -> None:
    lines = demo.git("log", "--first-parent", "--reverse", "--format=%an|%as|%cn|%cs", "main").splitlines()
    apart = [line for line in lines if line.split("|")[:2] != line.split("|")[2:]]
    assert apart == [
        "胡斌|2024-08-05|Forge|2024-08-05",
        "Lucy Tan|2025-03-11|Helen Zhou|2025-03-24",
        "kxu|2025-03-12|Helen Zhou|2025-03-24",
        "Lucy Tan|2025-03-17|Helen Zhou|2025-03-24",
        "Helen Zhou|2025-03-21|Helen Zhou|2025-03-24",
    ]


def test_moved_and_reverted(demo: Demo) -> None:
    moved = demo.git("show", "--format=", "--name-status", "-M100%", demo.named("按部门分文件夹"))
    assert {line.split("\t")[0] for line in moved.splitlines()} == {"R100"}
    assert len(moved.splitlines()) == 16
    revert = demo.named('Revert "Priority support')
    reverted = demo.named("Priority support 1.1")
    assert f"This reverts commit {reverted}." in demo.git("log", "-1", "--format=%b", revert)
    assert demo.git("diff", f"{reverted}^", revert) == ""


def test_format_commit(demo: Demo, tmp_path: Path) -> None:
    commit = demo.named("sop fmt：键和箭头统一写法")
    assert commit in demo.git("show", "main:.git-blame-ignore-revs")
    demo.git("worktree", "add", "--quiet", "--detach", str(tmp_path / "before"), f"{commit}^")
    assert run(["--root", str(tmp_path / "before"), "fmt"]) == 0
    assert subprocess.check_output(["git", "-C", str(tmp_path / "before"), "diff", commit]) == b""
    demo.git("worktree", "remove", "--force", str(tmp_path / "before"))


def test_two_old_texts_are_bad(demo: Demo, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    demo.git("worktree", "add", "--quiet", "--detach", str(tmp_path / "old"), demo.named("会议室管理 试行稿"))
    assert run(["--root", str(tmp_path / "old"), "check", "--no-history", "--select", "SOP002"]) == 1
    assert "SOP-OP-2023-003.md:3:8: SOP002" in capsys.readouterr().out
    demo.git("-C", str(tmp_path / "old"), "checkout", "--quiet", demo.named("客户投诉处理办法 1.0"))
    assert run(["--root", str(tmp_path / "old"), "check", "--no-history", "--select", "SOP304,SOP601"]) == 1
    assert "SOP-QA-2023-001.md" in capsys.readouterr().out
    demo.git("worktree", "remove", "--force", str(tmp_path / "old"))


def test_the_last_state_passes(demo: Demo) -> None:
    assert run(["--root", str(demo.root), "check"]) == 0
    assert run(["--root", str(demo.root), "fmt", "--check"]) == 0
    assert demo.git("ls-files", "content/mk/SOP-MK-2025-002.md") == ""
    assert "replaced-by: SOP-CS-2024-001\n" in (demo.root / "content/qa/SOP-QA-2023-001.md").read_text("utf-8")
    assert "effective: 2027-01-04\n" in (demo.root / "content/cs/SOP-CS-2024-003.md").read_text("utf-8")
    assert "演示：以下历史由脚本生成，不是真实文件" in (demo.root / "overrides/main.html").read_text("utf-8")


@pytest.mark.parametrize("path", EXPECTED, ids=lambda path: path.stem)
def test_every_version_tells_what_the_story_changed(demo: Demo, path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is wrong, nothing is missing, nothing is said twice; the lists were written from the story."""
    assert run(["--root", str(demo.root), "--lang", "zh", "log", path.stem, "--format", "json"]) == 0
    versions = json.loads(capsys.readouterr().out)["versions"]
    lines = [line for version in reversed(versions) for line in told(version)]
    assert [f"# {path.stem}", *lines] == path.read_text("utf-8").splitlines()


def told(version: dict[str, Any]) -> Iterator[str]:
    """Yield what the log says of a version, with what was changed without a new one."""
    yield from ("", f"## {version['version']}", "")
    edits = [finding["message"].partition("：")[2] for finding in version["findings"] if finding["code"] == "SOP170"]
    if not version["changes"] and not edits:
        yield "- nothing"
    for change in version["changes"]:
        parts = filter(None, (change["severity"], change["kind"], change["where"]))
        yield f"- {' '.join(parts)} · {change['message']}"
    yield from (f"- SOP170 · {edit}" for edit in edits)


def test_no_document_is_without_its_list(demo: Demo) -> None:
    paths = demo.git("log", "--format=", "--name-only", "main", "--", "content/")
    assert {path.stem for path in EXPECTED} == set(re.findall(r"SOP-\w+-\d+-\d+(?=\.md)", paths))
