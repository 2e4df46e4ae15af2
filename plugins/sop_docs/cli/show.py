"""`sop show`."""

from datetime import date
from pathlib import Path

import click

from ..project.show import SHOWN, find_document, show
from .session import Session, as_of, deliver, output, session
from .status import OK


@click.command("show")
@click.argument("number")
@click.option("--format", "form", type=click.Choice(SHOWN), default="text", help="What is shown.")
@as_of
@output
@session
def command(this: Session, number: str, form: str, day: date, output: Path | None) -> int:
    """Print one document as the work tree has it."""
    library = this.loaded.library
    deliver(show(find_document(library, number), library, form, day, this.words, this.config.content), output)
    return OK
