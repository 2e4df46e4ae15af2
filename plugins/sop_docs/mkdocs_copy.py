"""A site made for reading apart from its library: it asks nobody for anything, and every page says what it copies."""

import json
import logging
import re
from collections.abc import Collection, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import segno
from markupsafe import Markup
from mkdocs.structure import StructureItem
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page

from .compile.print_style import css_string
from .model.bundle import short
from .model.page import Page as CompiledPage
from .model.page import PageKind, html_path

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from .model.order import Copy
    from .model.words import Words

_MASK = 3
"""Readers take any of the eight; to find the best takes seven times as long."""
_WRITTEN = "%/:?#[]@!$&'()*+,;=~"
"""What stands in an address as it is."""
_FETCHING = ("navigation.instant", "content.action", "navigation.tracking")
"""What the theme can do with a server alone, or with the place where files are edited."""
_DEAD = re.compile(r'<a\b[^>]*\shref="[^":]*\.md(?:#[^"]*)?"[^>]*>(.*?)</a>', re.DOTALL)
"""A link that MkDocs has found no page for: such a one still leads to Markdown."""
_ROOM = re.compile(r"\s*\n\s*")
_ARTICLE = '<article class="md-content__inner'
"""Where the theme's shell ends; a house may have other articles in it."""
_CONFIG = re.compile(r'(<script id="__config" type="application/json">)(.*?)(</script>)', re.DOTALL)
_UNREAD = ("**/*.map", "assets/javascripts/lunr/**/*", "assets/javascripts/workers/*")
"""What the theme brings along for its own search, and for those who mend it."""
_TABS = "navigation.tabs"
_ELSEWHERE = ("analytics", "consent", "version", "alternate")


class CopyNote:
    """What pages of a copy say of it; templates ask for it.

    The words that are others with every commit are put in at last, so that finished pages can be kept.
    """

    place = "<!-- sop:copy -->"

    def __init__(self, copy: "Copy", words: "Words") -> None:
        self._copy, self.words = copy, words
        state = {"commit": short(copy.order.commit), "day": copy.day.isoformat()}
        self.notice = words("copy.notice", **state)
        if receiver := copy.order.receiver:
            self.notice = words("copy.numbered", copy=receiver.copy, to=receiver.name, **state)

    def put_into(self, html: str) -> str:
        """Return a page with the words in their places; links to what the copy does not hold become plain text."""
        html = _DEAD.sub(r"\1", html.replace(self.place, str(Markup.escape(self.notice))))
        before, article, rest = html.partition(_ARTICLE)
        content, end, after = rest.rpartition("</article>")
        if not article or not end:
            return html
        return _shortened(before) + article + content + end + _CONFIG.sub(_needed, _shortened(after))

    @property
    def style(self) -> str:
        """The style sheet that tells print the same."""
        return f"html:root{{--sop-print-notice:{css_string(self.notice)};}}\n"

    def address(self, page: CompiledPage) -> str:
        """Return where the library itself has this page, '' where nobody knows, or the page is no document's."""
        return self._copy.address + quote(html_path(page.path)) if self._copy.address and page.stamp else ""

    def code(self, address: str) -> Markup:
        """Return an address as a QR code; readers do not agree on letters that are not ASCII."""
        return _code(quote(address, safe=_WRITTEN))


def _shortened(shell: str) -> str:
    """Return a part of the theme without the room that its templates leave between lines."""
    return _ROOM.sub("\n", shell)


def _needed(found: re.Match[str]) -> str:
    """Return the settings of the theme's script without those of its own search."""
    settings = json.loads(found[2])
    settings.pop("search", None)
    words = settings.get("translations", {})
    settings["translations"] = {key: value for key, value in words.items() if not key.startswith("search.")}
    # Nothing in it may end the script, as where the theme wrote it.
    return found[1] + json.dumps(settings).replace("<", "\\u003c") + found[3]


@lru_cache(maxsize=64)
def _code(address: str) -> Markup:
    code = segno.make_qr(address, error="m", mask=_MASK)
    # Made of numbers alone.
    return Markup(code.svg_inline(border=4, omitsize=True, svgclass=None, lineclass=None))  # noqa: S704


def prepare_copy(config: "MkDocsConfig") -> None:
    """Set what lets a site be read from a folder, and takes out of the theme what asks or names other hosts."""
    config.site_url = None
    config.repo_url = config.repo_name = config.edit_uri = config.edit_uri_template = None
    config.theme["font"] = False
    config.theme.static_templates.discard("404.html")
    # What a copy does not hold nobody can link to: no fault of the author's.
    config.validation.links.not_found = config.validation.links.anchors = logging.DEBUG
    features = config.theme.get("features", [])
    config.theme["features"] = [name for name in features if not name.startswith(_FETCHING)]
    for name in _ELSEWHERE:
        config.extra.pop(name, None)
    config.extra["generator"] = False
    # A place on a page in a folder is no address that anybody passes on.
    config.mdx_configs.setdefault("toc", {})["permalink"] = False


def trim_copy(folder: Path) -> None:
    """Delete what nobody reads, and the map of addresses that a folder has not."""
    for name in (*_UNREAD, "sitemap.xml"):
        for path in folder.glob(name):
            if path.is_file():
                path.unlink()


class LeanNavigation:
    """The navigation of a copy: of what a section has a page of its own to list, it has that page alone.

    Every page has the whole navigation in it; with a thousand documents that is a fifth of a copy.
    """

    def __init__(self, nav: Navigation, pages: Mapping[str, CompiledPage], features: Collection[str]) -> None:
        """Begin with the whole, the pages that are in it by their paths, and what the house asks of the theme."""
        self._pairs: list[tuple[Section, Section]] = []
        self._pages = pages
        self._lean = Navigation([self._shortened(item) for item in nav.items], nav.pages)
        self._lean.homepage = nav.homepage
        self._tabs = _TABS in features
        sections = [_pages(item) for item in self._lean.items]
        self._together = {page.file.src_uri for found in sections if len(found) > 1 for page in found}

    def is_beside(self, path: str) -> bool:
        """Whether anything stands beside a page, by its path: under tabs only what else the section of the page has."""
        return not self._tabs or path in self._together

    def __call__(self) -> Navigation:
        """Return it for the page that is active now."""
        for lean, whole in self._pairs:
            lean.active = whole.active
        return self._lean

    def _shortened(self, item: StructureItem) -> StructureItem:
        if not isinstance(item, Section):
            return item
        head = self._page(item.children[0]) if item.children else None
        group = head.group if head and head.kind is PageKind.LIST else ""
        # From the list of departments their documents are found too.
        listed = {group} | ({PageKind.SOP} if group == PageKind.DEPARTMENT else set())
        kept = [one for one in item.children if not self._is_of(one, listed)]
        lean = Section(item.title, [self._shortened(one) for one in kept])
        self._pairs.append((lean, item))
        return lean

    def _is_of(self, item: StructureItem, kinds: Collection[str]) -> bool:
        """Whether all that an item holds are pages of these kinds."""
        if isinstance(item, Section):
            return all(self._is_of(one, kinds) for one in item.children)
        page = self._page(item)
        return page is not None and page.kind in kinds

    def _page(self, item: StructureItem) -> CompiledPage | None:
        return self._pages.get(item.file.src_uri) if isinstance(item, Page) else None


def _pages(item: StructureItem) -> list[Page]:
    """Return the pages of a section, at any depth; of a page itself."""
    if isinstance(item, Section):
        return [page for one in item.children for page in _pages(one)]
    return [item] if isinstance(item, Page) else []
