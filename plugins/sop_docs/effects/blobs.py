"""Old states of files, one after the other as they are asked for, from one process."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING, Self

from ..model.problem import SopError
from .git import begin

if TYPE_CHECKING:
    import subprocess

_AT_ONCE = 500
"""So many names fit into a pipe, whoever reads at its other end."""


class Blobs:
    """The blobs of a repository; git is started when the first one is asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None

    def read(self, blobs: Sequence[str]) -> Iterator[bytes]:
        """Yield whole files; asked for together they come much faster than one by one."""
        if self._process is None:
            self._process = begin(self._folder, "cat-file", "--batch")
        given, out = self._process.stdin, self._process.stdout
        if given is None or out is None:
            raise SopError("git cat-file: no pipe")
        for start in range(0, len(blobs), _AT_ONCE):
            asked = blobs[start : start + _AT_ONCE]
            given.write("".join(f"{blob}\n" for blob in asked).encode())
            given.flush()
            yield from (_answer(blob, out) for blob in asked)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process is not None:
            self._process.communicate()
            self._process = None


def _answer(blob: str, out: IO[bytes]) -> bytes:
    words = out.readline().split()
    if len(words) != len(("name", "kind", "size")):
        raise SopError(f"git cat-file: {blob} is missing: fetch all of it with `git fetch --refetch --no-filter`")
    return out.read(int(words[2]) + 1)[:-1]
