"""`make demo`: the demonstration repository.

    python -m demo.build FOLDER

Writes it to a new folder and prints its head, which is the same on every machine.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from .people import Person
from .play import Player, Point
from .story import STORY

_HASH = re.compile(r"\{hash:([\w-]+)\}")


def build(folder: Path) -> str:
    """Return the head of the repository that is written to a folder; there must be nothing in it."""
    if folder.exists() and any(folder.iterdir()):
        raise SystemExit(f"demo: {folder} is not empty")
    _git("init", "--quiet", "--object-format=sha1", "--initial-branch=main", "--template=", str(folder))
    command = ["git", "-C", str(folder), "fast-import", "--quiet", "--date-format=raw"]
    with subprocess.Popen(command, env=_ENVIRONMENT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin
        assert process.stdout
        marks: dict[int, int] = {}
        hashes: dict[str, str] = {}
        for mark, point in enumerate(Player(STORY).play(), start=1):
            marks[id(point)] = mark
            process.stdin.write(b"".join(_stream(point, marks, hashes)))
            process.stdin.flush()
            hashes[point.commit.name] = process.stdout.readline().decode().strip()
    if process.returncode:
        raise SystemExit("demo: git fast-import failed")
    _git("-C", str(folder), "reset", "--quiet", "--hard", "main")
    return _git("-C", str(folder), "rev-parse", "main")


def _stream(point: Point, marks: dict[int, int], hashes: dict[str, str]) -> Iterator[bytes]:
    """Yield a commit as `git fast-import` reads it, and the question for its hash."""

    def known(text: str) -> str:
        return _HASH.sub(lambda found: hashes[found[1]], text)

    yield f"commit refs/heads/main\nmark :{marks[id(point)]}\n".encode()
    yield f"author {_signed(point.commit.author, point.commit.moment.timestamp())}\n".encode()
    yield f"committer {_signed(point.committer, point.committed.timestamp())}\n".encode()
    yield _block(known(point.commit.message).encode())
    for word, parent in zip(("from", "merge"), point.parents, strict=False):
        yield f"{word} :{marks[id(parent)]}\n".encode()
    old = point.parents[0].library.files() if point.parents else {}
    new = point.library.files()
    for path in sorted(old.keys() - new.keys()):
        yield f"D {path}\n".encode()
    for path in sorted(path for path in new if new[path] != old.get(path)):
        yield f"M 100644 inline {path}\n".encode()
        yield _block(known(new[path].decode()).encode() if path.startswith(".") else new[path])
    yield f"get-mark :{marks[id(point)]}\n".encode()


def _signed(person: Person, seconds: float) -> str:
    return f"{person} {int(seconds)} {person.zone}"


def _block(data: bytes) -> bytes:
    return b"data %d\n%s\n" % (len(data), data)


def _git(*arguments: str) -> str:
    done = subprocess.run(["git", *arguments], env=_ENVIRONMENT, capture_output=True, text=True, check=True)
    return done.stdout.strip()


_ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")} | {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
}

if __name__ == "__main__":
    sys.stdout.write(build(Path(sys.argv[1])) + "\n")
