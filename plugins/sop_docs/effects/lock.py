"""A lock on an open file that goes with whoever holds it, killed or not."""

import sys

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


def lock(handle: int) -> None:
    """Lock a file; `BlockingIOError` where somebody else has."""
    if sys.platform == "win32":
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            raise BlockingIOError from error
    else:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
