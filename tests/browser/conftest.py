"""The real site and copies of it, each made once, over http and from the disk; one browser of a kind for all."""

import fcntl
import functools
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Final
from zipfile import ZipFile

import pytest
from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from demo.build import build

from . import browsers

ROOT = Path(__file__).parents[2]
HARD_TO_READ: Final = "审计 资料/a b"
"""Where a copy is unpacked: a path with spaces and Chinese."""


class _Answers(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing: the tests look at the answers."""


class _Server(ThreadingHTTPServer):
    def handle_error(self, *_: object) -> None:
        """Say nothing: a tab that closes breaks off what it asked for."""


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """Return a folder that the first worker to ask has made, for all of them."""
    base = factory.getbasetemp().parent if "PYTEST_XDIST_WORKER" in os.environ else factory.getbasetemp()
    folder, half = base / name, base / f"{name}.half"
    with (base / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            shutil.rmtree(half, ignore_errors=True)
            make(half)
            half.rename(folder)
    return folder


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the built site."""
    return once(tmp_path_factory, "site", functools.partial(built_from, ROOT))


@pytest.fixture(scope="session")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder that the zip of the example was unpacked into."""
    return once(tmp_path_factory, "copy", functools.partial(delivered, ROOT)) / HARD_TO_READ


@pytest.fixture(scope="session")
def versioned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the same of the example with four years of history."""

    def make(folder: Path) -> None:
        build(folder / "library")
        delivered(folder / "library", folder)

    return once(tmp_path_factory, "versioned", make) / HARD_TO_READ


def built_from(root: Path, folder: Path, **environment: str) -> Path:
    """Return the folder that the site of a library is now in."""
    run(root, "build", "-d", str(folder), **environment)
    return folder


def delivered(root: Path, folder: Path) -> None:
    """Write the zip of a library into a folder, and unpack it there."""
    folder.mkdir(exist_ok=True)
    run(root, "export", "--out", str(folder / "library.zip"))
    with ZipFile(folder / "library.zip") as packed:
        packed.extractall(folder / HARD_TO_READ)


def run(root: Path, *words: str, **environment: str) -> None:
    """Run a command on a library; it must succeed."""
    env = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"} | environment
    command = [sys.executable, "-m", "sop_docs", *words]
    result = subprocess.run(command, cwd=root, env=env, capture_output=True, text=True, encoding="utf-8", check=False)
    assert result.returncode == 0, result.stderr


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
def playwright() -> Iterator[Playwright]:
    """Return what drives browsers."""
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Return a Chromium."""
    with browsers.chromium(playwright) as started:
        yield started


@pytest.fixture(scope="session")
def firefox(playwright: Playwright) -> Iterator[Browser]:
    """Return a Firefox."""
    with browsers.firefox(playwright) as started:
        yield started


@pytest.fixture(scope="session", params=["chromium", "firefox"])
def either(request: pytest.FixtureRequest) -> Browser:
    """Return one browser, then the other."""
    found: Browser = request.getfixturevalue({"chromium": "browser"}.get(request.param, request.param))
    return found


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """Return a fresh tab of a desk's width; its addresses are relative to the site."""
    with browser.new_context(base_url=address, viewport={"width": 1280, "height": 900}) as context:
        yield context.new_page()
