"""`sop list`."""

from datetime import date
from pathlib import Path

import click

from ..model.lifecycle import State
from ..project.allowed import list_allowed
from ..project.list import LISTED, Wanted, list_documents
from ..project.named import folder_seen
from .session import Session, as_of, deliver, output, session
from .status import OK


@click.command("list")
@click.option("--format", "form", type=click.Choice(LISTED), default="table", help="How the register is written.")
@click.option("--state", type=click.Choice([state.value for state in State]), help="Only documents in this state.")
@click.option("--department", help="Only this department, by code or name.")
@click.option("--role", help="Only documents in which this role has a duty.")
@click.option("--owner", help="Only documents of this owner.")
@click.option("--allowed", is_flag=True, help="Instead of documents, the rules that they may break, and why.")
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
    allowed: bool,
    day: date,
    output: Path | None,
) -> int:
    """Print the register of all documents."""
    if allowed:
        if any((state, department, role, owner)):
            raise click.UsageError(
                "--allowed tells of the whole library: leave out --state, --department, --role, --owner"
            )
        folder = folder_seen(this.config.content, this.config.root)
        deliver(list_allowed(this.loaded.library, form, folder, this.words), output)
        return OK
    wanted = Wanted(state, department, role, owner)
    deliver(list_documents(this.loaded.library, form, day, this.commit, wanted, this.words), output)
    return OK
