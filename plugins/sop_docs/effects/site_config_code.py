"""What in `mkdocs.yml` is code or brings some in: told, never run."""

import os
from collections.abc import Iterator
from pathlib import Path

import yaml

from ..model.place import Place
from ..model.problem import Problem, Severity

_HARMLESS = ("tag:yaml.org,2002:python/name:", "!ENV", "!relative")
_BRINGING_IN = frozenset({"hooks", "INHERIT"})
_SHOWN = 60


def code_in(tree: yaml.Node | None, file: Path, content: Path) -> tuple[Problem, ...]:
    """Return what reading the settings would run, or take from other files; paths are as seen from the content."""
    path = Path(os.path.relpath(file, content)).as_posix()
    return (*_tags(tree, path), *_brought_in(tree, path))


def _tags(tree: yaml.Node | None, path: str) -> Iterator[Problem]:
    for node in _nodes(tree):
        own = node.tag.startswith("!") or node.tag.startswith("tag:yaml.org,2002:python/")
        if own and not node.tag.startswith(_HARMLESS):
            tag = node.tag.replace("tag:yaml.org,2002:", "!!")
            yield Problem("SOP930", _place(node, path), {"tag": tag[:_SHOWN]})


def _brought_in(tree: yaml.Node | None, path: str) -> Iterator[Problem]:
    for key, value in tree.value if isinstance(tree, yaml.MappingNode) else ():
        if str(key.value) in _BRINGING_IN:
            files = value.value if isinstance(value, yaml.SequenceNode) else [value]
            words = ", ".join(str(file.value) for file in files)
            values = {"key": str(key.value), "value": words[:_SHOWN]}
            yield Problem("SOP931", _place(key, path), values, Severity.WARNING)


def _nodes(tree: yaml.Node | None) -> Iterator[yaml.Node]:
    """Yield every node once, however often aliases name it."""
    waiting = [tree] if tree else []
    seen: set[int] = set()
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        yield node
        if isinstance(node, yaml.MappingNode):
            waiting += [part for pair in node.value for part in pair]
        elif isinstance(node, yaml.SequenceNode):
            waiting += node.value


def _place(node: yaml.Node, path: str) -> Place:
    return Place(path, node.start_mark.line + 1, node.start_mark.column + 1)
