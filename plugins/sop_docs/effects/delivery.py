"""A result put where it was asked for: by one run at a time, and so that a kill leaves the old one or the new one."""

import os
import re
import shutil
import stat
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from pathlib import Path

from ..model.problem import SopError
from .exchange import discard, put_in_place
from .files import usual_mode
from .lock import lock

_PART = ".part"
_OLD = "-old"
"""What an old folder is called for a moment, where a system cannot exchange two of them."""


class Outlet:
    """A file being written; all of what is given to it is written at once."""

    def __init__(self, handle: int) -> None:
        self._handle = handle

    def write(self, data: bytes) -> None:
        """Write all of the data."""
        left = memoryview(data)
        while left:
            left = left[os.write(self._handle, left) :]


def deliver_file(
    target: Path, write: Callable[[Outlet], None], around: Callable[[], AbstractContextManager[None]] = nullcontext
) -> None:
    """Write a file beside `target` and put it in its place; parts that killed runs left are deleted.

    What happens `around` the last step, when all is on the disk but under its name, is begun and ended by the caller.
    """
    target = target.resolve()
    if target.is_dir():
        raise SopError(f"{target}: there is a folder of that name")
    with alone(target):
        _put(target, write, usual_mode(), around)


def replace_file(target: Path, data: bytes) -> None:
    """Put other bytes into a file that the caller is `alone` with; what may be done with it stays."""
    mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else usual_mode()
    _put(target, lambda sink: sink.write(data), mode, nullcontext)


def cut_file(target: Path, size: int) -> None:
    """Take off what was appended to a file, which a full disk cannot prevent."""
    handle = os.open(target, os.O_RDWR)
    try:
        os.ftruncate(handle, size)
        os.fsync(handle)
    finally:
        os.close(handle)


def deliver_folder(
    target: Path,
    files: Iterable[tuple[str, bytes]],
    mark: str,
    around: Callable[[], AbstractContextManager[None]] = nullcontext,
) -> None:
    """Write a folder beside `target` and put it in its place; a full one that does not hold `mark` is not ours.

    What happens `around` the last step is as with a file.
    """
    target = target.resolve()
    if target.is_dir() and any(target.iterdir()) and not (target / mark).is_file():
        raise SopError(f"{target}: not empty, and not written by sop export; name another folder")
    if target.exists() and not target.is_dir():
        raise SopError(f"{target}: there is a file of that name")
    with alone(target):
        staged = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}-", suffix=_PART))
        try:
            _fill(staged, files)
            with around():
                put_in_place(staged, target, keep_hidden=False)
        except BaseException:
            discard(staged)
            raise
        _sync_folder(target.parent)


def _put(
    target: Path,
    write: Callable[[Outlet], None],
    mode: int,
    around: Callable[[], AbstractContextManager[None]],
) -> None:
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}-", suffix=_PART)
    try:
        try:
            write(Outlet(handle))
            os.fsync(handle)
        finally:
            os.close(handle)
        Path(name).chmod(mode)
        with around():
            Path(name).replace(target)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink(missing_ok=True)
        raise
    _sync_folder(target.parent)


def _fill(folder: Path, files: Iterable[tuple[str, bytes]]) -> None:
    written = []
    for path, data in files:
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
        try:
            Outlet(handle).write(data)
        finally:
            os.close(handle)
        written.append(file)
    # Synced one by one while they are written, each would wait for the disk; at the end most are there already.
    for file in written:
        _sync(file, os.O_RDWR)
    for place in {folder, *(above for file in written for above in file.parents if folder in above.parents)}:
        _sync_folder(place)


@contextmanager
def alone(target: Path) -> Iterator[None]:
    """Keep others from writing the same target; the lock of a killed run is as good as none, its parts are deleted."""
    if not target.parent.is_dir():
        raise SopError(f"{target}: there is no folder {target.parent}")
    place = target.with_name(f".{target.name}.lock")
    handle = _locked(place)
    try:
        _sweep(target)
        yield
    finally:
        with suppress(OSError):  # some systems delete no file that is open
            place.unlink()
        os.close(handle)


def _sweep(target: Path) -> None:
    """Delete what killed runs left, which nobody who has the lock still writes; an old folder put aside comes back."""
    part = re.compile(rf"\.{re.escape(target.name)}-[a-z0-9_]{{8}}{re.escape(_PART)}(?P<old>{_OLD})?")
    for left in sorted(target.parent.iterdir()):
        found = part.fullmatch(left.name)
        if found and found["old"] and not target.exists():
            left.rename(target)
        elif found and left.is_dir():
            shutil.rmtree(left)
        elif found:
            left.unlink()


def _locked(place: Path) -> int:
    while True:
        handle = os.open(place, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            lock(handle)
            # Who had it before has deleted it: this is a lock that nobody else sees.
            if place.exists() and os.path.samestat(os.fstat(handle), place.stat()):
                return handle
        except BlockingIOError as error:
            os.close(handle)
            raise SopError(f"{place}: another run is writing there") from error
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)


def _sync_folder(folder: Path) -> None:
    """Have the names in a folder on the disk, where a system can be asked for that."""
    if sys.platform != "win32":
        _sync(folder, os.O_RDONLY)


def _sync(path: Path, flags: int) -> None:
    handle = os.open(path, flags)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
