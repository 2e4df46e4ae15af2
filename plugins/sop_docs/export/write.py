"""A bundle written to a folder or a zip, whole or not at all."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from hashlib import sha256
from pathlib import Path
from typing import TypeAlias

from ..effects.delivery import Outlet, deliver_file, deliver_folder
from ..effects.ssh import sign
from ..effects.zip_writer import Summed, write_zip
from ..model.bundle import MANIFEST, SIGNATURE, SUMS, order
from ..model.problem import SopError
from .seal import Bundle

ARCHIVE = ".zip"
Progress: TypeAlias = Callable[[int, int], None]
"""Hears how many files are done, of how many."""
Around: TypeAlias = Callable[[str], AbstractContextManager[None]]
"""What is done around the moment in which a bundle comes to be; it hears the digest of the zip, '' of a folder."""


def write_bundle(
    bundle: Bundle,
    target: Path,
    key: Path | None = None,
    told: Progress | None = None,
    around: Around = lambda _: nullcontext(),
) -> None:
    """Write a bundle, as a zip where the target is called so."""
    signature = sign(bundle.read(SUMS), key) if key else None
    files = _files(bundle, signature, told)
    if target.suffix.lower() == ARCHIVE:
        digests: list[str] = []

        def write(outlet: Outlet) -> None:
            summed = Summed(outlet)
            write_zip(summed, files, bundle.manifest.about.day)
            digests.append(summed.digest)

        deliver_file(target, write, lambda: around(digests[0]))
    else:
        deliver_folder(target, files, MANIFEST, lambda: around(""))


def _files(bundle: Bundle, signature: bytes | None, told: Progress | None) -> Iterator[tuple[str, bytes]]:
    """Yield what is written, in order; a file that was changed in the meantime is not what the sums are of."""
    digests = bundle.digests
    paths = sorted([*bundle.contents, *([SIGNATURE] if signature else [])], key=order)
    for done, path in enumerate(paths, 1):
        data = signature if signature and path == SIGNATURE else bundle.read(path)
        if path in digests and sha256(data).hexdigest() != digests[path]:
            raise SopError(f"{path}: changed while the bundle was written")
        yield path, data
        if told:
            told(done, len(paths))
