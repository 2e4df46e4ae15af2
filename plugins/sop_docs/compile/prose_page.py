"""Pages of an author that are no documents: their own Markdown, numbers linked, the register put in."""

import re
from typing import Final

from ..model.page import Page, PageKind
from ..model.place import Source
from ..parse.slug import slug
from .markdown import fitted
from .markers import Parts
from .press import Press
from .print_style import print_style
from .register_pages import render_register
from .site_map import HOME

_TITLE: Final = re.compile(r"^#[ \t]+(.+?)[ \t#]*(?:\{[^{}]*\})?[ \t]*$", re.MULTILINE)


def prose_page(source: Source, press: Press) -> Page:
    """Return an author's page; its title is its first heading, else the name of its file."""
    found = _TITLE.search(source.text)
    title = found[1] if found else source.path.rpartition("/")[2].removesuffix(".md")
    parts = Parts(makers={"register": lambda: render_register(source.path, press)})
    seen: dict[str, int] = {}
    text = fitted(
        source.text,
        0,
        lambda _, words: _anchor(words, seen),
        lambda row: press.markdown_line(row, source.path),
        parts.take,
    )
    kind = PageKind.HOME if source.path == HOME else PageKind.PROSE
    return Page(source.path, title, text, kind, style=print_style(press.words, title))


def _anchor(words: str, seen: dict[str, int]) -> str:
    """Return an id for a heading that site generators would but count; '' where they make a good one themselves."""
    if words.isascii():
        return ""
    name = slug(words)
    seen[name] = seen.get(name, 0) + 1
    return name if seen[name] == 1 else f"{name}-{seen[name]}"
