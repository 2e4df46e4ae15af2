"""The words of a file that could be names of modules and forms. Touches no file."""

import re

_WORDS = (re.compile(rb"[A-Za-z0-9][A-Za-z0-9-]*"), re.compile(rb"[A-Za-z0-9]+(?:[-_.][A-Za-z0-9]+)+"))
"""A module's name stands before a point (`escalation.approve`), a number may have some in it."""


def names_in(data: bytes) -> frozenset[str]:
    """Return every word of ASCII letters, digits, and the signs that names have."""
    return frozenset(word.decode() for words in _WORDS for word in words.findall(data))
