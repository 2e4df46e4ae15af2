"""Files of a library read, and results written so that a reader never sees half of one."""

import os
import stat
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from ..model.place import Place
from ..model.problem import Problem

READ_SUFFIXES = (".md", ".yml", ".svg")
"""What is read whole; of other files only name and size are looked at."""
MAX_ATTACHMENT = 20 * 1024 * 1024
HEAD_BYTES = 256
"""What is read of an attachment: enough to tell what it is."""
DEEPEST = 40
"""Folders in folders; a path that other systems can hold has no room for more."""


@dataclass(frozen=True, slots=True)
class Tree:
    """What stands below a content folder: texts with their bytes, of attachments the first bytes, by path with `/`."""

    texts: Mapping[str, bytes]
    attachments: Mapping[str, bytes]
    problems: tuple[Problem, ...]


def read_tree(root: Path) -> Tree:
    """Return every regular file below `root`; links and devices become problems and are not followed."""
    tree = Tree({}, {}, ())
    if root.is_symlink():
        return replace(tree, problems=(Problem("SOP007.link", Place(".")),))
    texts: dict[str, bytes] = {}
    attachments: dict[str, bytes] = {}
    problems: list[Problem] = []
    for path, entry in _walk(root, "", problems):
        try:
            problem = _refused(path, entry)
            if problem:
                problems.append(problem)
            elif path.lower().endswith(READ_SUFFIXES):
                texts[path] = Path(entry.path).read_bytes()
            else:
                with Path(entry.path).open("rb") as file:
                    attachments[path] = file.read(HEAD_BYTES)
        except OSError as error:
            problems.append(_unreadable(path, error))
    return Tree(texts, attachments, tuple(problems))


def write_atomically(path: Path, data: str | bytes) -> None:
    """Write a file so that it is the old one or the whole new one at any moment; what may be done with it stays."""
    with _written_beside(path, data) as beside:
        beside.chmod(stat.S_IMODE(path.stat().st_mode) if path.exists() else usual_mode())
        beside.replace(path)


def write_new(path: Path, data: str | bytes) -> None:
    """Write a file that is not there yet, whole or not at all; one that is there stays as it is, and that is said."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with _written_beside(path, data) as beside:
        beside.chmod(usual_mode())
        try:
            os.link(beside, path)  # unlike a renaming it replaces nothing
        except FileExistsError:
            raise
        except OSError:  # no hard links on this file system
            os.close(os.open(path, os.O_CREAT | os.O_EXCL))
            beside.replace(path)


def usual_mode() -> int:
    """Return what may be done with a file that the user makes."""
    current = os.umask(0)
    os.umask(current)
    return 0o666 & ~current


def _refused(path: str, entry: os.DirEntry[str]) -> Problem | None:
    """Return what keeps an entry from being read, if anything does."""
    info = entry.stat(follow_symlinks=False)
    if entry.is_symlink():
        return Problem("SOP007.link", Place(path))
    if not stat.S_ISREG(info.st_mode):
        return Problem("SOP007", Place(path))
    if info.st_nlink > 1:
        # git makes none: what else the file is, is not in the content folder and not under review.
        return Problem("SOP007.hard", Place(path))
    if info.st_size > MAX_ATTACHMENT:
        return Problem("SOP008", Place(path), {"most": str(MAX_ATTACHMENT // 1024 // 1024)})
    return None


def _walk(folder: Path, prefix: str, problems: list[Problem]) -> Iterator[tuple[str, os.DirEntry[str]]]:
    try:
        with os.scandir(folder) as entries:
            found = sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        problems.append(_unreadable(prefix or ".", error))
        return
    for entry in found:
        path = prefix + entry.name
        if entry.name.startswith("."):
            continue
        if not entry.is_dir(follow_symlinks=False):
            yield path, entry
        elif path.count("/") < DEEPEST:
            yield from _walk(Path(entry.path), f"{path}/", problems)
        else:
            problems.append(Problem("SOP006.deep", Place(path), {"most": str(DEEPEST)}))


def _unreadable(path: str, error: OSError) -> Problem:
    return Problem("SOP007.unreadable", Place(path), {"reason": error.strerror or str(error)})


@contextmanager
def _written_beside(path: Path, data: str | bytes) -> Iterator[Path]:
    """Give a file with the data beside `path`, nobody else's to read; if it stands there still at the end, it goes."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data.encode() if isinstance(data, str) else data)
            file.flush()
            os.fsync(file.fileno())
        yield beside
    finally:
        beside.unlink(missing_ok=True)
