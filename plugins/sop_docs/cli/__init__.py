"""The command line: `main` is the one boundary where an exception becomes a line and a status."""

import sys
from collections.abc import Sequence

import click

from ..model.problem import SopError
from .group import sop
from .status import IMPOSSIBLE, INTERRUPTED, OK


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command and exit: 0 nothing wrong, 1 problems found, 2 could not do it, 130 interrupted."""
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its status."""
    try:
        status = sop.main(arguments, prog_name="sop", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return IMPOSSIBLE
    except (SopError, OSError) as error:
        click.echo(f"sop: {error}", err=True)
        return IMPOSSIBLE
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    return status if isinstance(status, int) else OK
