"""`sop log`."""

from datetime import date
from pathlib import Path

import click

from ..project.change_log import Logs
from ..report.log import LOG_FORMATS
from .session import Session, as_of, deliver, output, session
from .status import OK


@click.command("log")
@click.argument("number")
@click.option("--format", "form", type=click.Choice(list(LOG_FORMATS)), default="text", help="How it is written.")
@as_of
@output
@session
def command(this: Session, number: str, form: str, day: date, output: Path | None) -> int:
    """Print the change log of a document: every version, who, when, why, and what changed."""
    with this.history(day) as history:
        record = history.find(number)
        log = Logs(history, this.words, day, this.content, (record,)).of(record)
    deliver(LOG_FORMATS[form](log, this.words), output)
    return OK
