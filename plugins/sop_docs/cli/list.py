"""`sop list`."""

from datetime import date
from pathlib import Path

import click

from ..model.lifecycle import State
from ..project.list import LISTED, Wanted, list_documents
from .session import Session, as_of, deliver, output, session
from .status import OK


@click.command("list")
@click.option("--format", "form", type=click.Choice(LISTED), default="table", help="How the register is written.")
@click.option("--state", type=click.Choice([state.value for state in State]), help="Only documents in this state.")
@click.option("--department", help="Only this department, by code or name.")
@click.option("--role", help="Only documents in which this role has a duty.")
@click.option("--owner", help="Only documents of this owner.")
@as_of
@output
@session
def command(
    this: Session,
    form: str,
    state: str | None,
    department: str | None,
    role: str | None,
    owner: str | None,
    day: date,
    output: Path | None,
) -> int:
    """Print the register of all documents."""
    wanted = Wanted(state, department, role, owner)
    deliver(list_documents(this.loaded.library, form, day, this.commit, wanted, this.words), output)
    return OK
