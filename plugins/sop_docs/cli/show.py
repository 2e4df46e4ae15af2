"""`sop show`."""

from datetime import date
from pathlib import Path

import click

from ..effects.git import in_repository
from ..project.as_of import show_on, show_version
from ..project.show import SHOWN, Shown, find_document, show
from .session import Session, as_of, deliver, output, session, today
from .status import OK


@click.command("show")
@click.argument("number")
@click.option("--format", "form", type=click.Choice(SHOWN), default="text", help="What is shown.")
@as_of
@output
@session
def command(this: Session, number: str, form: str, day: date, output: Path | None) -> int:
    """Print one document as the work tree has it, as NUMBER@VERSION, or as it was in force on an earlier day."""
    deliver(show(_wanted(this, number, day), form, this.words), output)
    return OK


def _wanted(this: Session, name: str, day: date) -> Shown:
    """Return the document that a name and a day mean."""
    number, at, _ = name.partition("@")
    if at or (day < today() and in_repository(this.content)):
        # On an earlier day there was no work tree.
        with this.history(day, tree=bool(at)) as history:
            return show_version(history, name, day) if at else show_on(history, number, day)
    library = this.loaded.library
    sop = find_document(library, number)
    return Shown(sop, library, this.loaded.texts[sop.path], sop.state(day), day)
