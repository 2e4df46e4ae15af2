"""Pages of versions that stand apart: each as it was then, below what tells that nobody works by it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from markupsafe import Markup, escape

from ..model.content import Content
from ..model.library import Library
from ..model.page import Page, PageKind
from ..model.sop import Sop
from ..parse.characters import CONTROL
from ..parse.slug import slug
from .change_log import render_change_log, shown
from .markdown import UNSEARCHED, heading, literal
from .press import Press
from .print_style import print_style
from .shelf import Shelf
from .sop_foot import forms_in_full, forms_used
from .sop_page import render_body
from .version_parts import render_banner, render_picker, render_versions

if TYPE_CHECKING:
    from .markers import Maker

_MOST: Final = 200_000
"""Characters of a file that is shown as it is."""


@dataclass(frozen=True, slots=True)
class OldText:
    """A version by its place on the shelf, with all that it stood on; `source` is where its file was.

    `refusals` are codes and messages of what today's rules find wrong.
    """

    shelf: Shelf
    at: int
    content: Content
    source: str
    refusals: Sequence[tuple[str, str]] = ()

    @property
    def sop(self) -> Sop:
        """The document at the place of its page."""
        return replace(self.content.sop, path=self.shelf.place(self.at))


def old_page(old: OldText, press: Press) -> Page:
    """Return the page of a version; `press` knows where today's pages stand."""
    content = old.content
    library = Library((old.sop,), forms=tuple(content.forms.values()), vocabulary=content.vocabulary)
    then = replace(press, library=library, elsewhere=press.site)
    return _page(old.shelf, old.at, [*_head(old.shelf, old.at, then), *_text(old, then)], then)


def plain_page(shelf: Shelf, at: int, text: str, reason: str, press: Press) -> Page:
    """Return the page of a version as the text of its file, and why it is no more than that."""
    # As plain text, or what stands for a line end would be escaped too.
    lines = str(escape(CONTROL.sub("\ufffd", text.replace("\r\n", "\n"))[:_MOST]))
    # Of a block of ours the blank lines go.
    whole = Markup(lines.replace("\n", "&#10;"))  # noqa: S704 - it was escaped above
    return _page(shelf, at, [*_head(shelf, at, press), press.part("plain", reason=shown(reason), text=whole)], press)


def listing_page(shelf: Shelf, press: Press) -> Page:
    """Return the list of all versions of a document, with its change log."""
    path, number, title = shelf.listing, shown(shelf.log.number), shown(shelf.log.title)
    name = press.words("versions.title", number=number)
    blocks = (
        heading(1, literal(name), "versions"),
        press.part("way", title=title, href=press.url(path, shelf.path) if shelf.current else ""),
        "" if shelf.current else press.words("versions.deleted"),
        render_versions(shelf, path, press),
        press.part("way", title=press.words("compared.any"), href=press.url(path, shelf.comparison))
        if shelf.has_comparison
        else "",
        heading(2, press.words("part.changes"), "changes", UNSEARCHED),
        render_change_log(shelf, path, press),
    )
    return _framed(path, name, blocks, print_style(press.words, title, number), press)


def _head(shelf: Shelf, at: int, press: Press) -> Iterator[str]:
    path = shelf.place(at)
    yield heading(1, literal(_title(shelf, at)), slug(shelf.log.number))
    yield render_banner(shelf, at, path, press)
    yield render_picker(shelf, at, path, press)


def _text(old: OldText, press: Press) -> Iterator[str]:
    sop = old.sop
    if old.refusals:
        title = press.words("versions.refusals", count=len(old.refusals))
        yield press.part("refusals", title=title, refusals=[(code, shown(words)) for code, words in old.refusals])
    makers: dict[str, Maker] = {
        "forms": lambda: "\n\n".join(filter(None, _forms(old, sop, press))),
        "changes": lambda: render_change_log(old.shelf, sop.path, press, old.at),
    }
    yield from render_body(sop, press, old.source, makers)


def _forms(old: OldText, sop: Sop, press: Press) -> Iterator[str]:
    """Yield the forms that were filled in, each as it was."""
    yield forms_used(sop, press)
    yield from forms_in_full(old.content.forms.values(), old.source, press)


def _page(shelf: Shelf, at: int, blocks: Iterable[str], press: Press) -> Page:
    logged, title = shelf.log.versions[at], _title(shelf, at)
    name, mark = f"V{shown(logged.version.version)}", press.state_words[logged.state]
    stamp = f"{shown(shelf.log.number)} {name}"
    style = print_style(press.words, title, stamp, mark, mark)
    return replace(_framed(shelf.place(at), f"{title} {name}", blocks, style, press), stamp=stamp)


def _framed(path: str, title: str, blocks: Iterable[str], style: str, press: Press) -> Page:
    text = _joined(blocks)
    # Only now has everything been made.
    return Page(path, title, text, PageKind.VERSION, written=False, style=style, parts=tuple(press.apart or ()))


def _title(shelf: Shelf, at: int) -> str:
    """Return what the document was called then."""
    return shown(shelf.log.versions[at].version.last.own.head.title or shelf.log.title or shelf.log.number)


def _joined(blocks: Iterable[str]) -> str:
    return "\n\n".join(filter(None, blocks)) + "\n"
