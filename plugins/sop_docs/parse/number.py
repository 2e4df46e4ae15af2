"""Numbers and versions of documents as authors type them. Touches no file."""

import re
from collections.abc import Mapping

from ..model.place import Text
from ..model.problem import Problem
from ..model.vocabulary import Vocabulary
from .characters import CHINESE, code_point

NO_VERSION = "0.0"

_NUMBER = re.compile(r"[A-Za-z0-9]+(?:[-_.][A-Za-z0-9]+)*")
_NUMBER_CHARACTERS = 64
_VERSION = re.compile(r"[0-9]{1,6}(?:\.[0-9]{1,6}){1,2}")
_SHOWN_VERSION = re.compile(r"[Vv]\.?\s*([0-9]{1,6}(?:\.[0-9]{1,6}){1,2})")


def read_number(number: Text | None, key: str, problems: list[Problem]) -> Text | None:
    """Return a number that can stand in a path and an address, else None."""
    if number is None:
        return None
    foreign = next((character for character in number.value if not character.isascii()), "")
    if foreign:
        values = {"key": key, "number": number.value, "character": foreign, "code": code_point(foreign)}
        problems.append(Problem("SOP110.ascii", number.place, values))
    elif len(number.value) > _NUMBER_CHARACTERS or not _NUMBER.fullmatch(number.value):
        problems.append(Problem("SOP110", number.place, {"key": key, "number": number.value}))
    else:
        return number
    return None


def check_number(number: Text, path: str, vocabulary: Vocabulary, problems: list[Problem]) -> Mapping[str, str]:
    """Return the fields of a number by its type's pattern, and report another shape or another file name."""
    stem = path.rpartition("/")[2].removesuffix(".md")
    if stem != number.value:
        right = _has_shape(stem, vocabulary) and not _has_shape(number.value, vocabulary)
        key = "SOP111.stem" if right else "SOP111"
        problems.append(Problem(key, number.place, {"number": number.value, "stem": stem}))
    for kind in vocabulary.types.values():
        if (fields := kind.pattern.match(number.value)) is not None:
            return fields
    if vocabulary.types:
        patterns = [
            kind.pattern.text.replace("{type}", code)
            for code, kind in vocabulary.types.items()
            if number.value.startswith(code)
        ] or [kind.pattern.text.replace("{type}", code) for code, kind in vocabulary.types.items()]
        values = {
            "number": number.value,
            "patterns": ", ".join(patterns),
            "departments": ", ".join(vocabulary.departments) or "A-Z",
        }
        problems.append(Problem("SOP110.shape", number.place, values))
    return {}


def _has_shape(number: str, vocabulary: Vocabulary) -> bool:
    return any(kind.pattern.match(number) is not None for kind in vocabulary.types.values())


def read_version(version: Text | None, missing: Text, problems: list[Problem]) -> Text:
    """Return the version as typed, `0.0` at the place of `missing` where there is none that can be used."""
    if version is None:
        return Text(NO_VERSION, missing.place)
    if _VERSION.fullmatch(version.value):
        return version
    if shown := _SHOWN_VERSION.fullmatch(version.value):
        problems.append(Problem("SOP107.v", version.place, {"value": version.value, "version": shown[1]}))
        return Text(shown[1], version.place)
    problems.append(Problem("SOP107", version.place, {"value": version.value}))
    return Text(NO_VERSION, version.place)


def script_of(title: str) -> str:
    """Return the language that a title is probably written in."""
    return "zh" if CHINESE.search(title) else "en"
