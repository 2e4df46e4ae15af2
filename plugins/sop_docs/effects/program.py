"""Which program this is, by its files."""

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
    files = sorted(path for path in _PACKAGE.rglob("*") if path.suffix in {".py", ".po"})
    reader = find_spec(_READER)  # which imports nothing
    files += [Path(reader.origin)] if reader and reader.origin else []
    return sha256("\n".join(f"{path}\t{path.stat().st_mtime_ns}" for path in files).encode()).hexdigest()
