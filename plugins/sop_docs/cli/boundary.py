"""The one boundary where an exception becomes a line and a status."""

import os
from collections.abc import Sequence

import click

from ..model.problem import SopError
from .group import sop
from .status import IMPOSSIBLE, INTERRUPTED, OK


def run(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its status."""
    # With lxml, which other programs may have installed, spreadsheets are other bytes; openpyxl asks when it is loaded.
    os.environ["OPENPYXL_LXML"] = "False"
    try:
        status = sop.main(arguments, prog_name="sop", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return IMPOSSIBLE
    except (SopError, OSError, RuntimeError) as error:
        # Of links in a circle `Path.resolve` makes an error of its own.
        if isinstance(error, RuntimeError) and not isinstance(error.__context__, OSError):
            raise
        # The line may name a file of the content, and a name may hold anything.
        from ..report import visible  # noqa: PLC0415 - no other run needs it here

        click.echo(visible(f"sop: {error}"), err=True)
        return IMPOSSIBLE
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    return status if isinstance(status, int) else OK
