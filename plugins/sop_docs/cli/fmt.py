"""`sop fmt`."""

from collections.abc import Sequence
from pathlib import Path

import click

from ..format import Formatted, patch
from ..project.format import format_files, write_formatted
from ..project.named import folder_seen
from ..report import Findings, visible
from ..report.text import problem_line
from .session import Session, deliver, session
from .status import OK, PROBLEMS


@click.command("fmt")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, exists=True))
@click.option("--check", is_flag=True, help="Write nothing; the exit status is 1 where a file would change.")
@click.option("--diff", is_flag=True, help="Write nothing; print what would change.")
@session
def command(this: Session, paths: tuple[Path, ...], check: bool, diff: bool) -> int:
    """Give keys one spelling and write step ids down; what a document says stays."""
    folder = folder_seen(this.content, this.config.root)
    files = format_files(this.content, paths)
    changed = [file for file in files if file.changed]
    for file in changed:
        if not (check or diff):
            write_formatted(this.content, file)
        path = visible(f"{folder}/{file.path}")
        deliver(patch(path, file.before, file.after) if diff else f"{path}\n", None)
    left = [file for file in files if file.problems]
    _explain(this, folder, left)
    same = len(files) - len(changed) - len(left)
    message = "fmt.would" if check or diff else "fmt.done"
    click.echo(this.words(message, changed=len(changed), same=same, left=len(left)), err=True)
    return PROBLEMS if left or (changed and (check or diff)) else OK


def _explain(this: Session, folder: str, left: Sequence[Formatted]) -> None:
    """Say why files are left as they are."""
    for file in left:
        click.echo(this.words("fmt.left", path=visible(f"{folder}/{file.path}")), err=True)
        found = Findings(file.problems, 1, this.words, folder)
        for problem in file.problems:
            click.echo(f"  {problem_line(found, problem)}", err=True)
