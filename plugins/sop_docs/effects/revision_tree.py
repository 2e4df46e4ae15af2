"""The files of a folder as a commit has them, no file of the work tree touched."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from ..model.place import Place
from ..model.problem import Problem, SopError
from .files import DEEPEST, HEAD_BYTES, MAX_ATTACHMENT, READ_SUFFIXES, Tree
from .git import LEFT_OUT, ask, find, named
from .past import read_blobs

_FILE, _LINK, _FOLDER = "10", "120000", "tree"


class _Entry(NamedTuple):
    path: str
    mode: str
    blob: str
    size: str


def read_tree_at(folder: Path, commit: str, prefix: str, like: Mapping[str, bytes]) -> Tree:
    """Return what a commit has below a folder, which lies at `prefix` in the repository.

    Of files that are as in `like` these bytes are taken. What is refused in a work tree is refused here.
    """
    named = f"{commit}:{prefix.rstrip('/')}"
    kind = (find(folder, "cat-file", "-t", named) or "").strip()
    if kind != _FOLDER:
        return Tree({}, {}, (Problem("SOP007.link", Place(".")),) if kind else ())
    problems: dict[Place, Problem] = {}
    wanted: list[_Entry] = []
    for entry in _entries(folder, named):
        problem = _refused(entry)
        if problem:
            problems[problem.place] = problem
        else:
            wanted.append(entry)
    texts, attachments = _read(folder, wanted, like)
    return Tree(texts, attachments, tuple(problems.values()))


def changed_paths(folder: Path, base: str, head: str) -> tuple[str, ...]:
    """Return the paths, as seen from the top, that two commits do not have alike; without a head those uncommitted."""
    raw = ("-r", "--name-only", "-z", "--no-renames", "--no-ext-diff", "--no-textconv")
    if head:
        return _names(ask(folder, "diff-tree", *raw, "--end-of-options", base, head, "--"))
    # The index may be older than the files: such a one is named though nothing in it is another.
    tracked = _names(ask(folder, "diff-index", *raw, "--end-of-options", base, "--"))
    new = ask(folder, "ls-files", "--others", "--exclude-standard", "--full-name", "-z", "--", ":(top)")
    return tuple(sorted({*tracked, *_names(new)}))


def read_file_at(folder: Path, commit: str, path: str) -> bytes | None:
    """Return a file of the repository as a commit has it, None where there is none; a link is none."""
    out = ask(folder, "ls-tree", "-z", "--full-tree", "--end-of-options", commit, "--", f":(literal){path}")
    words = out.split(b"\t")[0].split()
    if len(words) != len(("mode", "kind", "blob")) or not words[0].startswith(_FILE.encode()):
        return None
    return next((data for _, data in read_blobs(folder, [words[2].decode()], MAX_ATTACHMENT)), None)


def _entries(folder: Path, named: str) -> Iterator[_Entry]:
    out = ask(folder, "ls-tree", "-r", "-l", "-z", "--full-tree", "--end-of-options", named)
    for line in out.split(b"\0")[:-1]:
        facts, _, name = line.partition(b"\t")
        mode, _, blob, size = facts.decode().split()
        path = name.decode("utf-8", "surrogateescape")
        if not any(part.startswith(".") for part in path.split("/")):
            yield _Entry(path, mode, blob, size)


def _refused(entry: _Entry) -> Problem | None:
    parts = entry.path.split("/")
    if len(parts) > DEEPEST + 1:
        return Problem("SOP006.deep", Place("/".join(parts[: DEEPEST + 1])), {"most": str(DEEPEST)})
    if entry.mode == _LINK:
        return Problem("SOP007.link", Place(entry.path))
    if not entry.mode.startswith(_FILE):
        return Problem("SOP007", Place(entry.path))
    if not entry.size.isdigit():  # the blob is not in this clone
        raise SopError(LEFT_OUT)
    if int(entry.size) > MAX_ATTACHMENT:
        return Problem("SOP008", Place(entry.path), {"most": str(MAX_ATTACHMENT // 1024 // 1024)})
    return None


def _read(
    folder: Path, wanted: Sequence[_Entry], like: Mapping[str, bytes]
) -> tuple[Mapping[str, bytes], Mapping[str, bytes]]:
    known = ((one.path, like[one.path], one.blob) for one in wanted if one.path in like)
    same = {path: data for path, data, blob in known if blob == named(data, blob)}
    asked = sorted({one.blob for one in wanted if one.path not in same})
    data = dict(read_blobs(folder, asked, MAX_ATTACHMENT)) if asked else {}
    if len(data) < len(asked):
        raise SopError(LEFT_OUT)
    texts: dict[str, bytes] = {}
    attachments: dict[str, bytes] = {}
    for one in sorted(wanted):
        found = same[one.path] if one.path in same else data[one.blob]
        if one.path.lower().endswith(READ_SUFFIXES):
            texts[one.path] = found
        else:
            attachments[one.path] = found[:HEAD_BYTES]
    return texts, attachments


def _names(out: bytes) -> tuple[str, ...]:
    return tuple(name.decode("utf-8", "surrogateescape") for name in out.split(b"\0")[:-1])
