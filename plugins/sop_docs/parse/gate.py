"""The byte gate: what may enter as text, and under which paths. Touches no file."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from ..model.place import Place, Source
from ..model.problem import Problem, Severity
from .characters import CONTROL, HIDDEN, code_point
from .front_matter import body_start

FILE_BYTES = 1_000_000
LINE_CHARACTERS = 10_000
PATH_CHARACTERS = 180
NAME_BYTES = 240
"""File systems end at 255 bytes; the built page's name is longer than its source's."""

_CODECS = {"UTF-16": "utf-16", "GBK": "gb18030", "Latin-1": "latin-1"}
_RESERVED = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])", re.IGNORECASE)
_OURS = re.compile(r"^<{7} .*$", re.MULTILINE)
_THEIRS = re.compile(r"^>{7} .*$", re.MULTILINE)
_UNPORTABLE = re.compile(rf"""[<>:"|?*\\#%]|{CONTROL.pattern}|{HIDDEN.pattern}|[\t\n]|^ """)


def read_source(path: str, data: bytes, limit: int = FILE_BYTES) -> tuple[Source | None, tuple[Problem, ...]]:
    """Return the text of a file with Unix line ends and without a byte order mark, or None where it is refused."""
    if len(data) > limit:
        return None, (Problem("SOP001", Place(path), {"size": str(len(data)), "limit": str(limit)}),)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return None, (_undecodable(path, data, error.start),)
    if b"\0" in data and _is_utf16(data):
        return None, (_undecodable(path, data, data.index(b"\0")),)
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    refused = next(_refused(path, text), None)
    if refused is not None:
        return None, (refused,)
    return Source(path, text), tuple(_hidden(path, text))


def as_written(data: bytes) -> str:
    """Return a text in the encoding that it seems to have; marks stand for what cannot be read."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode(_CODECS[_encoding(data)], "replace")


def check_paths(paths: Sequence[str]) -> Iterator[Problem]:
    """Report paths that another system cannot hold or takes for one another."""
    spelled: dict[str, str] = {}
    for path in sorted(paths):
        if len(path) > PATH_CHARACTERS:
            # Nothing else is looked for in it: a name in an archive may have thirty thousand folders.
            yield Problem("SOP006.long", Place(path), {"length": str(len(path)), "limit": str(PATH_CHARACTERS)})
            continue
        yield from _check_path(path)
        other = _other_spelling(path, spelled)
        if other:
            yield Problem("SOP006.same", Place(path), {"path": path, "other": other})


def _refused(path: str, text: str) -> Iterator[Problem]:
    if "\r" in text:
        yield Problem("SOP003", place_at(path, text.replace("\r", "\n"), text.index("\r")))
    if found := CONTROL.search(text):
        yield Problem("SOP004", place_at(path, text, found.start()), {"character": code_point(found[0])})
    if "<<<<<<< " in text and (found := _OURS.search(text)) and _THEIRS.search(text, found.end()):
        yield Problem("SOP009", place_at(path, text, found.start()), {"file": path})
    if len(text) > LINE_CHARACTERS:
        for number, line in enumerate(text.split("\n"), 1):
            if len(line) > LINE_CHARACTERS:
                yield Problem("SOP001.line", Place(path, number), {"limit": str(LINE_CHARACTERS)})


def _hidden(path: str, text: str) -> Iterator[Problem]:
    # Front matter and YAML files are names throughout: their reader refuses what is only a warning in prose.
    start = len(text) if path.endswith((".yml", ".yaml")) else body_start(text)
    if not HIDDEN.search(text, start):
        return
    for number, line in enumerate(text[start:].split("\n"), text.count("\n", 0, start) + 1):
        if found := HIDDEN.search(line):
            values = {"character": code_point(found[0])}
            yield Problem("SOP005", Place(path, number, found.start() + 1), values, Severity.WARNING)


def place_at(path: str, text: str, offset: int) -> Place:
    """Return the line and column of a character of `text`."""
    return Place(path, text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))


def _undecodable(path: str, data: bytes, offset: int) -> Problem:
    line = data.count(b"\n", 0, offset) + 1
    before = data[data.rfind(b"\n", 0, offset) + 1 : offset].decode("utf-8", "replace")
    return Problem("SOP002", Place(path, line, len(before) + 1), {"offset": str(offset), "guess": _encoding(data)})


def _encoding(data: bytes) -> str:
    if _is_utf16(data):
        return "UTF-16"
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return "Latin-1"
    # Accented letters stand alone between ASCII ones, Chinese characters in rows of two bytes each.
    return "GBK" if re.search(rb"[\x80-\xff]{4}", data) else "Latin-1"


def _is_utf16(data: bytes) -> bool:
    return data.startswith((b"\xff\xfe", b"\xfe\xff")) or data[:200].count(b"\0") * 4 > len(data[:200])


def _check_path(path: str) -> Iterator[Problem]:
    place, parts = Place(path), path.split("/")
    if any(len(part.encode("utf-8", "replace")) > NAME_BYTES for part in parts):
        yield Problem("SOP006.name", place, {"limit": str(NAME_BYTES)})
    for part in parts:
        if found := _UNPORTABLE.search(part):
            yield Problem("SOP006.character", place, {"name": part, "character": _visible(found[0])})
        elif part.endswith((".", " ")):
            yield Problem("SOP006.end", place, {"name": part})
        elif _RESERVED.fullmatch(part.partition(".")[0].rstrip()):
            yield Problem("SOP006.reserved", place, {"name": part})


def _visible(character: str) -> str:
    return character if character.isprintable() and character != " " else code_point(character)


def _other_spelling(path: str, spelled: dict[str, str]) -> str:
    """Return the path, or folder of it, that differs from this one in case or Unicode form only."""
    parts = path.split("/")
    for count in range(1, len(parts) + 1):
        written = "/".join(parts[:count])
        first = spelled.setdefault(unicodedata.normalize("NFKC", written).casefold(), written)
        if first != written:
            return first
    return ""
