"""A line that was probably meant for a key list: `**执行**：…`, `-执 行：…`, `执行：…`. Touches no file."""

import re
from functools import lru_cache

from .step_keys import STEP_KEYS, step_key

_LINE = re.compile(
    r"""\ {0,3}(?P<bullet>[-*+•·●－–—][ \t]*|[0-9]{1,2}[.)、][ \t]*)?
    [*_`]{0,3}(?P<key>[^\s:：*_`|\#>][^:：|\n]{0,24}?)[*_`]{0,3}[ \t]{0,3}
    [:：](?![\\/])""",
    re.VERBOSE,
)
_PUT_IN = re.compile(r"[\s*_`]+")
_CHINESE = tuple(word for others in STEP_KEYS.values() for word in others if not word.isascii())


def key_of_line(line: str) -> str:
    """Return the key of a step, as typed, that a line at the left margin begins with, or ''."""
    found = _LINE.match(line)
    if found is None or not _means_key(found["key"]):
        return ""
    # Without a list's mark `A: …` is the answer to a question.
    return found["key"] if found["bullet"] or len(found["key"]) > 1 else ""


def key_without_colon(text: str) -> str:
    """Return the Chinese key that the text of a list item begins with, or ''."""
    return next((word for word in _CHINESE if text.startswith(word)), "")


@lru_cache(maxsize=4096)
def _means_key(word: str) -> bool:
    return step_key(word) is not None or step_key(_PUT_IN.sub("", word)) is not None
