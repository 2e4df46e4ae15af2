"""The Jinja2 environment of the generated parts."""

from collections.abc import Iterable
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

TEMPLATES = Path(__file__).parent.parent / "templates"
"""Fragments of pages; below it `assets` (style and script) and `theme` (a Material template)."""


def environment(override_dirs: Iterable[str] = ()) -> Environment:
    """Return an environment that looks for a fragment in `sop/` of the overrides first, then in the package."""
    return Environment(
        loader=FileSystemLoader([*(Path(folder) / "sop" for folder in override_dirs), TEMPLATES / "parts"]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
