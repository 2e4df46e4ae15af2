"""Prints the seconds of the first build of `mkdocs serve` and of the one after an edit, as JSON."""

import json
import os
import sys
import tempfile
import time
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig


def main(folder: Path) -> None:
    """Build, change one procedure, build again; the edit is taken back."""
    os.chdir(folder)
    procedures = sorted(Path("content").glob("*/SOP-*.md"))
    edited = procedures[len(procedures) // 2]
    text = edited.read_text("utf-8")
    with tempfile.TemporaryDirectory() as target:
        config = _config(target)
        config.plugins.on_startup(command="serve", dirty=False)
        try:
            first = _seconds(target)
            edited.write_text(text.replace("。", "，当日有效。", 1), "utf-8")
            again = _seconds(target)
        finally:
            edited.write_text(text, "utf-8")
            config.plugins.on_shutdown()
    print(json.dumps({"first": first, "rebuild": again}))


def _seconds(target: str) -> float:
    """Return what one build takes; `serve` reads the settings anew before each."""
    start = time.perf_counter()
    build(_config(target), serve_url="http://127.0.0.1:8000/")
    return time.perf_counter() - start


def _config(target: str) -> MkDocsConfig:
    return load_config("mkdocs.yml", site_dir=target)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
