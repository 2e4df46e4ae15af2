"""The two browsers of the distribution; neither asks anybody for anything of its own accord."""

import os
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser, Playwright

OFFLINE = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
RELAY = Path(__file__).parent / "firefox.py"


def chromium(playwright: Playwright) -> Browser:
    """Return a Chromium that was started."""
    program = shutil.which("chromium") or shutil.which("google-chrome")
    assert program, "the browser tests need Chromium: apt-get install chromium"
    return playwright.chromium.launch(executable_path=program, args=OFFLINE)


def firefox(playwright: Playwright) -> Browser:
    """Return a Firefox that was started."""
    program = shutil.which("firefox-esr") or shutil.which("firefox")
    assert program, "the browser tests need Firefox: apt-get install firefox-esr"
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment: dict[str, str | float | bool] = {**os.environ, "FIREFOX": program, "PATH": path}
    return playwright.firefox.launch(channel="moz-firefox", executable_path=RELAY, env=environment)
