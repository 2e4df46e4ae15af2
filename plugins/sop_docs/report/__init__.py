"""Problems → text, JSON, annotations; the manual of codes → text, JSON: one pure function a format."""

from collections.abc import Callable, Mapping

from .findings import Findings, visible
from .github import render_github
from .gitlab import render_gitlab
from .json import render_json
from .sarif import render_sarif
from .text import render_text

__all__ = ["FORMATS", "Findings", "visible"]

FORMATS: Mapping[str, Callable[[Findings], str]] = {
    "text": render_text,
    "json": render_json,
    "github": render_github,
    "gitlab": render_gitlab,
    "sarif": render_sarif,
}
"""How problems can be written, by name."""
