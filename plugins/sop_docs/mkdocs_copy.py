"""A site made for reading apart from its library: it asks nobody for anything, and every page says what it copies."""

import logging
import re
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote

import segno
from markupsafe import Markup

from .compile.print_style import css_string
from .model.page import Page, html_path

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from .model.part import Copy
    from .model.words import Words

_MASK = 3
"""Readers take any of the eight; to find the best takes seven times as long."""
_SHORT = 12
"""So many digits of a commit are enough to find it."""
_FETCHING = ("navigation.instant", "content.action", "navigation.tracking")
"""What the theme can do with a server alone, or with the place where files are edited."""
_DEAD = re.compile(r'<a\b[^>]*\shref="[^":]*\.md(?:#[^"]*)?"[^>]*>(.*?)</a>', re.DOTALL)
"""A link that MkDocs has found no page for: such a one still leads to Markdown."""
_ELSEWHERE = ("analytics", "consent", "version", "alternate")


class CopyNote:
    """What pages of a copy say of it; templates ask for it.

    The words that are others with every commit are put in at last, so that finished pages can be kept.
    """

    place = "<!-- sop:copy -->"

    def __init__(self, copy: "Copy", words: "Words") -> None:
        self._copy, self.words = copy, words
        state = {"commit": copy.commit[:_SHORT], "day": copy.day.isoformat()}
        self.notice = words("copy.notice", **state)
        if copy.receiver:
            self.notice = words("copy.numbered", copy=copy.receiver.copy, to=copy.receiver.name, **state)

    def put_into(self, html: str) -> str:
        """Return a page with the words in their places; links to what the copy does not hold become plain text."""
        return _DEAD.sub(r"\1", html.replace(self.place, str(Markup.escape(self.notice))))

    @property
    def style(self) -> str:
        """The style sheet that tells print the same."""
        return f"html:root{{--sop-print-notice:{css_string(self.notice)};}}\n"

    def address(self, page: Page) -> str:
        """Return where the library itself has this page, '' where nobody knows, or the page is no document's."""
        return self._copy.address + quote(html_path(page.path)) if self._copy.address and page.stamp else ""

    def code(self, address: str) -> Markup:
        """Return an address as a QR code."""
        return _code(address)


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
