"""The synthetic library that the benchmarks measure is one that people could have written."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

from sop_docs.model.problem import Severity
from sop_docs.project.check import find_problems
from sop_docs.project.load import Loader
from sop_docs.project.settings import Settings

SCRIPT = Path(__file__).parent.parent / "benchmarks" / "library.py"
DAY = date(2026, 11, 20)


def written(count: int, folder: Path, seed: str) -> Path:
    command = [sys.executable, str(SCRIPT), str(count), str(folder)]
    subprocess.run(command, env=os.environ | {"PYTHONHASHSEED": seed}, check=True)
    return folder


def test_synthetic_library_has_no_error(tmp_path: Path) -> None:
    loaded = Loader().load(written(60, tmp_path, "0") / "content")
    assert len(loaded.library.sops) == 60
    assert len(loaded.library.modules) == 2
    assert len(loaded.library.forms) == 6
    problems = find_problems(loaded, DAY, Settings())
    # A twentieth is overdue for review, and other advice is given too, as in a real library.
    assert "SOP804" in {problem.code for problem in problems}
    assert [problem for problem in problems if problem.severity is Severity.ERROR] == []


def test_synthetic_library_is_the_same_each_time(tmp_path: Path) -> None:
    one, other = (written(30, tmp_path / seed, seed) for seed in ("1", "2"))
    files = [path.relative_to(one) for path in one.rglob("*") if path.is_file()]
    assert len(files) == 37
    assert all((one / path).read_bytes() == (other / path).read_bytes() for path in files)
