"""Every command with its arguments and options."""

from collections.abc import Iterator

import click

from ...model.words import Words
from .markdown import code, page, table


def commands_page(words: Words, group: click.Group) -> str:
    """Return the page of the commands of `group`."""
    return page(words, "commands", _blocks(words, group))


def _blocks(words: Words, group: click.Group) -> Iterator[str]:
    context = click.Context(group)
    yield f"## {words('commands.global')}"
    yield _options(group.params, "", words)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command is not None:
            usage = " ".join([f"sop {name}", *(piece for parameter in command.params for piece in _usage(parameter))])
            yield f"## sop {name}"
            yield words(f"command.{name}")
            yield f"```text\n{usage}\n```"
            yield _options(command.params, f"{name}.", words)


def _options(parameters: list[click.Parameter], command: str, words: Words) -> str:
    return table(
        tuple(words(f"reference.{head}") for head in ("option", "values", "meaning")),
        ((code(*_names(item)), code(*_choices(item)), _meaning(item, command, words)) for item in parameters),
    )


def _meaning(parameter: click.Parameter, command: str, words: Words) -> str:
    """Return what a parameter is for: of this command, else as it is for every command."""
    own = f"option.{command}{parameter.name}"
    return words(own if own in words else f"option.{parameter.name}")


def _usage(parameter: click.Parameter) -> Iterator[str]:
    """Yield an argument as it is typed; options are one word."""
    if isinstance(parameter, click.Argument):
        yield _names(parameter)[0]
    elif parameter.required:
        yield f"{parameter.opts[-1]} {(parameter.metavar or parameter.name or '').upper()}"


def _names(parameter: click.Parameter) -> tuple[str, ...]:
    if isinstance(parameter, click.Argument):
        name = (parameter.name or "").upper()
        return (f"[{name}]…" if parameter.nargs == -1 else name,)
    return tuple(parameter.opts)


def _choices(parameter: click.Parameter) -> tuple[str, ...]:
    return tuple(map(str, parameter.type.choices)) if isinstance(parameter.type, click.Choice) else ()
