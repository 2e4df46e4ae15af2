"""What `mkdocs.yml` of the measured sites says: this repository's own settings that do not name its files."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from sop_docs.mkdocs_plugin import EXTENSION

_REPOSITORY = yaml.safe_load((Path(__file__).resolve().parent.parent / "mkdocs.yml").read_text("utf-8"))
_KEPT = ("site_name", "repo_url", "edit_uri", "docs_dir", "site_dir", "use_directory_urls", "validation")
THEIRS: Mapping[str, object] = {"lang": ["zh", "en"], "separator": r"[\s\u200b\-，。、；：（）「」《》]"}
"""Material's search as it does best with Chinese; it needs jieba to cut words."""
OWN: Mapping[str, object] = next(plugin["sop"] for plugin in _REPOSITORY["plugins"] if "sop" in plugin)
"""The block of our plugin."""


def site(*, own: bool, theirs: bool = False) -> dict[str, Any]:
    """Return the settings of a site with our plugin, or of a stock one that is otherwise alike.

    One with our plugin has our search, unless it is to have `theirs`.
    """
    settings = {name: _REPOSITORY[name] for name in _KEPT if name in _REPOSITORY}
    settings["theme"] = {name: value for name, value in _REPOSITORY["theme"].items() if name != "custom_dir"}
    settings["plugins"] = [{"sop": dict(OWN)}] if own else []
    if theirs or not own:
        settings["plugins"].insert(0, {"search": dict(THEIRS)})
    if theirs:
        settings["hooks"] = [str(Path(__file__).with_name("theirs.py"))]
    settings["markdown_extensions"] = list(_REPOSITORY["markdown_extensions"])
    if not own:
        settings["theme"]["language"] = OWN.get("language", "zh")
        settings["markdown_extensions"] += [EXTENSION]
    return settings


def extensions() -> tuple[list[str], dict[str, Any]]:
    """Return the Markdown extensions that MkDocs loads for such a site, and their settings."""
    names, configs = ["toc", "tables", "fenced_code"], {}
    for extension in site(own=False)["markdown_extensions"]:
        entry = extension if isinstance(extension, dict) else {extension: {}}
        for name, options in entry.items():
            names += [] if name in names else [name]
            configs[name] = options
    return names, configs
