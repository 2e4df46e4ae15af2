"""`sop check`."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from ..model.problem import Severity
from ..project.check import find_problems, findings, selected
from ..report import FORMATS
from .session import Session, as_of, deliver, output, session
from .status import OK, PROBLEMS


@click.command("check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(sorted(FORMATS)), default="text", help="How problems are written.")
@click.option("--select", multiple=True, metavar="CODE", help="Only these codes or beginnings of codes (SOP3).")
@click.option("--ignore", multiple=True, metavar="CODE", help="All but these.")
@click.option("--fail-on", type=click.Choice(["error", "warning"]), help="What makes the exit status 1.")
@as_of
@output
@session
def command(
    this: Session,
    paths: tuple[Path, ...],
    form: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: str | None,
    day: date,
    output: Path | None,
) -> int:
    """Print every problem of the library."""
    config = this.config
    problems = selected(find_problems(this.loaded, day, this.settings), config.content, paths, select, ignore)
    found = findings(problems, this.loaded, this.words, config.content, config.root)
    deliver(FORMATS[form](found), output)
    failing = replace(this.settings, fail_on=Severity(fail_on or this.settings.fail_on)).failing
    return PROBLEMS if any(problem.severity in failing for problem in problems) else OK
