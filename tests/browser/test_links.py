"""Links lead somewhere, ids are unique, headings are in order: read from the HTML, without a browser."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser

from .places import pages

ORIGIN = "http://site.test/"
LINKS = ("href", "src", "xlink:href")


@cache
def parsed(file: Path) -> LexborHTMLParser:
    return LexborHTMLParser(file.read_text("utf-8"))


@cache
def ids(file: Path) -> Counter[str]:
    nodes = parsed(file).css("[id]")
    return Counter(node.attributes["id"] or "" for node in nodes)


def links(file: Path) -> Iterator[str]:
    """Yield the addresses a page names, as they are written."""
    for name in LINKS:
        for node in parsed(file).css(f"[{name.replace(':', chr(92) + ':')}]"):
            yield node.attributes[name] or ""


def dead(site: Path, path: str) -> Iterator[str]:
    """Yield the links of a page that lead to no file or no id of the site."""
    for written in links(site / path):
        address, anchor = urldefrag(urljoin(ORIGIN + path, written))
        if not address.startswith(ORIGIN):
            continue
        target = site / unquote(urlsplit(address).path).lstrip("/")
        target = target / "index.html" if target.is_dir() else target
        found = target.is_file()
        if not found or (anchor and target.suffix == ".html" and unquote(anchor) not in ids(target)):
            yield written


def test_every_link_leads_to_a_file_and_an_id_of_the_site(site: Path) -> None:
    found = {path: sorted(set(dead(site, path))) for path in pages(site)}
    assert {path: links for path, links in found.items() if links} == {}


def test_ids_are_unique_on_each_page(site: Path) -> None:
    found = {path: [key for key, count in ids(site / path).items() if count > 1] for path in pages(site)}
    assert {path: twice for path, twice in found.items() if twice} == {}


def test_every_page_has_one_title_and_skips_no_level(site: Path) -> None:
    def disorder(path: str) -> list[int]:
        levels = [int((node.tag or "")[1]) for node in parsed(site / path).css("h1, h2, h3, h4, h5, h6")]
        good = levels[:1] == [1] and levels.count(1) == 1 and all(b - a <= 1 for a, b in pairwise(levels))
        return [] if good else levels

    found = {path: disorder(path) for path in pages(site)}
    assert {path: levels for path, levels in found.items() if levels} == {}


@pytest.mark.parametrize("tag", ["main", "header", "nav"])
def test_every_page_has_its_landmarks(site: Path, tag: str) -> None:
    assert [path for path in pages(site) if not parsed(site / path).css(tag)] == []


def test_every_page_says_its_language_and_title(site: Path) -> None:
    def untold(path: str) -> bool:
        html = parsed(site / path)
        root, title = html.css_first("html"), html.css_first("title")
        return root is None or not root.attributes.get("lang") or title is None or not title.text().strip()

    assert [path for path in pages(site) if untold(path)] == []


def test_nothing_on_a_page_is_loaded_from_elsewhere(site: Path) -> None:
    loaded = "link[rel=stylesheet], link[rel=preconnect], script[src], img[src], iframe, object, embed"
    outside = re.compile(r"^(https?:)?//")

    def sources(path: str) -> list[str]:
        nodes = parsed(site / path).css(loaded)
        addresses = [node.attributes.get("src") or node.attributes.get("href") or "" for node in nodes]
        return [address for address in addresses if outside.match(address)]

    found = {path: sources(path) for path in pages(site)}
    assert {path: addresses for path, addresses in found.items() if addresses} == {}
