"""The versions of a copy put into the pages of their documents, and at their own addresses the way there."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from .compile.links import relative
from .compile.within import SCRIPT, Other, with_versions
from .effects.templates import environment
from .model.page import html_path

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .compile.shelf import Shelf
    from .model.words import Words

WITHIN, DOOR = SCRIPT.rpartition("/")[2], "door.js"
"""The scripts that show versions."""
_TEMPLATE = "sop_door.html"
_CHANGES = "changes"
"""Where the page of a document tells of all its versions."""


@dataclass(frozen=True, slots=True)
class _Door:
    """What stands at an address whose text lies elsewhere: of which page, and the way there.

    The `words` are a message's key; a way that is `plain` needs no script.
    """

    other: Other
    document: str
    way: str
    words: str = "within.words"
    plain: bool = False


class Within:
    """What puts versions into the pages of their documents, in the folder of a built site."""

    def __init__(self, folder: Path, words: "Words", notice: str) -> None:
        """Begin; the notice is what every page of a copy says of it."""
        self._folder, self._words, self._notice = folder, words, notice
        self._template = environment(part="theme").get_template(_TEMPLATE)

    def put(self, shelves: "Iterable[Shelf]") -> None:
        """Put the versions of every document that has a page into it."""
        for shelf in shelves:
            if shelf.current and shelf.apart:
                self._put(shelf)

    def _put(self, shelf: "Shelf") -> None:
        path = html_path(shelf.path)
        html = self._read(path)
        others = [self._other(page) for page in shelf.apart.values()]
        if (merged := with_versions(path, html, others)) is None:
            return
        self._write(path, merged)
        for other in others:
            self._write(other.path, self._door(_Door(other, path, f"?v={quote(other.name)}")))
        if f'id="{_CHANGES}"' in html:
            listing = self._other(shelf.listing)
            self._write(listing.path, self._door(_Door(listing, path, f"#{_CHANGES}", "within.listing", plain=True)))

    def _other(self, page: str) -> Other:
        path = html_path(page)
        return Other(path.rpartition("/")[2].removesuffix(".html"), path, self._read(path))

    def _door(self, door: _Door) -> str:
        other, t = door.other, self._words.messages
        document = relative(other.path, door.document)
        return self._template.render(
            language=self._words.language,
            title=other.words("title"),
            root="../" * other.path.count("/"),
            way=f"{document}{door.way}",
            heading=other.words(".sop-page h1"),
            state=other.words(".sop-banner strong"),
            words=t[door.words],
            document=f"{document}{door.way}" if door.plain else document,
            document_words=t["part.changes" if door.plain else "within.document"],
            stamp=other.words(".sop-copy strong"),
            notice=self._notice,
        )

    def _read(self, path: str) -> str:
        return (self._folder / path).read_text("utf-8")

    def _write(self, path: str, html: str) -> None:
        (self._folder / path).write_text(html, "utf-8", newline="\n")
