"""`sop diff`."""

from contextlib import ExitStack
from pathlib import Path

import click

from ..model.comparison import Comparison, Sort
from ..project.compare import Text, compare_revisions, compare_texts, sort_of, text_of_file, text_of_version
from ..project.review.documents import Terms
from ..project.settings import Editorial
from ..report.comparison import DIFF_FORMATS
from .session import Session, deliver, output, session, today
from .status import OK, PROBLEMS


@click.command("diff")
@click.argument("before")
@click.argument("after")
@click.option("--format", "form", type=click.Choice(list(DIFF_FORMATS)), default="text", help="How it is written.")
@output
@session
def command(this: Session, before: str, after: str, form: str, output: Path | None) -> int:
    """Print what two versions, files, revisions or bundles do not have alike in what the procedures say."""
    found = _compared(this, before, after)
    deliver(DIFF_FORMATS[form](found, this.words_anywhere), output)
    return PROBLEMS if found.documents else OK


def _compared(this: Session, before: str, after: str) -> Comparison:
    sorts = (sort_of(before), sort_of(after))
    if set(sorts) == {Sort.BUNDLE}:
        # Whoever compares anything else needs nothing of what bundles are read with.
        from ..export.compare import compare_bundles  # noqa: PLC0415

        return compare_bundles(Path(before), Path(after), this.words_anywhere)
    if Sort.BUNDLE in sorts:
        name, other = (before, after) if sorts[0] is Sort.BUNDLE else (after, before)
        raise click.UsageError(f"{name} is a bundle, and {other} is no folder and no .zip that could be another")
    if set(sorts) == {Sort.REVISION}:
        terms = Terms(today(), this.settings.editorial is Editorial.FREE, this.words)
        return compare_revisions(this.content, before, after, terms)
    if Sort.REVISION in sorts:
        name = (before, after)[sorts.index(Sort.REVISION)]
        raise click.UsageError(f"{name} is no file and no NUMBER@VERSION, and a revision is compared with a revision")
    with ExitStack() as stack:
        history = stack.enter_context(this.history(today())) if Sort.VERSION in sorts else None

        def text(name: str, sort: Sort) -> Text:
            if history is not None and sort is Sort.VERSION:
                return text_of_version(history, name)
            return text_of_file(this.loaded, this.content, name)

        return compare_texts(text(before, sorts[0]), text(after, sorts[1]), this.words)
