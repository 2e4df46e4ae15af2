"""A mapping of files becomes a bundle: with a list of them, their sums, and how to verify them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TypeAlias

from ..model.bundle import GUIDE, MANIFEST, SIGNATURE, SUMS, About, Delivered, Entry, Manifest, order
from ..model.problem import SopError
from ..model.words import Words
from ..report.manifest import guide, manifest_json, sums_text
from ..report.verification import finding_text
from .names import refused_names

Content: TypeAlias = bytes | Path
"""The bytes of a file, or where they are read when they are needed."""
_PAPERS = (MANIFEST, SUMS, SIGNATURE, GUIDE)


@dataclass(frozen=True, slots=True)
class Bundle:
    """All files of a bundle but its signature, and what it says of itself."""

    contents: Mapping[str, Content]
    manifest: Manifest

    def read(self, path: str) -> bytes:
        """Return the bytes of a file, which are those that its sum was taken of."""
        content = self.contents[path]
        return content if isinstance(content, bytes) else content.read_bytes()

    @property
    def digests(self) -> Mapping[str, str]:
        """What a bundle made of the same commit has to have: SHA-256 by path, of all files that the sums are of."""
        listed = {entry.path: entry.sha256 for entry in self.manifest.files}
        return listed | {MANIFEST: sha256(self.read(MANIFEST)).hexdigest()}


def seal(
    contents: Mapping[str, Content], about: About, documents: Iterable[Delivered], languages: Sequence[Words]
) -> Bundle:
    """Return the bundle of these files; names that not every system can hold cannot be delivered."""
    taken = [path for path in _PAPERS if path in contents]
    if taken:
        raise SopError(f"{taken[0]}: the bundle's own; give the file another name")
    refused = next(refused_names([*contents, *_PAPERS]), None)
    if refused:
        raise SopError(finding_text(refused, languages[0]))
    files = {**contents, GUIDE: guide(languages).encode()}
    entries = tuple(_entry(path, files[path]) for path in sorted(files, key=order))
    manifest = Manifest(about, entries, tuple(documents))
    listed = manifest_json(manifest).encode()
    sums = sums_text((*entries, _entry(MANIFEST, listed))).encode()
    return Bundle({**files, MANIFEST: listed, SUMS: sums}, manifest)


def _entry(path: str, content: Content) -> Entry:
    data = content if isinstance(content, bytes) else content.read_bytes()
    return Entry(path, sha256(data).hexdigest(), len(data))
