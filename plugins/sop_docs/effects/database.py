"""A database of what can be made anew, in one file; it may be lost at any time."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Database:
    """Where the file is, and its tables; `version` is another one where rows are read in another way.

    A file that is broken or of another version is thrown away; `senseless` is what rows raise that cannot be read.
    """

    path: Path
    version: int
    tables: tuple[str, ...]
    senseless: tuple[type[Exception], ...]

    @contextmanager
    def forgiven(self) -> Iterator[None]:
        """Let whatever is wrong with the file end the work on it and nothing else."""
        try:
            yield
        except OSError:  # not ours to write
            return
        except sqlite3.DatabaseError as error:
            if "locked" not in str(error):  # by another run
                self.forget()
        except self.senseless:
            self.forget()

    @contextmanager
    def opened(self) -> Iterator[sqlite3.Connection]:
        """Give the database."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(self.path, isolation_level=None)) as database:
            database.execute("PRAGMA synchronous = OFF")  # what a power cut breaks is thrown away
            if _version(database) != self.version:
                self._begin(database)
            yield database

    @contextmanager
    def changed(self) -> Iterator[sqlite3.Connection]:
        """Give the database for work that is done whole or not at all."""
        with self.opened() as database, database:
            database.execute("BEGIN IMMEDIATE")
            yield database

    def forget(self) -> None:
        """Throw everything away."""
        with suppress(OSError):
            self.path.unlink()

    def _begin(self, database: sqlite3.Connection) -> None:
        with database:
            database.execute("BEGIN IMMEDIATE")
            if _version(database) not in {0, self.version}:
                raise sqlite3.DatabaseError
            for table in self.tables:
                database.execute(f"CREATE TABLE IF NOT EXISTS {table}")
            database.execute(f"PRAGMA user_version = {self.version}")


def _version(database: sqlite3.Connection) -> int:
    return int(database.execute("PRAGMA user_version").fetchone()[0])
