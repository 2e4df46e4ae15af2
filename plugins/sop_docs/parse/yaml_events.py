"""YAML as a tree of texts with places, built from parser events. Touches no file.

No value is typed, so `1.10`, `no` and `012` stay what the author wrote. Events are pulled one by one, so that the
parser never sees deeper than the limit, and aliases are never followed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import yaml

from ..model.place import Place, Text
from ..model.problem import Problem
from .characters import CONTROL, HIDDEN, MARKUP, code_point
from .yaml_syntax import explain, fullwidth_colon

BLOCK_BYTES = 65_536
DEPTH = 20

_LOADER: type[yaml.CBaseLoader | yaml.BaseLoader] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_NULL = frozenset({"~", "null", "Null", "NULL"})
_NO_NUMBER = re.compile(r"[-+]?\.(?:inf|nan)", re.IGNORECASE)
_SUSPECT = re.compile(f"{CONTROL.pattern}|{HIDDEN.pattern}|{MARKUP.pattern}")


class ScalarNode(NamedTuple):
    """A text; empty for `~` and for nothing after the colon."""

    value: str
    place: Place

    @property
    def text(self) -> Text:
        """The words with their place."""
        return Text(self.value, self.place)


@dataclass(frozen=True, slots=True)
class SequenceNode:
    """A list of nodes."""

    items: tuple["Node", ...]
    place: Place


@dataclass(frozen=True, slots=True)
class MappingNode:
    """Keys and values in the author's order; of two equal keys the first is kept."""

    entries: tuple[tuple[ScalarNode, "Node"], ...]
    place: Place


Node = ScalarNode | SequenceNode | MappingNode


class _RefusedError(Exception):
    """The document cannot be read on."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.key)
        self.problem = problem


def read_yaml(text: str, path: str, line: int = 1, limit: int = BLOCK_BYTES) -> tuple[Node | None, tuple[Problem, ...]]:
    """Return the one document of `text`, which stands at `line` of its file; None where it is empty or refused."""
    if len(text.encode("utf-8", "replace")) > limit:
        return None, (Problem("SOP011", Place(path, line), {"limit": str(limit)}),)
    if found := HIDDEN.search(text) or CONTROL.search(text):
        before = text[: found.start()]
        place = Place(path, line + before.count("\n"), found.start() - before.rfind("\n"))
        return None, (Problem("SOP018.hidden", place, {"character": code_point(found[0])}),)
    builder = _Builder(yaml.parse(text, Loader=_LOADER), path, line)
    try:
        node = builder.document()
    except yaml.YAMLError as error:
        return None, (explain(error, text, path, line),)
    except _RefusedError as refusal:
        return None, (refusal.problem,)
    if isinstance(node, ScalarNode) and (problem := fullwidth_colon(text, path, line)):
        return None, (problem,)
    return node, tuple(builder.problems)


class _Builder:
    """Nodes from events, and the problems met on the way."""

    def __init__(self, events: Iterator[yaml.Event], path: str, line: int) -> None:
        self.problems: list[Problem] = []
        self._events = events
        self._path = path
        self._line = line

    def document(self) -> Node | None:
        """Return the only document's node."""
        node: Node | None = None
        next(self._events)
        event = next(self._events)
        if isinstance(event, yaml.DocumentStartEvent):
            node = self._node(next(self._events), 0)
            next(self._events)
            event = next(self._events)
        if not isinstance(event, yaml.StreamEndEvent):
            raise _RefusedError(Problem("SOP015", self._place(event)))
        return node

    def _node(self, event: yaml.Event, depth: int) -> Node:
        place = self._place(event)
        if isinstance(event, yaml.ScalarEvent):
            _refuse_properties(event, place)
            return ScalarNode(self._value(event, place), place)
        if isinstance(event, yaml.AliasEvent):
            raise _RefusedError(Problem("SOP012.alias", place, {"name": event.anchor or ""}))
        if depth == DEPTH:
            raise _RefusedError(Problem("SOP011.depth", place, {"limit": str(DEPTH)}))
        if isinstance(event, yaml.CollectionStartEvent):
            _refuse_properties(event, place)
        if isinstance(event, yaml.SequenceStartEvent):
            return SequenceNode(tuple(self._items(yaml.SequenceEndEvent, depth)), place)
        return self._mapping(place, depth)

    def _items(self, end: type[yaml.Event], depth: int) -> Iterator[Node]:
        while not isinstance(event := next(self._events), end):
            yield self._node(event, depth + 1)

    def _mapping(self, place: Place, depth: int) -> MappingNode:
        entries: dict[str, tuple[ScalarNode, Node]] = {}
        for key in self._items(yaml.MappingEndEvent, depth):
            value = self._node(next(self._events), depth + 1)
            if not isinstance(key, ScalarNode) or not key.value:
                raise _RefusedError(Problem("SOP014", key.place))
            if key.value == "<<":
                raise _RefusedError(Problem("SOP012.merge", key.place))
            if key.value in entries:
                first = entries[key.value][0].place
                self.problems.append(Problem("SOP013", key.place, {"key": key.value, "line": str(first.line)}))
            else:
                entries[key.value] = key, value
        return MappingNode(tuple(entries.values()), place)

    def _value(self, event: yaml.ScalarEvent, place: Place) -> str:
        value: str = event.value
        plain = event.implicit[0]
        if plain and value in _NULL:
            return ""
        if plain and _NO_NUMBER.fullmatch(value):
            self.problems.append(Problem("SOP018.number", place, {"value": value}))
        # An escape such as "\\0" brings in characters that the file itself does not hold.
        if found := _SUSPECT.search(value):
            if found[0] == "<":
                self.problems.append(Problem("SOP018.markup", place))
            else:
                self.problems.append(Problem("SOP018.hidden", place, {"character": code_point(found[0])}))
                value = HIDDEN.sub("", CONTROL.sub("\ufffd", value))
        return value

    def _place(self, event: yaml.Event) -> Place:
        mark = event.start_mark
        return Place(self._path, mark.line + self._line, mark.column + 1) if mark else Place(self._path, self._line)


def _refuse_properties(event: yaml.ScalarEvent | yaml.CollectionStartEvent, place: Place) -> None:
    if event.anchor:
        raise _RefusedError(Problem("SOP012.anchor", place, {"name": event.anchor}))
    if event.tag:
        raise _RefusedError(Problem("SOP012.tag", place, {"name": event.tag}))
