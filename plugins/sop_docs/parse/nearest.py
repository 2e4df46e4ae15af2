"""What an author probably meant. Touches no file."""

from collections.abc import Collection
from difflib import get_close_matches

_MOST = 50
_LONGEST = 60


class Nearest:
    """Finds the word that is most like a mistyped one; one is made for each document.

    A comparison costs more than all other work on a word, so only the first fifty of a document are compared.
    """

    def __init__(self) -> None:
        self._left = _MOST

    def __call__(self, word: str, words: Collection[str], likeness: float = 0.5) -> str:
        """Return the most similar one of `words`, or ''."""
        if self._left == 0 or len(word) > _LONGEST:
            return ""
        self._left -= 1
        return next(iter(get_close_matches(word.lower(), words, 1, likeness)), "")
