"""Killed at any moment, or failing at any call, writing leaves the old bundle or the new one: `make kill` is longer."""

import errno
import os
import shutil
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from random import Random
from types import FrameType
from typing import TYPE_CHECKING, Any

import pytest

from bundle_library import CONTENTS, found, sealed, write
from sop_docs.effects import delivery, exchange
from sop_docs.effects.lock import lock
from sop_docs.export.seal import Bundle
from sop_docs.export.write import write_bundle
from sop_docs.model.problem import SopError

if TYPE_CHECKING:
    from _typeshed import TraceFunction

KILLS = int(os.environ.get("KILLS", "20"))
SEED = int(os.environ.get("SEED", "20261121"))
WRITING = ("delivery.py", "exchange.py", "zip_writer.py")
NAMES = ("out.zip", "out")
OLD, NEW = dict(CONTENTS), {**CONTENTS, "index.html": b"new\n", "more/new.html": b"<p>" * 400}


def state(target: Path) -> object:
    """Return what stands there: the bytes of a file, the files of a folder, None."""
    if target.is_dir():
        files = sorted(path for path in target.rglob("*") if path.is_file())
        return {path.relative_to(target).as_posix(): path.read_bytes() for path in files}
    return target.read_bytes() if target.exists() else None


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture(autouse=True)
def _quick_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a kill leaves does not hang on the disk; only that it is asked, and when."""

    def fsync(handle: int) -> None:
        os.fstat(handle)

    monkeypatch.setattr(os, "fsync", fsync)


@pytest.fixture
def states(tmp_path: Path) -> dict[str, tuple[object, object]]:
    """What may stand at each name: the old one and the new one."""
    apart = tmp_path / "apart"
    apart.mkdir()
    return {name: (state(write(apart / name, OLD)), state(write(apart / f"new {name}", NEW))) for name in NAMES}


@pytest.mark.parametrize("name", NAMES)
def test_a_killed_run_leaves_the_old_bundle_or_the_new_one(
    tmp_path: Path, states: dict[str, tuple[object, object]], name: str
) -> None:
    random = Random(SEED)  # noqa: S311 - which moments
    place = tmp_path / "place"
    place.mkdir()
    target = place / name
    for _ in range(KILLS):
        write(target, OLD)
        _killed(target, random)
        assert state(target) in states[name]
        write(target, NEW)
        assert state(target) == states[name][1]
        assert names_in(place) == [name]


def _killed(target: Path, random: Random) -> None:
    """Let another process write, and kill it; or let it kill itself while it has its hands on what it writes."""
    line, wait = (random.randrange(1, 400), 5.0) if random.randrange(2) else (0, random.uniform(0, 0.03))
    child = os.fork()
    if not child:
        try:
            if line:
                sys.settrace(_dying_at(line))
            write(target, NEW)
        finally:
            os._exit(0)
    deadline = time.monotonic() + wait
    while time.monotonic() < deadline and os.waitpid(child, os.WNOHANG) == (0, 0):
        time.sleep(0.001)
    with suppress(ProcessLookupError, ChildProcessError):
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def _dying_at(line: int) -> "TraceFunction":
    """Return what kills this process as the so-manieth line is run of the modules that write."""
    left = [line]

    def traced(frame: FrameType, event: str, _: object) -> "TraceFunction | None":
        if not frame.f_code.co_filename.endswith(WRITING):
            return None
        if event == "line":
            left[0] -= 1
            if not left[0]:
                os.kill(os.getpid(), signal.SIGKILL)
        return traced

    return traced


# Failures ------------------------------------------------------------------------------------------------------------

CALLS = ("write", "fsync", "replace", "rename", "mkdir", "open", "chmod", "close")


@contextmanager
def failing_at(number: int, patch: pytest.MonkeyPatch, *, after: bool) -> Iterator[list[int]]:
    """Let the so-manieth call to the system fail, before or after it did what it was asked; give how many came."""
    count = [0]

    def failing(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:  # noqa: ANN401 - whatever it is given
            count[0] += 1
            if count[0] != number:
                return real(*arguments, **named)
            if after:
                done = real(*arguments, **named)
                if real.__name__ == "open":
                    os_close(done)
            raise OSError(errno.ENOSPC if number % 2 else errno.EIO, "injected")

        return call

    os_close = os.close
    with patch.context() as patched:
        for name in CALLS:
            patched.setattr(os, name, failing(getattr(os, name)))
        patched.setattr(exchange, "_exchange", failing(exchange._exchange))  # noqa: SLF001 - it speaks to the system itself
        yield count


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("first", [False, True], ids=["over an old one", "the first"])
def test_a_failure_at_any_call_leaves_the_old_bundle_or_the_new_one(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    states: dict[str, tuple[object, object]],
    name: str,
    *,
    after: bool,
    first: bool,
) -> None:
    place = tmp_path / "place"
    old, new = states[name]
    bundle = sealed(NEW)
    number = 0
    while True:
        number += 1
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir()
        target = place / name
        if not first:
            write(target, OLD)
        with failing_at(number, monkeypatch, after=after) as count:
            told = _is_told(write_bundle, bundle, target)
        assert state(target) in ((None, new) if first else (old, new)), number
        assert told or state(target) == new, number
        write_bundle(bundle, target)
        assert (state(target), names_in(place)) == (new, [name]), number
        if count[0] < number:
            break
    assert number > 40


def _is_told(writing: Callable[[Bundle, Path], None], bundle: Bundle, target: Path) -> bool:
    try:
        writing(bundle, target)
    except OSError:
        return True
    return False


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("out.zip", ["file", "replace", "folder"]),
        # Ten files; the folder and two in it; the exchange; the folder that holds it.
        ("out", [*["file"] * 10, *["folder"] * 3, "exchange", "folder"]),
    ],
)
def test_the_disk_has_it_before_it_stands_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, expected: list[str]
) -> None:
    write(tmp_path / name, OLD)
    calls: list[str] = []
    exchanged, replaced = exchange._exchange, os.replace  # noqa: SLF001 - it speaks to the system itself

    def fsync(handle: int) -> None:
        calls.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file")

    def replace(*paths: Path) -> None:
        calls.append("replace")
        replaced(*paths)

    def exchanging(*paths: Path) -> bool:
        calls.append("exchange")
        return exchanged(*paths)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(os, "replace", replace)
    monkeypatch.setattr(exchange, "_exchange", exchanging)
    write(tmp_path / name, OLD)
    assert calls == expected


LIMITED = """
import resource, sys
from pathlib import Path
sys.dont_write_bytecode = True  # which the limit would cut off too
resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))
from bundle_library import write
from test_bundle_kill import NEW
try:
    write(Path(sys.argv[1]), NEW)
