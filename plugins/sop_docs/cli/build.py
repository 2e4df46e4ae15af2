"""`sop build`."""

import logging
import os
from pathlib import Path

import click

from ..effects.site_build import BuildFailedError, build_site
from ..project.site_code import refuse_code
from .session import Session, session
from .status import IMPOSSIBLE, OK, PROBLEMS


@click.command("build")
@click.option("-d", "--site-dir", type=click.Path(path_type=Path), help="Where the site goes; below mkdocs.yml.")
@click.option("--strict", is_flag=True, help="Also fail on MkDocs' own warnings.")
@session
def command(this: Session, site_dir: Path | None, strict: bool) -> int:
    """Build the site beside the old one and put it in its place."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    logging.basicConfig(format="%(message)s")
    logging.getLogger("mkdocs").setLevel(logging.INFO)
    _ = this.settings  # a setting that cannot be read ends the command before MkDocs speaks
    refuse_code(this.config, this.words)
    try:
        folder = build_site(this.config.file, strict=strict, folder=site_dir)
    except BuildFailedError as error:
        if error.impossible:
            return IMPOSSIBLE
        click.echo(str(error), err=True)
        return PROBLEMS
    click.echo(str(folder / "index.html"))
    return OK
