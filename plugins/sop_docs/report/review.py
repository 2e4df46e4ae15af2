"""A review in every form but that of a page: one pure function a format."""

from collections.abc import Callable, Mapping

from ..model.review import Review
from ..model.words import Words
from .review_json import review_json
from .review_markdown import review_markdown
from .review_text import review_text

REVIEW_FORMATS: Mapping[str, Callable[[Review, Words], str]] = {
    "text": review_text,
    "markdown": review_markdown,
    "json": review_json,
}
"""How a review can be written, by name."""
