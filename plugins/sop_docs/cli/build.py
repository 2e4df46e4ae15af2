"""`sop build`."""

import logging
import os
from pathlib import Path

import click

from ..model.problem import Severity, SopError
from .session import Session, session
from .status import IMPOSSIBLE, OK, PROBLEMS


@click.command("build")
@click.option("-d", "--site-dir", type=click.Path(path_type=Path), help="Where the site goes; below mkdocs.yml.")
@click.option("--strict", is_flag=True, help="Also fail on MkDocs' own warnings.")
@session
def command(this: Session, site_dir: Path | None, strict: bool) -> int:
    """Build the site beside the old one and put it in its place."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    # MkDocs costs more to import than most commands take.
    from mkdocs.commands.build import build  # noqa: PLC0415
    from mkdocs.config import load_config  # noqa: PLC0415
    from mkdocs.exceptions import Abort, ConfigurationError  # noqa: PLC0415

    logging.basicConfig(format="%(message)s")
    logging.getLogger("mkdocs").setLevel(logging.INFO)
    _ = this.settings  # a setting that cannot be read ends the command before MkDocs speaks
    if code := next((problem for problem in this.config.problems if problem.severity is Severity.ERROR), None):
        raise SopError(f"{this.config.file}:{code.place.line}: {this.words(code.key, **code.values)}")
    changes = {"site_dir": str(site_dir)} if site_dir else {}
    try:
        config = load_config(str(this.config.file), strict=strict or None, **changes)
        config.plugins.on_startup(command="build", dirty=False)
        try:
            build(config)
        finally:
            config.plugins.on_shutdown()
    except ConfigurationError as error:
        raise SopError(f"{this.config.file}: {error}") from error
    except Abort as error:
        reason = error.__context__
        if reason is not None and isinstance(reason.__cause__, SopError):
            return IMPOSSIBLE
        click.echo(error.format_message(), err=True)
        return PROBLEMS
    click.echo(str(Path(config.site_dir) / "index.html"))
    return OK
