"""Problems → text and JSON: one pure function a format."""

from collections.abc import Callable, Mapping

from .findings import Findings, visible
from .json import render_json
from .text import render_text

__all__ = ["FORMATS", "Findings", "visible"]

FORMATS: Mapping[str, Callable[[Findings], str]] = {"text": render_text, "json": render_json}
"""How problems can be written, by name."""
