"""Where a text names a document: by its number, or by a path to its file. Touches no file."""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

_PATH = re.compile(r"[^\s()<>\[\]\"'`|，。；、：（）「」]*\Z")
_LONGEST = 200
"""A path that is longer leads to no document."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Where in a text a document is named; `target` is the file that a path leads to, '' for a bare number."""

    start: int
    target: str = ""


def mentions(text: str, path: str, name: str) -> Iterator[Mention]:
    """Yield where `text`, the file at `path`, has a number or the name of a file; addresses of the web are neither."""
    # ASCII look-around, not \b: the number in 见SOP-CS-2024-001的 is one.
    expression = re.compile(
        rf"(?<![A-Za-z0-9_-])(?<![A-Za-z0-9]\.){re.escape(name)}(?P<ending>\.(?:md|html))?(?![A-Za-z0-9_-]|\.[A-Za-z0-9])"
    )
    for found in expression.finditer(text):
        before = _PATH.search(text, max(0, found.start() - _LONGEST), found.start())
        folder = before[0] if before else ""
        if found["ending"] and "://" not in folder and not folder.startswith("/"):
            target = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(folder) + name + ".md"))
            yield Mention(found.start(), target)
        elif not found["ending"] and not folder.endswith(("/", ".", "@")):
            yield Mention(found.start())
