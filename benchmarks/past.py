"""Prints how long the history of a library takes to read, beside `git log` alone on the same repository, as JSON.

Run as `python benchmarks/past.py DIR [FOLDER]`: a repository, which may be bare, and where the pages lie in it.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from unittest import mock

from sop_docs.effects.past import Branches, resolve
from sop_docs.model.past import Past
from sop_docs.project import past
from sop_docs.project.collector import without_collector

_RUNS = 3
_LOG = ("git", "log", "--first-parent", "--raw", "-z", "-M100%")
_BLOB = 40e-6
"""Seconds that reading one file's first lines may take."""


def main(repository: Path, folder: str) -> None:
    """Measure cold, unchanged, and one commit later."""
    head = resolve(repository, "HEAD")
    before = resolve(repository, "HEAD~1")
    log = median(_seconds(lambda: _log(repository)) for _ in range(_RUNS))
    cold, warm, later = [], [], []
    for _ in range(_RUNS):
        with tempfile.TemporaryDirectory() as cache, _seen(head, folder):
            cold.append(_seconds(lambda: _load(repository, cache)))
            warm.append(_seconds(lambda: _load(repository, cache)))
        with tempfile.TemporaryDirectory() as cache:
            with _seen(before, folder):
                _load(repository, cache)
            with _seen(head, folder):
                later.append(_seconds(lambda: _load(repository, cache)))
    with tempfile.TemporaryDirectory() as cache, _seen(head, folder):
        found = _load(repository, cache)
    blobs = len({one.blob for record in found.records for one in record.snapshots if one.blob})
    figures = {
        "commits": len(found.revisions),
        "files": len(found.records),
        "blobs": blobs,
        "log": log,
        "cold": median(cold),
        "allowed": 1.5 * log + _BLOB * blobs,
        "unchanged": median(warm),
        "one commit later": median(later),
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
    print(json.dumps(figures))


def _load(repository: Path, cache: str) -> Past:
    with without_collector():
        found = past.load_past(repository, Path(cache))
    if found is None:
        raise SystemExit(f"{repository}: no repository")
    return found


@contextmanager
def _seen(head: str, folder: str) -> Iterator[None]:
    """Let the repository have its HEAD there, and its pages in a folder."""
    with mock.patch.object(past, "read_branches", return_value=Branches(head, {}, folder, shallow=False)):
        yield


def _log(repository: Path) -> None:
    subprocess.run(_LOG, cwd=repository, stdout=subprocess.DEVNULL, check=True)


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2] if sys.argv[2:] else "")
