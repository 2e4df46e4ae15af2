"""`sop init`."""

import re
import shlex
from datetime import date
from pathlib import Path

import click

from ..effects.catalogue import LANGUAGES, load_words
from ..effects.installation import installation
from ..model.words import Words
from ..project.init import make_library
from ..report import visible
from .session import Session, as_of, deliver, session
from .status import OK

_NEXT = ("check", "build", "new")
_PLAIN = re.compile(r"[\w./@+-]+")


@click.command("init")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--language", type=click.Choice(LANGUAGES), help="Language of the library; that of --lang, else zh.")
@as_of
@session
def command(this: Session, folder: Path, language: str | None, day: date) -> int:
    """Write a new library, ready to build, into a new or empty folder."""
    chosen = language or this.lang or LANGUAGES[0]
    installed = installation()
    make_library(folder, load_words(chosen), day, installed.requirement)
    _say_what_is_next(folder, installed.place, load_words(this.lang or chosen))
    deliver(f"{folder}\n", None)
    return OK


def _say_what_is_next(folder: Path, place: str, words: Words) -> None:
    click.echo(words("init.next"), err=True)
    if folder.resolve() != Path.cwd():
        click.echo(f"  cd {_typed(str(folder))}", err=True)
    for name in _NEXT:
        click.echo(f"  {f'sop {name}':<12}{words(f'init.next.{name}')}", err=True)
    if place:
        click.echo(words("init.place", place=_typed(place)), err=True)


def _typed(path: str) -> str:
    """Return a path as it is typed into a shell; Chinese needs no quotes."""
    return path if _PLAIN.fullmatch(path) else visible(shlex.quote(path))
