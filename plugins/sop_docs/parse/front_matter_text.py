"""A text as front matter holds it. Touches no file."""

import json
import re

_FIRST = r"[^\s\-?:,\[\]{}#&*!|>'\"%@`~.=<]"
_PLAIN = re.compile(rf"{_FIRST}(?:[^:#\n]|:(?=\S)|(?<=\S)#)*")
_NULLS = frozenset({"null", "Null", "NULL"})


def scalar(value: str) -> str:
    """Return a text as a YAML scalar, in quotes where it needs them."""
    bare = _PLAIN.fullmatch(value) and value not in _NULLS and value == value.strip()
    return value if bare else json.dumps(value, ensure_ascii=False)
