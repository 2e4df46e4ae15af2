"""The record of deliveries: which copy of the library went to whom. Touches no file."""

import re
from collections.abc import Iterator, Mapping
from urllib.parse import quote, unquote

from ..model.delivery import Delivery
from ..model.place import Place, Source
from ..model.problem import Problem
from .characters import CONTROL, HIDDEN, MARKUP
from .fields import Fields
from .front_matter_keys import DELIVERY
from .yaml_events import MappingNode, ScalarNode, SequenceNode, read_yaml

FILE_BYTES = 8_000_000
"""Two hundred copies of a library with a thousand documents."""
LONGEST_NAME = 80
"""Characters of a receiver's name: it stands on the foot of every sheet."""
LAST_COPY = 999_999_999

_COPY = re.compile(r"[1-9][0-9]{0,8}")
_DIGESTS: Mapping[str, re.Pattern[str]] = {
    "commit": re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}"),
    "sums": re.compile(r"[0-9a-f]{64}"),
    "zip": re.compile(r"[0-9a-f]{64}"),
}
_UNFIT = re.compile(rf"[\t\n]|{CONTROL.pattern}|{HIDDEN.pattern}")
_PLAIN = "_.~-+@"
_NOTHING = "%"
"""How a word is written that is empty; as part of one it would be followed by digits."""
_SHOWN = 80
"""Characters of a wrong value that a message repeats."""


def read_receiver(text: str) -> str:
    """Return the name of who gets a copy; one that no page could show, or no line could hold, is refused."""
    if _UNFIT.search(text):
        raise ValueError("a receiver's name is one line, without characters that nobody can see")
    if MARKUP.search(text):
        raise ValueError("a receiver's name has no < in it")
    name = " ".join(text.split())
    if not name:
        raise ValueError("a receiver has a name")
    if len(name) > LONGEST_NAME:
        raise ValueError(
            f"a receiver's name has at most {LONGEST_NAME} characters, not {len(name)}: it stands on every sheet"
        )
    return name


def read_copy(text: str) -> int:
    """Return the number of a copy."""
    if not _COPY.fullmatch(text):
        raise ValueError("the number of a copy is a whole number from 1")
    return int(text)


def held_line(number: str, versions: tuple[str, ...]) -> str:
    """Return a line of what a copy holds: the number of a document and its versions.

    What an old file called its version may be anything, so other characters than usual are written as in addresses.
    """
    return " ".join(quote(word, _PLAIN, errors="replace") or _NOTHING for word in (number, *versions))


def read_deliveries(source: Source | None) -> tuple[tuple[Delivery, ...], tuple[Problem, ...]]:
    """Return the entries that can be read, in the order of the file."""
    if source is None:
        return (), ()
    node, found = read_yaml(source.text, source.path, limit=FILE_BYTES)
    problems = list(found)
    if node is None or (isinstance(node, ScalarNode) and not node.value):
        return (), tuple(problems)
    if not isinstance(node, SequenceNode):
        return (), (*problems, Problem("SOP135", node.place))
    deliveries = tuple(_deliveries(node, problems))
    return deliveries, tuple(problems)


def _deliveries(node: SequenceNode, problems: list[Problem]) -> Iterator[Delivery]:
    lines: dict[int, str] = {}
    for item in node.items:
        if not isinstance(item, MappingNode):
            problems.append(Problem("SOP135", item.place))
            continue
        delivery = _delivery(Fields(item, DELIVERY, problems), problems)
        if delivery is None:
            continue
        if delivery.copy in lines:
            values = {"copy": str(delivery.copy), "line": lines[delivery.copy]}
            problems.append(Problem("SOP135.again", delivery.place, values))
        else:
            lines[delivery.copy] = str(delivery.place.line)
            yield delivery


def _delivery(fields: Fields, problems: list[Problem]) -> Delivery | None:
    """Return an entry, None where it does not say which copy went to whom and when."""
    fields.refuse_unknown()
    fields.require("copy", "to", "date", "documents")
    copy, to, handed_out = _copy(fields, problems), _to(fields, problems), fields.day("date")
    commit, sums, archive = (_digest(key, fields, problems) for key in _DIGESTS)
    documents, day = dict(_documents(fields, problems)), fields.day("day")
    options = {name.value: text.value for name, text in fields.named("options")}
    if not copy or not to or handed_out is None:
        return None
    return Delivery(copy, to, handed_out, documents, day, commit, sums, archive, options, fields.place)


def _copy(fields: Fields, problems: list[Problem]) -> int:
    """Return the number of the copy, 0 where it cannot be read."""
    text = fields.text("copy")
    if text is None or _COPY.fullmatch(text.value):
        return int(text.value) if text else 0
    problems.append(Problem("SOP135.copy", text.place, {"value": text.value[:_SHOWN]}))
    return 0


def _to(fields: Fields, problems: list[Problem]) -> str:
    """Return who got the copy, '' where no page could show it."""
    text = fields.text("to")
    if text is None or len(text.value) <= LONGEST_NAME:
        return text.value if text else ""
    values = {"length": str(len(text.value)), "limit": str(LONGEST_NAME)}
    problems.append(Problem("SOP135.to", text.place, values))
    return ""


def _digest(key: str, fields: Fields, problems: list[Problem]) -> str:
    text = fields.text(key)
    if text is None or _DIGESTS[key].fullmatch(text.value):
        return text.value if text else ""
    problems.append(Problem("SOP135.digest", text.place, {"key": key, "value": text.value[:_SHOWN]}))
    return ""


def _documents(fields: Fields, problems: list[Problem]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield numbers and versions of a block of lines, which begins below the line that announces it."""
    node, seen = fields.node("documents"), set[str]()
    if not isinstance(node, ScalarNode):
        fields.text("documents")  # says so
        return
    for row, line in enumerate(node.value.split("\n"), 1):
        number, *versions = map(_unquoted, line.split()) if line.strip() else ("",)
        place = Place(node.place.path, node.place.line + row)
        if number in seen:
            problems.append(Problem("SOP135.twice", place, {"number": number}))
        elif versions:
            seen.add(number)
            yield number, tuple(versions)
        elif number:
            problems.append(Problem("SOP135.versions", place, {"number": number}))


def _unquoted(word: str) -> str:
    return "" if word == _NOTHING else unquote(word)
