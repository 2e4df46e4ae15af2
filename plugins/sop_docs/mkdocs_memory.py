"""What `mkdocs serve` keeps between rebuilds: rendered content and finished pages, by what they were made of."""

from collections.abc import Callable, Iterable
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import ChoiceLoader, DictLoader

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

_SPARED = "sop-spared.html"
_RENDERED = ("content", "toc", "_title_from_render", "present_anchor_ids")


class Memory:
    """The pages of the last build; a page is made anew when anything it was made of is another."""

    def __init__(self) -> None:
        self._rendered: dict[str, tuple[bytes, dict[str, Any], dict[str, dict[str, str]]]] = {}
        self._keys: dict[str, bytes] = {}
        self._finished: dict[str, tuple[bytes, str]] = {}

    def remember_rendering(self, page: "Page") -> None:
        """Make the page take its content from the last build where its Markdown and the set of files are the same."""
        render = page.render

        def remembered(config: "MkDocsConfig", files: "Files") -> None:
            uri = page.file.src_uri
            key = _digest([page.markdown or "", *(file.src_uri for file in files)])
            if uri not in self._rendered or self._rendered[uri][0] != key:
                render(config, files)
                links = {file.src_uri: anchors for file, anchors in (page.links_to_anchors or {}).items()}
                self._rendered[uri] = key, {name: getattr(page, name) for name in _RENDERED}, links
                return
            _, values, links = self._rendered[uri]
            for name, value in values.items():
                setattr(page, name, value)
            page.links_to_anchors = {file: links[file.src_uri] for file in files if file.src_uri in links}

        page.render = remembered  # type: ignore[method-assign]

    def spare_finished(
        self, env: "Environment", config: "MkDocsConfig", files: "Files", charts: Callable[[str], str]
    ) -> None:
        """Give the pages that would come out as they did a template of one character."""
        pages = [file.page for file in files.documentation_pages() if file.page is not None]
        around = _digest([*_sources(config), *(f"{page.url}\t{page.title}" for page in pages)])
        for page in pages:
            uri = page.file.src_uri
            self._keys[uri] = _digest([around.hex(), page.content or "", str(page.meta), charts(uri)])
            if uri in self._finished and self._finished[uri][0] == self._keys[uri]:
                page.meta["template"] = _SPARED
        if env.loader is not None:
            env.loader = ChoiceLoader([DictLoader({_SPARED: "."}), env.loader])

    def finished(self, page: "Page") -> str | None:
        """Return the page as the last build finished it, if it was spared."""
        if page.meta.get("template") != _SPARED:
            return None
        return self._finished[page.file.src_uri][1]

    def keep(self, page: "Page", html: str) -> None:
        """Keep a finished page for the next build."""
        uri = page.file.src_uri
        self._finished[uri] = self._keys[uri], html


def _sources(config: "MkDocsConfig") -> Iterable[str]:
    """Yield what every page depends on: the configuration, and the templates by their times."""
    yield Path(config.config_file_path).read_text("utf-8")
    for folder in (config.theme.custom_dir, config.theme.dirs[0]):
        for path in sorted(Path(folder).rglob("*.html")) if folder else ():
            yield f"{path}\t{path.stat().st_mtime_ns}"


def _digest(parts: Iterable[str]) -> bytes:
    digest = sha256()
    for part in parts:
        digest.update(part.encode("utf-8", "surrogatepass"))
        digest.update(b"\0")
    return digest.digest()
