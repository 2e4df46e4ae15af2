"""Folders for what is needed for a moment, also swept where a run was killed."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from .lock import lock

_PREFIX = "sop-"
_LOCK = ".in-use"
"""The file that whoever uses a folder has locked."""
_INSIDE = "scratch"


@contextmanager
def scratch_folder(place: Path | None = None) -> Iterator[Path]:
    """Give an empty folder that goes at the end; folders of runs that were killed go now.

    It is made in a place; None: where those of all programs are.
    """
    home = (place or Path(tempfile.gettempdir())).resolve()
    for left in sorted(home.glob(f"{_PREFIX}*")):
        with suppress(OSError):
            _sweep(left)
    made, handle = _made(home)
    try:
        inside = made / _INSIDE
        inside.mkdir()
        yield inside
    finally:
        os.close(handle)
        shutil.rmtree(made, ignore_errors=True)


def _made(home: Path) -> tuple[Path, int]:
    """Return a new folder and its locked file; one that was swept before it was locked is none."""
    while True:
        made = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=home))
        handle = os.open(made / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
        with suppress(BlockingIOError):
            lock(handle)
            if (made / _LOCK).exists():
                return made, handle
        os.close(handle)


def _sweep(left: Path) -> None:
    """Delete a folder that nobody uses any more; of others' nothing is touched."""
    own = not hasattr(os, "getuid") or left.lstat().st_uid == os.getuid()
    if not own or left.is_symlink() or not (left / _LOCK).is_file():
        return
    handle = os.open(left / _LOCK, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0))
    try:
        lock(handle)
        shutil.rmtree(left, ignore_errors=True)
    finally:
        os.close(handle)
