"""A folder is replaced by another in one step, so that a killed build leaves the old one or the new one."""

import ctypes
import errno
import os
import shutil
import sys
import tempfile
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_PREFIX = ".site-"


def staging_folder(target: Path) -> Path:
    """Return a new empty folder beside `target`; folders that killed builds left there are deleted."""
    target = target.resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    for left in target.parent.glob(f"{_PREFIX}{target.name}-*"):
        if not _alive(left):
            shutil.rmtree(left, ignore_errors=True)
    return Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{target.name}-{os.getpid()}-", dir=target.parent))


def put_in_place(staged: Path, target: Path, *, keep_hidden: bool = True) -> None:
    """Make `staged` the folder `target`; what stood there goes, but its dot entries (`.nojekyll`) may be kept."""
    target = target.resolve()
    staged.chmod(0o755)
    if not target.exists():
        staged.rename(target)
        return
    for entry in target.iterdir() if keep_hidden else ():
        if entry.name.startswith(".") and not (staged / entry.name).exists():
            _copy(entry, staged / entry.name)
    if not _exchange(staged, target):
        # No exchange on this file system: two renames, between which the folder is missing for a moment.
        old = target.with_name(f"{staged.name}-old")
        target.rename(old)
        staged.rename(target)
        staged = old
    shutil.rmtree(staged, ignore_errors=True)


def fill(staged: Path, target: Path) -> None:
    """Move what is in `staged` into the folder `target`, whose own entries stay; what cannot be moved whole goes back.

    The folder stays the one it is, for those who stand in it. A kill can come between two renames.
    """
    moved: list[Path] = []
    try:
        for entry in sorted(staged.iterdir()):
            entry.rename(target / entry.name)
            moved.append(target / entry.name)
        staged.rmdir()
    except BaseException:
        for entry in moved:
            entry.rename(staged / entry.name)
        raise


def discard(staged: Path) -> None:
    """Delete a staging folder that came to nothing."""
    shutil.rmtree(staged, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Swap two folders atomically; False where the system cannot."""
    if sys.platform != "linux":
        return False
    renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if renameat2 is None:
        return False
    if renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in {errno.EBUSY, errno.EXDEV, errno.EINVAL, errno.ENOSYS}:
        return False
    raise OSError(code, os.strerror(code), str(other))


def _copy(source: Path, target: Path) -> None:
    if source.is_dir() and not source.is_symlink():
        shutil.copytree(source, target, symlinks=True)
    else:
        shutil.copy2(source, target, follow_symlinks=False)


def _alive(folder: Path) -> bool:
    """Whether the process that made a staging folder still runs."""
    number = folder.name.split("-")[-2]
    if not number.isdigit():
        return False
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
