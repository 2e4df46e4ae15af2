"""Git, asked with plumbing only and walled off from every setting of the user and the repository."""

import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

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
_COMMAND = ("git", "-c", "core.fsmonitor=", "-c", "core.hooksPath=/dev/null", "-c", "safe.directory=*")


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
    if status:
        words = "".join(letter if letter.isprintable() else " " for letter in said.decode("utf-8", "replace"))
        raise SopError(f"git {arguments[0]}: {words.strip() or f'exit status {status}'}")
    return out


def _run(root: Path, arguments: Sequence[str], given: bytes = b"") -> tuple[int, bytes, bytes]:
    """Return exit status, output and complaint.

    GitPython would take a fifth of a second to import, at each check of one file.
    """
    # Settings that others may have put into the environment lead to their programs and to other repositories.
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    try:
        done = subprocess.run(  # noqa: S603 - an argument list of our own, no shell
            [*_COMMAND, *arguments],
            cwd=root,
            env={**kept, **_ENVIRONMENT},
            input=given,
            capture_output=True,
            check=False,
        )
    except FileNotFoundError as error:
        raise SopError("git is not installed: install it, or build from a copy without .git") from error
    return done.returncode, done.stdout, done.stderr
