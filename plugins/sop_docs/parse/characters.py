"""Characters that a text must not hold, or that a reader cannot see. Touches no file."""

import re

CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
"""Control characters, Unicode's own line ends, lone surrogates: refused wherever they stand."""

HIDDEN = re.compile("[\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]")
"""Zero-width characters and those that turn the direction of writing: refused in names, a warning in prose."""

MARKUP = re.compile(r"<(?![=\s0-9０-９])")
"""A `<` that begins no comparison such as `< 24 小时`: refused in names."""

CHINESE = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
"""A Chinese character."""


def code_point(character: str) -> str:
    """Return `U+200B` for a character nobody can see."""
    return f"U+{ord(character):04X}"
