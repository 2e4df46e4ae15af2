"""Work in a process of its own: its result, what it raises, and its end where it comes to none."""

import os
import re
import time

import pytest

from sop_docs.effects.apart import Apart
from sop_docs.effects.watchdog import TooSlowError


def test_results_come_back_from_one_other_process() -> None:
    with Apart(60.0) as apart:
        assert apart(sorted, [3, 1, 2]) == [1, 2, 3]
        first, second = apart(os.getpid), apart(os.getpid)
    assert first == second != os.getpid()
    with pytest.raises(ProcessLookupError):
        os.kill(first, 0)


def test_what_it_raises_is_raised_here_and_ends_nothing() -> None:
    with Apart(60.0) as apart:
        process = apart(os.getpid)
        with pytest.raises(ValueError, match="invalid literal"):
            apart(int, "seven")
        assert apart(os.getpid) == process


def test_what_comes_to_no_end_is_ended_and_others_go_on() -> None:
    with Apart(60.0) as apart:
        process = apart(os.getpid)
    slow = Apart(1.0)
    with slow as apart:
        # No alarm gets into the matching of a regular expression.
        with pytest.raises(TooSlowError):
            apart(re.fullmatch, "(a|a)*b", "a" * 60)
        slow._seconds = 60.0  # noqa: SLF001 - another process has to start
        assert apart(os.getpid) not in {process, os.getpid()}


def test_a_process_that_is_ended_from_outside_was_too_slow() -> None:
    start = time.monotonic()
    with Apart(600.0) as apart, pytest.raises(TooSlowError):
        apart(os._exit, 1)
    assert time.monotonic() - start < 60
