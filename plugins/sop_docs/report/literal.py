"""Words of an author in the Markdown of a forge: shown as they are, and nothing else happens. Touches no file."""

import re
from typing import Final

from .findings import visible

_SIGNS: Final = re.compile(r"[\\`*_{}\[\]#+!|~^]|(?<=^[0-9])\.(?=\s)|^-")
_REFERENCE: Final = re.compile(r"([@#!$%~^]|&amp;)(?=[\w'“]|&quot;)")
"""Signs that make a forge tell somebody, or link to something: it looks for them after all Markdown is gone."""
_COMMIT: Final = re.compile(r"(?<![0-9A-Za-z])[0-9a-f]{7,64}(?![0-9A-Za-z])")
_PIECE: Final = re.compile(r"[0-9a-f]{6}(?=[0-9a-f])")
"""So many characters of a commit's name are none yet."""
_JOINT: Final = re.compile(r"(\bgh)(?=-[0-9])|(:)(?=//|[a-z0-9_+-]+:)|(\bwww)(?=\.)", re.IGNORECASE)
"""Where an issue's short name, an address, a picture's name may come apart."""
_APART: Final = "\u200b"
"""No width; a name behind it is none."""


def literal(text: str, most: int = 0) -> str:
    """Return words as Markdown that shows them, the first so many characters; no mention, reference, link or image."""
    return _SIGNS.sub(r"\\\g<0>", in_element(text, most))


def in_element(text: str, most: int = 0) -> str:
    """Return the same for the inside of an HTML element, where a forge reads no Markdown."""
    shown = visible(clipped(text, most) if most else text).replace("&", "&amp;").replace("<", "&lt;")
    shown = shown.replace(">", "&gt;").replace('"', "&quot;")
    for sign in (_REFERENCE, _JOINT):
        shown = sign.sub(rf"\g<0>{_APART}", shown)
    return _COMMIT.sub(lambda found: _PIECE.sub(rf"\g<0>{_APART}", found[0]), shown)


def clipped(text: str, most: int) -> str:
    """Return the first so many characters, with a sign where that is not all."""
    return text if len(text) <= most else f"{text[: most - 1]}…"
