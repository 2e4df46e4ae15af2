"""A page of the library as plain Markdown: what a site generator, an export or a forge shows."""

from dataclasses import dataclass
from enum import StrEnum


class PageKind(StrEnum):
    """What a page is about; the navigation is grouped by it."""

    HOME = "home"
    SOP = "sop"
    MODULE = "module"
    FORM = "form"
    DEPARTMENT = "department"
    ROLE = "role"
    SCENARIO = "scenario"
    LIST = "list"
    RECENT = "recent"
    DELIVERIES = "deliveries"
    VERSION = "version"
    CHANGED = "changed"
    PROSE = "prose"


@dataclass(frozen=True, slots=True)
class Page:
    """Compiled Markdown at `path` below the content folder; `text` starts with the title as a heading.

    `written` says that an author wrote a file of that path, `group` is the department code of a document or role and
    what a list lists, `tags` are what a search must find beside the words, `style` tells print the document's number.
    `parts` are blocks of HTML that the text has only markers for. A copy of the page says of which document and
    version it is (`stamp`).
    """

    path: str
    title: str
    text: str
    kind: PageKind
    written: bool = True
    group: str = ""
    tags: tuple[str, ...] = ()
    language: str = ""
    style: str = ""
    parts: tuple[str, ...] = ()
    stamp: str = ""


def html_path(path: str) -> str:
    """Return where the page of a Markdown file stands on the site (`use_directory_urls: false`)."""
    return path.removesuffix(".md") + ".html"
