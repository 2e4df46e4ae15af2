"""The Jinja2 environment of the generated parts."""

from collections.abc import Iterable
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

TEMPLATES = Path(__file__).parent.parent / "templates"
"""Fragments of pages; below it `assets` (style and script), `theme` (a Material template) and `review` (a page)."""


def environment(override_dirs: Iterable[str] = (), part: str = "parts") -> Environment:
    """Return an environment that looks for a fragment in `sop/` of the overrides first, then in the package's part."""
    return Environment(
        loader=FileSystemLoader([*(Path(folder) / "sop" for folder in override_dirs), TEMPLATES / part]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
