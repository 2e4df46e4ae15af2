"""The keys on top of a file in one spelling, and the words that the schema knows. Touches no file."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..parse.characters import CHINESE
from ..parse.fields import YES_NO
from ..parse.front_matter_keys import ASSESSED, FIELD, FORM, MODULE, SCOPE, SOP, KeyTable
from ..parse.identity import LANGUAGES, STATUSES, VERDICTS
from ..parse.page import PAGE
from ..parse.yaml_events import MappingNode, Node, ScalarNode, SequenceNode
from .edits import Edit, Sheet

_BELOW: Mapping[tuple[str, str], KeyTable] = {
    ("sop", "scope"): SCOPE,
    ("sop", "assessed"): ASSESSED,
    ("form", "fields"): FIELD,
}
_WORDS: Mapping[tuple[str, str], Mapping[str, object]] = {
    ("sop", "status"): STATUSES,
    ("sop", "language"): LANGUAGES,
    ("assessed", "verdict"): VERDICTS,
    ("form", "language"): LANGUAGES,
    ("field", "required"): YES_NO,
    ("field", "other"): YES_NO,
}
"""The values that have several spellings, by table and key; every other value is the author's own."""

_COLON = re.compile(r"[ \t]*:[ \t]*")


def front_matter_edits(sheet: Sheet, node: MappingNode, language: str) -> Iterator[Edit]:
    """Yield what gives the keys of a block one language: that of its first key, or English in an English document."""
    table = _table(node)
    keys = (key.value for key, _ in node.entries if table.synonyms.get(table.canonical(key.value) or ""))
    chinese = language == "zh" and CHINESE.search(next(keys, "")) is not None
    yield from _Speller(sheet, chinese).mapping(node, table)


def _table(node: MappingNode) -> KeyTable:
    for table, key in ((SOP, "id"), (MODULE, "module"), (FORM, "form")):
        if any(table.canonical(word.value) == key for word, _ in node.entries):
            return table
    return PAGE


@dataclass(frozen=True, slots=True)
class _Speller:
    sheet: Sheet
    chinese: bool

    def mapping(self, node: MappingNode, table: KeyTable) -> Iterator[Edit]:
        """Yield the edits of the known keys of a mapping and of what they hold."""
        for key, value in node.entries:
            name = table.canonical(key.value)
            if name is None:
                continue
            yield from self.key(key, value, (*table.synonyms[name], name)[0] if self.chinese else name)
            if words := _WORDS.get((table.name, name)):
                yield from self.word(value, words)
            if below := _BELOW.get((table.name, name)):
                for item in value.items if isinstance(value, SequenceNode) else (value,):
                    yield from self.mapping(item, below) if isinstance(item, MappingNode) else ()

    def key(self, key: ScalarNode, value: Node, word: str) -> Iterator[Edit]:
        """Yield the edit of a key, with the colon and the blanks after it where the value stands on the same line."""
        span = span_of(key, self.sheet)
        if span is None:
            return
        start, stop = span
        text, follows = self.sheet.text, self.sheet.offset(value.place)
        empty = isinstance(value, ScalarNode) and not value.value
        if not empty and _COLON.fullmatch(text, stop, follows):
            yield Edit(start, follows, f"{word}: ")
        else:
            quote = text[start] if stop - start > len(key.value) else ""
            yield Edit(start, stop, f"{quote}{word}{quote}")

    def word(self, value: Node, words: Mapping[str, object]) -> Iterator[Edit]:
        """Yield the edit of a value that the schema has a word for."""
        span = span_of(value, self.sheet) if isinstance(value, ScalarNode) else None
        if span is None or not isinstance(value, ScalarNode) or value.value.lower() not in words:
            return
        meant = words[value.value.lower()]
        same = [word for word, meaning in words.items() if meaning == meant]
        yield Edit(*span, next((word for word in same if bool(CHINESE.search(word)) == self.chinese), same[0]))


def span_of(node: ScalarNode, sheet: Sheet) -> tuple[int, int] | None:
    """Return where a scalar stands, its quotes included; None where it is written in another way than it reads."""
    text, start = sheet.text, sheet.offset(node.place)
    for written in (node.value, f'"{node.value}"', f"'{node.value}'"):
        if text.startswith(written, start):
            return start, start + len(written)
    return None
