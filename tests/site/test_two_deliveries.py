"""Two deliveries of a library say of each other what its revisions say."""

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest
from conftest import MKDOCS, run

from demo.build import build
from git_library import Repository
from history_library import ONE, TWO, sop
from review_library import ESCALATION, HOUSE, MODULE, two

_AGO = 48
"""First-parent commits of the demonstration between the two."""


def exported(root: Path, out: Path, *options: str) -> Path:
    result = run(root, "sop_docs", "--lang", "en", "export", "--out", str(out), *options, **kept(out))
    assert result.returncode == 0, result.stdout + result.stderr
    return out


def kept(out: Path) -> Mapping[str, str]:
    """Return the environment in which the user's own cache is left alone."""
    return {"XDG_CACHE_HOME": str(out.parent / "cache")}


def compared(at: Path, before: str, after: str) -> Mapping[str, Any]:
    """Return the documents that differ, by number."""
    result = run(at, "sop_docs", "--lang", "en", "diff", before, after, "--format", "json", **kept(at / "x"))
    assert result.returncode in {0, 1}, result.stderr
    return {one["number"]: one for one in json.loads(result.stdout)["documents"]}


def in_force(bundle: Path) -> Mapping[str, str]:
    """Return the versions that a bundle has at the addresses of its documents."""
    texts = json.loads((bundle / "texts.json").read_bytes())["texts"]
    return versions(text for path, text in texts.items() if "/SOP-" in path)


def in_tree(library: Repository, commit: str) -> Mapping[str, str]:
    """Return the versions that a commit has."""
    paths = library.git("ls-tree", "-r", "--name-only", "-z", commit, "content").split("\0")
    sops = (path for path in paths if re.search(r"/SOP-[^/]*\.md$", path))
    return versions(library.git("show", f"{commit}:{path}") for path in sops)


def versions(texts: Iterable[str]) -> Mapping[str, str]:
    found = (
        re.search(r"^(?:id|编号): (\S+)$.*?^(?:version|版本): (\S+)", text, re.MULTILINE | re.DOTALL) for text in texts
    )
    return {one[1]: one[2] for one in found if one}


def test_bundles_tell_what_revisions_tell(tmp_path: Path) -> None:
    library = tmp_path / "demo"
    build(library)
    demo = Repository.__new__(Repository)
    demo.root = library
    demo.on("2026-12-01")
    commits = demo.git("rev-list", "--first-parent", f"--max-count={_AGO + 1}", "HEAD").split()
    pair = commits[-1], commits[0]
    bundles = [exported(library, tmp_path / name, "--at", at) for name, at in zip(("a 甲", "b 乙"), pair, strict=True)]
    told, expected = compared(tmp_path, "a 甲", "b 乙"), compared(library, *pair)
    states = [(in_tree(demo, commit), in_force(bundle)) for commit, bundle in zip(pair, bundles, strict=True)]
    numbers = {number for state in states for each in state for number in each}
    # What waits for its day, or lies in draft behind a version in force, is not in both.
    alike = {number for number in numbers if all(tree.get(number) == held.get(number) for tree, held in states)}
    assert {"added", "revised"} <= {told[number]["change"] for number in alike & told.keys()}
    assert len(alike & expected.keys()) > 10
    assert {number: told.get(number) for number in alike} == {number: expected.get(number) for number in alike}


def signed(text: str) -> str:
    """Return a document that somebody else approved."""
    return text.replace("approved: [客服经理]", "approved: [总监]")


OLD = signed(two(effective="2024-01-10"))


@pytest.fixture
def library(tmp_path: Path) -> Repository:
    made = Repository(tmp_path / "library").on("2024-01-02")
    made.commit(
        {
            "mkdocs.yml": MKDOCS,
            "content/vocabulary.yml": HOUSE,
            "content/index.md": "# 目录\n",
            MODULE: ESCALATION,
            ONE: signed(sop(effective="2024-01-10")),
            TWO: OLD,
        }
    )
    return made


def test_a_module_that_waits_with_a_new_version_is_not_told_before(library: Repository, tmp_path: Path) -> None:
    """While the new version is in review people work by the old one, and it has the steps that it had."""
    other = ESCALATION.replace("执行：客服经理", "执行：法务经理")
    released = signed(two("2.0", effective="2024-06-01", why="审批改由法务经理负责"))
    library.on("2024-03-01").commit({TWO: released.replace("status: approved", "status: in-review")})
    exported(library.root, tmp_path / "first")
    library.on("2024-04-01").commit({MODULE: other})
    exported(library.root, tmp_path / "second")
    library.on("2024-06-01").commit({TWO: released})
    exported(library.root, tmp_path / "third.zip")
    assert compared(tmp_path, "first", "second") == {}
    held = json.loads((tmp_path / "second/texts.json").read_bytes())
    assert held["texts"]["cs/SOP-CS-2024-002.md"] == OLD
    assert held["texts"]["modules/escalation.md"] == other
    assert held["apart"] == {"cs/SOP-CS-2024-002.md": {"modules/escalation.md": ESCALATION}}
    for before in ("first", "second"):
        (one,) = compared(tmp_path, before, "third.zip").values()
        assert (one["number"], one["version"], [change["kind"] for change in one["changes"]]) == (
            "SOP-CS-2024-002",
            {"before": "1.0", "after": "2.0"},
            ["duty.replaced"],
        )
