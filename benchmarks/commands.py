"""Prints the seconds of commands over a library as JSON, each a whole process, and of markdown-it on the same files."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from statistics import median

from markdown_it import MarkdownIt

_RUNS = 9


def main(folder: Path) -> None:
    """Check, change one procedure, check again; the edit is taken back."""
    procedures = sorted((folder / "content").glob("*/SOP-*.md"))
    edited = procedures[len(procedures) // 2]
    text = edited.read_text("utf-8")
    shutil.rmtree(folder / ".cache", ignore_errors=True)
    with tempfile.TemporaryDirectory() as cache:
        environment = {**os.environ, "XDG_CACHE_HOME": cache}
        first = _seconds(["sop_docs", "check"], folder, environment)
        try:
            edited.write_text(text.replace("。", "，当日有效。", 1), "utf-8")
            again = _seconds(["sop_docs", "check"], folder, environment)
        finally:
            edited.write_text(text, "utf-8")
    version = median(_seconds(["sop_docs", "--version"], folder, os.environ) for _ in range(_RUNS))
    python = median(_python(["-c", "pass"], folder, os.environ) for _ in range(_RUNS))
    seconds = {"first": first, "recheck": again, "version": version, "python": python}
    print(json.dumps(seconds | {"markdown_it": _markdown_it(folder)}))


def _seconds(command: list[str], folder: Path, environment: Mapping[str, str]) -> float:
    return _python(["-m", *command], folder, environment)


def _python(arguments: list[str], folder: Path, environment: Mapping[str, str]) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, *arguments], cwd=folder, env=environment, capture_output=True, check=True)
    return time.perf_counter() - start


def _markdown_it(folder: Path) -> float:
    texts = [path.read_text("utf-8") for path in sorted((folder / "content").rglob("*.md"))]
    parser = MarkdownIt()
    start = time.perf_counter()
    for text in texts:
        parser.parse(text)
    return time.perf_counter() - start


if __name__ == "__main__":
    main(Path(sys.argv[1]))
