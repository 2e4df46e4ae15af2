"""MkDocs run as a program would run it, and what it says told apart: settings that cannot be, a build that failed."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from ..model.problem import SopError

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


Prepare: TypeAlias = Callable[["MkDocsConfig"], None]


class BuildFailedError(Exception):
    """A build that came to nothing, and MkDocs has said why; of one that was `impossible` there is no more to say."""

    def __init__(self, words: str, *, impossible: bool) -> None:
        super().__init__(words)
        self.impossible = impossible


def _nothing(_: "MkDocsConfig") -> None:
    """Leave the settings as they are."""


def build_site(file: Path, *, strict: bool = False, folder: Path | None = None, prepare: Prepare = _nothing) -> Path:
    """Build the site of a `mkdocs.yml` and return its folder; `prepare` sees the settings before the plugins do."""
    # MkDocs costs more to import than most commands take.
    from mkdocs.commands.build import build  # noqa: PLC0415
    from mkdocs.config import load_config  # noqa: PLC0415
    from mkdocs.exceptions import Abort, ConfigurationError  # noqa: PLC0415

    changes = {"site_dir": str(folder)} if folder else {}
    try:
        config = load_config(str(file), strict=strict or None, **changes)
        prepare(config)
        config.plugins.on_startup(command="build", dirty=False)
        try:
            build(config)
        finally:
            config.plugins.on_shutdown()
    except ConfigurationError as error:
        raise SopError(f"{file}: {error}") from error
    except Abort as error:
        reason = error.__context__
        impossible = reason is not None and isinstance(reason.__cause__, SopError)
        raise BuildFailedError(error.format_message(), impossible=impossible) from error
    return Path(config.site_dir)
