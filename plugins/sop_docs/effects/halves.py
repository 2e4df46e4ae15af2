"""Work that two processes do alike: each does half of it, and they swap what they have."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

Thing = TypeVar("Thing")


class LostHalfError(Exception):
    """The other process ended before its half was done."""


class _DoneError(Exception):
    """The second process has given all that it had."""


class Half:
    """The part of one of the two."""

    def __init__(self, other: "Connection", *, first: bool) -> None:
        self._other, self._first = other, first

    def left(self, things: Sequence[Thing]) -> Sequence[Thing]:
        """Return what is left to the other one."""
        return things[1::2] if self._first else things[::2]

    def swap(self, value: Thing) -> Thing:
        """Return the other one's value for one's own, waiting for it."""
        try:
            if self._first:  # one has to listen while the other speaks: a pipe holds little
                value, own = self._other.recv(), value
                self._other.send(own)
                return value
            self._other.send(value)
            received: Thing = self._other.recv()
        except (EOFError, OSError) as error:
            raise LostHalfError from error
        return received

    def gather(self, value: Thing) -> Thing:
        """Return to the first what the other one has, which has done its part with that and ends."""
        if not self._first:
            self._other.send(value)
            raise _DoneError
        try:
            received: Thing = self._other.recv()
        except (EOFError, OSError) as error:
            raise LostHalfError from error
        return received


def can_be_halved() -> bool:
    """Whether there is a second processor, and a system that starts a process where this one stands."""
    return hasattr(os, "fork") and hasattr(os, "sched_getaffinity") and len(os.sched_getaffinity(0)) > 1


@contextmanager
def halves() -> Iterator[Half]:
    """Run the body in two processes, and what follows it in the first alone."""
    from multiprocessing import Pipe  # noqa: PLC0415 - a second run needs none

    here, there = Pipe()
    process = os.fork()
    if process == 0:
        here.close()
        status = 1
        try:
            with suppress(_DoneError):
                yield Half(there, first=False)
            status = 0
        finally:
            os._exit(status)
    there.close()
    try:
        yield Half(here, first=True)
    finally:
        here.close()
        os.waitpid(process, 0)
