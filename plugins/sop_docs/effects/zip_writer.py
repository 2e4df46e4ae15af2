"""A zip that is the same on every machine: the same files and the same day give the same bytes.

zlib is not the same everywhere: systems put zlib-ng or their own in its place, which pack otherwise. libdeflate comes
with its Python package, whose version this package pins; it calculates with whole numbers only and packs alike on
every processor (github.com/ebiggers/libdeflate/issues/400).
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from hashlib import sha256
from typing import Protocol
from zlib import crc32

from deflate import deflate_compress

from ..model.problem import SopError
from .zip_records import (
    DEFLATED,
    MOST_BYTES,
    MOST_ENTRIES,
    STORED,
    Member,
    central_record,
    end_record,
    local_record,
    stamp_of,
)

_LEVEL = 9
"""The levels above take seven times as long for two hundredths less."""
MOST_RATIO = 200
"""What packs better is stored: those who unpack take it for a bomb, and it never comes up in text."""


class Sink(Protocol):
    """Where bytes go."""

    def write(self, data: bytes, /) -> object:
        """Take all of them."""


def write_zip(sink: Sink, files: Iterable[tuple[str, bytes]], day: date) -> None:
    """Write files in the order given, all of the same day."""
    summed = Summed(sink)
    stamp = stamp_of(day)
    members = []
    for path, data in files:
        name, packed = path.encode("utf-8"), pack(data)
        small = len(packed) < len(data) <= MOST_RATIO * len(packed)
        member = Member(name, STORED, stamp, crc32(data), len(data), len(data), summed.at)
        if small:
            member = replace(member, method=DEFLATED, packed=len(packed))
        members.append(member)
        if len(members) > MOST_ENTRIES or member.end > MOST_BYTES:
            raise SopError("more than a zip can hold: export to a folder, or a department at a time")
        summed.write(local_record(member))
        summed.write(packed if small else data)
    start = summed.at
    for member in members:
        summed.write(central_record(member))
    if summed.at > MOST_BYTES:
        raise SopError("more than a zip can hold: export to a folder, or a department at a time")
    sink.write(end_record(len(members), summed.at - start, start, summed.digest))


def pack(data: bytes) -> bytes:
    """Return data packed."""
    return bytes(deflate_compress(data, _LEVEL))


class Summed:
    """A sink that passes all on, and knows how much has been written (`at`, in bytes)."""

    def __init__(self, sink: Sink) -> None:
        self._sink, self._hash, self.at = sink, sha256(), 0

    def write(self, data: bytes) -> None:
        """Write all of the data."""
        self._sink.write(data)
        self._hash.update(data)
        self.at += len(data)

    @property
    def digest(self) -> str:
        """SHA-256 of what has been written."""
        return self._hash.hexdigest()
