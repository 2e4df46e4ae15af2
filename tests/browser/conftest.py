"""The real site, built once, over http and from the disk; one browser for all."""

import functools
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parents[2]
OFFLINE = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


class _Answers(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing: the tests look at the answers."""


class _Server(ThreadingHTTPServer):
    def handle_error(self, *_: object) -> None:
        """Say nothing: a tab that closes breaks off what it asked for."""


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the built site."""
    return built_from(ROOT, tmp_path_factory.mktemp("built") / "site")


def built_from(root: Path, folder: Path, **environment: str) -> Path:
    """Return the folder that the site of a library is now in."""
    env = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"} | environment
    command = [sys.executable, "-m", "sop_docs", "build", "-d", str(folder)]
    result = subprocess.run(command, cwd=root, env=env, capture_output=True, text=True, encoding="utf-8", check=False)
    assert result.returncode == 0, result.stderr
    return folder


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Return where the site is served."""
    server = _Server(("127.0.0.1", 0), functools.partial(_Answers, directory=str(site)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return a Chromium that asks nobody for anything."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    assert chromium, "the browser tests need Chromium: apt-get install chromium"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=OFFLINE)
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """Return a fresh tab of a desk's width; its addresses are relative to the site."""
    with browser.new_context(base_url=address, viewport={"width": 1280, "height": 900}) as context:
        yield context.new_page()
