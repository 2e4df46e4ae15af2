"""Killed at any moment, a run leaves what the next one accepts or makes anew: `make kill` does it two hundred times."""

import os
import shutil
import signal
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from random import Random
from types import FrameType
from typing import TYPE_CHECKING

import pytest

from history_library import ONE, Story, sop
from sop_docs.cli.boundary import run

if TYPE_CHECKING:
    from _typeshed import TraceFunction

KILLS = int(os.environ.get("KILLS", "20"))
SEED = int(os.environ.get("SEED", "20261121"))
COMMITS = 40
WRITING = ("database.py", "history_store.py", "changes_store.py")
"""Where a run has its hands on what it keeps."""


def test_a_killed_run_leaves_nothing_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    story = Story(tmp_path, capsys, monkeypatch)
    heads = [_commit(story, number) for number in range(COMMITS)]
    right = {head: _log(story, head) for head in heads[:: COMMITS // 4]}
    random = Random(SEED)  # noqa: S311 - which moments
    for _ in range(KILLS):
        if not random.randrange(4):
            shutil.rmtree(story.cache, ignore_errors=True)
        story.git("reset", "--quiet", "--hard", random.choice(list(right)))
        _killed(story, random)
        head = random.choice(list(right))
        assert _log(story, head) == right[head]


def _commit(story: Story, number: int) -> str:
    day = f"2024-{1 + number // 20:02}-{1 + number % 20:02}"
    return story.on(day).commit({ONE: sop(f"1.{number // 2}", effective=day, limit=f"{number + 1} 小时")})


def _log(story: Story, head: str) -> Mapping[str, object]:
    story.git("reset", "--quiet", "--hard", head)
    return story.raw()


def _killed(story: Story, random: Random) -> None:
    """Let another process tell the log, and kill it; or let it kill itself while it has its hands on what it keeps."""
    line, wait = (random.randrange(1, 2000), 5.0) if random.randrange(2) else (0, random.uniform(0, 0.2))
    child = os.fork()
    if not child:
        _tell(story, line)
    deadline = time.monotonic() + wait
    while time.monotonic() < deadline and os.waitpid(child, os.WNOHANG) == (0, 0):
        time.sleep(0.001)
    try:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    except (ProcessLookupError, ChildProcessError):
        return


def _tell(story: Story, line: int) -> None:
    """Never return."""
    try:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
        os.dup2(null, 2)
        if line:
            sys.settrace(_dying_at(line))
        run(["--root", str(story.root), "log", "SOP-CS-2024-001", "--as-of", "2024-12-31"])
    finally:
        os._exit(0)


def _dying_at(line: int) -> "TraceFunction":
    """Return what kills this process as the so-manieth line is run of the modules that write."""
    left = [line]

    def traced(frame: FrameType, event: str, _: object) -> "TraceFunction | None":
        if not frame.f_code.co_filename.endswith(WRITING):
            return None
        if event == "line":
            left[0] -= 1
            if not left[0]:
                os.kill(os.getpid(), signal.SIGKILL)
        return traced

    return traced
