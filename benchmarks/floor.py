"""The floor: the pages we compile, as stock MkDocs and Material build them."""

import shutil
from pathlib import Path

import yaml

from plan import DAY
from settings import OWN, site
from sop_docs.compile.navigation import navigation
from sop_docs.compile.site import compile_site
from sop_docs.effects.catalogue import load_words
from sop_docs.effects.templates import TEMPLATES, environment
from sop_docs.mkdocs_plugin import ASSETS
from sop_docs.project.load import Loader


def write_floor(library: Path, folder: Path) -> None:
    """Write compiled pages, their navigation and the same settings without our plugin; charts stay placeholders."""
    words = load_words("zh")
    loaded = Loader().load(library / "content")
    pages = compile_site(loaded.library, words, DAY, environment(), report_url=str(OWN.get("report_url", "")))
    content = folder / "content"
    for page in pages:
        file = content / page.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(page.text, "utf-8", newline="\n")
    shutil.copytree(TEMPLATES / "assets", content / "assets" / "sop")
    stock = site(own=False) | {"nav": navigation(pages, words)}
    stock["extra_css"] = [f"assets/sop/{name}" for name in ASSETS if name.endswith(".css")]
    stock["extra_javascript"] = [f"assets/sop/{name}" for name in ASSETS if name.endswith(".js")]
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(stock, allow_unicode=True, sort_keys=False), "utf-8")
