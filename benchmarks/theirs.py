"""A MkDocs hook: the site keeps Material's search, and nothing of ours is made for it."""

from pathlib import Path
from typing import TYPE_CHECKING

import material
from jinja2 import ChoiceLoader, DictLoader

from sop_docs import mkdocs_plugin
from sop_docs.project import builder

if TYPE_CHECKING:
    from jinja2 import Environment

FIELD = "partials/search.html"

mkdocs_plugin.take_over = lambda config: None  # noqa: ARG005
mkdocs_plugin.write_search = lambda folder, files: None  # noqa: ARG005
builder.search_entries = lambda pages, library, shelves, read: ()  # noqa: ARG005


def on_env(env: "Environment", **_: object) -> "Environment":
    """Put the theme's own search field before ours."""
    theirs = Path(material.__path__[0], "templates", FIELD).read_text("utf-8")
    if env.loader is not None:
        env.loader = ChoiceLoader([DictLoader({FIELD: theirs}), env.loader])
    return env
