"""Ids made of names. Touches no file."""

import re
import sys
import unicodedata
from functools import lru_cache

ID = re.compile(r"[a-z][a-z0-9-]*")
_NO_ID = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=8192)
def slug(name: str) -> str:
    """Return an id made of a name, Chinese by pinyin; `s-` before a leading digit."""
    name = unicodedata.normalize("NFKC", name)
    if name.isascii():
        parts = [name]
    else:
        from pypinyin import lazy_pinyin  # noqa: PLC0415 - its dictionary costs more than a small library's check

        parts = lazy_pinyin(name)
    words = _NO_ID.sub("-", "-".join(parts).lower()).strip("-")
    return words if ID.fullmatch(words) else f"s-{words}".rstrip("-")


def forget_readings() -> None:
    """Let go of the dictionary of readings, some 50 MB; the next slug of a Chinese name loads it again."""
    for name in [name for name in sys.modules if name.partition(".")[0] == "pypinyin"]:
        del sys.modules[name]
