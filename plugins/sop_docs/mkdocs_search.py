"""The search of the library in the place of the theme's."""

from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.config import config_options
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mkdocs.config.defaults import MkDocsConfig

_THEME, _SEARCH = "material", "material/search"
FETCHED = ("search_engine.js", "search_letters.js")
"""What no page brings along: `search.js` fetches it when somebody searches."""


class SearchField(BasePlugin):  # type: ignore[type-arg,no-untyped-call]
    """What the theme looks for before it gives a page a search field; which field that is our own template says."""

    config_scheme = (("enabled", config_options.Type(bool, default=True)),)


def take_over(config: "MkDocsConfig") -> None:
    """Let the theme show our search, and its own rest, also where `mkdocs.yml` still names it; no other theme can."""
    if config.theme.name is None:
        return
    if config.theme.name != _THEME:
        raise PluginError(f"mkdocs.yml: theme: the pages are made for {_THEME}; write `theme: {{name: {_THEME}}}`")
    if theirs := config.plugins.get(_SEARCH):
        theirs.config["enabled"] = False
    ours = SearchField()
    ours.load_config({})
    config.plugins[_SEARCH] = ours


def write_search(folder: Path, files: "Mapping[str, str]") -> None:
    """Write what the search reads into a built site."""
    for path, text in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8", errors="replace", newline="\n")
