"""What a reader sees at an address of a copy, whose versions lie in the pages of their documents."""

import posixpath
from pathlib import Path
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode


def seen(folder: Path, path: str) -> LexborHTMLParser:
    """Return the page that a browser shows at an address, with the version in it that is asked for."""
    return _shown(_read(folder, home(folder, path)), parse_qs(_way(folder, path).query).get("v", [""])[0])


def home(folder: Path, path: str) -> str:
    """Return where the page really stands that a browser shows at an address."""
    way = _way(folder, path).path
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(way))) if way else path


def _way(folder: Path, path: str) -> SplitResult:
    door = _read(folder, path).css_first("script[data-way]")
    return urlsplit(str(door.attributes["data-way"]) if door else "")


def _read(folder: Path, path: str) -> LexborHTMLParser:
    return LexborHTMLParser((folder / path).read_bytes())


def _shown(page: LexborHTMLParser, wanted: str) -> LexborHTMLParser:
    head = page.css_first(f'template[data-sop-version="{wanted}"]')
    for region in page.css(".md-sidebar--secondary .md-sidebar__inner, .sop-page"):
        region.inner_html = "".join(_elements(region, wanted))
    html = page.html or ""
    if head:
        style = page.css_first("head > style.sop-print")
        assert style is not None
        html = html.replace(style.html or "", f"<style class='sop-print'>{head.attributes['data-sop-style']}</style>")
    return LexborHTMLParser(html)


def _elements(region: LexborNode, wanted: str) -> list[str]:
    shown: list[str] = []
    left, node = 0, region.first_child
    while node is not None:
        if node.tag == "template":
            if wanted in (node.attributes.get("data-sop-in") or "").split():
                assert left == 0
                left = int(str(node.attributes["data-sop-for"]))
                shown.append((node.html or "").partition(">")[2].removesuffix("</template>"))
        elif node.is_element_node and left:
            left -= 1
        else:
            shown.append(node.html or "")
        node = node.next
    assert left == 0
    return shown
