"""The page that leads to the reference pages."""

from ...model.words import Words
from .markdown import page

_PAGES = ("keys", "checks", "settings", "commands")


def index_page(words: Words) -> str:
    """Return the page with a link to each of the others."""
    return page(words, "reference", ["\n".join(f"- [{words(f'{name}.title')}]({name}.md)" for name in _PAGES)])
