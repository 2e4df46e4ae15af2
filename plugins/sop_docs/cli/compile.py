"""`sop compile`."""

from pathlib import Path

import click

from ..project.compile import write_compiled
from .session import Session, session
from .status import OK, PROBLEMS


@click.command("compile")
@click.option(
    "--out", "folder", type=click.Path(path_type=Path, file_okay=False), required=True, help="A new or empty folder."
)
@session
def command(this: Session, folder: Path) -> int:
    """Write the library as plain Markdown and SVG for any site generator."""
    site = this.builder.build(this.config.content, alone=True)
    for _, line in site.report:
        click.echo(line, err=True)
    if site.failed:
        return PROBLEMS
    write_compiled(site, this.config.content, folder)
    return OK
