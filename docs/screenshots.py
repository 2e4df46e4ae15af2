"""The pictures of the README, from the built sites: `make site demo`, then `python docs/screenshots.py`."""

import shutil
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parent.parent
SITE = (ROOT / "site").as_uri()
DEMO = (ROOT / ".cache" / "demo" / "site").as_uri()
IMAGES = ROOT / "docs" / "images"
DOCUMENT = "cs/SOP-CS-2024-001.html"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]

PHONE = (390, 844)

Scheme = Literal["light", "dark"]


def shoot(
    browser: Browser, name: str, page: str, size: tuple[int, int], scheme: Scheme, script: str = "", site: str = SITE
) -> None:
    """Write a picture of what a reader sees of `page`, after `script` has run."""
    width, height = size
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=scheme, device_scale_factor=2 if size == PHONE else 1
    )
    view = context.new_page()
    view.goto(f"{site}/{page}")
    view.wait_for_timeout(300)
    if script:
        view.evaluate(script)
        view.wait_for_timeout(300)
    view.screenshot(path=IMAGES / f"{name}.png")
    context.close()


def _seen(element: str) -> str:
    return f"document.querySelector('{element}').scrollIntoView()"


def main() -> None:
    """Take every picture."""
    alone = ("[data-sop-chart=lanes]", "[data-chart=lanes] [data-sop-zoom]")
    lanes = "".join(f"document.querySelector('{button}').click();" for button in alone)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
        shoot(browser, "sop-page-light", DOCUMENT, (1320, 1900), "light")
        shoot(browser, "sop-page-dark", DOCUMENT, (1320, 1100), "dark", _seen("#raci"))
        shoot(browser, "swimlanes", DOCUMENT, (1320, 1100), "light", lanes)
        shoot(browser, "register", "index.html", (1320, 800), "light")
        shoot(browser, "phone", DOCUMENT, PHONE, "light", _seen("#step-grade"))
        shoot(browser, "changes", DOCUMENT, (1320, 1000), "light", _seen("#changes"), DEMO)
        browser.close()


if __name__ == "__main__":
    main()
