"""Python processes beside the caller's own, for work that he need not wait for at once."""

import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from typing import ParamSpec, TypeVar

from ..model.problem import SopError

_PROCESSES = 2
_NICE = 5  # the caller goes first where there are fewer processors than processes

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")


class Workers:
    """Processes that start with the first work they get, and end with their caller."""

    def __init__(self) -> None:
        self._pool: ProcessPoolExecutor | None = None

    def submit(
        self, work: Callable[Parameters, Result], *args: Parameters.args, **kwargs: Parameters.kwargs
    ) -> Future[Result]:
        """Return what `work`, a function of a module, will return."""
        if self._pool is None:  # not forked: the caller may have threads
            self._pool = ProcessPoolExecutor(_PROCESSES, get_context("spawn"), _begin)
        return self._pool.submit(work, *args, **kwargs)

    def close(self) -> None:
        """Let the processes end with the work they have; no more comes."""
        if self._pool is not None:
            self._pool.shutdown(wait=False)


def answer(future: Future[Result]) -> Result:
    """Return what came of work, waiting for it; `SopError` where its process was ended from outside."""
    try:
        return future.result()
    except BrokenExecutor as error:
        message = "a process that works beside this one was ended from outside; start again, with more memory perhaps"
        raise SopError(message) from error


def _begin() -> None:
    """Make a process one that ends with its caller, and leaves an interruption to him."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):  # not on Windows
        os.nice(_NICE)
    threading.Thread(target=_end_with_caller, daemon=True).start()


def _end_with_caller() -> None:
    """Wait until the caller is no more, killed perhaps; the queue of work would be waited on for ever."""
    caller = parent_process()
    if caller is not None:
        wait([caller.sentinel])
        os._exit(1)
