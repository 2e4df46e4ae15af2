"""`mkdocs serve`: a broken document shows its problems on its page, and is whole again when it is mended."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import Library
from samples import COMPLAINTS, LIBRARY, TWO_ACCOUNTABLE

PATIENCE = 60.0


@pytest.fixture
def served(library: Library) -> Iterator[tuple[Path, str]]:
    root = library(LIBRARY)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    command = [sys.executable, "-m", "mkdocs", "serve", "-q", "-a", address]
    process = subprocess.Popen(command, cwd=root, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})
    try:
        yield root, f"http://{address}/"
    finally:
        process.terminate()
        process.wait()


def awaited(url: str, words: str, *, present: bool = True) -> str:
    """Return the page once it has the words, or has them no more."""
    end = time.monotonic() + PATIENCE
    html = ""
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(url, timeout=PATIENCE) as response:
                html = response.read().decode("utf-8")
        except (urllib.error.URLError, ConnectionError):
            html = ""
        if html and (words in html) is present:
            return html
        time.sleep(0.2)
    pytest.fail(f"{words!r} {'never came' if present else 'stayed'} on {url}")


def test_a_problem_comes_to_the_page_and_goes(served: tuple[Path, str]) -> None:
    root, site = served
    url = f"{site}cs/SOP-CS-2024-001.html"
    file = root / "content/cs/SOP-CS-2024-001.md"
    assert "SOP301" not in awaited(url, "处理投诉")
    file.write_text(TWO_ACCOUNTABLE, "utf-8")
    assert "处理投诉" in awaited(url, "SOP301")
    file.write_text(COMPLAINTS.replace("处理投诉", "办理投诉"), "utf-8")
    assert "办理投诉" in awaited(url, "SOP301", present=False)


def test_a_document_that_cannot_be_read_shows_why(served: tuple[Path, str]) -> None:
    root, site = served
    url = f"{site}cs/SOP-CS-2024-001.html"
    awaited(url, "处理投诉")
    (root / "content/cs/SOP-CS-2024-001.md").write_bytes(COMPLAINTS.encode("gbk"))
    awaited(url, "SOP002")
    (root / "content/cs/SOP-CS-2024-001.md").write_text(COMPLAINTS, "utf-8")
    awaited(url, "处理投诉")
