"""Drawings kept from one build to the next, in one file; it may be lost at any time."""

import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from pathlib import Path

_NAME = "charts.sqlite3"
_MOST = 20_000  # some 60 MB; the oldest go first


class DrawingStore:
    """Raw SVG by the digest of what it was drawn from; a file that is broken is thrown away."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / _NAME

    def read(self, keys: Iterable[bytes]) -> Mapping[bytes, str]:
        """Return what is known of the keys."""
        found: dict[bytes, str] = {}
        with self._forgiven(), closing(self._open()) as database:
            for key in keys:
                row = database.execute("SELECT svg FROM drawing WHERE key = ?", (key,)).fetchone()
                if row:
                    found[key] = zlib.decompress(row[0]).decode()
        return found

    def write(self, drawings: Mapping[bytes, str]) -> None:
        """Keep the drawings, all of them or none."""
        rows = [(key, zlib.compress(svg.encode(), 1)) for key, svg in drawings.items()]
        with self._forgiven(), closing(self._open()) as database, database:
            database.execute("CREATE TABLE IF NOT EXISTS drawing (key BLOB UNIQUE, svg BLOB)")
            database.executemany("INSERT OR REPLACE INTO drawing VALUES (?, ?)", rows)
            database.execute(
                "DELETE FROM drawing WHERE rowid <= (SELECT max(rowid) FROM drawing) - ?",
                (_MOST,),
            )

    def _open(self) -> sqlite3.Connection:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        return sqlite3.connect(self._path)

    @contextmanager
    def _forgiven(self) -> Iterator[None]:
        """Let whatever is wrong with the file end the work on it and nothing else."""
        try:
            yield
        except (sqlite3.OperationalError, OSError):  # locked by another build, or not ours to write
            return
        except (sqlite3.DatabaseError, zlib.error, UnicodeDecodeError):
            with suppress(OSError):
                self._path.unlink()
