"""The records of a zip, byte by byte as a bundle has them: nothing in them depends on machine, hour or user.

Source: PKWARE's APPNOTE 6.3.10, 4.3. There are no extra fields, no comments of entries, no data descriptors, no
entries for folders, and no zip64, so that every entry has one spelling only.
"""

import struct
from dataclasses import dataclass
from datetime import date
from typing import Final

STORED, DEFLATED = 0, 8
UTF8: Final = 1 << 11
ENCRYPTED: Final = 1 | 1 << 6
MOST_ENTRIES: Final = 0xFFFE
MOST_BYTES: Final = 0xFFFFFFFE
"""Above these a zip needs other records."""

LOCAL = struct.Struct("<4sHHHHHIIIHH")
CENTRAL = struct.Struct("<4sHHHHHHIIIHHHHHII")
END = struct.Struct("<4sHHHHIIH")
LOCAL_SIGN, CENTRAL_SIGN, END_SIGN = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
COMMENT = b"sop-export sha256:"
"""How the comment of the archive begins; the SHA-256 of all that stands before the last record follows."""
COMMENT_BYTES: Final = len(COMMENT) + 64

_NEEDS = 20  # deflate
_MADE_BY = 3 << 8 | _NEEDS  # Unix, whose modes are then read
_FILE = 0o100644
_FIRST, _LAST = date(1980, 1, 1), date(2107, 12, 31)


@dataclass(frozen=True, slots=True)
class Member:
    """An entry: `name` as bytes, `stamp` its time and day as two numbers, `offset` where its local record begins."""

    name: bytes
    method: int
    stamp: tuple[int, int]
    crc: int
    packed: int
    size: int
    offset: int

    @property
    def data_offset(self) -> int:
        """Where its data begin."""
        return self.offset + LOCAL.size + len(self.name)

    @property
    def end(self) -> int:
        """Where the next record begins."""
        return self.data_offset + self.packed


def stamp_of(day: date) -> tuple[int, int]:
    """Return midnight of a day; a zip knows days from 1980 to 2107, others become the nearest."""
    day = min(max(day, _FIRST), _LAST)
    return 0, (day.year - _FIRST.year) << 9 | day.month << 5 | day.day


def local_record(member: Member) -> bytes:
    """Return what stands before the data of an entry."""
    fields = (_NEEDS, UTF8, member.method, *member.stamp, member.crc, member.packed, member.size)
    return LOCAL.pack(LOCAL_SIGN, *fields, len(member.name), 0) + member.name


def central_record(member: Member) -> bytes:
    """Return what the directory at the end says of an entry."""
    fields = (_MADE_BY, _NEEDS, UTF8, member.method, *member.stamp, member.crc, member.packed, member.size)
    return CENTRAL.pack(CENTRAL_SIGN, *fields, len(member.name), 0, 0, 0, 0, _FILE << 16, member.offset) + member.name


def end_record(count: int, size: int, offset: int, digest: str) -> bytes:
    """Return the last record: so many entries, a directory of this size at this place, a digest of all before."""
    comment = COMMENT + digest.encode("ascii")
    return END.pack(END_SIGN, 0, 0, count, count, size, offset, len(comment)) + comment
