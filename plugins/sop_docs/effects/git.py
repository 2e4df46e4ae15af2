"""Git, asked with plumbing only and walled off from every setting of the user and the repository."""

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
    "LC_ALL": "C.UTF-8",
}


@dataclass(frozen=True, slots=True)
class Head:
    """The commit a work tree stands on; `time` is the committer's, in seconds since 1970, `day` in his own zone."""

    commit: str
    time: int
    day: date


def read_head(root: Path) -> Head | None:
    """Return the commit of the work tree that holds `root`, or None where there is no repository or no commit."""
    if not any((folder / ".git").exists() for folder in (root, *root.parents)):
        return None
    text = _git(root, "cat-file", "commit", "HEAD")
    if text is None:
        return None
    line = next((line for line in text.split("\n\n", 1)[0].splitlines() if line.startswith("committer ")), "")
    seconds, zone = line.rsplit(" ", 2)[-2:] if line.count(" ") > 1 else ("", "")
    commit = _git(root, "rev-parse", "--verify", "--end-of-options", "HEAD^{commit}")
    try:
        offset = timedelta(hours=int(zone[:-2]), minutes=int(zone[0] + zone[-2:]))
        moment = datetime.fromtimestamp(int(seconds), timezone(offset))
    except (ValueError, OverflowError, OSError) as error:
        raise SopError(f"{commit}: unreadable committer line: {line!r}") from error
    return Head(str(commit).strip(), int(seconds), moment.date())


def day_of(seconds: int) -> date:
    """Return the day of a moment in UTC, as `SOURCE_DATE_EPOCH` counts it."""
    return datetime.fromtimestamp(seconds, UTC).date()


def _git(root: Path, *arguments: str) -> str | None:
    """Return what git prints, or None where it says no."""
    from git import Git  # noqa: PLC0415 - costs more than a check of one file
    from git.exc import GitCommandNotFound  # noqa: PLC0415

    settings = ["-c", "core.fsmonitor=", "-c", "core.hooksPath=/dev/null", "-c", "safe.directory=*"]
    try:
        status, out, _ = Git(root).execute(
            ["git", *settings, *arguments], with_extended_output=True, with_exceptions=False, env=_ENVIRONMENT
        )
    except GitCommandNotFound as error:
        raise SopError("git is not installed: install it, or build from a copy without .git") from error
    return str(out) if status == 0 else None
