"""A bundle as it lies on a disk, a folder or a zip, opened for reading; nothing is unpacked."""

import os
import stat
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ..model.bundle import Finding, Kind
from ..model.problem import SopError
from .files import DEEPEST
from .zip_reader import MOST_FILE, name_of, read_directory, read_member
from .zip_records import MOST_ENTRIES


@dataclass(frozen=True, slots=True)
class Opened:
    """The files of a bundle by their paths, what is wrong with the way they lie there, and how to read one.

    `read` gives None where a file cannot be read whole. In a zip files are `ordered`. With `sealed` nothing is read.
    """

    paths: tuple[str, ...]
    findings: tuple[Finding, ...]
    read: Callable[[str], bytes | None]
    ordered: bool = False
    sealed: bool = False


@contextmanager
def open_bundle(path: Path) -> Iterator[Opened]:
    """Give a bundle."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError as error:
        raise SopError(f"{path}: there is no such bundle") from error
    if stat.S_ISDIR(mode):
        yield _folder(path)
    elif stat.S_ISREG(mode):
        with path.open("rb") as file:
            directory = read_directory(file)
            members = {name_of(member): member for member in directory.members}
            sealed = any(finding.kind is not Kind.ALTERED for finding in directory.findings)
            yield Opened(
                tuple(members),
                directory.findings,
                lambda name: read_member(file, members[name]),
                ordered=True,
                sealed=sealed,
            )
    else:
        raise SopError(f"{path}: neither a folder nor a file")


def _folder(root: Path) -> Opened:
    findings: list[Finding] = []
    paths = sorted(_walk(root, "", findings))
    if len(paths) > MOST_ENTRIES:
        return Opened((), (Finding(Kind.CROWD),), lambda _: None, sealed=True)
    return Opened(tuple(paths), tuple(findings), lambda path: _read(root / path))


def _walk(folder: Path, prefix: str, findings: list[Finding]) -> Iterator[str]:
    """Yield the paths of plain files; what else there is, and what cannot be listed, is told."""
    try:
        with os.scandir(folder) as entries:
            found: Sequence[os.DirEntry[str]] = sorted(entries, key=lambda entry: entry.name)
    except OSError:
        findings.append(Finding(Kind.UNREADABLE, prefix))
        return
    for entry in found:
        path = prefix + entry.name
        if entry.is_symlink():
            findings.append(Finding(Kind.LINK, path))
        elif entry.is_dir(follow_symlinks=False):
            if path.count("/") < DEEPEST:
                yield from _walk(Path(entry.path), f"{path}/", findings)
            else:
                findings.append(Finding(Kind.CROWD, path))
        elif entry.is_file(follow_symlinks=False):
            yield path
        else:
            findings.append(Finding(Kind.SPECIAL, path))


def _read(file: Path) -> bytes | None:
    """Return the bytes of a plain file; of one that is huge, or has become a link in the meantime, nothing."""
    try:
        handle = os.open(file, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(handle, "rb") as opened:
            return opened.read() if os.fstat(handle).st_size <= MOST_FILE else None
    except OSError:
        return None
