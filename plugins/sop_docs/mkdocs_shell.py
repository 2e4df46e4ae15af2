"""What the theme puts around every page, without a word of an author in it."""

import posixpath
from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from mkdocs.commands.build import get_context
from mkdocs.structure.nav import Navigation

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

ERROR_PAGE = "404.html"


def theme_shells(
    env: "Environment", config: "MkDocsConfig", files: "Files", others: Iterable[str] = ()
) -> dict[str, str]:
    """Return an empty page of the theme for every depth of folders, by a path that such a page has.

    Pages that MkDocs does not know of stand in `others`.
    """
    folders = {posixpath.dirname(file.url) for file in files.documentation_pages()}.union(others)
    depths = {folder.count("/") + 1 if folder else 0 for folder in folders}
    bases = {f"{'x/' * depth}index.html": "/".join([".."] * depth) or "." for depth in sorted(depths)}
    # An error page is shown at any address, so what it needs is named from the root of the server.
    bases[ERROR_PAGE] = urlsplit(config.site_url or "/").path
    template = env.get_template("main.html")
    nowhere = Navigation([], [])
    return {path: template.render(get_context(nowhere, [], config, base_url=base)) for path, base in bases.items()}
