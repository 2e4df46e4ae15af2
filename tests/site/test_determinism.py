"""Same commit, same bytes: nothing of the machine is in the site."""

import subprocess
from pathlib import Path

from conftest import Library, build
from samples import LIBRARY
from test_build import fingerprint

COMMIT = {
    "GIT_AUTHOR_NAME": "Wang Li",
    "GIT_AUTHOR_EMAIL": "wang.li@example.com",
    "GIT_AUTHOR_DATE": "2026-03-01T09:00:00+08:00",
    "GIT_COMMITTER_NAME": "Wang Li",
    "GIT_COMMITTER_EMAIL": "wang.li@example.com",
    "GIT_COMMITTER_DATE": "2026-03-01T09:00:00+08:00",
    "GIT_CONFIG_GLOBAL": "/dev/null",
    "GIT_CONFIG_NOSYSTEM": "1",
}


def git(root: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=root, env=COMMIT | {"PATH": "/usr/bin:/bin"}, check=True)


def test_two_clones_in_other_surroundings_give_the_same_bytes(library: Library, tmp_path: Path) -> None:
    root = library(LIBRARY)
    git(root, "init", "-q", "-b", "main")
    git(root, "add", ".")
    git(root, "commit", "-q", "-m", "docs: first procedures")
    prints = []
    surroundings = (
        {"TZ": "Asia/Shanghai", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
        {"TZ": "America/New_York", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2"},
    )
    for number, environment in enumerate(surroundings):
        clone = tmp_path / ("a" * number) / f"clone-{number}"
        git(tmp_path, "clone", "-q", str(root), str(clone))
        result = build(clone, **environment)
        assert result.returncode == 0, result.stderr
        prints.append(fingerprint(clone / "site"))
    assert prints[0] == prints[1]


def test_the_day_of_a_build_is_its_commit_s(library: Library) -> None:
    document = LIBRARY["content/cs/SOP-CS-2024-001.md"].replace("effective: 2024-07-01", "effective: 2026-03-02")
    root = library({**LIBRARY, "content/cs/SOP-CS-2024-001.md": document})
    git(root, "init", "-q", "-b", "main")
    git(root, "add", ".")
    git(root, "commit", "-q", "-m", "docs: first procedures")
    assert build(root).returncode == 0
    assert ">待生效<" in (root / "site/cs/SOP-CS-2024-001.html").read_text("utf-8")
    assert build(root, SOURCE_DATE_EPOCH="1772496000").returncode == 0  # 2026-03-03
    assert ">现行有效<" in (root / "site/cs/SOP-CS-2024-001.html").read_text("utf-8")
