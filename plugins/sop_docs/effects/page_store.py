"""Finished pages kept from one build to the next."""

import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from .database import Database

_NAME = "pages.sqlite3"
_VERSION = 1
_TABLES = ("page (key TEXT PRIMARY KEY, html BLOB, good INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID",)


class PageStore:
    """Finished pages by the digest of what they were made of; only those that are good are given out."""

    def __init__(self, folder: Path) -> None:
        self._database = Database(folder / _NAME, _VERSION, _TABLES, (zlib.error, UnicodeDecodeError))
        self._used: list[str] = []

    def read(self, keys: Iterable[str]) -> Mapping[str, str]:
        """Return what is known of the keys."""
        found: dict[str, str] = {}
        with self._database.forgiven(), self._database.opened() as database:
            for key in keys:
                row = database.execute("SELECT html FROM page WHERE good AND key = ?", (key,)).fetchone()
                if row:
                    found[key] = zlib.decompress(row[0]).decode()
        self._used += found
        return found

    def write(self, pages: Mapping[str, str]) -> None:
        """Keep pages of which nobody knows yet whether they are good."""
        rows = [(key, zlib.compress(html.encode("utf-8", "surrogatepass"), 1)) for key, html in pages.items()]
        with self._database.forgiven(), self._database.changed() as database:
            database.executemany("INSERT OR REPLACE INTO page VALUES (?, ?, 0)", rows)
        self._used += pages

    def end(self) -> None:
        """Let the pages of this build be good; what it had no use for goes."""
        with self._database.forgiven(), self._database.changed() as database:
            database.execute("CREATE TEMPORARY TABLE used (key TEXT PRIMARY KEY) WITHOUT ROWID")
            database.executemany("INSERT OR IGNORE INTO used VALUES (?)", ((key,) for key in self._used))
            database.execute("DELETE FROM page WHERE key NOT IN (SELECT key FROM used)")
            database.execute("UPDATE page SET good = 1 WHERE NOT good")
        self._used = []
