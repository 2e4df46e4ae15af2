"""The gettext catalogues of the package."""

from functools import cache
from pathlib import Path

from ..model.words import Words

LANGUAGES = ("zh", "en")
_LOCALE = Path(__file__).parent.parent / "locale"


@cache
def load_words(language: str) -> Words:
    """Return all words of `language`, one of `LANGUAGES`."""
    from babel.messages.pofile import read_po  # noqa: PLC0415 - loaded when words are needed, not at every start

    messages: dict[str, str] = {}
    for path in sorted((_LOCALE / language / "LC_MESSAGES").glob("*.po")):
        with path.open("rb") as file:
            messages.update({str(entry.id): str(entry.string) for entry in read_po(file) if entry.id})
    return Words(language, messages)
