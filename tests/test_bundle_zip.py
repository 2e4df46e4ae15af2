"""A bundle as a zip: the same bytes everywhere; and zips from others, looked through without unpacking."""

import os
import stat
import struct
import subprocess
import sys
import time
import zlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

from bundle_library import ALL, CONTENTS, found, sealed, write
from sop_docs.effects import zip_writer
from sop_docs.effects.zip_reader import read_directory, read_member
from sop_docs.effects.zip_records import END, Member, central_record, end_record, local_record, stamp_of
from sop_docs.effects.zip_writer import pack, write_zip
from sop_docs.model.problem import SopError

TREE = Path(__file__).parent
DAY = date(2026, 3, 1)


def zipped(files: Mapping[str, bytes], day: date = DAY) -> bytes:
    sink = BytesIO()
    write_zip(sink, files.items(), day)
    return sink.getvalue()


def test_the_bytes_of_a_zip() -> None:
    """Written out by APPNOTE.TXT: 3 bytes, CRC-32 0x352441C2, stored, 2026-03-01 00:00 = (46 << 9) + (3 << 5) + 1."""
    common = bytes.fromhex("1400 0008 0000 0000 615c c2412435 03000000 03000000 0300 0000")
    first = b"PK\x03\x04" + common + "一".encode() + b"abc"
    second = b"PK\x01\x02\x14\x03" + common + bytes.fromhex("0000 0000 0000 0000a481 00000000") + "一".encode()
    digest = sha256(first + second).hexdigest().encode()
    last = b"PK\x05\x06" + bytes.fromhex("0000 0000 0100 0100 31000000 24000000 5200") + b"sop-export sha256:" + digest
    assert zipped({"一": b"abc"}) == first + second + last


def test_what_the_compressor_gives_is_pinned() -> None:
    """Another digest means: exports of old commits cannot be made anew, byte for byte, with this version."""
    text = b"".join(b"<li>%d</li>\n" % number for number in range(20_000))
    assert len(pack(text)) == 28_222
    digest = sha256(pack(text)).hexdigest()
    assert digest == "9a04b55f03076c0a182ed9bf997ad6553a55447912651d0c107e361b07475a0a"


def test_other_programs_read_it(tmp_path: Path) -> None:
    archive = write(tmp_path / "a b.zip")
    with ZipFile(archive) as opened:
        assert opened.testzip() is None
        assert tuple(opened.namelist()) == ALL
        assert {entry.date_time for entry in opened.infolist()} == {(2026, 3, 1, 0, 0, 0)}
        assert {entry.external_attr >> 16 for entry in opened.infolist()} == {0o100644}
        assert {entry.flag_bits for entry in opened.infolist()} == {0x800}
        assert {path: opened.read(path) for path in CONTENTS} == CONTENTS


@pytest.mark.parametrize(
    ("day", "stamp"), [(date(1970, 1, 1), (0, 0x21)), (date(1980, 1, 1), (0, 0x21)), (date(2200, 1, 1), (0, 0xFF9F))]
)
def test_days_that_a_zip_does_not_know(day: date, stamp: tuple[int, int]) -> None:
    assert stamp_of(day) == stamp


def test_what_packs_too_well_is_stored() -> None:
    """Otherwise it would be taken for a bomb: zeros pack a thousand to one."""
    directory = read_directory(BytesIO(zipped({"zeros": bytes(1_000_000), "text": b"abcdefgh" * 20})))
    assert [member.method for member in directory.members] == [0, 8]
    assert directory.members[0].packed == 1_000_000
    assert directory.findings == ()


def test_more_than_a_zip_can_hold_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zip_writer, "MOST_ENTRIES", 2)
    assert len(zipped({"a": b"", "b": b""})) == 2 * 31 + 2 * 47 + 22 + 82
    with pytest.raises(SopError, match="a department at a time"):
        zipped({"a": b"", "b": b"", "c": b""})
    monkeypatch.setattr(zip_writer, "MOST_BYTES", 30 + 1 + 10 + 46 + 1)
    assert len(zipped({"a": b"1234567890"})) == 30 + 1 + 10 + 46 + 1 + 22 + 82
    for length in (11, 60):  # what the directory makes too much, and what is too much already
        with pytest.raises(SopError, match="a department at a time"):
            zipped({"a": bytes(range(length))})


