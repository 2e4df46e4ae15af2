"""Work that takes too long is stopped, whatever it does."""

import re
import threading
import time
from contextlib import suppress

import pytest

from sop_docs.effects.watchdog import TooSlowError, stopped_after


def test_a_loop_is_stopped() -> None:
    start = time.monotonic()
    with pytest.raises(TooSlowError), stopped_after(0.1):
        _forever()
    assert time.monotonic() - start < 2


def test_a_regular_expression_is_stopped() -> None:
    start = time.monotonic()
    with pytest.raises(TooSlowError), stopped_after(0.1):
        re.fullmatch(r"(a+)+b", "a" * 60)
    assert time.monotonic() - start < 2


def test_what_is_caught_is_stopped_again() -> None:
    with pytest.raises(TooSlowError), stopped_after(0.05):
        _catch_once()


def test_no_alarm_is_left_behind() -> None:
    with stopped_after(0.05):
        pass
    time.sleep(0.1)


def test_another_thread_is_not_stopped() -> None:
    done: list[bool] = []

    def work() -> None:
        with stopped_after(0.01):
            time.sleep(0.05)
            done.append(True)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done == [True]


def _forever() -> None:
    while True:
        pass


def _catch_once() -> None:
    with suppress(TooSlowError):
        time.sleep(5)
    time.sleep(5)
