"""Work on what nobody vouches for, in a process of its own: where it comes to no end, the process does."""

import signal
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, ParamSpec, Self, TypeVar

from .watchdog import TooSlowError

if TYPE_CHECKING:
    from multiprocessing.context import SpawnProcess

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")


class Apart:
    """A process that starts with the first work it gets, and ends with the block that this is opened for.

    No alarm stops what is not Python, such as a parser; to end its process does.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._running: tuple[SpawnProcess, Connection] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def __call__(
        self, work: Callable[Parameters, Result], *args: Parameters.args, **kwargs: Parameters.kwargs
    ) -> Result:
        """Return what `work`, a function of a module, returns; `TooSlowError` where that takes longer than `seconds`.

        What it raises is raised here. A process that is ended from outside, for its memory perhaps, was too slow.
        """
        if self._running is None:
            self._running = _begun()
        _, pipe = self._running
        try:
            pipe.send((work, args, kwargs))
            answer = pipe.recv() if pipe.poll(self._seconds) else None
        except (EOFError, OSError):
            answer = None
        if answer is None:
            self._end()
            raise TooSlowError
        done, result = answer
        if not done:
            raise result
        return result  # type: ignore[no-any-return]

    def _end(self) -> None:
        if self._running is not None:
            process, pipe = self._running
            process.kill()
            process.join()
            pipe.close()
            self._running = None


def _begun() -> "tuple[SpawnProcess, Connection]":
    context = get_context("spawn")  # not forked: the caller may have threads
    here, there = context.Pipe()
    process = context.Process(target=_work, args=(there,), daemon=True)
    process.start()
    there.close()
    return process, here


def _work(pipe: Connection) -> None:
    """Do what is asked for, one piece after the other, until nobody can ask any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the caller is interrupted, and ends this
    while True:
        try:
            work, args, kwargs = pipe.recv()
        except EOFError:
            return
        try:
            answer = True, work(*args, **kwargs)
        except Exception as error:  # noqa: BLE001 - whoever asked is to have it
            answer = False, error
        pipe.send(answer)
