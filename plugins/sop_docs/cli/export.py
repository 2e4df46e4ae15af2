"""`sop export`."""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TypeVar

import click

from ..effects.delivery import deliver_file
from ..effects.git import day_of, in_repository
from ..effects.past import resolve
from ..effects.scratch import scratch_folder
from ..effects.site_build import BuildFailedError
from ..export.copy import Built, built_copy, made_copy
from ..export.distribution import Book, delivery_of, opened_book
from ..export.documents import documents
from ..export.pdf import browser, pdf_bundle, printed
from ..export.seal import Bundle
from ..export.single import single_file
from ..export.write import Around, write_bundle
from ..model.bundle import short
from ..model.order import ALL, Order
from ..model.part import Part, Receiver
from ..model.problem import SopError
from ..parse.deliveries import read_receiver
from ..parse.order import read_versions
from ..project.as_of import commit_on
from ..project.named import folder_seen
from .export_kind import Asked
from .progress import progress
from .session import Session, read_optional_day, session, today
from .status import IMPOSSIBLE, OK, PROBLEMS

Named = TypeVar("Named", str | None, tuple[str, ...])


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


def _read_named(_context: click.Context, _parameter: click.Parameter, value: Named) -> Named:
    """Return what an option names; nothing, such as a variable that was never set, would ask for the whole library."""
    if not all(name is None or name.strip() for name in (value if isinstance(value, tuple) else (value,))):
        raise click.BadParameter("it names nothing; leave the option out where all is meant")
    return value


@click.command("export")
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path),
    help="A folder or a .zip; with --single an .html, with --pdf also a .pdf.",
)
@click.option("--department", callback=_read_named, help="Only this department, by code or name.")
@click.option("--role", callback=_read_named, help="Only documents in which this role has a duty.")
@click.option(
    "--number", "numbers", multiple=True, callback=_read_named, help="Only this document; may be given again."
)
@click.option("--as-of", "day", metavar="DATE", callback=read_optional_day, help="The library as it was on a day.")
@click.option("--at", "revision", metavar="REV", callback=_read_named, help="The library as a commit has it.")
@click.option(
    "--versions", "most", metavar="all|in-force|N", default=ALL, callback=_read_versions, help="How many of each."
)
@click.option("--to", metavar="NAME", callback=_read_to, help="Whom it is for: it is numbered, and put on record.")
@click.option("--single", is_flag=True, help="One document as one HTML file.")
@click.option("--pdf", is_flag=True, help="PDF: of one document, or one for each.")
@click.option("--sign", "key", metavar="KEY", type=click.Path(path_type=Path, dir_okay=False), help="Sign with it.")
@session
def command(
    this: Session,
    out: Path,
    department: str | None,
    role: str | None,
    numbers: tuple[str, ...],
    day: date | None,
    revision: str | None,
    most: int | None,
    to: str,
    single: bool,
    pdf: bool,
    key: Path | None,
) -> int:
    """Write a copy of the library that opens without a network: a folder, or a zip."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    logging.basicConfig(format="%(message)s")
    if day and revision:
        raise click.UsageError("--as-of and --at both say which state: give one of them")
    part = Part(department or "", role or "", tuple(sorted(set(numbers))))
    asked = Asked(out, single, pdf, part, most, signed=key is not None, numbered=bool(to))
    asked.check(this.words)
    if out.resolve().is_relative_to(this.content.resolve()):
        content = folder_seen(this.content, this.config.root)
        raise click.UsageError(this.words("export.form.content", out=str(out), content=content))
    order = Order(_commit(this, day, revision), day, part, most, lenient=bool(day or revision))
    if single or pdf:
        order = replace(order, most=1, single=True)
    try:
        if asked.one:
            _write_one(this, asked, order)
        else:
            _write_bundle(this, asked, order, to, key)
    except BuildFailedError as error:
        return IMPOSSIBLE if error.impossible else PROBLEMS
    return OK


def _write_bundle(this: Session, asked: Asked, order: Order, to: str, key: Path | None) -> None:
    with opened_book(this.content, this.config.root, this.words) if to else nullcontext() as book:
        receiver = Receiver(to, book.next_copy) if book else None
        with _made(this, asked, replace(order, receiver=receiver)) as bundle:
            with progress() as told:
                write_bundle(bundle, asked.out, key, told, _entering(book, bundle, receiver))
            click.echo(_done(this, bundle, asked.out))
    if book:
        click.echo(this.words("record.entered", copy=book.next_copy, to=to, path=book.name), err=True)


@contextmanager
def _made(this: Session, asked: Asked, order: Order) -> Iterator[Bundle]:
    """Give the copy as pages, or as prints of them."""
    kept = this.cache / "export"
    if not asked.pdf:
        with made_copy(this.config.root, kept, order, this.words) as bundle:
            yield bundle
        return
    program = browser(this.words)
    with built_copy(this.config.root, kept, order, this.words) as built, scratch_folder() as folder:
        with progress() as told:
            bundle = pdf_bundle(built, program, folder, this.words, told)
        yield bundle


def _entering(book: Book | None, bundle: Bundle, receiver: Receiver | None) -> Around:
    """Return what enters the copy in the record when it comes to be."""
    if book is None or receiver is None:
        return lambda _: nullcontext()
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    day = day_of(int(epoch)) if epoch.isdigit() else today()
    return lambda archive: book.entered(delivery_of(bundle, receiver, day, archive))


def _write_one(this: Session, asked: Asked, order: Order) -> None:
    """Write a document by itself."""
    program = browser(this.words) if asked.pdf else ""
    with built_copy(this.config.root, this.cache / "export", order, this.words) as built:
        data = _document(this, built, program)
        deliver_file(asked.out, lambda sink: sink.write(data))
        click.echo(_done_one(this, built, asked.out))


def _document(this: Session, built: Built, program: str) -> bytes:
    """Return the file of the one document that is asked for, a PDF where a program prints it."""
    if program:
        return next(data for _, data in printed(built, program, this.words))
    return single_file(next(one for _, one in documents(built)), built.read, built.site.findings.words).encode()


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


def _done_one(this: Session, built: Built, out: Path) -> str:
    one = built.site.delivered[0]
    return this.words(
        "export.done.one",
        path=str(out),
        number=one.number,
        version=one.version,
        state=this.words(f"state.{one.state}"),
        commit=short(built.about.commit),
        day=built.about.day.isoformat(),
    )


def _done(this: Session, bundle: Bundle, out: Path) -> str:
    manifest, about = bundle.manifest, bundle.manifest.about
    return this.words(
        "export.done",
        path=str(out),
        files=len(bundle.contents),
        documents=len(manifest.numbers),
        versions=len(manifest.documents),
        commit=short(about.commit),
        day=about.day.isoformat(),
    )
