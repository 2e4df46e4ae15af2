"""Pages of old versions in MkDocs' theme: Markdown as MkDocs renders it, one lean template, no navigation around it."""

import copy
import html
import logging
from collections.abc import Iterator, Mapping
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.commands.build import get_context
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from .compile.press import with_parts
from .effects.templates import TEMPLATES
from .model.page import Page as CompiledPage
from .model.page import PageKind, html_path

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig

_TEMPLATE = "sop_version.html"


class VersionPrinter:
    """What makes a page of the site from Markdown that MkDocs does not know of; `moved` says where files are now."""

    def __init__(
        self, env: "Environment", config: "MkDocsConfig", nav: Navigation, files: Files, moved: Mapping[str, str]
    ) -> None:
        self._config, self._quiet = config, _quiet(config)
        self._files = _MovedFiles(files, moved)
        self._template = env.get_template(_TEMPLATE)
        self._nav = Navigation([], [])
        self._nav.homepage = nav.homepage
        self._around: dict[int, str] = {}

    def __call__(self, page: CompiledPage, source: str) -> str:
        """Return a page whose links of the author's own start from the path `source`."""
        themed = self._page(page.path, source)
        themed.markdown = page.text
        # Material prints titles as they are.
        themed.meta = {"title": html.escape(page.title)}
        if page.kind is PageKind.CHANGED:
            themed.meta["hide"] = ["toc"]
        themed.render(self._quiet, self._files)
        themed.content = with_parts(themed.content or "", page.parts)
        return self._printed(themed, page)

    def around(self, path: str) -> str:
        """Return a digest of the theme around a page at that depth, of the settings and of our own templates."""
        depth = path.count("/")
        if depth not in self._around:
            # In a copy a page that is of a document says where the library has it.
            empty = CompiledPage("x/" * depth + "x.md", "", "", PageKind.VERSION, stamp="x")
            page = self._page(empty.path, empty.path)
            page.content = ""
            shell = self._printed(page, empty)
            self._around[depth] = sha256(f"{shell}\0{self._settings}".encode()).hexdigest()
        return self._around[depth]

    def _page(self, path: str, source: str) -> Page:
        file = File(source, None, self._config.site_dir, use_directory_urls=False, dest_uri=html_path(path))
        return Page(None, file, self._quiet)

    def _printed(self, page: Page, compiled: CompiledPage) -> str:
        return self._template.render(get_context(self._nav, [], self._config, page), sop=compiled)

    @cached_property
    def _settings(self) -> str:
        folders = (self._config.theme.custom_dir, str(TEMPLATES))
        return "\n".join([Path(self._config.config_file_path).read_text("utf-8"), *_templates(folders)])


class _MovedFiles(Files):
    """The files of the site, each also under the paths that it once had."""

    def __init__(self, files: Files, moved: Mapping[str, str]) -> None:
        super().__init__([])
        self._today, self._moved = files, moved

    def get_file_from_path(self, path: str) -> File | None:
        """Return the file that stands at a path, else the one that once stood there."""
        return self._today.get_file_from_path(path) or self._today.get_file_from_path(self._moved.get(path, path))


def _quiet(config: "MkDocsConfig") -> "MkDocsConfig":
    """Return settings by which links that lead nowhere any more are nobody's fault."""
    quiet = copy.copy(config)
    quiet.validation = copy.copy(config.validation)
    quiet.validation.links = copy.copy(config.validation.links)
    for kind in ("absolute_links", "anchors", "not_found", "unrecognized_links"):
        setattr(quiet.validation.links, kind, logging.DEBUG)
    return quiet


def _templates(folders: tuple[str | None, ...]) -> Iterator[str]:
    for folder in filter(None, folders):
        for path in sorted(Path(folder).rglob("*.html")):
            yield f"{path.name}\t{sha256(path.read_bytes()).hexdigest()}"