except OSError as error:
    print(error.strerror)
"""


@pytest.mark.parametrize("name", NAMES)
def test_a_disk_that_is_full(tmp_path: Path, states: dict[str, tuple[object, object]], name: str) -> None:
    place = tmp_path / "place"
    place.mkdir()
    write(place / name, OLD)
    values = {**os.environ, "PYTHONPATH": os.pathsep.join([str(Path(__file__).parent), *sys.path])}
    command = [sys.executable, "-c", LIMITED, str(place / name)]
    done = subprocess.run(command, env=values, capture_output=True, check=True, text=True)
    assert done.stdout == "File too large\n"
    assert (state(place / name), names_in(place)) == (states[name][0], [name])


# Others --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_two_at_once(tmp_path: Path, states: dict[str, tuple[object, object]], name: str) -> None:
    """The second is told, and the first goes on."""
    tries: list[str] = []

    def told(done: int, count: int) -> None:
        assert done <= count
        if done == 2:
            with pytest.raises(SopError, match="another run is writing there") as refused:
                write(tmp_path / name, OLD)
            tries.append(str(refused.value))

    write_bundle(sealed(NEW), tmp_path / name, told=told)
    assert len(tries) == 1
    assert state(tmp_path / name) == states[name][1]


def test_many_at_once_leave_one_that_is_whole(tmp_path: Path, states: dict[str, tuple[object, object]]) -> None:
    place = tmp_path / "place"
    place.mkdir()
    children = []
    for number in range(8):
        child = os.fork()
        if not child:
            with suppress(SopError):
                write(place / "out.zip", NEW if number % 2 else OLD)
            os._exit(0)
        children.append(child)
    for child in children:
        os.waitpid(child, 0)
    assert state(place / "out.zip") in states["out.zip"]
    assert names_in(place) == ["out.zip"]


def test_left_overs_of_other_targets_stay(tmp_path: Path) -> None:
    left = ".out-abcdefg_.part", ".out.zip-abcdefg_.part", ".out.zip-2-abcdefg_.part", "out.zip.part"
    for name in left:
        (tmp_path / name).write_bytes(b"x")
    write(tmp_path / "out.zip")
    assert names_in(tmp_path) == [".out-abcdefg_.part", ".out.zip-2-abcdefg_.part", "out.zip", "out.zip.part"]


def test_without_an_exchange_of_folders(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, states: dict[str, tuple[object, object]]
) -> None:
    """Then the old one is put aside for a moment; killed just then, the next run finds it."""
    place = tmp_path / "place"
    place.mkdir()
    monkeypatch.setattr(exchange, "_exchange", lambda _one, _other: False)
    write(place / "out", OLD)
    write(place / "out", NEW)
    assert (state(place / "out"), names_in(place)) == (states["out"][1], ["out"])
    (place / "out").rename(place / ".out-abcdefg_.part-old")
    (place / ".out-abcdefg_.part").mkdir()
    with pytest.raises(SopError, match="changed while the bundle was written"):
        _fails(place / "out")
    assert (state(place / "out"), names_in(place)) == (states["out"][1], ["out"])


def _fails(target: Path) -> None:
    source = target.parent.parent / "page.html"
    source.write_bytes(b"one")
    bundle = sealed({"page.html": source})
    source.write_bytes(b"two")
    write_bundle(bundle, target)


def test_a_folder_that_is_not_ours_stays(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "thesis.txt").write_bytes(b"x")
    with pytest.raises(SopError, match="not empty, and not written by sop export"):
        write(tmp_path / "out")
    assert state(tmp_path / "out") == {"thesis.txt": b"x"}


def test_hidden_files_of_an_old_folder_do_not_come_along(tmp_path: Path) -> None:
    write(tmp_path / "out", OLD)
    (tmp_path / "out" / ".DS_Store").write_bytes(b"x")
    assert found(write(tmp_path / "out", NEW)) == []


def test_targets_that_cannot_be(tmp_path: Path) -> None:
    (tmp_path / "a.zip").mkdir()
    with pytest.raises(SopError, match="there is a folder of that name"):
        write(tmp_path / "a.zip")
    (tmp_path / "file").write_bytes(b"x")
    with pytest.raises(SopError, match="there is a file of that name"):
        write(tmp_path / "file")
    for name in NAMES:
        with pytest.raises(SopError, match="there is no folder"):
            write(tmp_path / "none" / name)


def test_a_link_stays_a_link(tmp_path: Path, states: dict[str, tuple[object, object]]) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "latest.zip").symlink_to(tmp_path / "deep" / "out.zip")
    write(tmp_path / "latest.zip", NEW)
    assert (tmp_path / "latest.zip").is_symlink()
    assert state(tmp_path / "deep" / "out.zip") == states["out.zip"][1]


def test_what_may_be_done_with_it_is_what_the_user_says(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write(tmp_path / "out.zip")
    finally:
        os.umask(before)
    assert (tmp_path / "out.zip").stat().st_mode & 0o777 == 0o640


def test_a_file_that_changes_while_it_is_written(tmp_path: Path) -> None:
    source = tmp_path / "page.html"
    source.write_bytes(b"one")
    bundle = sealed({"page.html": source})
    source.write_bytes(b"two")
    with pytest.raises(SopError, match=r"page\.html: changed while the bundle was written"):
        write_bundle(bundle, tmp_path / "out.zip")
    assert names_in(tmp_path) == ["page.html"]


def test_a_lock_that_was_deleted_by_its_owner_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between opening and locking another run may end and take the file away; then another is made."""
    taken: list[int] = []

    def late(handle: int) -> None:
        if not taken:
            (tmp_path / ".out.zip.lock").unlink()
        taken.append(handle)
        lock(handle)

    monkeypatch.setattr(delivery, "lock", late)
    write(tmp_path / "out.zip")
    assert (len(taken), names_in(tmp_path)) == (2, ["out.zip"])
