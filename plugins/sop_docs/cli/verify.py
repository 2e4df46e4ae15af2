"""`sop verify`."""

from pathlib import Path

import click

from ..export.against import origin_of
from ..export.verify import verify
from ..model.bundle import Verdict
from ..report.verification import VERIFICATION_FORMATS
from .progress import progress
from .session import Session, deliver, output, session
from .status import OK, PROBLEMS


@click.command("verify")
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--signers", type=click.Path(path_type=Path, dir_okay=False), help="Whose signatures count.")
@click.option(
    "--against", metavar="REPO", type=click.Path(path_type=Path, file_okay=False), help="What to compare with."
)
@click.option(
    "--format", "form", type=click.Choice(list(VERIFICATION_FORMATS)), default="text", help="How it is written."
)
@output
@session
def command(
    this: Session, path: Path, signers: Path | None, against: Path | None, form: str, output: Path | None
) -> int:
    """Look at a bundle: nothing missing, nothing changed, nothing added, and who signed."""
    origin = origin_of(against, this.words_anywhere) if against else None
    with progress() as told:
        found = verify(path, signers, origin, told)
    deliver(VERIFICATION_FORMATS[form](found, this.words_anywhere), output)
    return PROBLEMS if found.verdict is Verdict.FAILED else OK
