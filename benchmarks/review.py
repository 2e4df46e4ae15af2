"""Prints the seconds of `sop review` over a library beside those of `sop check`, each a whole process, as JSON.

The library is a repository of one commit, and is cloned. `five` of its procedures get a new version, and what was kept
is from before: the check and the review of that begin alike. Then all are renamed, and nothing is kept.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from repository import commit_all, git

_RUNS = 5
_SOME = 5
_LIMIT = re.compile(r"^- (?:时限|limit)[：:].*[0-9].*$", re.MULTILINE | re.IGNORECASE)


def main(folder: Path) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as work:
        place = Place(Path(work))
        git(Path(work), "clone", "--quiet", str(folder), str(place.library))
        git(place.library, "switch", "--quiet", "--create", "base")
        print(json.dumps({**five(place), **renamed(place), "python": median(place.python() for _ in range(_RUNS))}))


class Place:
    """A library, and what is kept of its runs."""

    def __init__(self, work: Path) -> None:
        self.library, self.kept, self._before = work / "library", work / "kept", work / "before"

    def begin(self, *, warm: bool) -> None:
        """Let what is kept be what it was when `keep` was called, or nothing."""
        shutil.rmtree(self.kept, ignore_errors=True)
        if warm:
            shutil.copytree(self._before, self.kept)

    def keep(self) -> None:
        """Take note of what is kept now."""
        shutil.copytree(self.kept, self._before)

    def sop(self, *arguments: str) -> float:
        """Return what a command takes; it may find something."""
        environment = os.environ | {"XDG_CACHE_HOME": str(self.kept)}
        command = [sys.executable, "-m", "sop_docs", *arguments]
        start = time.perf_counter()
        done = subprocess.run(command, cwd=self.library, env=environment, capture_output=True, check=False)
        seconds = time.perf_counter() - start
        if done.returncode not in {0, 1}:
            raise SystemExit(done.stderr.decode(errors="replace"))
        return seconds

    def python(self) -> float:
        """Return what Python takes to begin and end."""
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", "pass"], check=True)
        return time.perf_counter() - start

    def on(self, branch: str, *, warm: bool, review: bool = False) -> float:
        """Return what a check of a branch takes, or the review of what it changed."""
        git(self.library, "switch", "--quiet", branch)
        self.begin(warm=warm)
        return self.sop("review", "--base", "base") if review else self.sop("check")


def five(place: Place) -> dict[str, float]:
    """Return what a check and a review take of a few procedures that have a new version."""
    for _ in range(2):
        place.sop("check")
    place.keep()
    git(place.library, "switch", "--quiet", "--create", "five")
    procedures = sorted((place.library / "content").glob("*/SOP-*.md"))
    for file in procedures[:: len(procedures) // _SOME][:_SOME]:
        file.write_text(_revised(file.read_text("utf-8")), "utf-8", newline="\n")
    commit_all(place.library, "Five have a new version")
    runs = [(place.on("five", warm=True), place.on("five", warm=True, review=True)) for _ in range(_RUNS)]
    checks, reviews = zip(*runs, strict=True)
    return {"five, check": median(checks), "five, review": median(reviews)}


def renamed(place: Place) -> dict[str, float]:
    """Return what a review takes of a change that renames all procedures, and a check of either side."""
    git(place.library, "switch", "--quiet", "--create", "renamed", "base")
    for department in sorted({file.parent for file in (place.library / "content").glob("*/SOP-*.md")}):
        department.rename(department.with_name(f"of-{department.name}"))
    commit_all(place.library, "All have another path")
    before, after = (place.on(branch, warm=False) for branch in ("base", "renamed"))
    review = place.on("renamed", warm=False, review=True)
    return {"renamed, check before": before, "renamed, check after": after, "renamed, review": review}


def _revised(text: str) -> str:
    """Return a procedure at another version, with a reason and another limit."""
    text = re.sub(r"^version:.*$", "version: 9.0\nchange: 放宽时限，便于跨部门核对", text, count=1, flags=re.MULTILINE)
    limit = _LIMIT.search(text)
    if limit is None:
        raise SystemExit("no limit to change")
    longer = re.sub(r"[0-9]+", lambda found: str(int(found[0]) + 1), limit[0])
    return text.replace(limit[0], longer, 1)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
