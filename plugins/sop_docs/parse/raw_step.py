"""A step as written: its keys known, its values not yet read. Touches no file."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from ..model.place import Text
from ..model.problem import Problem
from .key_line import key_without_colon
from .key_list import Entry
from .nearest import Nearest
from .outline import Block
from .parameters import Bindings, filled, names_in
from .punctuation import SEPARATORS, split_list, without_number
from .step_keys import LISTS, USE_KEYS, key_spellings

FIXED = ("id", "use", "as", "call", "form", "next", "after")
"""Keys that never hold a parameter: ids, targets and numbers."""

_SHOWN = 40


@dataclass(frozen=True, slots=True)
class RawStep:
    """A heading with its key list by canonical key, and the prose below.

    `varying` are the texts that take values, as written; `bindings` are put in as a text is read.
    """

    name: Text
    phase: str
    entries: Mapping[str, Entry]
    detail: Text | None
    varying: tuple[Text, ...] = ()
    bindings: Bindings = field(default_factory=dict)

    def bound(self, bindings: Bindings, phase: str | None) -> "RawStep":
        """Return this step with the values that a use of its module puts in, in the phase of the use."""
        if not bindings and phase is None:
            return self
        return replace(self, bindings=bindings, phase=self.phase if phase is None else phase)

    def filled(self, text: Text) -> Text:
        """Return words of this step with the values of module parameters in place of their names."""
        return filled(text, self.bindings)

    def text(self, key: str) -> Text | None:
        """Return the value of a key as one text, nested items joined, or None where nothing is written."""
        entry = self.entries.get(key)
        if entry is None:
            return None
        if not entry.items:
            return self.filled(entry.value) if entry.value.value else None
        parts = [self.filled(part) for part in (entry.value, *entry.items) if part.value]
        return Text("；".join(part.value for part in parts), parts[0].place)

    def texts(self, key: str) -> tuple[Text, ...]:
        """Return the values of a list key: from the line those between separators, from nested items each one."""
        entry = self.entries.get(key)
        if entry is None:
            return ()
        line = split_list(entry.value)
        if not entry.items and not self.bindings:
            return tuple(line)
        if self.bindings:
            # A value may itself be a list; each of its parts keeps the place of the value.
            line = [part for written in line for part in split_list(self.filled(written))]
        return (*line, *(self.filled(item) for item in entry.items if item.value))

    def parts(self, key: str) -> tuple[Text, ...]:
        """Return the values of a list key as written, no parameter put in."""
        entry = self.entries.get(key)
        if entry is None:
            return ()
        separators = "；;" if key == "with" else SEPARATORS
        return (*split_list(entry.value, separators), *(item for item in entry.items if item.value))


def read_raw_step(block: Block, phase: str, detail: Text | None, nearest: Nearest) -> tuple[RawStep, list[Problem]]:
    """Return the step under a keyed heading, and what is wrong with its list."""
    entries: dict[str, Entry] = {}
    problems = [Problem("SOP211.glued", text.place, {"text": text.value[:_SHOWN]}) for text in block.list.glued]
    for entry in block.list.entries:
        key = entry.known
        if key is None:
            problems.append(_unknown(entry, nearest))
        elif key in entries:
            values = {"key": entry.key.value, "line": str(entries[key].key.place.line)}
            problems.append(Problem("SOP213", entry.key.place, values))
        else:
            entries[key] = entry
    name = without_number(block.title)
    raw = RawStep(name, phase, entries, detail, tuple(_varying(name, entries, detail)))
    if not raw.name.value:
        problems.append(Problem("SOP215", block.title.place))
    problems += _misplaced(raw)
    return raw, problems


def without_colon(entry: Entry) -> Problem | None:
    """Return the problem of an item that begins with a key and lacks its colon."""
    text = entry.value.value
    key = "" if entry.key.value else key_without_colon(text)
    return Problem("SOP211.colon", entry.value.place, {"text": text[:_SHOWN], "key": key}) if key else None


def _unknown(entry: Entry, nearest: Nearest) -> Problem:
    key = entry.key.value
    if problem := without_colon(entry):
        return problem
    if not key:
        return Problem("SOP211", entry.value.place, {"text": entry.value.value[:_SHOWN]})
    near = nearest(key, key_spellings())
    if near:
        return Problem("SOP212.near", entry.key.place, {"key": key, "near": near})
    return Problem("SOP212", entry.key.place, {"key": key})


def _varying(name: Text, entries: Mapping[str, Entry], detail: Text | None) -> Iterator[Text]:
    for key, entry in entries.items():
        if "${" in entry.value.value and key not in FIXED:
            yield entry.value
        if entry.items and key not in FIXED:
            yield from (item for item in entry.items if "${" in item.value)
    yield from (text for text in (name, detail) if text and "${" in text.value)


def _misplaced(raw: RawStep) -> Iterator[Problem]:
    """Yield what the keys say about each other: empty values, keys a use cannot have, names where none may stand."""
    used = "use" in raw.entries
    for key, entry in raw.entries.items():
        if not entry.value.value and not entry.items:
            yield Problem("SOP216", entry.key.place, {"key": entry.key.value})
        if entry.items and key not in LISTS:
            yield Problem("SOP217", entry.items[0].place, {"key": entry.key.value})
        if used and key not in USE_KEYS:
            yield Problem("SOP218", entry.key.place, {"key": entry.key.value})
        if key in FIXED:
            names = (name for text in (entry.value, *entry.items) if "${" in text.value for name in names_in(text))
            yield from (Problem("SOP242", name.place, {"name": name.value, "key": entry.key.value}) for name in names)
    for key, others in (("with", {"use"}), ("as", {"use", "call"})):
        if key in raw.entries and not others & raw.entries.keys():
            yield Problem("SOP219", raw.entries[key].key.place, {"key": raw.entries[key].key.value})
