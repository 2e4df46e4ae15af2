"""Names as they compare. Touches no file."""

import unicodedata
from functools import lru_cache

_NAME = 80  # characters; longer ones are sentences, which come once


def folded(name: str) -> str:
    """Return a name without what makes no difference between two: width, case and superfluous spaces."""
    return _known_folded(name) if len(name) <= _NAME else _folded(name)


def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


_known_folded = lru_cache(maxsize=16_384)(_folded)
