"""Two sequences as one, neither of them gone through."""

from collections.abc import Sequence
from typing import TypeVar, overload

Thing = TypeVar("Thing")


class Joined(Sequence[Thing]):
    """The things of one sequence, and after them those of another one."""

    def __init__(self, first: Sequence[Thing], then: Sequence[Thing]) -> None:
        self._first, self._then = first, then

    def __len__(self) -> int:
        return len(self._first) + len(self._then)

    @overload
    def __getitem__(self, at: int) -> Thing: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Thing]: ...
    def __getitem__(self, at: int | slice) -> Thing | Sequence[Thing]:
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(len(self)))]
        position = range(len(self))[at]
        count = len(self._first)
        return self._first[position] if position < count else self._then[position - count]
