"""A MkDocs hook: the site keeps Material's search, and nothing of ours is made for it."""

from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

from jinja2 import ChoiceLoader, DictLoader

from sop_docs import mkdocs_plugin
from sop_docs.project import builder

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig

FIELD = "partials/search.html"

patch.object(mkdocs_plugin, "take_over", lambda config: None).start()  # noqa: ARG005
patch.object(mkdocs_plugin, "write_search", lambda folder, files: None).start()  # noqa: ARG005
patch.object(builder, "search_entries", lambda *_: ()).start()


def on_env(env: "Environment", config: "MkDocsConfig", **_: object) -> "Environment":
    """Put the theme's own search field before ours."""
    theirs = next(file for folder in reversed(config.theme.dirs) if (file := Path(folder, FIELD)).exists())
    if env.loader is not None:
        env.loader = ChoiceLoader([DictLoader({FIELD: theirs.read_text("utf-8")}), env.loader])
    return env
