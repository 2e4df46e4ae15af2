"""The day of a build."""

from datetime import date
from pathlib import Path

from ..effects.git import Head, day_of, read_head


def build_day(root: Path, epoch: str | None, today: date) -> tuple[date, Head | None]:
    """Return the day a build judges by: what `SOURCE_DATE_EPOCH` says, else its commit's day, else today."""
    head = read_head(root)
    if epoch is not None and epoch.isdigit():
        return day_of(int(epoch)), head
    return (today, None) if head is None else (head.day, head)
