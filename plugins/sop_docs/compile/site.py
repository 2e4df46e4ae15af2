"""All pages of a library. Touches no file."""

from collections.abc import Iterator, Mapping
from datetime import date

from jinja2 import Environment

from ..model.library import Library
from ..model.page import Page
from ..model.words import Words
from .deliveries_page import deliveries_page
from .form_page import form_page
from .module_page import module_page
from .press import Press
from .prose_page import prose_page
from .recent import recent
from .recent_page import recent_page
from .register_pages import register_pages
from .role_page import role_pages
from .shelf import Shelf
from .sop_page import sop_page


def compile_site(  # noqa: PLR0913 - what a site is made of comes in by name
    library: Library,
    words: Words,
    day: date,
    templates: Environment,
    *,
    report_url: str = "",
    first: str = "flow",
    shelves: Mapping[str, Shelf] | None = None,
    feeds: bool = True,
    single: bool = False,
) -> tuple[Page, ...]:
    """Return every page by path: documents, the author's own pages, and those that nobody wrote.

    `report_url` is a template with `{number}`, `{version}` and `{title}`; `first` names the chart shown first,
    `shelves` are the versions of documents by path, None where nobody knows of any. Without `feeds` no page names one.
    `single` pages of documents have in full what belongs to them.
    Charts are left as `<!-- sop:chart flow -->` and `<!-- sop:chart lanes -->` on the pages of SOPs and modules.
    """
    pages: dict[str, Page] = {}
    press = Press(library, words, day, templates, report_url, first, shelves, single=single)
    for page in _pages(press, feeds=feeds):
        # What an author wrote wins; `site_map.collisions` tells of it.
        pages.setdefault(page.path, page)
    return tuple(pages[path] for path in sorted(pages))


def _pages(press: Press, *, feeds: bool) -> Iterator[Page]:
    library = press.library
    yield from (sop_page(sop, press) for sop in library.sops)
    yield from (module_page(module, press) for module in library.modules)
    yield from (form_page(form, press) for form in library.forms)
    yield from (prose_page(source, press) for source in library.pages)
    yield from register_pages(press)
    if press.shelves is not None:
        yield recent_page(recent(press.shelves.values(), library, press.day), press, feeds=feeds)
    if library.deliveries:
        yield deliveries_page(press)
    yield from role_pages(press)
