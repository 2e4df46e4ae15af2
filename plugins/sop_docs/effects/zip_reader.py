"""A zip from anybody, looked through without unpacking it: what is not as `sop export` writes it is not read."""

import stat
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import BinaryIO
from zlib import MAX_WBITS, crc32, decompressobj
from zlib import error as ZlibError  # noqa: N812 - zlib's only class in lower case

from ..model.bundle import Finding, Kind
from .zip_records import (
    CENTRAL,
    CENTRAL_SIGN,
    COMMENT,
    COMMENT_BYTES,
    DEFLATED,
    ENCRYPTED,
    END,
    END_SIGN,
    LOCAL_SIGN,
    MOST_BYTES,
    MOST_ENTRIES,
    STORED,
    Member,
    central_record,
    local_record,
)
from .zip_writer import MOST_RATIO

MOST_FILE, MOST_TOTAL = 1 << 29, 1 << 32
"""Bytes of a file, and of all, that are unpacked; a library of ten thousand procedures has fewer."""
MOST_DIRECTORY = 1 << 26
_LONGEST_COMMENT = 0xFFFF
_LOCATOR_SIGN, _LOCATOR_BYTES = b"PK\x06\x07", 20
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Directory:
    """The entries of a zip and what is wrong with the file; with anything but `ALTERED` no entry may be read."""

    members: tuple[Member, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _End:
    """The last record: where it is, how many entries it speaks of, where the directory is, what it remarks."""

    at: int
    count: int
    size: int
    start: int
    comment: bytes


def read_directory(file: BinaryIO) -> Directory:
    """Return the entries, as far as they can be told."""
    end = _find_end(file)
    if isinstance(end, Finding):
        return Directory((), (end,))
    if refused := _refused(end):
        return Directory((), (refused,))
    file.seek(end.start)
    members, findings, canonical = _members(file.read(end.size), end.count)
    own = end.comment.startswith(COMMENT) and len(end.comment) == COMMENT_BYTES
    if not (own and canonical) or len({member.stamp for member in members}) > 1:
        findings.append(Finding(Kind.REPACKED))
    if not findings:
        findings += _layout(file, members, end)
    findings += [*_bombs(members), *_twice(members)]
    if own and end.comment.removeprefix(COMMENT) != _digest(file, end.at):
        findings.insert(0, Finding(Kind.ALTERED))
    return Directory(tuple(members), tuple(findings))


def read_member(file: BinaryIO, member: Member) -> bytes | None:
    """Return the data of an entry, None where they are not what its record says."""
    file.seek(member.data_offset)
    data = file.read(member.packed)
    if member.method == DEFLATED:
        unpacking = decompressobj(-MAX_WBITS)
        try:
            data = unpacking.decompress(data, member.size + 1)
        except ZlibError:
            return None
        if not unpacking.eof or unpacking.unused_data:
            return None
    return data if len(data) == member.size and crc32(data) == member.crc else None


def name_of(member: Member) -> str:
    """Return the path of an entry; bytes that are no UTF-8 become what no name may hold."""
    return member.name.decode("utf-8", "surrogateescape")


def _find_end(file: BinaryIO) -> _End | Finding:
    """Return the last record, which has to end where the file ends."""
    size = file.seek(0, 2)
    first = max(0, size - END.size - _LONGEST_COMMENT)
    file.seek(first)
    tail = file.read()
    at = len(tail)
    ends: set[Kind] = set()
    while (at := tail.rfind(END_SIGN, 0, at)) >= 0:
        if at + END.size > len(tail):
            ends.add(Kind.TRUNCATED)
            continue
        _, disk, disks, here, count, length, start, comment = END.unpack_from(tail, at)
        over = len(tail) - at - END.size - comment
        if over == 0:
            if (disk, disks, here) != (0, 0, count):
                return Finding(Kind.BROKEN)
            if _is_zip64(tail, at, count, length, start):
                return Finding(Kind.ZIP64)
            return _End(first + at, count, length, start, tail[at + END.size :])
        ends.add(Kind.TRAILING if over > 0 else Kind.TRUNCATED)
    file.seek(0)
    began = file.read(len(LOCAL_SIGN)) == LOCAL_SIGN
    return Finding(Kind.TRAILING if Kind.TRAILING in ends else Kind.TRUNCATED if ends or began else Kind.BROKEN)


def _is_zip64(tail: bytes, at: int, count: int, length: int, start: int) -> bool:
    located = tail[max(0, at - _LOCATOR_BYTES) : at].startswith(_LOCATOR_SIGN)
    return located or count > MOST_ENTRIES or max(length, start) > MOST_BYTES


def _refused(end: _End) -> Finding | None:
    """Return what keeps the directory from being read, if anything does."""
    before = end.at - end.start - end.size
    if before > 0:
        return Finding(Kind.PREPENDED)
    if before < 0 or end.count * CENTRAL.size > end.size:
        return Finding(Kind.BROKEN)
    return Finding(Kind.CROWD) if end.size > MOST_DIRECTORY else None


def _members(directory: bytes, count: int) -> tuple[list[Member], list[Finding], bool]:
    """Return the entries of the directory, what a bundle has none of, and whether it is written as ours is."""
    members: list[Member] = []
    findings: list[Finding] = []
    at, canonical = 0, True
    for _ in range(count):
        if directory[at : at + 4] != CENTRAL_SIGN or at + CENTRAL.size > len(directory):
            return members, [*findings, Finding(Kind.BROKEN)], True
        fields = CENTRAL.unpack_from(directory, at)
        _, made_by, _, flags, method, time, day, crc, packed, size, length, extra, comment, _, _, mode, offset = fields
        name = directory[at + CENTRAL.size : at + CENTRAL.size + length]
        member = Member(name, method, (time, day), crc, packed, size, offset)
        end = at + CENTRAL.size + length + extra + comment
        findings += _unwanted(member, flags, mode >> 16 if made_by >> 8 else 0)
        canonical = canonical and directory[at:end] == central_record(member)
        members.append(member)
        at = end
    return members, findings, canonical and at == len(directory)


def _unwanted(member: Member, flags: int, mode: int) -> Iterator[Finding]:
    path = name_of(member)
    if flags & ENCRYPTED:
        yield Finding(Kind.ENCRYPTED, path)
    if stat.S_ISLNK(mode):
        yield Finding(Kind.LINK, path)
    elif stat.S_IFMT(mode) and not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
        yield Finding(Kind.SPECIAL, path)
    if max(member.packed, member.size, member.offset) > MOST_BYTES:
        yield Finding(Kind.ZIP64, path)
    if member.method not in {STORED, DEFLATED} or (member.method == STORED and member.packed != member.size):
        yield Finding(Kind.HEADERS, path)


def _layout(file: BinaryIO, members: Sequence[Member], end: _End) -> Iterator[Finding]:
    """Yield what keeps entries from standing one behind the other, each said twice in the same way."""
    at = 0
    for member in members:
        if member.offset != at:
            yield Finding(Kind.OVERLAP if member.offset < at else Kind.PREPENDED, name_of(member))
            return
        record = local_record(member)
        file.seek(at)
        if file.read(len(record)) != record:
            yield Finding(Kind.HEADERS, name_of(member))
        at = member.end
    if at != end.start:
        yield Finding(Kind.OVERLAP if at > end.start else Kind.PREPENDED)


def _bombs(members: Sequence[Member]) -> Iterator[Finding]:
    for member in members:
        if member.size > MOST_FILE or member.size > MOST_RATIO * max(member.packed, 1):
            yield Finding(Kind.BOMB, name_of(member))
    if sum(member.size for member in members) > MOST_TOTAL:
        yield Finding(Kind.BOMB)


def _twice(members: Sequence[Member]) -> Iterator[Finding]:
    counts = Counter(map(name_of, members))
    yield from (Finding(Kind.DUPLICATE, name) for name, count in counts.items() if count > 1)


def _digest(file: BinaryIO, end: int) -> bytes:
    """Return the SHA-256 of what stands before the last record."""
    file.seek(0)
    found = sha256()
    while end > 0 and (data := file.read(min(_CHUNK, end))):
        found.update(data)
        end -= len(data)
    return found.hexdigest().encode("ascii")
