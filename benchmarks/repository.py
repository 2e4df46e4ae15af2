"""A library as a git repository of one commit, and what two builds of that commit differ in."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

from plan import DAY
from process import build

_WHO = {"NAME": "bench", "EMAIL": "bench@example.com", "DATE": f"{DAY}T12:00:00+0000"}
_ONE = {"TZ": "Asia/Shanghai", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"}
_OTHER = {"TZ": "America/Los_Angeles", "LC_ALL": "POSIX", "PYTHONHASHSEED": "4021"}


def commit(folder: Path) -> None:
    """Make a folder a repository whose one commit is of the same day everywhere."""
    (folder / ".gitignore").write_text("/site/\n/.cache/\n", "utf-8")
    git(folder, "init", "--quiet", "--initial-branch=main")
    commit_all(folder, "Synthetic library")


def commit_all(folder: Path, subject: str) -> None:
    """Make a commit of all that is in a folder."""
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--no-gpg-sign", "--message", subject)


def differing_bytes(folder: Path, work: Path) -> int:
    """Return how many bytes two builds of one commit differ in: other folder, zone, locale and hash seed."""
    sites = []
    for name, environment in (("one", _ONE), ("another/and deeper", _OTHER)):
        clone = work / name
        clone.parent.mkdir(parents=True, exist_ok=True)
        git(work, "clone", "--quiet", str(folder), str(clone))
        build(clone, environment)
        sites.append(clone / "site")
    return sum(_differing(sites[0] / path, sites[1] / path) for path in {*_files(sites[0]), *_files(sites[1])})


def _differing(one: Path, other: Path) -> int:
    first, second = (path.read_bytes() if path.exists() else b"" for path in (one, other))
    if first == second:
        return int(one.exists() != other.exists())
    return sum(a != b for a, b in zip_longest(first, second))


def _files(folder: Path) -> Iterator[Path]:
    return (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())


def git(folder: Path, *arguments: str) -> None:
    """Let git do something in a folder, whoever asks for it."""
    who = {f"GIT_{part}_{name}": value for name, value in _WHO.items() for part in ("AUTHOR", "COMMITTER")}
    environment = os.environ | who | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    program = shutil.which("git") or "git"
    subprocess.run([program, "-C", str(folder), *arguments], env=environment, check=True)