CHILD = """
import os, sys, time
from pathlib import Path
os.umask(int(sys.argv[3], 8))
time.time = lambda: float(sys.argv[4])
if sys.argv[5]:
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
from bundle_library import CONTENTS, write
files = {}
for path, data in sorted(CONTENTS.items(), reverse=sys.argv[5] != ""):
    file = Path(sys.argv[2]) / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    os.utime(file, (float(sys.argv[4]),) * 2)
    files[path] = file
write(Path(sys.argv[1]), files)
"""


def test_the_same_bytes_in_other_surroundings(tmp_path: Path) -> None:
    """Zone, locale, hash seed, folder, umask, clock, order and age of the files, number of processors."""
    surroundings = (
        ({"TZ": "Asia/Shanghai", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"}, "022", 1_772_323_200, ""),
        ({"TZ": "Pacific/Pago_Pago", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"}, "022", 1_772_323_200, ""),
        ({"TZ": "Asia/Shanghai", "LC_ALL": "POSIX", "PYTHONHASHSEED": "1"}, "022", 1_772_323_200, ""),
        ({"TZ": "Asia/Shanghai", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "4021"}, "022", 1_772_323_200, ""),
        ({"TZ": "Asia/Shanghai", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"}, "077", 1_772_323_200, ""),
        ({"TZ": "Asia/Shanghai", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"}, "022", 4_000_000_000, ""),
        ({"TZ": "Asia/Shanghai", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"}, "022", 1_772_323_200, "one"),
        ({"TZ": "Europe/London", "LC_ALL": "C", "PYTHONHASHSEED": "7"}, "027", 86_400, "one"),
    )
    digests = set()
    for number, (environment, umask, clock, one) in enumerate(surroundings):
        folder = tmp_path / ("深 folder" * number) / str(number)
        folder.mkdir(parents=True)
        arguments = [str(folder / "out.zip"), str(folder / "in"), umask, str(clock), one]
        values = {**os.environ, **environment, "PYTHONPATH": os.pathsep.join([str(TREE), *sys.path])}
        subprocess.run([sys.executable, "-c", CHILD, *arguments], cwd=folder, env=values, check=True)
        digests.add(sha256((folder / "out.zip").read_bytes()).hexdigest())
    assert digests == {sha256(write(tmp_path / "here.zip").read_bytes()).hexdigest()}


# Zips from others ----------------------------------------------------------------------------------------------------


def place(folder: Path, data: bytes) -> list[str]:
    file = folder / "x.zip"
    file.write_bytes(data)
    return found(file)


def records(members: list[tuple[Member, bytes]], *, start: int = 0) -> bytes:
    """Return a zip of members with their data, whatever they say of themselves; its digest is right."""
    body = b"".join(local_record(member) + data for member, data in members)
    directory = b"".join(central_record(member) for member, _ in members)
    digest = sha256(body + directory).hexdigest()
    return body + directory + end_record(len(members), len(directory), len(body) + start, digest)


def stored(name: str, data: bytes, offset: int = 0) -> tuple[Member, bytes]:
    return Member(name.encode(), 0, stamp_of(DAY), zlib.crc32(data), len(data), len(data), offset), data


def test_the_sample_is_found_whole(tmp_path: Path) -> None:
    assert found(write(tmp_path / "a.zip")) == []


@pytest.mark.parametrize(
    ("data", "kinds"),
    [
        (b"", ["broken"]),
        (b"no zip at all", ["broken"]),
        (b"PK\x03\x04" + b"x" * 100, ["truncated"]),
        (b"x" * 1000 + b"PK\x05\x06", ["truncated"]),
        (b"PK\x05\x06" + bytes(18), ["repacked"]),
    ],
)
def test_what_is_no_archive(tmp_path: Path, data: bytes, kinds: list[str]) -> None:
    assert place(tmp_path, data) == kinds


@pytest.mark.parametrize("lost", [1, 50, 100, 101, 104, 200, 1000])
def test_a_truncated_archive(tmp_path: Path, lost: int) -> None:
    assert place(tmp_path, write(tmp_path / "a.zip").read_bytes()[:-lost]) == ["truncated"]


def test_data_before_and_behind(tmp_path: Path) -> None:
    archive = write(tmp_path / "a.zip").read_bytes()
    assert place(tmp_path, archive + b"x") == ["trailing"]
    assert place(tmp_path, archive + archive[:30]) == ["trailing"]
    assert place(tmp_path, b"x" + archive) == ["prepended"]
    assert place(tmp_path, b"MZ" * 500 + archive) == ["prepended"]


def test_one_archive_hidden_behind_another(tmp_path: Path) -> None:
    archive = write(tmp_path / "a.zip").read_bytes()
    assert place(tmp_path, archive * 2) == ["prepended"]


def test_data_between_entries(tmp_path: Path) -> None:
    member, data = stored("a", b"1")
    gap = replace(member, name=b"b", offset=member.end + 3)
    body = local_record(member) + data + b"???" + local_record(gap) + data
    directory = central_record(member) + central_record(gap)
    digest = sha256(body + directory).hexdigest()
    archive = body + directory + end_record(2, len(directory), len(body), digest)
    assert place(tmp_path, archive) == ["prepended b"]


def test_entries_that_overlap(tmp_path: Path) -> None:
    member, data = stored("a", b"1")
    assert place(tmp_path, records([(member, data), (replace(member, name=b"b"), b"")])) == ["overlap b"]


def test_an_entry_longer_than_the_archive(tmp_path: Path) -> None:
    member, data = stored("a", b"1")
    assert place(tmp_path, records([(replace(member, packed=9, size=9), data)])) == ["overlap"]


def test_a_name_that_stands_twice(tmp_path: Path) -> None:
    member, data = stored("a", b"1")
    assert place(tmp_path, records([(member, data), (replace(member, offset=member.end), data)])) == ["duplicate a"]


def test_local_and_central_records_that_differ(tmp_path: Path) -> None:
    archive = zipped({"a.html": b"1", "b.html": b"2"})
    changed = archive.replace(b"a.html", b"c.html", 1)
    assert place(tmp_path, changed) == ["altered", "headers a.html"]


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("../x", ["name ../x"]),
        ("a/../../x", ["name a/../../x"]),
        ("/etc/passwd", ["name /etc/passwd"]),
        ("C:/x", ["name C:/x"]),
        ("a\\..\\x", ["name a\\..\\x"]),
        ("a\0.html", ["name a\0.html"]),
        ("a:stream", ["name a:stream"]),
        ("aux", ["name aux"]),
        ("a/", ["name a/"]),
    ],
)
def test_names_that_lead_elsewhere(tmp_path: Path, name: str, kinds: list[str]) -> None:
    names = found_names(tmp_path, records([stored(name, b"1")]))
    assert names == kinds


def found_names(folder: Path, archive: bytes) -> list[str]:
    """Return what is found about names; a zip of one file also lacks its papers."""
    return [line for line in place(folder, archive) if not line.startswith(("missing", "added"))]


def test_names_that_differ_in_case_only(tmp_path: Path) -> None:
    first = stored("A.html", b"1")
    second = stored("a.html", b"1", first[0].end)
    assert found_names(tmp_path, records([first, second])) == ["clash a.html"]


def test_a_name_of_ten_thousand_folders_is_long_and_no_more(tmp_path: Path) -> None:
    names = [f"{letter}/" * 10_000 + "x" for letter in "abcd"]
    members: list[tuple[Member, bytes]] = []
    for name in names:
        members.append(stored(name, b"1", members[-1][0].end if members else 0))
    start = time.process_time()
    assert found_names(tmp_path, records(members)) == [f"name {name}" for name in names]
    assert time.process_time() - start < 1


def test_a_name_that_is_no_text(tmp_path: Path) -> None:
    member, data = stored("a", b"1")
    assert found_names(tmp_path, records([(replace(member, name=b"\xff"), data)])) == ["name \udcff"]


def by_zipfile(change: Callable[[ZipInfo], None], data: bytes = b"1", method: int = ZIP_DEFLATED) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w", method) as archive:
        entry = ZipInfo("a.html", (2026, 3, 1, 0, 0, 0))
        change(entry)
        archive.writestr(entry, data, method)
    return file.getvalue()


def test_an_archive_of_another_program(tmp_path: Path) -> None:
    assert place(tmp_path, by_zipfile(lambda _: None)) == ["repacked"]


def test_a_link_in_an_archive(tmp_path: Path) -> None:
    def change(entry: ZipInfo) -> None:
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16

    assert place(tmp_path, by_zipfile(change, b"/etc/passwd")) == ["link a.html", "repacked"]


def test_a_device_in_an_archive(tmp_path: Path) -> None:
    def change(entry: ZipInfo) -> None:
        entry.external_attr = (stat.S_IFCHR | 0o777) << 16

    assert place(tmp_path, by_zipfile(change)) == ["special a.html", "repacked"]


def test_an_encrypted_entry(tmp_path: Path) -> None:
    archive = bytearray(by_zipfile(lambda _: None))
    at = archive.index(b"PK\x01\x02")
    archive[6] |= 1
    archive[at + 8] |= 1
    assert place(tmp_path, bytes(archive)) == ["encrypted a.html", "repacked"]


def test_zip64_is_refused(tmp_path: Path) -> None:
    archive = zipped({"a": b"1"})
    body, end = archive[: -END.size - 82], archive[-END.size - 82 :]
    assert place(tmp_path, body + b"PK\x06\x07" + bytes(16) + end) == ["zip64"]
    counts = struct.pack("<HH", 0xFFFF, 0xFFFF)
    assert place(tmp_path, body + end[:8] + counts + end[12:]) == ["zip64"]
    member, data = stored("a", b"1")
    assert place(tmp_path, records([(replace(member, size=0xFFFFFFFF), data)]))[0] == "zip64 a"


def test_bombs_are_not_unpacked(tmp_path: Path) -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(bytes(50_000_000)) + packer.flush()
    bomb = Member(b"bomb", 8, stamp_of(DAY), 0, len(packed), 50_000_000, 0)
    start = time.monotonic()
    assert place(tmp_path, records([(bomb, packed)])) == ["bomb bomb"]
    assert time.monotonic() - start < 1


def test_a_thousand_bombs_that_together_are_one(tmp_path: Path) -> None:
    packed = bytes(3_000_000)
    members: list[Member] = []
    for number in range(9):
        offset = members[-1].end if members else 0
        members.append(Member(b"%d" % number, 8, stamp_of(DAY), 0, len(packed), 500_000_000, offset))
    assert place(tmp_path, records([(member, packed) for member in members])) == ["bomb"]


def test_an_entry_that_says_less_than_it_is(tmp_path: Path) -> None:
    """It is not unpacked beyond what it says."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(bytes(50_000_000)) + packer.flush()
    member = Member(b"a.html", 8, stamp_of(DAY), 0, len(packed), 1000, 0)
    start = time.monotonic()
    assert "unreadable a.html" in place(tmp_path, records([(member, packed)]))
    assert time.monotonic() - start < 1


@pytest.mark.parametrize("tail", [b"", b"more"])
def test_an_entry_whose_data_are_not_what_it_says(tail: bytes) -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(b"abc" * 10) + packer.flush() + tail
    member = Member(b"a", 8, (0, 0), zlib.crc32(b"abc" * 10), len(packed), 30, 0)
    data = read_member(BytesIO(local_record(member) + packed), member)
    assert data == (None if tail else b"abc" * 10)
    assert read_member(BytesIO(local_record(member) + packed), replace(member, crc=1)) is None
    assert read_member(BytesIO(local_record(member) + packed), replace(member, size=29)) is None
    assert read_member(BytesIO(local_record(member) + packed), replace(member, size=31)) is None
    assert read_member(BytesIO(local_record(member) + packed[:5]), member) is None


def test_a_directory_that_claims_more_than_there_is(tmp_path: Path) -> None:
    archive = zipped({"a": b"1"})
    counts = struct.pack("<HH", 60_000, 60_000)
    at = len(archive) - END.size - 82
    assert place(tmp_path, archive[: at + 8] + counts + archive[at + 12 :]) == ["broken"]


def test_a_directory_that_ends_within_a_record(tmp_path: Path) -> None:
    """The first record says that its name reaches into the second, of which too little is left."""
    first = stored("a" * 46, b"1")
    archive = bytearray(records([first, stored("b", b"2", first[0].end)]))
    at = archive.index(b"PK\x01\x02")
    second = archive.index(b"PK\x01\x02", at + 1)
    archive[at + 28] += 7
    archive[second + 7 : second + 11] = b"PK\x01\x02"
    assert "broken" in place(tmp_path, bytes(archive))


def test_entries_in_another_order(tmp_path: Path) -> None:
    bundle = sealed()
    paths = [*ALL]
    paths[3], paths[5] = paths[5], paths[3]
    assert place(tmp_path, zipped({path: bundle.read(path) for path in paths})) == ["reordered"]
    assert place(tmp_path, zipped({path: bundle.read(path) for path in sorted(ALL, reverse=True)})) == ["reordered"]


def test_an_archive_of_two_days(tmp_path: Path) -> None:
    first = stored("a", b"1")
    member, data = stored("b", b"1", first[0].end)
    later = replace(member, stamp=stamp_of(date(2026, 3, 2)))
    assert place(tmp_path, records([first, (later, data)])) == ["repacked"]
