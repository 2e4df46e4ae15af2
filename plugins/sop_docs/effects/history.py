"""The first-parent history of a repository, read in one pass."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from ..model.commit import FileChange
from ..model.revision import Moment, Person, Revision
from .git import ask

_COAUTHORS = "%(trailers:key=Co-authored-by,valueonly,unfold,separator=%x1f)"
_FIELDS = ("%H", "%P", "%an", "%ae", "%ad", "%cd", "%s", _COAUTHORS)
_FORMAT = "%x00".join(_FIELDS)
_LOG = (
    *("log", "--diff-merges=first-parent", "--root", "--raw", "-z", "-M100%", "--no-abbrev"),
    *("--no-ext-diff", "--no-textconv", "--no-color", "--no-notes", "--no-show-signature", "-O/dev/null"),
    *("--no-relative", "--encoding=UTF-8", "--date=raw"),
    f"--format={_FORMAT}",
)
_ENDINGS = (b".md", b"vocabulary.yml")
_DATE = re.compile(r"(-?[0-9]{1,11}) ([+-])([0-9]{2})([0-9]{2})")
CLAIM = re.compile(r"\s*(?P<name>[^<>]*?)\s*<(?P<email>[^<>]*)>\s*")
_FILE = b"10"
"""How the mode of a plain file begins; links and submodules begin otherwise."""
_LAST = 253_402_300_799 - 86_400
"""The last second that has a date, a day before the year 10000."""


def read_revisions(folder: Path, head: str, known: str = "") -> tuple[Revision, ...]:
    """Return the first-parent commits that lead to `head`, oldest first, without those that `known` reaches.

    Of what they changed there are Markdown files and vocabularies.
    """
    revisions = [head, *([f"^{known}"] if known else [])]
    out = ask(folder, *_LOG, "--first-parent", "--end-of-options", *revisions, "--")
    return tuple(_revisions(out.split(b"\0")))[::-1]


def read_single(folder: Path, commits: Sequence[str]) -> tuple[Revision, ...]:
    """Return these commits."""
    given = "".join(f"{commit}\n" for commit in commits).encode()
    return tuple(_revisions(ask(folder, *_LOG, "--no-walk=unsorted", "--stdin", given=given).split(b"\0")))


def _revisions(words: Sequence[bytes]) -> Iterator[Revision]:
    at, end, count = 0, len(words) - 1, len(_FIELDS)
    while at < end:
        fields = [word.decode("utf-8", "replace") for word in words[at : at + count]]
        at += count
        changes: list[FileChange] = []
        while at < end and words[at][:2] in {b"\n:", b":0", b":1"}:
            raw, path = words[at], words[at + 1]
            moved = raw[-4:] == b"R100"
            new_path = words[at + 2] if moved else path
            at += 3 if moved else 2
            if new_path.endswith(_ENDINGS) or path.endswith(_ENDINGS):
                changes += _change(raw, path, new_path)
        yield _revision(fields, tuple(changes))


def _change(raw: bytes, path: bytes, new_path: bytes) -> Iterator[FileChange]:
    """Yield the change of a raw line; what is no plain file is as good as none."""
    old_mode, new_mode, old, new, _ = raw.lstrip(b"\n:").split(b" ")
    before = old.decode() if old_mode.startswith(_FILE) else ""
    after = new.decode() if new_mode.startswith(_FILE) else ""
    if before or after:
        yield FileChange(_path(path) if before else "", before, _path(new_path) if after else "", after)


def _revision(fields: Sequence[str], changes: tuple[FileChange, ...]) -> Revision:
    commit, parents, name, email, written, brought, subject, trailers = fields
    coauthors = tuple(
        Person(*found.group("name", "email")) for found in map(CLAIM.fullmatch, trailers.split("\x1f")) if found
    )
    author = Person(name, email)
    return Revision(
        commit, tuple(parents.split()), author, _moment(written), _moment(brought), subject, coauthors, changes
    )


def _moment(text: str) -> Moment | None:
    found = _DATE.fullmatch(text)
    if found is None or not 0 < int(found[1]) <= _LAST:  # git says 0 of more digits than it can read
        return None
    offset = int(found[3]) * 60 + int(found[4])
    return (
        Moment(int(found[1]), -offset if found[2] == "-" else offset)
        if offset <= 24 * 60 - 1
        else Moment(int(found[1]))
    )


def _path(name: bytes) -> str:
    return name.decode("utf-8", "surrogateescape")
