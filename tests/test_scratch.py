"""Folders for a moment: nothing is left of them, also where a run was killed, and nobody else's is touched."""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

import pytest

from sop_docs.effects.scratch import scratch_folder

RUN = """
import sys
from sop_docs.effects.scratch import scratch_folder
with scratch_folder() as folder:
    (folder / "a.txt").write_text("a")
    print(folder, flush=True)
    sys.stdin.read()
"""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


@contextmanager
def another(home: Path) -> Iterator[tuple[subprocess.Popen[str], Path]]:
    """Give a run that has a folder, and the folder."""
    environment = {**os.environ, "TMPDIR": str(home)}
    pipe = subprocess.PIPE
    with subprocess.Popen([sys.executable, "-c", RUN], env=environment, stdin=pipe, stdout=pipe, text=True) as run:
        assert run.stdout
        yield run, Path(run.stdout.readline().strip())
        run.kill()


def test_nothing_is_left(home: Path) -> None:
    with scratch_folder() as folder:
        (folder / "a.txt").write_text("a")
        assert folder.is_relative_to(home)
    with pytest.raises(ValueError, match="broken"), scratch_folder() as folder:
        raise ValueError("broken")
    assert list(home.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="needs a program of a line of shell")
def test_what_a_killed_run_left_of_a_browser_goes_with_the_next(home: Path) -> None:
    browser, told = home / "browser", home / "told"
    browser.write_text(f"#!/bin/sh\necho $$ $PWD > {told}.new\nmv {told}.new {told}\nexec sleep 60\n", "utf-8")
    browser.chmod(0o755)
    printing = f"from sop_docs.effects.chromium import print_page\nprint_page('<p>', {str(browser)!r})"
    with subprocess.Popen([sys.executable, "-c", printing], env={**os.environ, "TMPDIR": str(home)}) as run:
        end = monotonic() + 30
        while not told.exists() and monotonic() < end:
            sleep(0.02)
        run.kill()
    number, folder = told.read_text("utf-8").split()
    os.kill(int(number), signal.SIGKILL)
    left = next(above for above in Path(folder, "x").parents if above.name.startswith("sop-"))
    assert left.is_dir()
    with scratch_folder(left.parent):
        assert not left.exists()


def test_what_a_killed_run_left_goes_with_the_next(home: Path) -> None:
    with another(home) as (run, folder):
        run.send_signal(signal.SIGKILL)
        run.wait()
        assert (folder / "a.txt").is_file()
        with scratch_folder():
            assert not folder.parent.exists()


def test_what_somebody_uses_stays(home: Path) -> None:
    with another(home) as (_, folder), scratch_folder():
        assert (folder / "a.txt").read_text() == "a"


def test_what_is_not_ours_stays(home: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / ".in-use").touch()
    (home / "sop-notes").mkdir()
    (home / "sop-link").symlink_to(elsewhere)
    (home / "sop-file").touch()
    with scratch_folder():
        pass
    assert sorted(path.name for path in home.iterdir()) == ["sop-file", "sop-link", "sop-notes"]
    assert (elsewhere / ".in-use").exists()
