"""Links between pages, and the numbers in prose that become links."""

import posixpath
import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Final
from urllib.parse import quote, unquote

from markupsafe import Markup, escape

from ..model.page import html_path
from ..model.sop import Variant
from .markdown import literal
from .site_map import SiteMap

# ASCII look-around, not \b: the number in 见SOP-CS-2024-001的 is one. A link would be an image behind `!`, and take
# what stands in braces after it for its attributes, which no rule has seen as such.
_NUMBER: Final = r"""(?<![A-Za-z0-9_./@!-])(?P<number>[A-Za-z0-9]+(?:[-_.][A-Za-z0-9]+)+)
    (?:@(?P<version>[0-9]+(?:\.[0-9]+){1,2}))?(?![A-Za-z0-9_/@{-])"""
_VALUE: Final = r"\$\{\s*(?P<name>[\w-]+)\s*\}"
_PLAIN: Final = re.compile(f"{_VALUE}|{_NUMBER}", re.VERBOSE)
_MARKDOWN: Final = re.compile(
    rf"""(?P<skip>(?P<ticks>`+)(?!`).{{0,1000}}?(?<!`)(?P=ticks)(?!`)   # code
        |!?\[[^\]\n]{{0,500}}\](?:\([^)\n]{{0,500}}\)|\[[^\]\n]{{0,500}}\])   # link, image
        |<[^>\n]{{0,500}}>|https?://[^\s<>]+)
    |{_VALUE}|{_NUMBER}""",
    re.VERBOSE,
)
_TARGET: Final = re.compile(
    r"(\]\(\s{0,9}<?|^\s{0,3}\[[^\]\n]{1,200}\]:\s{0,9}<?)(?![A-Za-z][A-Za-z0-9+.-]{0,20}:)([^\s()<>#?:/\\][^\s()<>#?:\\]{0,500})",
    re.MULTILINE,
)
"""Where a link or an image of Markdown leads to, below the page or beside it."""


def relative(source: str, target: str) -> str:
    """Return the URL of `target` as seen from `source`, both below one root."""
    here, there = source.split("/")[:-1], target.split("/")
    shared = 0
    while shared < min(len(here), len(there) - 1) and here[shared] == there[shared]:
        shared += 1
    return quote("/".join([*[".."] * (len(here) - shared), *there[shared:]]))


def rebased(text: str, source: str, page: str) -> str:
    """Return an author's Markdown from the file `source` with links that start from another file, `page`."""

    def moved(found: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(source), unquote(found[2])))
        return found[1] + (found[2] if target.startswith("../") else relative(page, target))

    return _TARGET.sub(moved, text) if posixpath.dirname(source) != posixpath.dirname(page) else text


@lru_cache(maxsize=4096)
def page_url(source: str, target: str, anchor: str = "") -> str:
    """Return the URL of a page's HTML as seen from another page; both are Markdown paths."""
    url = "" if anchor and source == target else relative(source, html_path(target))
    return f"{url}#{anchor}" if anchor else url


def numbers_in(text: str, site: SiteMap) -> Iterator[str]:
    """Yield the numbers of documents that prose names."""
    if "-" in text:
        for found in _MARKDOWN.finditer(text):
            if found["number"] in site.documents:
                yield found["number"]


def linked(text: str, page: str, site: SiteMap, variants: Sequence[Variant] = ()) -> str:
    """Return plain words with links: as Markup where a number or a `${name}` of variants stands in them."""
    if "-" not in text and "${" not in text:
        return text

    def replaced(found: re.Match[str]) -> str:
        if found["name"]:
            return _variant_values(found[0], found["name"], variants, escape)
        path = _path(found, site)
        if path is None or path == page:
            return str(escape(found[0]))
        title = escape(site.titles[found["number"]])
        return f'<a href="{page_url(page, path)}" title="{title}">{escape(found[0])}</a>'

    parts, end = [], 0
    for found in _PLAIN.finditer(text):
        parts += [str(escape(text[end : found.start()])), replaced(found)]
        end = found.end()
    return Markup("".join(parts) + str(escape(text[end:])))  # noqa: S704 - every piece was escaped above


def linked_markdown(line: str, page: str, site: SiteMap, variants: Sequence[Variant] = ()) -> str:
    """Return one line of Markdown with the same links put in; code and links stay as they are."""
    if "-" not in line and "${" not in line:
        return line

    def replaced(found: re.Match[str]) -> str:
        if found["skip"]:
            return found[0]
        if found["name"]:
            return _variant_values(found[0], found["name"], variants, literal)
        path = _path(found, site)
        if path is None or path == page:
            return found[0]
        title = literal(site.titles[found["number"]]).replace('"', "&quot;")
        if path != site.documents[found["number"]]:  # a page that no site generator knows of
            return f'<a href="{page_url(page, path)}" title="{title}">{found[0]}</a>'
        return f'[{found[0]}]({relative(page, path)} "{title}")'

    return _MARKDOWN.sub(replaced, line)


def _path(found: re.Match[str], site: SiteMap) -> str | None:
    """Return the page of a version that prose names, else of the document."""
    path = site.documents.get(found["number"])
    return path and site.versions.get(found[0], path)


def _variant_values(written: str, name: str, variants: Sequence[Variant], safe: Callable[[str], str]) -> str:
    """Return what each variant puts in for a name, or the words as written where none does."""
    values = [(item.name.value, item.values[name].value) for item in variants if name in item.values]
    return " / ".join(
        f'<span class="sop-variant" data-variant="{escape(variant)}">{safe(value)}（{safe(variant)}）</span>'
        for variant, value in values
    ) or safe(written)
