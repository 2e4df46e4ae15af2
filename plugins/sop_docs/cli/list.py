"""`sop list`."""

from datetime import date
from pathlib import Path

import click

from ..effects.git import in_repository
from ..model.library import Library
from ..model.lifecycle import State
from ..project.allowed import list_allowed
from ..project.as_of import commit_on, library_on
from ..project.list import LISTED, Wanted, list_documents
from ..project.named import folder_seen
from .session import Session, as_of, deliver, output, session, today
from .status import OK


@click.command("list")
@click.option("--format", "form", type=click.Choice(LISTED), default="table", help="How the register is written.")
@click.option("--state", type=click.Choice([state.value for state in State]), help="Only documents in this state.")
@click.option("--department", help="Only this department, by code or name.")
@click.option("--role", help="Only documents in which this role has a duty.")
@click.option("--owner", help="Only documents of this owner.")
@click.option("--suspect", is_flag=True, help="Only documents to be looked at: what they stand on was changed.")
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
    suspect: bool,
    allowed: bool,
    day: date,
    output: Path | None,
) -> int:
    """Print the register of all documents."""
    if allowed:
        if any((state, department, role, owner, suspect)):
            raise click.UsageError(
                "--allowed tells of the whole library: leave out --state, --department, --role, --owner, --suspect"
            )
        folder = folder_seen(this.config.content, this.config.root)
        deliver(list_allowed(this.loaded.library, form, folder, this.words), output)
        return OK
    wanted = Wanted(state, department, role, owner, _suspects(this, day) if suspect else None)
    library, commit = _library(this, day)
    deliver(list_documents(library, form, day, commit, wanted, this.words), output)
    return OK


def _suspects(this: Session, day: date) -> frozenset[str]:
    """Return the paths of the documents of the work tree that nobody has looked at since what they stand on changed."""
    if day < today():
        raise click.UsageError("--suspect tells of the work tree as it is: leave out --as-of")
    # A register needs no past, and so not what reads it.
    from ..project.remarks import open_remarks, suspects  # noqa: PLC0415

    with this.history(day) as history:
        return suspects(open_remarks(history, this.words))


def _library(this: Session, day: date) -> tuple[Library, str]:
    """Return the library of the work tree, or of an earlier day as the main branch had it then, and its commit."""
    if day >= today() or not in_repository(this.content):
        return this.loaded.library, this.commit
    with this.history(day, tree=False) as history:
        return library_on(history, day), commit_on(history, day)
