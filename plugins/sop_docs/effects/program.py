"""Which program this is, by its files."""

import os
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

_PACKAGE = Path(__file__).parent.parent
_READER = "pypinyin"
"""What reads Chinese names; ids are made of its readings."""


@cache
def program() -> str:
    """Return what changes when any file of this package does, or another version of what reads names is installed.

    Other rules find other things, and keep other facts.
    """
    reader = find_spec(_READER)  # which imports nothing
    files = [f"{reader.origin}\t{Path(reader.origin).stat().st_mtime_ns}"] if reader and reader.origin else []
    return sha256("\n".join(sorted([*files, *_files(str(_PACKAGE))])).encode()).hexdigest()


def _files(folder: str) -> Iterator[str]:
    """Yield the files of the program, and when each was written; a scan knows that sooner than asking for each."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith((".py", ".po")):
                yield f"{entry.path}\t{entry.stat().st_mtime_ns}"
            elif entry.name != "__pycache__" and entry.is_dir():
                yield from _files(entry.path)
