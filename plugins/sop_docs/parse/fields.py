"""Typed reading of a mapping node: values come out, problems are gathered. Touches no file."""

import re
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import TypeVar

from ..model.place import Place, Text
from ..model.problem import Problem
from .characters import CHINESE
from .front_matter_keys import SITE_KEYS, KeyTable
from .nearest import Nearest
from .punctuation import split_list
from .yaml_events import MappingNode, Node, ScalarNode, SequenceNode

T = TypeVar("T")

YES_NO: Mapping[str, bool] = {"yes": True, "no": False, "true": True, "false": False, "是": True, "否": False}

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DATE_AND_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ].*", re.DOTALL)
_OTHER_DATE = re.compile(r"(?P<year>[0-9]{4})\s?[-/.年]\s?(?P<month>[0-9]{1,2})\s?[-/.月]\s?(?P<day>[0-9]{1,2})\s?日?")


class Fields:
    """The known keys of one mapping; every `take` says what is wrong with a value and gives what can be used."""

    def __init__(self, node: MappingNode, table: KeyTable, problems: list[Problem]) -> None:
        self.place = node.place
        self.places: dict[str, Place] = {}
        self.unknown: list[tuple[ScalarNode, Node]] = []
        self._table = table
        self._problems = problems
        self._nearest = Nearest()
        self._values: dict[str, Node] = {}
        self._written: dict[str, str] = {}
        for key, value in node.entries:
            self._add(key, value)
        self._chinese = any(CHINESE.search(word) for word in self._written.values())

    def refuse_unknown(self, but: Collection[str] = ()) -> None:
        """Report every key that is neither in the table nor in `but`, with the one that was probably meant."""
        for key, _ in self.unknown:
            if key.value in but:
                continue
            if near := self._nearest(key.value, self._table.spelled, 0.7):
                self._problems.append(Problem("SOP102.near", key.place, {"key": key.value, "near": near}))
            else:
                site = key.value.lower() in SITE_KEYS
                self._problems.append(Problem("SOP102.site" if site else "SOP102", key.place, {"key": key.value}))

    def require(self, *keys: str, problem: str = "SOP101") -> None:
        """Report each of these keys that is missing or empty."""
        for key in keys:
            if key not in self._values:
                place = self.places.get(key, self.place)
                self._problems.append(Problem(problem, place, {"key": self.shown(key)}))

    def shown(self, key: str) -> str:
        """Return the key in the language that this author writes keys in."""
        chinese = self._table.synonyms.get(key, ())
        return self._written.get(key) or (chinese[0] if chinese and self._chinese else key)

    def node(self, key: str) -> Node | None:
        """Return the value as written, None where it is missing or empty."""
        return self._values.get(key)

    def text(self, key: str) -> Text | None:
        """Return the one text of a key, its white space single."""
        node = self._values.get(key)
        if isinstance(node, ScalarNode):
            return _single_spaced(node)
        if node is not None:
            self._wrong("SOP104", key, node)
        return None

    def texts(self, key: str, *, split: bool = False) -> tuple[Text, ...]:
        """Return the texts of a list, or of one text: as one, or split at `、` and `,`."""
        node = self._values.get(key)
        if isinstance(node, ScalarNode):
            text = _single_spaced(node)
            return tuple(split_list(text)) if split else (text,)
        if isinstance(node, MappingNode):
            self._wrong("SOP104.list", key, node)
        return tuple(self._items(key, node)) if isinstance(node, SequenceNode) else ()

    def day(self, key: str) -> date | None:
        """Return the day of an ISO date."""
        text = self.text(key)
        return self.day_of(text) if text else None

    def days(self, key: str) -> frozenset[date]:
        """Return the days of a list of ISO dates."""
        return frozenset(day for text in self.texts(key, split=True) if (day := self.day_of(text)))

    def day_of(self, text: Text) -> date | None:
        """Return the day that an ISO date names; anything else is a problem."""
        found = _DATE.fullmatch(text.value)
        if found:
            try:
                return date.fromisoformat(text.value)
            except ValueError:
                self._problems.append(Problem("SOP106.day", text.place, {"value": text.value}))
                return None
        values = {"value": text.value}
        if _DATE_AND_TIME.fullmatch(text.value):
            self._problems.append(Problem("SOP106.time", text.place, {**values, "date": text.value[:10]}))
        elif other := _OTHER_DATE.fullmatch(text.value):
            iso = f"{other['year']}-{other['month']:0>2}-{other['day']:0>2}"
            self._problems.append(Problem("SOP106.near", text.place, {**values, "date": iso}))
        else:
            self._problems.append(Problem("SOP106", text.place, values))
        return None

    def choice(self, key: str, choices: Mapping[str, T]) -> T | None:
        """Return what the word means; an unknown word is a problem that names the known ones."""
        text = self.text(key)
        if text is None:
            return None
        if (word := text.value.lower()) in choices:
            return choices[word]
        chinese = CHINESE.search(word) is not None
        known = [choice for choice in choices if (CHINESE.search(choice) is not None) == chinese] or list(choices)
        values = {"key": self.shown(key), "value": text.value, "choices": ", ".join(known)}
        if near := self._nearest(word, known, 0.6):
            self._problems.append(Problem("SOP105.near", text.place, {**values, "near": near}))
        else:
            self._problems.append(Problem("SOP105", text.place, values))
        return None

    def mapping(self, key: str) -> MappingNode | None:
        """Return the keys below a key."""
        node = self._values.get(key)
        if node is None or isinstance(node, MappingNode):
            return node
        self._wrong("SOP104.mapping", key, node)
        return None

    def named(self, key: str) -> Iterator[tuple[ScalarNode, Text]]:
        """Yield the author's own names below a key, each with its text."""
        node = self.mapping(key)
        yield from self.texts_of(node) if node else ()

    def texts_of(self, node: MappingNode) -> Iterator[tuple[ScalarNode, Text]]:
        """Yield the names of a mapping that an author invents, each with its text."""
        for name, value in node.entries:
            if isinstance(value, ScalarNode):
                yield name, _single_spaced(value)
            else:
                self._problems.append(Problem("SOP104", value.place, {"key": name.value}))

    def mappings(self, key: str) -> Iterator[MappingNode]:
        """Yield the mappings of a list; one that stands alone counts as a list of one."""
        node = self._values.get(key)
        for item in node.items if isinstance(node, SequenceNode) else () if node is None else (node,):
            if isinstance(item, MappingNode):
                yield item
            else:
                self._wrong("SOP104.mappings", key, item)

    def _add(self, key: ScalarNode, value: Node) -> None:
        name = self._table.canonical(key.value)
        if name is None:
            self.unknown.append((key, value))
        elif name in self.places:
            values = {"key": key.value, "other": self._written[name], "line": str(self.places[name].line)}
            self._problems.append(Problem("SOP103", key.place, values))
        else:
            self.places[name] = key.place
            self._written[name] = key.value
            if not _empty(value):
                self._values[name] = value

    def _items(self, key: str, node: SequenceNode) -> Iterator[Text]:
        for item in node.items:
            if not isinstance(item, ScalarNode):
                self._wrong("SOP104.items", key, item)
            elif item.value.strip():
                yield _single_spaced(item)

    def _wrong(self, problem: str, key: str, node: Node) -> None:
        if problem == "SOP104.mapping" and isinstance(node, ScalarNode) and "：" in node.value:
            problem = "SOP010.fullwidth"
        self._problems.append(Problem(problem, node.place, {"key": self.shown(key)}))


def _empty(node: Node) -> bool:
    match node:
        case ScalarNode():
            return not node.value.strip()
        case SequenceNode():
            return not node.items
        case MappingNode():
            return not node.entries


def _single_spaced(node: ScalarNode) -> Text:
    return Text(" ".join(node.value.split()), node.place)
