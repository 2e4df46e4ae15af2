"""`sop new`."""

import os
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path

import click

from ..effects.files import write_new
from ..model.place import Place
from ..model.problem import SopError
from ..project.ledger import Knowledge, knowledge, load_ledger
from ..project.new import Planned, Question, department_code, next_question, plan_document
from ..project.renumber import plan_renumbering, write_renumbered
from ..report import visible
from .session import Session, as_of, deliver, session
from .status import OK


@click.command("new")
@click.option("--type", "kind", help="The type of the document, a code of the vocabulary.")
@click.option("--department", help="The department, by code or name.")
@click.option("--title", help="The title.")
@click.option("--field", "fields", multiple=True, metavar="NAME=VALUE", help="Another part of the number.")
@click.option("--renumber", type=click.Path(path_type=Path), metavar="FILE", help="Give this document a new number.")
@as_of
@session
def command(
    this: Session,
    kind: str | None,
    department: str | None,
    title: str | None,
    fields: tuple[str, ...],
    renumber: Path | None,
    day: date,
) -> int:
    """Write a new document with the next free number, or give one that is there another number."""
    vocabulary = this.loaded.library.vocabulary
    given = dict(map(_field, fields))
    dept = department_code(vocabulary, department) if department else None
    given |= {name: value for name, value in (("type", kind), ("dept", dept), ("title", title)) if value}
    if renumber:
        _renumber(this, renumber, given)
        return OK
    while question := next_question(vocabulary, given):
        given[question.name] = _asked(this, question)
    ledger = load_ledger(this.content, this.cache)
    planned = plan_document(this.loaded, ledger, given, day, this.settings.review)
    try:
        write_new(this.content / planned.path, planned.text)
    except FileExistsError as error:
        raise SopError(f"{_shown(this, planned.path)}: is there already, and stays as it is") from error
    _say_how_sure(this)
    _say_what_is_missing(this, planned)
    deliver(f"{_shown(this, planned.path)}\n", None)
    return OK


def _renumber(this: Session, file: Path, given: dict[str, str]) -> None:
    plan = plan_renumbering(this.content, this.loaded, load_ledger(this.content, this.cache), file, given)
    write_renumbered(this.content, plan)
    _say_how_sure(this)
    click.echo(this.words("renumber.done", old=plan.old, new=plan.new, count=len(plan.edits)), err=True)
    _say_where(this, plan.edits)
    if plan.unsure:
        click.echo(this.words("renumber.unsure", old=plan.old, new=plan.new), err=True)
        _say_where(this, plan.unsure)
    deliver(f"{_shown(this, plan.new_path)}\n", None)


def _say_where(this: Session, places: Sequence[Place]) -> None:
    for place in places:
        click.echo(f"  {visible(_shown(this, place.path))}:{place.line}:{place.column}", err=True)


def _field(written: str) -> tuple[str, str]:
    name, equals, value = written.partition("=")
    if not (name and equals and value):
        raise click.BadParameter(f"{written!r} is no NAME=VALUE", param_hint="--field")
    return name, value


def _asked(this: Session, question: Question) -> str:
    """Return what a person at the terminal answers; a script has to say it with the option."""
    if not sys.stdin.isatty():
        raise click.UsageError(this.words("new.missing", flag=question.flag))
    for code, name in question.choices.items():
        click.echo(f"  {code}  {name}".rstrip(), err=True)
    key = f"new.ask.{question.name}"
    words = this.words(key) if key in this.words else question.name
    answer: str = click.prompt(words, value_proc=partial(_chosen, this, question.choices), err=True)
    return answer


def _chosen(this: Session, choices: Mapping[str, str], answer: str) -> str:
    """Return the code that an answer means, in any case or by its name; the answer where nothing is listed."""
    said = answer.strip().casefold()
    for code, name in choices.items():
        if said in {code.casefold(), name.casefold()}:
            return code
    if choices:
        raise click.UsageError(this.words("new.unlisted", answer=visible(answer), choices="、".join(choices)))
    return answer


def _say_how_sure(this: Session) -> None:
    """Say where others may have taken numbers that cannot be seen from here."""
    known = knowledge(this.content)
    if known is not Knowledge.ALL:
        click.echo(this.words(f"new.{known}"), err=True)


def _say_what_is_missing(this: Session, planned: Planned) -> None:
    click.echo(this.words("new.blanks", count=len(planned.blanks)), err=True)
    for line, blank in planned.blanks.items():
        click.echo(f"  {visible(_shown(this, planned.path))}:{line}: {this.words(f'new.blank.{blank}')}", err=True)


def _shown(this: Session, path: str) -> str:
    """Return a path of the library as it is typed from where the person stands."""
    file, here = this.content / path, Path.cwd()
    return os.path.relpath(file, here) if file.is_relative_to(here) else str(file)
