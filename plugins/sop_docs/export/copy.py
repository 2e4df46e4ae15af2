"""A copy of a library made: the site of a commit built for reading from a folder, and the files of a bundle from it."""

import logging
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

from .. import __version__
from ..effects.catalogue import LANGUAGES, load_words
from ..effects.checkout import checked_out
from ..effects.git import read_head
from ..effects.scratch import scratch_folder
from ..effects.site_build import build_site
from ..effects.site_config import find_site_config
from ..model.bundle import README, TEXTS, About, short, typed
from ..model.order import Copy, Order
from ..model.problem import SopError
from ..model.words import Words
from ..parse.order import receiver_of
from ..project.builder import Site
from ..project.site_code import refuse_code
from ..report.texts import texts_json
from .papers import readme, tables
from .seal import Bundle, Content, seal

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

_EPOCH = "SOURCE_DATE_EPOCH"


@dataclass(frozen=True, slots=True)
class Built:
    """The site of a copy in a folder: what it is of, the second of its commit, where the library itself stands."""

    folder: Path
    site: Site
    about: About
    time: int
    address: str

    def read(self, path: str) -> bytes | None:
        """Return a file of the site, None where there is none."""
        file = self.folder / path
        return file.read_bytes() if file.resolve().is_relative_to(self.folder) and file.is_file() else None


class _Plugin(Protocol):
    """The plugin that MkDocs has loaded."""

    @property
    def site(self) -> Site: ...

    def make_copy(self, copy: Copy, kept: Path) -> None: ...


@contextmanager
def made_copy(root: Path, kept: Path, order: Order, words: Words) -> Iterator[Bundle]:
    """Give the copy of the library in `root` that is asked for; what is good for the next one is kept in a folder.

    Where there can be none, that is said in `words`.
    """
    with built_copy(root, kept, order, words) as built:
        yield _made(built, words)


@contextmanager
def built_copy(root: Path, kept: Path, order: Order, words: Words) -> Iterator[Built]:
    """Give the same as a site, before anything is added to it; where no document is as asked for there is none."""
    with checked_out(root, order.commit) as there, scratch_folder() as scratch:
        head = read_head(there)
        if head is None or not (there / "mkdocs.yml").is_file():
            raise SopError(f"commit {short(order.commit)} has no mkdocs.yml here; the library was not there yet")
        refuse_code(find_site_config(there), words)
        copy = Copy(order, order.day or head.day)
        folder = scratch / "site"
        with _at(head.time):
            site, name, address = _built(there, folder, copy, kept)
        about = About(name, order.commit, copy.day, f"sop {__version__}", order.options)
        asked = replace(order, receiver=None).options
        if not site.library.sops and asked:
            raise SopError(words("export.nothing", options=typed(asked)))
        if not site.library.sops and order.receiver:
            raise SopError(words("record.nothing"))
        yield Built(folder, site, about, head.time, address)


def _built(there: Path, folder: Path, copy: Copy, kept: Path) -> tuple[Site, str, str]:
    """Build the site of a checkout, and return it with its name and its address."""
    found: list[tuple[_Plugin, str, str]] = []

    def prepare(config: "MkDocsConfig") -> None:
        plugin = cast("_Plugin | None", config.plugins.get("sop"))
        if plugin is None:
            raise SopError("mkdocs.yml: the plugin sop is not in its plugins")
        address = f"{config.site_url.rstrip('/')}/" if config.site_url else ""
        plugin.make_copy(replace(copy, address=address), kept)
        found.append((plugin, config.site_name, address))

    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    build_site(there / "mkdocs.yml", folder=folder, prepare=prepare)
    plugin, name, address = found[0]
    return plugin.site, name, address


def _made(built: Built, words: Words) -> Bundle:
    folder, site, about = built.folder, built.site, built.about
    files: dict[str, Content] = {
        path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()
    }
    own = papers(built, about)
    if taken := next((path for path in own if path in files), None):
        raise SopError(words("export.taken", path=taken))
    return seal({**files, **own}, about, site.delivered, languages_of(site))


def papers(built: Built, about: About) -> Mapping[str, bytes]:
    """Return what stands in a bundle beside its pages or their prints; `about` is what it says of itself."""
    site = built.site
    return {
        README: readme(about, site.delivered, built.address, languages_of(site), receiver_of(about.options)),
        TEXTS: texts_json(site.texts).encode(),
        **tables(site.library, about, site.findings.words),
    }


def languages_of(site: Site) -> list[Words]:
    """Return the words of all languages, those of the site first."""
    words = site.findings.words
    return [words, *(load_words(one) for one in LANGUAGES if one != words.language)]


@contextmanager
def _at(seconds: int) -> Iterator[None]:
    """Let the build be of the moment of its commit, whatever the environment says."""
    before = os.environ.get(_EPOCH)
    os.environ[_EPOCH] = str(seconds)
    try:
        yield
    finally:
        if before is None:
            del os.environ[_EPOCH]
        else:
            os.environ[_EPOCH] = before
