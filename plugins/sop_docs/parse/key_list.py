"""The key list of a step: the `- key：value` items directly below its heading. Touches no file."""

import re
from typing import NamedTuple

from ..model.place import Place, Text
from .lines import Lines
from .punctuation import trimmed
from .step_keys import step_key

_ITEM = re.compile(r"([ \t]*)[-*+][ \t]\s*((?:([^:：\s][^:：]{0,39})[:：]\s*)?(.*))")
_NESTED, _CODE = 2, 4
"""Columns to the right of the first item at which one belongs to the item above, and at which a list is code."""


class Entry(NamedTuple):
    """An item of a key list: the key as typed (empty without a colon) and what it means, its text, its nested items."""

    key: Text
    known: str | None
    value: Text
    items: tuple[Text, ...] = ()


class KeyList(NamedTuple):
    """The items below a heading, the text glued to them, and the row at which they end; `keyed`: one key is known."""

    entries: tuple[Entry, ...]
    glued: tuple[Text, ...]
    keyed: bool
    stop: int


def read_key_list(lines: Lines, start: int, stop: int) -> KeyList:
    """Return the list that starts at a row and runs to the first blank one; without entries where there is none."""
    first = _ITEM.match(lines.rows[start]) if start < stop else None
    if first is None or (margin := _width(first[1])) >= _CODE:
        return KeyList((), (), keyed=False, stop=start)
    entries: list[Entry] = []
    items: list[Text] = []
    glued: list[Text] = []
    whole = True
    for row in range(start, stop):
        item = _ITEM.match(lines.rows[row])
        if item is None:
            if not lines.rows[row].strip():
                stop = row
                break
            # Of several glued lines the first is told of.
            glued += [trimmed(Text(lines.rows[row], lines.place(row)))] if whole else []
        elif item[1] and _width(item[1]) >= margin + _NESTED:
            items.append(Text(item[2].rstrip(), lines.place(row, item.start(2) + 1)))
        else:
            if items:
                _close(entries, items)
            entries.append(_entry(lines, row, item))
        whole = item is not None
    if items:
        _close(entries, items)
    return KeyList(tuple(entries), tuple(glued), any(entry.known for entry in entries), stop)


def entry_at_margin(lines: Lines, row: int) -> Entry | None:
    """Return the list item that stands on a row at the left margin."""
    item = _ITEM.match(lines.rows[row])
    return _entry(lines, row, item) if item and not item[1] else None


def _entry(lines: Lines, row: int, item: re.Match[str]) -> Entry:
    path, line = lines.path, lines.first + row
    _, _, word, words = item.groups()
    value = Text(words.rstrip(), Place(path, line, item.start(4) + 1))
    if word is None:
        return Entry(Text("", value.place), None, value)
    return Entry(Text(word.rstrip(), Place(path, line, item.start(3) + 1)), step_key(word), value)


def _close(entries: list[Entry], items: list[Text]) -> None:
    """Give the items met since then to the last entry."""
    last = entries[-1]
    entries[-1] = Entry(last.key, last.known, last.value, tuple(items))
    items.clear()


def _width(indent: str) -> int:
    return len(indent.expandtabs(_CODE))
