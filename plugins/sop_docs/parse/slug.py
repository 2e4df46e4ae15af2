"""Ids made of names. Touches no file."""

import re
import sys
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

ID = re.compile(r"[a-z][a-z0-9-]*")
_NO_ID = re.compile(r"[^a-z0-9]+")
_MOST = 8192
_readings: dict[str, str] = {}


@lru_cache(maxsize=_MOST)
def slug(name: str) -> str:
    """Return an id made of a name, Chinese by pinyin; `s-` before a leading digit."""
    name = unicodedata.normalize("NFKC", name)
    words = _NO_ID.sub("-", (name if name.isascii() else _reading(name)).lower()).strip("-")
    return words if ID.fullmatch(words) else f"s-{words}".rstrip("-")


def readings() -> Mapping[str, str]:
    """Return how Chinese names are read, as far as that was asked."""
    return dict(_readings)


def remember_readings(known: Mapping[str, str]) -> None:
    """Take what was found out in another run, so that nobody need load the dictionary for it."""
    _readings.update(known)


def forget_readings() -> None:
    """Let go of the dictionary of readings, some 50 MB; the next slug of a new Chinese name loads it again."""
    for name in [name for name in sys.modules if name.partition(".")[0] == "pypinyin"]:
        del sys.modules[name]


def _reading(name: str) -> str:
    if name not in _readings:
        from pypinyin import lazy_pinyin  # noqa: PLC0415 - its dictionary costs more than a small library's check

        if len(_readings) >= _MOST:
            _readings.clear()
        _readings[name] = "-".join(lazy_pinyin(name))
    return _readings[name]
