"""`sop fmt`."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..format import Formatted, patch
from ..project.format import format_files, write_formatted
from ..project.named import folder_seen
from ..project.settings import Editorial
from ..report import Findings, visible
from ..report.text import problem_line
from .session import Session, deliver, session, today
from .status import OK, PROBLEMS

if TYPE_CHECKING:
    from ..project.bump import Bumped


@click.command("fmt")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, exists=True))
@click.option("--check", is_flag=True, help="Write nothing; the exit status is 1 where a file would change.")
@click.option("--diff", is_flag=True, help="Write nothing; print what would change.")
@click.option("--bump", is_flag=True, help="Write only the version that the change of an issued document needs.")
@click.option("--base", metavar="REV", help="With --bump: what the change goes to; the main branch by default.")
@session
def command(this: Session, paths: tuple[Path, ...], check: bool, diff: bool, bump: bool, base: str | None) -> int:
    """Give keys one spelling and write step ids down; what a document says stays."""
    if base is not None and not bump:
        raise click.UsageError("--base goes with --bump")
    dry = "diff" if diff else "check" if check else ""
    return _bump(this, paths, base, dry) if bump else _format(this, paths, dry)


def _format(this: Session, paths: tuple[Path, ...], dry: str) -> int:
    folder = folder_seen(this.content, this.config.root)
    files = format_files(this.content, paths)
    changed = [file for file in files if file.changed]
    for file in changed:
        _deliver(this, folder, file, dry)
    left = [file for file in files if file.problems]
    _explain(this, folder, left)
    same = len(files) - len(changed) - len(left)
    click.echo(
        this.words("fmt.would" if dry else "fmt.done", changed=len(changed), same=same, left=len(left)), err=True
    )
    return PROBLEMS if left or (changed and dry) else OK


def _bump(this: Session, paths: tuple[Path, ...], base: str | None, dry: str) -> int:
    """Write the versions that changes need, and say what is left to their authors."""
    # What looks at revisions no other run of this command needs.
    from ..project.bump import bump_files  # noqa: PLC0415
    from ..project.review.documents import Terms  # noqa: PLC0415

    folder = folder_seen(this.content, this.config.root)
    found = bump_files(this.content, paths, base, Terms(today(), this.settings.editorial is Editorial.FREE, this.words))
    for one in found:
        if one.file:
            _deliver(this, folder, one.file, dry)
        for line in _told(this, one):
            click.echo(visible(f"{folder}/{one.document.path}: {line}"), err=True)
    changed, left = sum(one.file is not None for one in found), sum(one.stuck for one in found)
    click.echo(this.words("bump.would" if dry else "bump.done", changed=changed, left=left), err=True)
    return PROBLEMS if left or (changed and dry) else OK


def _deliver(this: Session, folder: str, file: Formatted, dry: str) -> None:
    """Write a file where this is no dry run, and print its path or what is different."""
    if not dry:
        write_formatted(this.content, file)
    path = visible(f"{folder}/{file.path}")
    deliver(patch(path, file.before, file.after) if dry == "diff" else f"{path}\n", None)


def _told(this: Session, one: "Bumped") -> Iterator[str]:
    """Yield what becomes of a version, and what is wrong with its reason."""
    document, words = one.document, this.words
    if one.file or one.stuck:
        weight = words(f"review.weight.{document.weight or 'none'}")
        values = {"before": document.version_before, "version": one.version, "weight": weight}
        yield words("bump.stuck" if one.stuck else "bump.version", **values)
    yield from (words(f"review.note.{note.key}", **note.values) for note in one.reasons)


def _explain(this: Session, folder: str, left: Sequence[Formatted]) -> None:
    """Say why files are left as they are."""
    for file in left:
        click.echo(this.words("fmt.left", path=visible(f"{folder}/{file.path}")), err=True)
        found = Findings(file.problems, 1, this.words, folder)
        for problem in file.problems:
            click.echo(f"  {problem_line(found, problem)}", err=True)
