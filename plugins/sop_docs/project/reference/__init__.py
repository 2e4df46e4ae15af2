"""The reference pages of the handbook, derived from the tables in the code."""

from collections.abc import Mapping

import click

from ...effects.catalogue import load_words
from .checks import checks_page
from .commands import commands_page
from .index import index_page
from .keys import keys_page
from .settings import settings_page

FOLDERS: Mapping[str, str] = {"zh": "handbook/reference", "en": "handbook/en/reference"}
"""Where the pages of a language stand below the content folder."""


def reference_pages(group: click.Group) -> Mapping[str, str]:
    """Return the Markdown of every reference page by path below the content folder; `group` holds the commands."""
    pages: dict[str, str] = {}
    for language, folder in FOLDERS.items():
        words = load_words(language)
        pages[f"{folder}/index.md"] = index_page(words)
        pages[f"{folder}/keys.md"] = keys_page(words)
        pages[f"{folder}/checks.md"] = checks_page(words)
        pages[f"{folder}/settings.md"] = settings_page(words)
        pages[f"{folder}/commands.md"] = commands_page(words, group)
    return pages
