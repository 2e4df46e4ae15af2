"""Where the versions of a document can be read. Touches no file."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Final

from ..model.change_log import ChangeLog, LoggedVersion

_VERSION: Final = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,9}){0,3}")
_LIST: Final = "versions"
_KINDS: Final = ("md", "html")


@dataclass(frozen=True)
class Shelf:
    """The versions of a document: the one `shown`, by its place in the log, at `path`, others in a folder beside it.

    `shown` is None where the document is no more; `alone` says that the others have no pages. Paths are those of
    Markdown files, as of all pages.
    """

    log: ChangeLog
    path: str
    shown: int | None
    alone: bool = False

    @property
    def listing(self) -> str:
        """The page that lists all versions."""
        return f"{self._folder}/{_LIST}.md"

    @property
    def current(self) -> LoggedVersion | None:
        """The version that stands at the document's own address."""
        return None if self.shown is None else self.log.versions[self.shown]

    @property
    def newer(self) -> tuple[int, ...]:
        """The versions that are newer than the one shown."""
        return tuple(at for at, _ in self._apart() if self.shown is not None and at < self.shown)

    @cached_property
    def apart(self) -> Mapping[int, str]:
        """The pages of the other versions: of those that were issued, and of the newest.

        Of several runs of one version the last has the address.
        """
        return {} if self.alone else dict(self._apart())

    def place(self, at: int) -> str:
        """Return the page of a version, '' where it has none."""
        return self.path if at == self.shown else self.apart.get(at, "")

    @property
    def _folder(self) -> str:
        return self.path.removesuffix(".md")

    def _apart(self) -> Iterator[tuple[int, str]]:
        taken = {self.current.version.version} if self.current else set()
        for at, logged in enumerate(self.log.versions):
            name = logged.version.version
            if at != self.shown and name not in taken and (logged.version.issued or (at == 0 and self.current)):
                taken.add(name)
                yield at, f"{self._folder}/{_file_name(name)}.md"


def reserved(path: str, documents: Mapping[str, object]) -> bool:
    """Return whether a path is kept free for a version of one of the documents, by their paths."""
    folder, _, name = path.rpartition("/")
    stem, _, kind = name.rpartition(".")
    return f"{folder}.md" in documents and kind in _KINDS and bool(stem == _LIST or _VERSION.fullmatch(stem))


def _file_name(version: str) -> str:
    """Return a file's name for what an author once called a version, anything perhaps."""
    return (
        version if _VERSION.fullmatch(version) else f"text-{sha256(version.encode('utf-8', 'replace')).hexdigest()[:8]}"
    )
