"""Git, asked with plumbing only and walled off from every setting of the user and the repository."""

import os
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from hashlib import sha1, sha256
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from ..model.problem import SopError

_ENVIRONMENT = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": "/dev/null",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_GRAFT_FILE": "/dev/null",
    "LC_ALL": "C.UTF-8",
}
_SETTINGS = (
    *("core.fsmonitor=", "core.hooksPath=/dev/null", "safe.directory=*"),
    *("advice.graftFileDeprecated=false", "trailer.separators=:", "mailmap.file=", "mailmap.blob="),
)
_COMMAND = ("git", *(word for setting in _SETTINGS for word in ("-c", setting)))

SHALLOW = (
    "this clone is shallow, what older commits say is missing: fetch all of it with `git fetch --unshallow`, "
    "in CI with fetch-depth: 0"
)
LEFT_OUT = "this clone leaves out old files: fetch them with `git fetch --refetch --no-filter`"
_NO_GIT = "git is not installed: install it, or build from a copy without .git"


@dataclass(frozen=True, slots=True)
class Head:
    """The commit a work tree stands on; `time` is the committer's, in seconds since 1970, `day` in his own zone."""

    commit: str
    time: int
    day: date


def read_head(root: Path) -> Head | None:
    """Return the commit of the work tree that holds `root`, or None where there is no repository or no commit."""
    if not in_repository(root):
        return None
    text = find(root, "cat-file", "commit", "HEAD")
    if text is None:
        return None
    line = next((line for line in text.split("\n\n", 1)[0].splitlines() if line.startswith("committer ")), "")
    seconds, zone = line.rsplit(" ", 2)[-2:] if line.count(" ") > 1 else ("", "")
    commit = find(root, "rev-parse", "--verify", "--end-of-options", "HEAD^{commit}")
    try:
        offset = timedelta(hours=int(zone[:-2]), minutes=int(zone[0] + zone[-2:]))
        moment = datetime.fromtimestamp(int(seconds), timezone(offset))
    except (ValueError, OverflowError, OSError) as error:
        raise SopError(f"{commit}: unreadable committer line: {line!r}") from error
    return Head(str(commit).strip(), int(seconds), moment.date())


def in_repository(folder: Path) -> bool:
    """Whether a folder lies in a repository."""
    return top_of(folder) is not None


def top_of(folder: Path) -> Path | None:
    """Return the top of the work tree that a folder lies in; asks no program, so that git need not be there."""
    here = folder.resolve()
    return next((above for above in (here, *here.parents) if (above / ".git").exists()), None)


def named(data: bytes, like: str) -> str:
    """Return the name that git gives to a file in a repository that has names `like` one."""
    digest = sha256 if len(like) > len(sha1(b"", usedforsecurity=False).hexdigest()) else sha1
    name = digest(b"blob %d\0" % len(data), usedforsecurity=False)
    name.update(data)
    return name.hexdigest()


def day_of(seconds: int) -> date:
    """Return the day of a moment in UTC, as `SOURCE_DATE_EPOCH` counts it."""
    return datetime.fromtimestamp(seconds, UTC).date()


def find(root: Path, *arguments: str) -> str | None:
    """Return what git prints, or None where it says no."""
    status, out, _ = _run(root, arguments)
    return out.decode("utf-8", "replace") if status == 0 else None


def ask(root: Path, *arguments: str, given: bytes = b"") -> bytes:
    """Return what git prints when it reads `given`; where git cannot answer, the work cannot go on."""
    status, out, said = _run(root, arguments, given)
    if b"promisor remote" in said:
        raise SopError(LEFT_OUT)
    if status:
        words = "".join(letter if letter.isprintable() else " " for letter in said.decode("utf-8", "replace"))
        raise SopError(f"git {arguments[0]}: {words.strip() or f'exit status {status}'}")
    return out


def begin(root: Path, *arguments: str) -> "subprocess.Popen[bytes]":
    """Return a git that goes on answering what it is given; what it complains of is not heard."""
    return _started(root, arguments, subprocess.PIPE, subprocess.DEVNULL)


@contextmanager
def answering(root: Path, *arguments: str, given: bytes) -> Iterator[IO[bytes]]:
    """Give what git says while it reads `given`; what it complains of is not heard."""
    with TemporaryFile() as asked:
        asked.write(given)
        asked.seek(0)
        with _started(root, arguments, asked, subprocess.DEVNULL) as process:
            if process.stdout is None:
                raise SopError(f"git {arguments[0]}: no pipe")
            yield process.stdout
        if process.returncode:
            raise SopError(LEFT_OUT)


def _run(root: Path, arguments: Sequence[str], given: bytes = b"") -> tuple[int, bytes, bytes]:
    """Return exit status, output and complaint.

    GitPython would take a fifth of a second to import, at each check of one file.
    """
    # One pipe is read in one go; three would be looked after by turns, which takes longer than what git does.
    with TemporaryFile() as asked, TemporaryFile() as said:
        asked.write(given)
        asked.seek(0)
        out, status = _answered(root, arguments, asked, said)
        said.seek(0)
        return status, out, said.read()


def _answered(root: Path, arguments: Sequence[str], asked: IO[bytes], said: IO[bytes]) -> tuple[bytes, int]:
    with _started(root, arguments, asked, said) as process:
        return process.communicate()[0], process.wait()


def _started(
    root: Path, arguments: Sequence[str], asked: IO[bytes] | int, said: IO[bytes] | int
) -> "subprocess.Popen[bytes]":
    try:
        return subprocess.Popen(  # noqa: S603 - an argument list of our own, no shell
            [*_COMMAND, *arguments], cwd=root, env=_environment(), stdin=asked, stdout=subprocess.PIPE, stderr=said
        )
    except FileNotFoundError as error:
        raise SopError(_NO_GIT) from error


def _environment() -> dict[str, str]:
    # Settings that others may have put into the environment lead to their programs and to other repositories.
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return {**kept, **_ENVIRONMENT}
