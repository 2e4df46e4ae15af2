"""Processes beside the caller's own: they answer, and end with him however he ends."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sop_docs.effects.workers import Workers, answer
from sop_docs.model.problem import SopError

CALLER = """
import os, time
from sop_docs.effects.workers import Workers

if __name__ == "__main__":
    workers = Workers()
    print(workers.submit(os.getpid).result(), flush=True)
    workers.submit(time.sleep, 60)
    time.sleep(60)
"""


def alive(process: int) -> bool:
    """Tell whether a process runs; one that ended and was not waited for does not."""
    status = Path(f"/proc/{process}/stat")
    return status.exists() and status.read_text().rpartition(")")[2].split()[0] != "Z"


def test_work_is_done_in_another_process() -> None:
    workers = Workers()
    other = workers.submit(os.getpid)
    workers.close()
    assert other.result() != os.getpid()


def test_processes_end_with_a_caller_who_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "caller.py"
    script.write_text(CALLER, "utf-8")
    with subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, text=True) as caller:
        assert caller.stdout
        worker = int(caller.stdout.readline())
        assert alive(worker)
        caller.send_signal(signal.SIGKILL)
    end = time.monotonic() + 10
    while alive(worker) and time.monotonic() < end:
        time.sleep(0.05)
    assert not alive(worker)


def test_a_process_that_is_killed_is_an_error_in_one_line() -> None:
    workers = Workers()
    killed = workers.submit(os._exit, 9)
    with pytest.raises(SopError, match="ended from outside"):
        answer(killed)
