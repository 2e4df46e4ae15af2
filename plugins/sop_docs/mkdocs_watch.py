"""A page that takes too long to render is stopped, and says so."""

from collections.abc import Callable
from html import escape
from typing import TYPE_CHECKING

from mkdocs.structure.toc import get_toc

from .effects.watchdog import TooSlowError, stopped_after

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

SECONDS = 10.0


def watch_rendering(page: "Page", tell: Callable[[float], str]) -> None:
    """Stop the page's rendering after ten seconds; it then shows what `tell` returns, or what that raises ends all."""
    render = page.render

    def watched(config: "MkDocsConfig", files: "Files") -> None:
        try:
            with stopped_after(SECONDS):
                render(config, files)
        except TooSlowError:
            page.content, page.toc = f"<p>{escape(tell(SECONDS))}</p>", get_toc([])

    page.render = watched  # type: ignore[method-assign]
