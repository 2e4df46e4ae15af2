"""Drawings kept from one build to the next."""

import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from .database import Database

_NAME = "charts.sqlite3"
_VERSION = 1
_TABLES = ("drawing (key BLOB UNIQUE, svg BLOB)",)
_MOST = 20_000  # some 60 MB; the oldest go first


class DrawingStore:
    """Raw SVG by the digest of what it was drawn from."""

    def __init__(self, folder: Path) -> None:
        self._database = Database(folder / _NAME, _VERSION, _TABLES, (zlib.error, UnicodeDecodeError))

    def read(self, keys: Iterable[bytes]) -> Mapping[bytes, str]:
        """Return what is known of the keys."""
        found: dict[bytes, str] = {}
        with self._database.forgiven(), self._database.opened() as database:
            for key in keys:
                row = database.execute("SELECT svg FROM drawing WHERE key = ?", (key,)).fetchone()
                if row:
                    found[key] = zlib.decompress(row[0]).decode()
        return found

    def write(self, drawings: Mapping[bytes, str]) -> None:
        """Keep the drawings, all of them or none."""
        rows = [(key, zlib.compress(svg.encode(), 1)) for key, svg in drawings.items()]
        with self._database.forgiven(), self._database.changed() as database:
            database.executemany("INSERT OR REPLACE INTO drawing VALUES (?, ?)", rows)
            database.execute("DELETE FROM drawing WHERE rowid <= (SELECT max(rowid) FROM drawing) - ?", (_MOST,))
