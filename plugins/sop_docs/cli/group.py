"""The group of all commands; a command's module is imported when it is asked for."""

from importlib import import_module
from pathlib import Path

import click

from .. import __version__
from .session import Session

_COMMANDS = (
    *("build", "check", "compile", "diff", "export", "fmt", "init", "list", "log", "new", "review", "rule", "show"),
    "verify",
)


class _Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = import_module(f".{cmd_name}", __package__).command
        return command


@click.command(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--root", type=click.Path(path_type=Path, file_okay=False), help="The folder that holds mkdocs.yml.")
@click.option("--lang", type=click.Choice(["zh", "en"]), help="Language of messages; by default the site's.")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="Colours.")
@click.version_option(__version__, prog_name="sop")
@click.pass_context
def sop(context: click.Context, root: Path | None, lang: str | None, color: str) -> None:
    """Compile, check and show a library of standard operating procedures."""
    context.color = {"auto": None, "always": True, "never": False}[color]
    context.obj = Session(root, lang)
