"""What a build makes: the site as people read it every day, or a copy of it to be read elsewhere."""

from typing import TYPE_CHECKING

from .effects.catalogue import load_words
from .mkdocs_copy import CopyNote, LeanNavigation, prepare_copy, trim_copy
from .mkdocs_within import DOOR, WITHIN, Within

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.nav import Navigation

    from .model.order import Copy
    from .project.builder import Builder, Site
    from .project.settings import Settings


class SiteEdition:
    """The site itself: it holds all there is, tells of what is new and says nothing of where it comes from."""

    assets: tuple[str, ...] = ("changed.css",)
    """What the pages need beside what every edition has."""
    note: CopyNote | None = None
    """What templates ask for the words of a copy."""
    lenient = False
    """Whether there are pages in spite of errors."""
    whole = True
    """Whether it holds every document."""

    def begin(self, builder: "Builder") -> None:
        """Tell a builder what it builds."""

    def prepare(self, config: "MkDocsConfig", settings: "Settings") -> None:
        """Change the configuration that its house wrote."""

    def learn(self, nav: "Navigation", site: "Site", config: "MkDocsConfig") -> None:
        """Look at the navigation that MkDocs has made."""

    def texts(self, site: "Site", config: "MkDocsConfig") -> "Mapping[str, str]":
        """Return files that are made of the whole, by their paths."""
        return site.feeds(config.site_name, config.site_url or "")

    def has_feeds(self, site: "Site") -> bool:
        """Whether pages lead to feeds of what is new."""
        return site.recent is not None

    def navigation(self, nav: "Navigation") -> "Navigation":
        """Return what of a navigation the page that is active now shows."""
        return nav

    def is_alone(self, path: str) -> bool:  # noqa: ARG002
        """Whether nothing of the navigation stands beside a page, by its path."""
        return False

    def put_into(self, html: str) -> str:
        """Return a finished page with what can be said at last."""
        return html

    def end(self, folder: "Path", site: "Site") -> None:
        """Finish the folder of a site that is whole."""


class CopyEdition(SiteEdition):
    """A copy: each page says what it copies, it asks nobody for anything, and versions share the page of a document."""

    assets = (WITHIN, DOOR)
    note: CopyNote

    def __init__(self, copy: "Copy", kept: "Path") -> None:
        """Begin; what is good for the next copy is kept in a folder."""
        self._copy, self._kept = copy, kept
        self.lenient, self.whole = copy.order.lenient, copy.order.part.whole
        self._lean: LeanNavigation

    def begin(self, builder: "Builder") -> None:
        """Let it build a copy."""
        builder.copying(self._copy, self._kept)

    def prepare(self, config: "MkDocsConfig", settings: "Settings") -> None:
        """Take out of the configuration what asks or names other hosts."""
        prepare_copy(config)
        self.note = CopyNote(self._copy, load_words(settings.language))

    def learn(self, nav: "Navigation", site: "Site", config: "MkDocsConfig") -> None:
        """Learn what need not be said on every page."""
        self._lean = LeanNavigation(nav, site.pages, config.theme.get("features", ()))

    def texts(self, site: "Site", config: "MkDocsConfig") -> "Mapping[str, str]":  # noqa: ARG002
        """Return the style sheet that tells print of what it is a copy; nobody is told news by a folder."""
        return {"assets/sop/copy.css": self.note.style}

    def has_feeds(self, site: "Site") -> bool:  # noqa: ARG002
        """Return False."""
        return False

    def navigation(self, nav: "Navigation") -> "Navigation":  # noqa: ARG002
        """Return it without what every page would say of all others."""
        return self._lean()

    def is_alone(self, path: str) -> bool:
        """Whether nothing of the navigation stands beside a page, by its path."""
        return not self._lean.is_beside(path)

    def put_into(self, html: str) -> str:
        """Return a page that says what it is a copy of."""
        return self.note.put_into(html)

    def end(self, folder: "Path", site: "Site") -> None:
        """Delete what nobody reads, and put versions into the pages of their documents."""
        trim_copy(folder)
        if site.old_pages:
            Within(folder, self.note.words, self.note.notice).put(site.old_pages.shelves)
