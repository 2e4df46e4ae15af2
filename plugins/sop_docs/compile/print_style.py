"""What paper says on every sheet: which document, which version, which page, and that paper is not controlled."""

import re
from functools import lru_cache
from typing import Final

from ..model.words import Words

_PLAIN: Final = re.compile(r"[^\w ]", re.ASCII)
_COUNTERS: Final = {"{page}": "counter(page)", "{pages}": "counter(pages)"}


def print_style(words: Words, title: str, number: str = "", state: str = "", mark: str = "") -> str:
    """Return the custom properties that the page margins of the style sheet show; a `mark` lies across every sheet.

    A script has a word in `state` and `mark`, which are of the day of the reader.
    """
    values = {
        "title": css_string(title),
        "number": css_string(number),
        "notice": css_string(words("print.notice")),
        "page": _with_counters(words("print.page", page="{page}", pages="{pages}")),
    }
    later = {"state": css_string(state) if state else "", "mark": css_string(mark) if mark else ""}
    values |= {name: value for name, value in later.items() if value}
    return ":root{" + "".join(f"--sop-print-{name}:{value};" for name, value in values.items()) + "}"


@lru_cache(maxsize=1024)
def css_string(text: str) -> str:
    """Return words as a CSS string that nothing in them can end."""
    return '"' + _PLAIN.sub(lambda found: f"\\{ord(found[0]):x} ", text) + '"'


def _with_counters(sentence: str) -> str:
    parts = re.split(r"(\{pages?\})", sentence)
    return " ".join(_COUNTERS.get(part) or css_string(part) for part in parts if part)
