"""Which texts a copy of a library holds."""

from collections.abc import Iterator
from hashlib import sha256

from ..compile.shelf import Shelf
from ..model.bundle import Delivered
from .archive import Archive


def delivered(archive: Archive) -> Iterator[tuple[Delivered, tuple[str, str]]]:
    """Yield every version that has a page, and its file: the path it once had, and what stood in it."""
    with archive.history.contents.blobs:
        for _, shelf in sorted(archive.shelves.items()):
            for at in _places(shelf):
                version, state = shelf.log.versions[at].version, shelf.log.versions[at].state
                own = version.last.own
                data = archive.history.contents.text(own.blob)
                path = own.path.removeprefix(archive.history.past.folder)
                told = Delivered(
                    shelf.log.number, version.version, state.value, version.effective, sha256(data).hexdigest()
                )
                yield told, (path, data.decode("utf-8", "replace"))


def _places(shelf: Shelf) -> list[int]:
    return sorted({*shelf.apart, *(() if shelf.shown is None else (shelf.shown,))})
