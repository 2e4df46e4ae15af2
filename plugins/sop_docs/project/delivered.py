"""Which texts a copy of a library holds."""

from collections.abc import Iterator, Mapping
from hashlib import sha256

from ..compile.part import spoken
from ..compile.shelf import Shelf
from ..model.bundle import Delivered
from ..model.past import Edition
from ..model.sop import Sop
from ..model.texts import Texts
from ..report.vocabulary import vocabulary_yaml
from .archive import Archive
from .load import VOCABULARY, Loaded


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


def standing_texts(archive: Archive, loaded: Loaded) -> Texts:
    """Return what people work by, as git has it, with the modules, forms and words that it stands on."""
    library, contents = archive.library, archive.history.contents
    paths = [*(module.path for module in library.modules), *(form.path for form in library.forms)]
    files = {path: loaded.texts[path] for path in paths}
    files[VOCABULARY] = vocabulary_yaml(spoken(library)).encode()
    apart: dict[str, Mapping[str, bytes]] = {}
    with contents.blobs:
        for sop in library.sops:
            shelf = archive.shelves.get(sop.path)
            if shelf and shelf.current:
                edition = shelf.current.version.last
                files[sop.path] = contents.text(edition.own.blob)
                if files[sop.path] != loaded.texts[sop.path] and (modules := _modules(archive, loaded, sop, edition)):
                    apart[sop.path] = modules
    return Texts(files, apart)


def _modules(archive: Archive, loaded: Loaded, sop: Sop, edition: Edition) -> Mapping[str, bytes]:
    """Return the modules of a text that newer ones wait behind, as far as they are others now."""
    used = {use.module for step in sop.steps for use in step.uses}
    now = {name: loaded.texts[one.path] for name, one in archive.library.module.items()}
    then = archive.history.contents.modules(edition)
    return {path: data for name, (path, data) in sorted(then.items()) if name in used and data != now.get(name)}


def _places(shelf: Shelf) -> list[int]:
    return sorted({*shelf.apart, *(() if shelf.shown is None else (shelf.shown,))})
