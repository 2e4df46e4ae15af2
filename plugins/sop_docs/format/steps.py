"""Key lists in one layout, and the ids of the steps written down. Touches no file."""

from collections import Counter
from collections.abc import Iterator

from ..model.place import Place, Text
from ..parse.allowances import silencers
from ..parse.body import Body
from ..parse.key_list import Entry
from ..parse.punctuation import read_branch, split_list
from ..parse.raw_step import RawStep
from ..parse.step import RESERVED, step_id
from ..parse.step_keys import key_label
from .edits import Edit, Sheet

_NOWHERE = Place("")


def step_edits(sheet: Sheet, body: Body, language: str) -> Iterator[Edit]:
    """Yield what gives each item of the key lists its canonical row, keys being in the document's language."""
    ids = Counter(step_id(step) for step in body.steps)
    for step in body.steps:
        # Of two steps with one id the author has to say which is which.
        if _by_name(step) and ids[step_id(step)] == 1 and step_id(step) not in RESERVED:
            start = sheet.starts[next(iter(step.entries.values())).key.place.line - 1]
            yield Edit(start, start, f"- {key_label('id', language)}{step_id(step)}\n")
        for key, entry in step.entries.items():
            row = f"- {key_label(key, language)}{_value(key, entry)}".rstrip()
            yield _row(sheet, entry.key.place, row)
            for item in entry.items:
                words = _branch(item.value) if key in {"decision", "exceptions"} else item.value
                yield _row(sheet, item.place, f"    - {words}")


def _row(sheet: Sheet, place: Place, words: str) -> Edit:
    """Return the edit that writes the row of a place anew; its silencers, which no value holds, stay behind it."""
    row = place.line - 1
    return sheet.row(row, words + silencers(sheet.rows[row]))


def _by_name(step: RawStep) -> bool:
    """Whether a step goes by the slug of its name; a use and a mere call go by what they name."""
    keys = step.entries.keys()
    return keys.isdisjoint({"id", "as", "use"}) and ("call" not in keys or "R" in keys)


def _value(key: str, entry: Entry) -> str:
    """Return the value on a key's own line; above nested answers it is a question."""
    value = entry.value.value
    if key == "exceptions" or (key == "decision" and not entry.items):
        for part in reversed(split_list(entry.value)):
            value = _put(value, part, part.place.column - entry.value.place.column)
    return value


def _put(value: str, part: Text, start: int) -> str:
    return value[:start] + _branch(part.value) + value[start + len(part.value) :]


def _branch(words: str) -> str:
    """Return an answer or a case with the one arrow between it and its target."""
    branch = read_branch(Text(words, _NOWHERE))
    return f"{branch.label.value} → {branch.target.value}" if branch else words
