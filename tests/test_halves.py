"""Two processes do half each, and what they swap arrives whole; where one is lost, that is told."""

import os

import pytest

from sop_docs.effects.halves import LostHalfError, halves


def test_each_does_half_and_has_all() -> None:
    numbers = list(range(100_001))
    with halves() as half:
        left = set(half.left(numbers))
        own = [number for number in numbers if number not in left]
        whole = sorted([*own, *half.swap(own)])
    assert whole == numbers
    assert left == set(numbers[1::2])


def test_only_the_first_goes_on() -> None:
    before = os.getpid()
    with halves() as half:
        assert half.swap(os.getpid()) != os.getpid()
    assert os.getpid() == before


def test_the_second_ends_where_the_first_gathers() -> None:
    before = os.getpid()
    with halves() as half:
        gathered = half.gather(os.getpid())
        assert os.getpid() == before
    assert gathered != before


def test_a_half_that_has_nothing_to_gather_is_lost() -> None:
    def work() -> None:
        with halves() as half:
            if half.left([1, 2]) == [1]:
                raise ValueError
            half.gather(1)

    with pytest.raises(LostHalfError):
        work()


def test_a_half_that_fails_is_lost() -> None:
    def work() -> None:
        with halves() as half:
            if half.left([1, 2]) == [1]:
                raise ValueError
            half.swap(1)

    with pytest.raises(LostHalfError):
        work()
