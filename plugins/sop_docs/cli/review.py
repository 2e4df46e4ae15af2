"""`sop review`."""

from datetime import date
from pathlib import Path

import click

from ..effects.files import write_atomically
from ..model.problem import SopError
from ..model.review import Review
from ..parse.approvals import Approvals, read_approvals
from ..project.codeowners import codeowners_file, wanted_codeowners
from ..project.review import Asked, review
from ..project.review.opening import Place, open_revisions
from ..report.review import REVIEW_FORMATS
from .session import Session, as_of, deliver, output, session
from .status import OK, PROBLEMS

HTML = "html"
"""The format that is more than a function of the review: it draws."""


@click.command("review")
@click.option("--base", metavar="REV", help="The revision that the change goes to.")
@click.option("--head", metavar="REV", help="The revision to review; the work tree by default.")
@click.option("--format", "form", type=click.Choice([*REVIEW_FORMATS, HTML]), default="text", help="How it is written.")
@click.option("--approvals", type=click.Path(path_type=Path, dir_okay=False), help="Who approved which commit.")
@click.option("--codeowners", is_flag=True, help="Instead of a review, write CODEOWNERS from the vocabulary.")
@click.option("--check", is_flag=True, help="With --codeowners: write nothing; status 1 where it is not current.")
@as_of
@output
@session
def command(
    this: Session,
    base: str | None,
    head: str | None,
    form: str,
    approvals: Path | None,
    codeowners: bool,
    check: bool,
    day: date,
    output: Path | None,
) -> int:
    """Print what a change does to the procedures, and who has to approve it."""
    if codeowners:
        if any((base, head, approvals, output)):
            raise click.UsageError("--codeowners goes with --check alone")
        return _codeowners(this, check=check)
    if check:
        raise click.UsageError("--check goes with --codeowners")
    if not base:
        raise click.UsageError("--base says what to compare with, such as --base origin/main")
    given = _approvals(approvals) if approvals else None
    # Nobody has approved what is not committed.
    head = head or ("HEAD" if given else "")
    place = Place(this.content, this.config.file, this.cache, day, this.settings, this.words, this.config.problems)
    sides, revisions = open_revisions(place, base, head)
    asked = Asked(this.config.content, this.config.root, day, this.settings, this.words, given)
    found = review(sides, revisions, asked)
    deliver(_page(this, found) if form == HTML else REVIEW_FORMATS[form](found, this.words), output)
    return OK if found.passed else PROBLEMS


def _page(this: Session, found: Review) -> str:
    # Templates and charts cost more to import than the other formats take.
    from ..review import review_page  # noqa: PLC0415

    return review_page(found, this.words, this.cache, this.settings.dot)


def _approvals(file: Path) -> Approvals:
    found = read_approvals(file.read_bytes())
    if isinstance(found, str):
        raise SopError(f"--approvals {file}: {found}")
    return found


def _codeowners(this: Session, *, check: bool) -> int:
    file = codeowners_file(this.config.root)
    wanted = wanted_codeowners(this.loaded.library, this.content, this.config.root, this.words)
    current = file.is_file() and file.read_text("utf-8", "replace") == wanted
    if current or check:
        click.echo(this.words("codeowners.current" if current else "codeowners.stale", path=str(file)), err=True)
        return OK if current else PROBLEMS
    write_atomically(file, wanted)
    deliver(f"{file}\n", None)
    return OK
