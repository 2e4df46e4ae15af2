"""The gettext catalogues of the package."""

import json
from contextlib import suppress
from functools import cache
from pathlib import Path

from ..model.words import Words
from .files import write_atomically
from .program import program
from .user_cache import common_cache

LANGUAGES = ("zh", "en")
_LOCALE = Path(__file__).parent.parent / "locale"


@cache
def load_words(language: str) -> Words:
    """Return all words of `language`, one of `LANGUAGES`."""
    # To read the catalogues takes a tenth of a second: a third of what a second check takes.
    file = common_cache() / f"words.{language}.json"
    messages = _kept(file)
    if messages is None:
        messages = _read(language)
        with suppress(OSError):
            file.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(file, json.dumps({"program": program(), "messages": messages}))
    return Words(language, messages)


def _read(language: str) -> dict[str, str]:
    from babel.messages.pofile import read_po  # noqa: PLC0415 - loaded when catalogues are read, not at every start

    messages: dict[str, str] = {}
    for path in sorted((_LOCALE / language / "LC_MESSAGES").glob("*.po")):
        with path.open("rb") as file:
            messages.update({str(entry.id): str(entry.string) for entry in read_po(file) if entry.id})
    return messages


def _kept(file: Path) -> dict[str, str] | None:
    """Return what the last run read, None where that was another program or cannot be used."""
    try:
        document = json.loads(file.read_bytes())
        if document["program"] == program():
            return {str(name): str(words) for name, words in document["messages"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        pass
    return None
