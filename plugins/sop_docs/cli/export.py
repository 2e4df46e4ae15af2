"""`sop export`."""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import date
from pathlib import Path

import click

from ..effects.git import day_of, in_repository
from ..effects.past import resolve
from ..effects.site_build import BuildFailedError
from ..export.copy import ALL, Order, made_copy, read_versions
from ..export.distribution import Book, delivery_of, opened_book
from ..export.seal import Bundle
from ..export.write import Around, write_bundle
from ..model.part import Part, Receiver
from ..model.problem import SopError
from ..parse.deliveries import read_receiver
from ..project.as_of import commit_on
from .progress import progress
from .session import Session, read_optional_day, session, today
from .status import IMPOSSIBLE, OK, PROBLEMS


def _read_versions(_context: click.Context, _parameter: click.Parameter, value: str) -> int | None:
    """Return how many versions of a document `--versions` asks for, None for all."""
    try:
        return read_versions(value)
    except ValueError as error:
        raise click.BadParameter(str(error)) from error


def _read_to(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str:
    """Return whom a copy is for, '' where nobody says."""
    try:
        return "" if value is None else read_receiver(value)
    except ValueError as error:
        raise click.BadParameter(str(error)) from error


@click.command("export")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="A folder, or a file that ends in .zip.")
@click.option("--department", default="", help="Only this department, by code or name.")
@click.option("--role", default="", help="Only documents in which this role has a duty.")
@click.option("--number", "numbers", multiple=True, help="Only this document; may be given again.")
@click.option("--as-of", "day", metavar="DATE", callback=read_optional_day, help="The library as it was on a day.")
@click.option("--at", "revision", metavar="REV", help="The library as a commit has it.")
@click.option(
    "--versions", "most", metavar="all|in-force|N", default=ALL, callback=_read_versions, help="How many of each."
)
@click.option("--to", metavar="NAME", callback=_read_to, help="Whom it is for: it is numbered, and put on record.")
@click.option("--sign", "key", metavar="KEY", type=click.Path(path_type=Path, dir_okay=False), help="Sign with it.")
@session
def command(
    this: Session,
    out: Path,
    department: str,
    role: str,
    numbers: tuple[str, ...],
    day: date | None,
    revision: str | None,
    most: int | None,
    to: str,
    key: Path | None,
) -> int:
    """Write a copy of the library that opens without a network: a folder, or a zip."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    logging.basicConfig(format="%(message)s")
    if day and revision:
        raise click.UsageError("--as-of and --at both say which state: give one of them")
    part = Part(department, role, tuple(sorted(set(numbers))))
    commit = _commit(this, day, revision)
    try:
        with _opened(this, to) as book:
            receiver = Receiver(to, book.next_copy) if book else None
            order = Order(commit, day, part, most, lenient=bool(day or revision), receiver=receiver)
            with made_copy(this.config.root, this.cache / "export", order) as bundle:
                with progress() as told:
                    write_bundle(bundle, out, key, told, _entering(book, bundle, receiver))
                click.echo(_done(this, bundle, out))
    except BuildFailedError as error:
        return IMPOSSIBLE if error.impossible else PROBLEMS
    if book:
        click.echo(this.words("record.entered", copy=book.next_copy, to=to, path=book.name), err=True)
    return OK


@contextmanager
def _opened(this: Session, to: str) -> Iterator[Book | None]:
    """Give the record of deliveries where a copy is for somebody."""
    if to:
        with opened_book(this.content, this.config.root, this.words) as book:
            yield book
    else:
        yield None


def _entering(book: Book | None, bundle: Bundle, receiver: Receiver | None) -> Around:
    """Return what enters the copy in the record when it comes to be."""
    if book is None or receiver is None:
        return lambda _: nullcontext()
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    day = day_of(int(epoch)) if epoch.isdigit() else today()
    return lambda archive: book.entered(delivery_of(bundle, receiver, day, archive))


def _commit(this: Session, day: date | None, revision: str | None) -> str:
    """Return the commit that is asked for: of a day, of a name, else the one that the work tree stands on."""
    if not in_repository(this.content):
        raise SopError("there is no git repository here; an export says of which commit it is")
    if day:
        with this.history(day, tree=False) as history:
            commit = commit_on(history, day)
        if not commit:
            raise SopError(f"--as-of {day}: the library was not there yet")
        return commit
    commit = resolve(this.content, revision or "HEAD")
    if not commit:
        raise SopError(f"--at {revision}: no such revision here" if revision else "there is no commit yet")
    return commit


def _done(this: Session, bundle: Bundle, out: Path) -> str:
    about, held = bundle.manifest.about, bundle.manifest.documents
    return this.words(
        "export.done",
        path=str(out),
        files=len(bundle.contents),
        documents=len({one.number for one in held}),
        versions=len(held),
        commit=about.commit[:12],
        day=about.day.isoformat(),
    )
