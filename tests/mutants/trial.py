"""The tests, collected once and run on one mutant after the other, each in a process forked off."""

import os
import pickle
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from tempfile import TemporaryFile
from types import FrameType
from typing import TYPE_CHECKING

import pytest
from _pytest.runner import runtestprotocol

from .changes import Mutant, lines_of
from .subject import Subject

if TYPE_CHECKING:
    from _typeshed import TraceFunction

PROCESSES = 2
SECONDS = 5.0
"""A test that computes for so much longer than it did before has noticed."""
SLOW = 1.0
"""A test that takes longer is left out: it measures time, and others see the same lines."""
SURVIVED, KILLED, BROKEN, TIMEOUT = 0, 1, 2, -signal.SIGPROF
Line = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Run:
    """A test as it runs on what was not changed."""

    index: int
    seconds: float
    lines: frozenset[Line]


@dataclass(frozen=True, slots=True)
class Trial:
    """Every mutant of some modules against every test that runs what it changes."""

    items: list[pytest.Item]
    runs: tuple[Run, ...]
    subjects: tuple[Subject, ...]

    def judge(self, asked: Iterable[tuple[Subject, Mutant]]) -> Iterator[tuple[Subject, Mutant, int]]:
        """Yield what came of each mutant, in the order in which that is known."""
        running: dict[int, tuple[Subject, Mutant]] = {}
        for subject, mutant in asked:
            if len(running) == PROCESSES:
                yield _ended(running)
            running[_forked(lambda one=subject, other=mutant: self._try(one, other))] = subject, mutant  # type: ignore[misc]
        while running:
            yield _ended(running)

    def _try(self, subject: Subject, mutant: Mutant) -> int:
        runs = self._seeing(subject, mutant)
        try:
            subject.change(mutant, self.subjects, at_import=not runs)
        except Exception:
            if runs:
                raise
            # A module that cannot be imported fails every test.
            return KILLED
        return KILLED if any(self._fails(run) for run in runs or self._importing(subject)) else SURVIVED

    def _fails(self, run: Run) -> bool:
        # Computing time: a busy machine kills no mutant. The signal ends the process, whatever it is in.
        signal.setitimer(signal.ITIMER_PROF, SECONDS + run.seconds)
        return any(report.failed for report in _reports(self.items[run.index]))

    def _seeing(self, subject: Subject, mutant: Mutant) -> list[Run]:
        """Return the tests that run the lines of a mutant, those first that see most of its function."""
        around = {(str(subject.path), line) for line in lines_of(mutant.function)} if mutant.function else set()
        own = {(str(subject.path), line) for line in mutant.lines} & around
        # What stands on several lines may be run as if it stood on one of them.
        seeing = [run for run in self.runs if run.lines & own] or [run for run in self.runs if run.lines & around]
        return sorted(seeing, key=lambda run: -len(run.lines & around))

    def _importing(self, subject: Subject) -> list[Run]:
        """Return the tests that run something of those that import a module."""
        files = {str(path) for path in subject.users(self.subjects)}
        return [run for run in self.runs if any(file in files for file, _ in run.lines)]


def tried(items: list[pytest.Item], files: frozenset[str]) -> tuple[Run, ...]:
    """Return how the tests run, the fastest first, and which lines of the files; a test must pass."""
    with TemporaryFile() as told:

        def work() -> int:
            runs = [_traced(index, item, files) for index, item in enumerate(items)]
            pickle.dump(sorted(runs, key=lambda run: run.seconds), told)
            told.flush()
            return 0

        os.waitpid(_forked(work), 0)
        told.seek(0)
        runs: list[Run] = pickle.load(told)  # noqa: S301 - our own child wrote it
    return tuple(run for run in runs if run.lines)


def _traced(index: int, item: pytest.Item, files: frozenset[str]) -> Run:
    lines: set[Line] = set()
    start = time.process_time()

    def see(frame: FrameType, event: str, _: object) -> "TraceFunction | None":
        if frame.f_code.co_filename not in files:
            return None
        if time.process_time() - start > SLOW:
            raise TimeoutError
        if event == "line":
            lines.add((frame.f_code.co_filename, frame.f_lineno))
        return see

    sys.settrace(see)
    try:
        reports = _reports(item)
    finally:
        sys.settrace(None)
    passed = not any(report.failed for report in reports)
    if not passed:
        sys.__stderr__.write(f"left out, for it fails or is slow: {item.nodeid}\n")  # type: ignore[union-attr]
    return Run(index, time.process_time() - start, frozenset(lines) if passed else frozenset())


def _reports(item: pytest.Item) -> list[pytest.TestReport]:
    return runtestprotocol(item, log=False, nextitem=None)


def _forked(work: Callable[[], int]) -> int:
    """Return the number of a process that ends with what `work` returns."""
    process = os.fork()
    if not process:
        try:
            os._exit(work())
        finally:
            traceback.print_exc(file=sys.__stderr__)
            os._exit(BROKEN)
    return process


def _ended(running: dict[int, tuple[Subject, Mutant]]) -> tuple[Subject, Mutant, int]:
    process, status = os.wait()
    code = os.waitstatus_to_exitcode(status)
    if code == BROKEN:
        raise ChildProcessError(process)
    # Whatever else ended it, such as the end of the stack, it ended.
    return *running.pop(process), code if code in {SURVIVED, TIMEOUT} else KILLED
