"""A synthetic library with a past; run as `python benchmarks/many_versions.py N VERSIONS DIR`.

The same numbers give the same bytes. Every version of every procedure is a commit of its own: the limit of a step is
another one, and so is the reason.
"""

import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import yaml

from library import SEED, sources
from settings import site

_FIRST = date(2026, 1, 5)
_PACE = 30
"""Days from one version to the next."""
_WHO = "Wang Li <wang.li@example.com>"
_LIMIT = re.compile(r"^- (?:时限|limit)[：:].*$", re.MULTILINE | re.IGNORECASE)


def write_repository(count: int, versions: int, folder: Path) -> None:
    """Make `folder` a repository of `count` procedures, each with so many versions."""
    folder.mkdir(parents=True)
    _git(folder, "init", "--quiet", "--initial-branch=main")
    stream = b"".join(_stream(count, versions))
    subprocess.run(["git", "fast-import", "--quiet"], cwd=folder, input=stream, check=True)
    _git(folder, "checkout", "--quiet", "main")


def _stream(count: int, versions: int) -> Iterator[bytes]:
    files = dict(sources(count, SEED))
    procedures = [path for path in sorted(files) if "/SOP-" in path]
    files["../mkdocs.yml"] = yaml.safe_dump(site(own=True), allow_unicode=True, sort_keys=False)
    files["../.gitignore"] = "/site/\n/.cache/\n"
    first = {path: _version(text, 1, _FIRST) if path in procedures else text for path, text in files.items()}
    at = _moment(_FIRST)
    yield _commit(at, "feat: the library as it begins", first)
    for number in range(2, versions + 1):
        day = _FIRST + timedelta(days=_PACE * (number - 1))
        for index, path in enumerate(procedures):
            yield _commit(_moment(day) + 60 * index, f"revise {path}", {path: _version(files[path], number, day)})


def _version(text: str, number: int, day: date) -> str:
    limits = list(_LIMIT.finditer(text))
    text = re.sub(r"^version:.*$", f"version: 1.{number - 1}", text, count=1, flags=re.MULTILINE)
    text = re.sub(r"^effective:.*$", f"effective: {day.isoformat()}", text, count=1, flags=re.MULTILINE)
    text = re.sub(r"^change:.*$", f"change: 第 {number} 版调整时限", text, count=1, flags=re.MULTILINE)
    if limits and number > 1:
        changed = limits[number % len(limits)].group()
        text = text.replace(changed, re.sub(r"[0-9]+", lambda found: str(int(found[0]) + number), changed), 1)
    return text


def _commit(at: int, subject: str, files: dict[str, str]) -> bytes:
    message = subject.encode()
    changes = b"".join(_file(path, text.encode()) for path, text in files.items())
    head = f"commit refs/heads/main\ncommitter {_WHO} {at} +0800\ndata {len(message)}\n".encode()
    return head + message + b"\n" + changes + b"\n"


def _file(path: str, data: bytes) -> bytes:
    name = path.removeprefix("../") if path.startswith("../") else f"content/{path}"
    return f"M 100644 inline {name}\ndata {len(data)}\n".encode() + data + b"\n"


def _moment(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())


def _git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, check=True)


if __name__ == "__main__":
    write_repository(int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
