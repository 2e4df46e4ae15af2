"""Files of a library read, and results written so that a reader never sees half of one."""

import os
import stat
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..model.place import Place
from ..model.problem import Problem

READ_SUFFIXES = (".md", ".yml", ".svg")
"""What is read whole; of other files only name and size are looked at."""
MAX_ATTACHMENT = 20 * 1024 * 1024
_HEAD = 16


@dataclass(frozen=True, slots=True)
class Tree:
    """What stands below a content folder: texts with their bytes, of attachments the first bytes, by path with `/`."""

    texts: Mapping[str, bytes]
    attachments: Mapping[str, bytes]
    problems: tuple[Problem, ...]


def read_tree(root: Path) -> Tree:
    """Return every regular file below `root`; links and devices become problems and are not followed."""
    texts: dict[str, bytes] = {}
    attachments: dict[str, bytes] = {}
    problems: list[Problem] = []
    for path, entry in _walk(root, ""):
        info = entry.stat(follow_symlinks=False)
        if not stat.S_ISREG(info.st_mode):
            problems.append(Problem("SOP007.link" if entry.is_symlink() else "SOP007", Place(path)))
        elif info.st_size > MAX_ATTACHMENT:
            problems.append(Problem("SOP008", Place(path), {"most": str(MAX_ATTACHMENT // 1024 // 1024)}))
        elif path.endswith(READ_SUFFIXES):
            texts[path] = Path(entry.path).read_bytes()
        else:
            with Path(entry.path).open("rb") as file:
                attachments[path] = file.read(_HEAD)
    return Tree(texts, attachments, tuple(problems))


def write_atomically(path: Path, data: str | bytes) -> None:
    """Write a file so that it is the old one or the whole new one at any moment."""
    raw = data.encode() if isinstance(data, str) else data
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        Path(beside).chmod(0o666 & ~_umask())
        Path(beside).replace(path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise


def _walk(folder: Path, prefix: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    with os.scandir(folder) as entries:
        found = sorted(entries, key=lambda entry: entry.name)
    for entry in found:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(Path(entry.path), f"{prefix}{entry.name}/")
        else:
            yield prefix + entry.name, entry


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
