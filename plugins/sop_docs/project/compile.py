"""A site as a folder of plain Markdown and SVG, for any generator."""

import shutil
from html import escape
from pathlib import Path

from ..effects.exchange import discard, put_in_place, staging_folder
from ..effects.templates import TEMPLATES
from ..model.page import Page
from ..model.problem import SopError
from .builder import Site
from .charts import PLACE

MARK = ".sop-compiled"
"""A file that says: this folder was written by `sop compile`, so it may be written anew."""
ASSETS = ("sop.css", "charts.css", "sop.js")


def write_compiled(site: Site, content: Path, folder: Path) -> None:
    """Write pages, charts, attachments and styles to `folder`, whole or not at all."""
    if folder.exists() and any(folder.iterdir()) and not (folder / MARK).exists():
        raise SopError(f"{folder}: not empty, and not written by sop compile; name another folder")
    staged = staging_folder(folder)
    try:
        _write(site, content, staged)
    except BaseException:
        discard(staged)
        raise
    put_in_place(staged, folder)


def _write(site: Site, content: Path, folder: Path) -> None:
    (folder / MARK).touch()
    for path in site.attachments:
        _into(folder / path).write_bytes((content / path).read_bytes())
    for name in ASSETS:
        shutil.copyfile(TEMPLATES / "assets" / name, _into(folder / "assets" / "sop" / name))
    for page in site.pages.values():
        _into(folder / page.path).write_text(_with_images(site, page, folder), "utf-8", newline="\n")


def _with_images(site: Site, page: Page, folder: Path) -> str:
    return PLACE.sub(lambda found: _images(site, page.path, found[1], folder), page.text)


def _images(site: Site, path: str, place: str, folder: Path) -> str:
    """Write the charts of one place as files and return the images that stand for them."""
    lines = []
    for name, (title, svg) in site.charts.files(path, place).items():
        _into(folder / "charts" / name).write_text(svg, "utf-8", newline="\n")
        lines.append(f'<img src="{"../" * path.count("/")}charts/{name}" alt="{escape(title)}">')
    return "\n".join(lines)


def _into(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    return path
