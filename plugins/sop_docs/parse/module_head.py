"""The front matter of a module. Touches no file."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ..model.place import Text
from ..model.problem import Problem
from .allowed import read_allowed
from .fields import Fields
from .front_matter_keys import MODULE
from .number import read_version
from .yaml_events import MappingNode, ScalarNode

_NAME = re.compile(r"[a-z][a-z0-9-]*")
_PARAMETER = re.compile(r"[\w-]+")
"""What can stand in `${…}`."""


@dataclass(frozen=True, slots=True)
class ModuleHead:
    """What a module is called, and what its parameters mean."""

    name: Text
    title: Text
    version: Text
    params: Mapping[str, Text]
    allowed: Mapping[str, Text] = field(default_factory=dict)


def read_module_head(node: MappingNode) -> tuple[ModuleHead | None, tuple[Problem, ...]]:
    """Return the head of a module, None where its name cannot be used."""
    problems: list[Problem] = []
    fields = Fields(node, MODULE, problems)
    fields.refuse_unknown()
    fields.require("module", "title", "version")
    name = fields.text("module")
    if name is not None and not _NAME.fullmatch(name.value):
        problems.append(Problem("SOP140", name.place, {"name": name.value}))
        name = None
    if name is None:
        return None, tuple(problems)
    params = read_parameters(fields.named("params"), problems)
    version = read_version(fields.text("version"), name, problems)
    allowed = read_allowed(fields, problems)
    return ModuleHead(name, fields.text("title") or name, version, params, allowed), tuple(problems)


def read_parameters(named: Iterable[tuple[ScalarNode, Text]], problems: list[Problem]) -> Mapping[str, Text]:
    """Return the texts by their names, and report names that cannot stand in `${…}`."""
    params: dict[str, Text] = {}
    for name, text in named:
        if _PARAMETER.fullmatch(name.value):
            params[name.value] = text
        else:
            problems.append(Problem("SOP141", name.place, {"name": name.value}))
    return params
