"""`sop check`."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from ..effects.git import top_of
from ..effects.past import Branches, common, read_branches
from ..model.problem import Severity
from ..model.version import Remarks
from ..project.check import findings, selected
from ..project.ledger import load_ledger
from ..project.manual import manual, read_codes
from ..project.recheck import RemarksOf, check_again
from ..report import FORMATS
from .session import Session, as_of, deliver, output, session, shows_colors
from .status import OK, PROBLEMS

_OWN = ("text", "json")
"""Formats whose paths are those of the library; the others are read by forges."""


@click.command("check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="text", help="How problems are written.")
@click.option("--select", multiple=True, metavar="CODE", help="Only these codes or beginnings of codes (SOP3).")
@click.option("--ignore", multiple=True, metavar="CODE", help="All but these.")
@click.option("--fail-on", type=click.Choice(["error", "warning"]), help="What makes the exit status 1.")
@click.option("--base", metavar="REV", help="The revision that changes go to; rules that compare look at it.")
@click.option("--no-history", is_flag=True, help="Leave out the rules that read all branches.")
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
    base: str | None,
    no_history: bool,
    day: date,
    output: Path | None,
) -> int:
    """Print every problem of the library."""
    if base and no_history:
        raise click.UsageError("--base compares histories: leave out --no-history")
    config = this.config
    known = manual(this.words)
    chosen = read_codes(select, known), read_codes(ignore, known)
    # A code that is mistyped in the settings would grade nothing, and nobody would know.
    read_codes(tuple(this.settings.severity), known)
    branches = None if no_history else read_branches(this.content)
    ledger = None if no_history else load_ledger(this.content, this.cache, base or "", branches)
    remarks_of = _remarks_of(this, day, branches, base) if branches else None
    loaded, all_problems = check_again(this.content, day, this.settings, config.problems, ledger, remarks_of)
    problems = selected(all_problems, config.content, paths, *chosen)
    seen = (config.content, config.root) if form in _OWN else _in_repository(config.content, config.root)
    found = findings(problems, loaded, this.words, *seen)
    deliver(FORMATS[form](replace(found, color=shows_colors(output))), output)
    failing = replace(this.settings, fail_on=Severity(fail_on or this.settings.fail_on)).failing
    return PROBLEMS if any(problem.severity in failing for problem in problems) else OK


def _remarks_of(this: Session, day: date, branches: Branches, base: str | None) -> RemarksOf:
    """Return what tells what history has against the library."""
    # To read versions and compare texts is much to import for a library that has no repository.
    from ..project.remarks import read_remarks  # noqa: PLC0415

    since = branches.up_to(common(this.content, branches.head, base)) if base else branches

    def remarks_of(texts: Mapping[str, bytes]) -> Remarks:
        return read_remarks(this.content, this.cache, texts, day, this.settings, this.words, since)

    return remarks_of


def _in_repository(content: Path, root: Path) -> tuple[Path, Path]:
    """Return the content folder and from where a forge sees it: the top of the repository, if there is one."""
    return content.resolve(), top_of(root) or root.resolve()
