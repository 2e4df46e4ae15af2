"""Facts about an SOP as they are kept and as they are passed on: in one line, which is read when somebody asks."""

import json
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from ..model.place import Place, Text

Facts = Mapping[str, tuple[Text, ...]]


class KeptFacts(Facts):
    """The facts about the SOP at a path, from its line or from the facts themselves."""

    def __init__(self, path: str, facts: Facts | None = None, line: str = "") -> None:
        self._path, self._line = path, line
        self._read = dict(facts or {})

    @property
    def line(self) -> str:
        """The facts as JSON: rows of words, line, column, and a path where that is another one."""
        if not self._line:
            rows = {name: [_row(self._path, text) for text in texts] for name, texts in self._read.items()}
            self._line = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
        return self._line

    @cached_property
    def _rows(self) -> Mapping[str, list[Any]]:
        rows: Mapping[str, list[Any]] = json.loads(self.line)
        return rows

    def __getitem__(self, name: str) -> tuple[Text, ...]:
        if name not in self._read:
            self._read[name] = tuple(_text(self._path, *row) for row in self._rows[name])
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def __reduce__(self) -> tuple[type["KeptFacts"], tuple[str, None, str]]:
        return KeptFacts, (self._path, None, self.line)  # one line is passed on sooner than its thousand parts


def _row(path: str, text: Text) -> list[object]:
    value, place = text
    return [value, place.line, place.column] if place.path == path else [value, place.line, place.column, place.path]


def _text(own: str, value: str, line: int, column: int, path: str = "") -> Text:
    return Text(value, Place(path or own, line, column))
