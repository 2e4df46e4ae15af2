"""A document as one HTML file: it opens from anywhere, needs nothing beside it and asks nobody for anything."""

import re
from base64 import b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Final
from urllib.parse import quote

from markupsafe import Markup
from selectolax.lexbor import LexborHTMLParser, LexborNode

from ..check.addresses import STYLES, addresses, loads
from ..check.destination import SCHEMES, read_destination, scheme
from ..effects.templates import TEMPLATES, environment
from ..model.problem import SopError
from ..model.words import Words
from .inline import NOTHING, Read, picture, resolve, script, sheet

_POLICY: Final = (
    "default-src 'none'; img-src data:; style-src 'unsafe-inline'; {script}base-uri 'none'; form-action 'none'"
)
"""What browsers are told to hold the file to: not a request, and no script but ours."""
_OURS: Final = ("assets/sop.js", "single/single.js")
_UNUSED: Final = ("search.css", "changed.css")
"""Style sheets of what is not in the file."""
_PLACE: Final = re.compile(r"#.*", re.DOTALL)
_USELESS: Final = "script, link, base, iframe, object, embed, .headerlink"
_COLOURS: Final = "data-md-color-"


@dataclass(frozen=True, slots=True)
class Document:
    """A finished page of a copy: its path, what it is called, and where on it other pages of the copy stand as well.

    `address` is where the library itself stands, with `/` at its end, '' where nobody says.
    """

    path: str
    title: str
    library: str
    anchors: Mapping[str, str]
    address: str = ""


def single_file(document: Document, read: Read, words: Words, *, scripted: bool = True) -> str:
    """Return the file; where it is not `scripted` it says all of it as of the day of the copy."""
    page = LexborHTMLParser(_text(document.path, read))
    code = Markup(script("\n".join((TEMPLATES / name).read_text("utf-8") for name in _OURS))) if scripted else ""  # noqa: S704 - ours
    icon = page.css_first('link[rel~="icon"]')
    target = resolve(document.path, (icon.attributes.get("href") or "") if icon else "")
    return (
        environment(part="single")
        .get_template("page.html")
        .render(
            t=words.messages,
            language=words.language,
            policy=_policy(code),
            title=document.title,
            library=document.library,
            icon=picture(target, read) or NOTHING,
            styles=[Markup(style) for style in _styles(page, document.path, read)],  # noqa: S704 - `sheet` made them
            colours=_colours(page),
            content=Markup(_content(page, document, read)),  # noqa: S704 - the page's own HTML
            script=code,
        )
    )


def _text(path: str, read: Read) -> str:
    data = read(path)
    if data is None:
        raise SopError(f"{path}: the copy has no such page")
    return data.decode("utf-8")


def _policy(code: str) -> str:
    allowed = f"script-src 'sha256-{b64encode(sha256(code.encode()).digest()).decode()}'; " if code else ""
    return _POLICY.format(script=allowed)


def _styles(page: LexborHTMLParser, path: str, read: Read) -> Iterator[str]:
    """Yield the style sheets of the theme, of the house and of the page in their order, then that of such files."""
    for node in page.css('head link[rel="stylesheet"], head style'):
        target = resolve(path, node.attributes.get("href") or "")
        if node.tag == "style":
            yield sheet(path, node.text(), read)
        elif not target.endswith(_UNUSED) and (data := read(target)) is not None:
            yield sheet(target, data.decode("utf-8", "replace"), read)
    yield sheet("", (TEMPLATES / "single" / "single.css").read_text("utf-8"), read)


def _colours(page: LexborHTMLParser) -> list[tuple[str, str]]:
    """Return what the house has chosen of the theme's colours."""
    chosen = page.body.attributes if page.body else {}
    found = {name: value or "" for name, value in chosen.items() if name.startswith(_COLOURS)}
    return sorted({f"{_COLOURS}scheme": "default", **found}.items())


def _content(page: LexborHTMLParser, document: Document, read: Read) -> str:
    """Return what the page says, with nothing in it that is not in the file."""
    own = page.css_first(".sop-page")
    if own is None:
        raise SopError(f"{document.path}: no page of a document")
    tree = LexborHTMLParser(own.html or "")
    for node in tree.css(_USELESS):
        node.decompose()
    for node, name, written in list(addresses(tree, _PLACE)):
        _settle(node, name, written, document, read)
    return tree.body.inner_html or "" if tree.body else ""


def _settle(node: LexborNode, name: str, written: str, document: Document, read: Read) -> None:
    """Put what an address leads to into the file, or let it lead where the library has it, or nowhere."""
    if name in STYLES:
        if not written.startswith(("#", "data:")):
            node.decompose() if node.tag == "style" else _drop(node, name)
    elif loads(node, name):
        held = written if written.startswith("data:") else picture(resolve(document.path, written), read)
        if held and name in {"src", "href", "xlink:href"}:
            node.attrs[name] = held
        else:
            _drop(node, name)
    elif (kept := _link(written, document)) is None:
        node.unwrap()
    else:
        node.attrs[name] = kept


def _drop(node: LexborNode, name: str) -> None:
    if name in node.attributes:
        del node.attrs[name]


def _link(written: str, document: Document) -> str | None:
    """Return where a link leads from the file, None for nowhere."""
    known = scheme(read_destination(written))
    if known:
        return written if known in SCHEMES else None
    target, place = resolve(document.path, written), written.partition("#")[2]
    if target in document.anchors:
        return f"#{document.anchors[target] or place}"
    if not document.address or target.startswith(("/", "../")):
        return None
    return document.address + quote(target) + (f"#{place}" if place else "")
