"""What every command starts from: the library's root, its settings, and the words to speak in."""

import os
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..effects.catalogue import load_words
from ..effects.files import read_tree, write_atomically
from ..effects.git import read_head
from ..effects.site_config import SiteConfig, find_site_config
from ..effects.user_cache import user_cache
from ..model.problem import SopError
from ..model.words import Words
from ..project.load import Loaded, Loader
from ..project.settings import Settings, read_settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..project.builder import Builder
    from ..project.history import History


@dataclass
class Session:
    """One call of the command line; nothing is read before it is asked for."""

    root: Path | None
    lang: str | None

    @cached_property
    def config(self) -> SiteConfig:
        """The library's `mkdocs.yml`."""
        return find_site_config(self.root)

    @cached_property
    def settings(self) -> Settings:
        """The block of the plugin."""
        return read_settings(self.config.options)

    @cached_property
    def words(self) -> Words:
        """The catalogue of the language asked for, else of the site."""
        return load_words(self.lang or self.settings.language)

    @cached_property
    def words_anywhere(self) -> Words:
        """The same for those who have no library: who gets a bundle needs none."""
        try:
            return self.words
        except SopError:
            return load_words(Settings().language)

    @cached_property
    def content(self) -> Path:
        """The folder of the library's files."""
        if not self.config.content.is_dir():
            raise SopError(f"{self.config.content}: no such folder; docs_dir in mkdocs.yml names it")
        return self.config.content

    @property
    def cache(self) -> Path:
        """The folder of what is kept from one run to the next."""
        return user_cache(self.content)

    @cached_property
    def loaded(self) -> Loaded:
        """The library as the work tree has it."""
        return Loader().load(self.content)

    @contextmanager
    def history(self, day: date, *, tree: bool = True) -> "Iterator[History]":
        """Give the past of the library, and its work tree on a day; without a repository there is none to ask."""
        # Most commands need no past, and so not what reads it.
        from ..project.history import open_history  # noqa: PLC0415

        texts = read_tree(self.content).texts if tree else None
        opened = open_history(self.content, self.cache, texts, day, self.settings)
        with opened as history:
            if history is None:
                raise SopError("there is no git repository here, so nothing is known of older versions")
            yield history

    @cached_property
    def builder(self) -> "Builder":
        """The stages from files to pages, on the day of a build."""
        # Templates and charts cost more to import than a second check takes.
        from ..project.builder import Builder  # noqa: PLC0415

        epoch = os.environ.get("SOURCE_DATE_EPOCH")
        return Builder(self.config.root, self.settings, self.config.overrides, today(), epoch)

    @cached_property
    def commit(self) -> str:
        """The commit the work tree stands on, '' where there is none."""
        head = read_head(self.config.root)
        return head.commit if head else ""


def read_day(_context: click.Context, _parameter: click.Parameter, value: str | None) -> date:
    """Return the day that `--as-of` says, else today where this machine stands."""
    if value is None:
        return today()
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise click.BadParameter(f"{value!r} is no day such as 2026-07-01") from error


def read_optional_day(context: click.Context, parameter: click.Parameter, value: str | None) -> date | None:
    """Return the day that an option says, None where nobody says one."""
    return None if value is None else read_day(context, parameter, value)


as_of = click.option("--as-of", "day", metavar="DATE", callback=read_day, help="The day to judge by; today by default.")
output = click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="Write to a file, atomically.")
session = click.pass_obj


def deliver(result: str | bytes, file: Path | None) -> None:
    """Write a result to a file, or to standard output as UTF-8 whatever the terminal's own encoding."""
    raw = result.encode() if isinstance(result, str) else result
    if file is None:
        sys.stdout.buffer.write(raw)
        sys.stdout.buffer.flush()
    elif file.parent.is_dir():
        write_atomically(file, raw)
    else:
        raise SopError(f"--output {file}: there is no folder {file.parent}")


def shows_colors(file: Path | None) -> bool:
    """Return whether a result may hold colours: never in a file, else as `--color` says, else on a terminal only."""
    if file is not None:
        return False
    wanted = click.get_current_context().color
    if wanted is not None:
        return wanted
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def today() -> date:
    """Return the day where this machine stands."""
    return datetime.now(UTC).astimezone().date()
