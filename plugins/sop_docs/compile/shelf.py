"""Where the versions of a document can be read. Touches no file."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from itertools import islice
from typing import Final

from ..model.change_log import ChangeLog, LoggedVersion
from ..model.sop import Sop

_VERSION: Final = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,9}){0,3}")
_LIST: Final = "versions"
_PAIRS: Final = "compare"
_KINDS: Final = ("md", "html")
_TEXT: Final = rf"(?:{_VERSION.pattern}|text-[0-9a-f]{{8}})"
_TAKEN: Final = re.compile(rf"{_LIST}|{_PAIRS}|{_TEXT}(?:-{_TEXT}(?:-[0-9]+)?)?")


@dataclass(frozen=True)
class Shelf:
    """The versions of a document: the one `shown`, by its place in the log, at `path`, others in a folder beside it.

    `shown` is None where the document is no more; at `most` so many versions have pages, the one shown counted, None:
    all. Only where they are `compared` pages tell what lies between them. `coming` are the texts that are decided and
    whose day has not come, by their place in the log. Paths are those of Markdown files, as of all
    pages.
    """

    log: ChangeLog
    path: str
    shown: int | None
    most: int | None = None
    compared: bool = True
    coming: Mapping[int, Sop] = field(default_factory=dict)

    @property
    def listing(self) -> str:
        """The page that lists all versions."""
        return f"{self._folder}/{_LIST}.md"

    @property
    def comparison(self) -> str:
        """The page on which any two versions are compared."""
        return f"{self._folder}/{_PAIRS}.md"

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
        return dict(islice(self._apart(), None if self.most is None else self.most - 1))

    @property
    def has_comparison(self) -> bool:
        """Whether there is more to compare than neighbours."""
        return self.compared and len(self.log.versions) > len(("older", "newer"))

    @cached_property
    def changed(self) -> Mapping[int, str]:
        """The pages that show what versions made other, by their place in the log: of all but the first."""
        return dict(self._changed()) if self.compared else {}

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

    def _changed(self) -> Iterator[tuple[int, str]]:
        taken: dict[str, int] = {}
        for at in range(len(self.log.versions) - 2, -1, -1):
            if self.log.versions[at].changes:
                names = (_file_name(self.log.versions[place].version.version) for place in (at + 1, at))
                name = "-".join(names)
                taken[name] = taken.get(name, 0) + 1
                yield at, f"{self._folder}/{name}{f'-{taken[name]}' if taken[name] > 1 else ''}.md"


def reserved(path: str, documents: Mapping[str, object]) -> bool:
    """Return whether a path is kept free for a version of one of the documents, by their paths."""
    folder, _, name = path.rpartition("/")
    stem, _, kind = name.rpartition(".")
    return f"{folder}.md" in documents and kind in _KINDS and bool(_TAKEN.fullmatch(stem))


def _file_name(version: str) -> str:
    """Return a file's name for what an author once called a version, anything perhaps."""
    return (
        version if _VERSION.fullmatch(version) else f"text-{sha256(version.encode('utf-8', 'replace')).hexdigest()[:8]}"
    )
