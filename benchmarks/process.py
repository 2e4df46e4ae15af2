"""A command run by itself: how long it took and how much memory it held at most."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
_ENVIRONMENT = {"NO_MKDOCS_2_WARNING": "1"}


class CommandError(Exception):
    """A measured command did not end well: there is nothing to compare."""


@dataclass(frozen=True, slots=True)
class Measure:
    """Seconds on the clock and of processors, and the most megabytes that one of its processes held."""

    seconds: float
    processor: float
    megabytes: float


def build(folder: Path, environment: Mapping[str, str] | None = None) -> Measure:
    """Return what `mkdocs build` takes in a folder."""
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    return run(command, folder, environment)


def script(name: str, *arguments: str) -> Any:  # noqa: ANN401 - JSON
    """Return the JSON that a script of this folder prints, run in a fresh process."""
    command = [sys.executable, str(HERE / name), *arguments]
    done = subprocess.run(command, env=os.environ | _ENVIRONMENT, capture_output=True, check=False)
    if done.returncode:
        raise CommandError(" ".join(command) + "\n" + done.stderr.decode(errors="replace"))
    return json.loads(done.stdout)


def run(command: list[str], folder: Path, environment: Mapping[str, str] | None = None) -> Measure:
    """Return what a command takes in a folder."""
    values = {**os.environ, **_ENVIRONMENT, **(environment or {})}
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, env=values, stdout=said, stderr=said)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            raise CommandError(" ".join(command) + "\n" + said.read().decode(errors="replace"))
    return Measure(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)
