"""The record of numbered copies: each is entered before it is there, and struck out where it does not come to be."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from hashlib import sha256
from pathlib import Path

from ..effects.delivery import alone, cut_file, replace_file
from ..model.bundle import COPY, SUMS, TO, Manifest
from ..model.delivery import Delivery
from ..model.part import Receiver
from ..model.problem import Problem, SopError
from ..model.words import Words
from ..parse.deliveries import LAST_COPY
from ..project.load import DELIVERIES, read_record
from ..project.named import folder_seen
from ..report.delivery import delivery_text
from .seal import Bundle


class Book:
    """The record of a library, as long as nobody else writes in it."""

    def __init__(self, path: Path, name: str, words: Words) -> None:
        self._path, self.name, self._words = path, name, words
        self._before = path.read_bytes() if path.exists() else None
        self._known, problems = read_record(self._before)
        if problems:
            raise SopError(self._told(problems[0]))
        last = max(self._known, key=lambda one: one.copy, default=None)
        self.next_copy = last.copy + 1 if last else 1
        """The number of the next copy."""
        if last and self.next_copy > LAST_COPY:
            raise SopError(self._told(Problem("SOP135.copy", last.place, {"value": str(self.next_copy)})))

    @contextmanager
    def entered(self, delivery: Delivery) -> Iterator[None]:
        """Have a delivery in the record; where what is done in the meantime fails, it was never there."""
        if (self._path.read_bytes() if self._path.exists() else None) != self._before:
            raise SopError(self._words("record.changed", path=self.name))
        replace_file(self._path, self._with(delivery))
        try:
            yield
        except Exception:
            self._strike_out()
            raise

    def _with(self, delivery: Delivery) -> bytes:
        """Return the record with one entry more, all else as it is; what would not be read again is not written."""
        entry = delivery_text(delivery)
        if self._known:
            # Authors may have moved the list to the right.
            margin = " " * (self._known[-1].place.column - len("- ") - 1)
            entry = "".join(f"{margin}{line}" for line in entry.splitlines(keepends=True))
        head = self._words("record.head") + "\n" if self._before is None else ""
        before = self._before or b""
        text = head + ("" if before.endswith(b"\n") or not before else "\n") + entry
        if b"\r\n" in before:
            text = text.replace("\n", "\r\n")
        written = before + text.encode()
        known, problems = read_record(written)
        if problems or known != (*self._known, delivery):
            raise SopError(self._words("record.unfit", path=self.name))
        return written

    def _told(self, found: Problem) -> str:
        """Return what is to be mended before another copy gets a number."""
        words = self._words
        return words("record.problem", place=str(found.place), words=words(found.key, **found.values))

    def _strike_out(self) -> None:
        if self._before is None:
            self._path.unlink()
        else:
            cut_file(self._path, len(self._before))


@contextmanager
def opened_book(content: Path, root: Path, words: Words) -> Iterator[Book]:
    """Give the record of a library for one's own, so that no two runs give the same number."""
    path, name = content / DELIVERIES, f"{folder_seen(content, root)}/{DELIVERIES}"
    if path.is_symlink() or (path.exists() and not path.is_file()):
        raise SopError(words("record.special", path=name))
    with alone(path):
        yield Book(path, name, words)


def delivery_of(bundle: Bundle, receiver: Receiver, handed_out: date, archive: str = "") -> Delivery:
    """Return the entry of a copy; `archive` is the digest of its zip."""
    about = bundle.manifest.about
    return Delivery(
        receiver.copy,
        receiver.name,
        handed_out,
        _held(bundle.manifest),
        about.day,
        about.commit,
        sha256(bundle.read(SUMS)).hexdigest(),
        archive,
        {name: value for name, value in about.options.items() if name not in {TO, COPY}},
    )


def _held(manifest: Manifest) -> Mapping[str, tuple[str, ...]]:
    held: dict[str, tuple[str, ...]] = {}
    for one in manifest.documents:
        held[one.number] = (*held.get(one.number, ()), one.version)
    return held
