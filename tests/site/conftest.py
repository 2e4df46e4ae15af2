"""A library as an indented tree of files, and a real build of it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from textwrap import dedent

import pytest

MKDOCS = """\
site_name: Test
docs_dir: content
use_directory_urls: false
theme: {name: material, font: false}
plugins: [search, {sop: {language: zh}}]
"""

Library = Callable[..., Path]


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """Return a function that writes files below a new root and returns the root."""

    def write(files: Mapping[str, str], mkdocs: str = MKDOCS) -> Path:
        root = tmp_path / "library"
        for path, text in {"mkdocs.yml": mkdocs, **files}.items():
            file = root / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(dedent(text), "utf-8")
        return root

    return write


def run(root: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a program of the environment in `root`, away from the developer's own settings."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "SOURCE_DATE"))}
    env = {**clean, "NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1", **environment}
    command = [sys.executable, "-m", *arguments]
    return subprocess.run(command, cwd=root, env=env, capture_output=True, text=True, encoding="utf-8", check=False)


def build(root: Path, *options: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Build the site of `root` with MkDocs, strictly."""
    return run(root, "mkdocs", "build", "--strict", *options, **environment)
