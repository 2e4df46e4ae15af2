"""The change of a file as a unified diff. Touches no file."""

from collections.abc import Iterator
from difflib import unified_diff

_UNENDED = "\\ No newline at end of file\n"


def patch(path: str, before: bytes, after: bytes) -> str:
    """Return what `patch -p0` or `git apply -p0` turns a file into its canonical spelling with."""
    old, new = (data.decode().splitlines(keepends=True) for data in (before, after))
    return "".join(_ended(unified_diff(old, new, path, path)))


def _ended(lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        yield line if line.endswith("\n") else f"{line}\n{_UNENDED}"
