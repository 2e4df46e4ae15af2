"""How far a long command is, on a terminal only."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

_BACK = "\r\x1b[K"
"""To the beginning of the line, and empty it."""


@contextmanager
def progress() -> Iterator[Callable[[int, int], None] | None]:
    """Give what hears how many are done of how many, None where nobody would see it; at the end the line is empty."""
    if not sys.stderr.isatty():
        yield None
        return
    shown = -1

    def told(done: int, count: int) -> None:
        nonlocal shown
        hundredths = 100 * done // count
        if hundredths != shown:
            shown = hundredths
            click.echo(f"{_BACK}{hundredths} % ({done}/{count})", nl=False, err=True, color=True)

    try:
        yield told
    finally:
        click.echo(_BACK, nl=False, err=True, color=True)
