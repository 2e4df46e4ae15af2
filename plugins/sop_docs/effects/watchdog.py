"""Work that takes too long is stopped by the clock."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_AGAIN = 1.0


class TooSlowError(Exception):
    """The time for a piece of work is over."""


@contextmanager
def stopped_after(seconds: float) -> Iterator[None]:
    """Raise `TooSlowError` in what runs within for `seconds`, also out of a regular expression.

    Only a main thread on a system with alarms can be stopped so; elsewhere the work goes on.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGALRM, _stop)
    # The alarm comes again, should somebody catch what it raises.
    signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise TooSlowError
