"""What a page names that a browser may ask for or go to. Touches no file."""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from .style import style_addresses

OTHER_HOST = ("//", "\\", "/\\")
"""How an address begins that leads to another host without saying how to speak to it."""
STYLES = ("style", "fill", "stroke", "filter", "mask", "clip-path", "marker-start", "marker-mid", "marker-end")
"""Attributes whose value is a style."""

_ADDRESSES = ("href", "src", "action", "formaction", "data", "poster", "background", "ping")
_LISTS = ("srcset", "imagesrcset")
_BETWEEN = re.compile(r"[\s,]+")
_LOCAL_RELATIONS = frozenset({"canonical", "prev", "next", "alternate"})


def addresses(tree: LexborHTMLParser, plain: re.Pattern[str]) -> Iterator[tuple[LexborNode, str, str]]:
    """Yield each element that names an address, by which attribute, and the address, but for those that are `plain`."""
    for name in _ADDRESSES:
        for node in tree.css(f"[{name}]"):
            attributes = node.attributes
            for spelled in (name, f"xlink:{name}"):
                written = attributes.get(spelled)
                if written and not plain.fullmatch(written):
                    yield node, spelled, written
    for name in _LISTS:
        for node in tree.css(f"[{name}]"):
            yield from ((node, name, written) for written in _BETWEEN.split(node.attributes.get(name) or ""))
    for name in STYLES:
        for node in tree.css(f"[{name}]"):
            yield from ((node, name, written) for written in style_addresses(node.attributes.get(name) or ""))
    for node in tree.css("style"):
        yield from ((node, "style", written) for written in style_addresses(node.text()))


def loads(node: LexborNode, name: str) -> bool:
    """Whether a browser asks for the address by itself, or sends something to it."""
    if node.tag in {"a", "area"}:
        return name == "ping"
    return node.tag != "link" or node.attributes.get("rel") not in _LOCAL_RELATIONS
