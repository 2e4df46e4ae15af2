"""Whatever happens to a bundle after it was written is found: `make kill` damages a thousand."""

import os
import shutil
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random

import pytest

from bundle_library import ALL, DAY, WITH_TEXTS, found, signer, write
from sop_docs.effects.delivery import deliver_file
from sop_docs.effects.zip_reader import name_of, read_directory, read_member
from sop_docs.effects.zip_writer import write_zip

DAMAGES = int(os.environ.get("DAMAGES", "60"))
SEED = int(os.environ.get("SEED", "20261121"))
NAMES = ("a.html", "cs/SOP-CS-2024-002.html", ".hidden", "assets/SHA256SUMS", "一.txt", "x" * 180)


def flipped(data: bytes, random: Random) -> bytes:
    at = random.randrange(len(data))
    return data[:at] + bytes([data[at] ^ random.randrange(1, 256)]) + data[at + 1 :]


def cut(data: bytes, random: Random) -> bytes:
    return data[: random.randrange(len(data))]


def grown(data: bytes, random: Random) -> bytes:
    at = random.choice((0, len(data), random.randrange(len(data))))
    return data[:at] + random.randbytes(random.randrange(1, 40)) + data[at:]


def turned(data: bytes, random: Random) -> bytes:
    """Exchange two pieces of equal length that are not the same."""
    while True:
        size = random.randrange(1, len(data) // 2)
        one, two = random.randrange(len(data) - 2 * size + 1), 0
        two = random.randrange(one + size, len(data) - size + 1)
        if data[one : one + size] != data[two : two + size]:
            middle = data[one + size : two]
            return data[:one] + data[two : two + size] + middle + data[one : one + size] + data[two + size :]


BYTES: tuple[Callable[[bytes, Random], bytes], ...] = (flipped, flipped, flipped, flipped, cut, grown, turned)


def in_bytes(files: Mapping[str, bytes], random: Random) -> dict[str, bytes]:
    path = random.choice([path for path in files if len(files[path]) > 1])
    return {**files, path: random.choice(BYTES)(files[path], random)}


def without_one(files: Mapping[str, bytes], random: Random) -> dict[str, bytes]:
    # Without its signature a bundle is one that nobody signed, and as such consistent.
    lost = random.choice([path for path in files if path != "SHA256SUMS.sig"])
    return {path: data for path, data in files.items() if path != lost}


def with_one_more(files: Mapping[str, bytes], random: Random) -> dict[str, bytes]:
    return {**files, random.choice(NAMES): random.choice([b"", b"x", *files.values()])}


def renamed(files: Mapping[str, bytes], random: Random) -> dict[str, bytes]:
    old, new = random.choice([path for path in files if path != "SHA256SUMS.sig"]), random.choice(NAMES)
    return {new if path == old else path: data for path, data in files.items()}


def exchanged(files: Mapping[str, bytes], random: Random) -> dict[str, bytes]:
    one, two = random.sample(sorted(files), 2)
    return {**files, one: files[two], two: files[one]}


CHANGES = (in_bytes, in_bytes, in_bytes, without_one, with_one_more, renamed, exchanged)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("whole")
    return write(folder / "whole.zip", WITH_TEXTS, key=signer(folder, "quality@example.com").key)


def unpacked(archive: Path) -> dict[str, bytes]:
    with archive.open("rb") as file:
        directory = read_directory(file)
        data = {name_of(member): read_member(file, member) for member in directory.members}
    return {path: each for path, each in data.items() if each is not None}


def test_every_damage_is_found(whole: Path, tmp_path: Path) -> None:
    random = Random(SEED)  # noqa: S311 - which damage
    files = unpacked(whole)
    assert sorted(files) == sorted([*ALL, "SHA256SUMS.sig", "texts.json"])
    assert found(whole) == []
    missed = []
    for number in range(DAMAGES):
        damage = random.choice(("archive", "folder", "packed"))
        if damage == "archive":
            bundle = tmp_path / "x.zip"
            bundle.write_bytes(random.choice(BYTES)(whole.read_bytes(), random))
        else:
            bundle = tmp_path / ("x.zip" if damage == "packed" else "x")
            put(bundle, random.choice(CHANGES)(files, random))
        if not found(bundle):
            missed.append((number, damage))
    assert missed == []


def put(bundle: Path, files: Mapping[str, bytes]) -> None:
    """Write files as a bundle, sums and all as they are given."""
    if bundle.suffix == ".zip":
        ordered = sorted(files.items(), key=lambda file: (file[0] != "README.txt", file[0]))
        deliver_file(bundle, lambda sink: write_zip(sink, ordered, DAY))
        return
    shutil.rmtree(bundle, ignore_errors=True)
    for path, data in files.items():
        (bundle / path).parent.mkdir(parents=True, exist_ok=True)
        (bundle / path).write_bytes(data)


def test_each_bit_of_the_records_counts(whole: Path, tmp_path: Path) -> None:
    """Of the last records every byte, where nothing is packed and little is summed."""
    data = whole.read_bytes()
    bundle = tmp_path / "x.zip"
    for at in range(len(data) - 104, len(data)):
        bundle.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        assert found(bundle) != [], at


def test_a_stream_that_is_packed_otherwise_is_another_file(whole: Path, tmp_path: Path) -> None:
    """What comes out is the same; that the archive is not the one that was written is told all the same."""
    data = bytearray(whole.read_bytes())
    with whole.open("rb") as file:
        members = read_directory(file).members
    member = next(each for each in members if each.method == 8)
    last = member.end - 1
    same = [bit for bit in range(8) if _same(data, member.data_offset, last, bit)]
    for bit in same:
        changed = bytearray(data)
        changed[last] ^= 1 << bit
        (tmp_path / "x.zip").write_bytes(changed)
        assert found(tmp_path / "x.zip") == ["altered"]


def _same(data: bytearray, start: int, last: int, bit: int) -> bool:
    """Whether a stream with this bit of its last byte turned gives the same."""
    packed = bytearray(data[start : last + 1])
    right = zlib.decompress(packed, -15)
    packed[-1] ^= 1 << bit
    try:
        return zlib.decompress(packed, -15) == right
    except zlib.error:
        return False
