"""Every page opens without a fault, and asks nobody but its own site."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext

from .places import KINDS, pages

PARTS = 4


def faults(context: BrowserContext, home: str) -> list[str]:
    """Return a list that fills with whatever goes wrong on the pages of a context."""
    found: list[str] = []

    def note(words: str, *, wrong: bool = True) -> None:
        found.extend([words] if wrong else [])

    context.on("console", lambda said: note(f"{said.text} {said.location}", wrong=said.type in {"error", "warning"}))
    context.on("weberror", lambda fault: note(str(fault.error)))
    context.on("request", lambda asked: note(asked.url, wrong=not asked.url.startswith((home, "data:", "blob:"))))
    context.on("response", lambda given: note(f"{given.status}: {given.url}", wrong=given.status >= 400))
    # A request that the next page cut short is no fault of this one.
    context.on("requestfailed", lambda asked: note(asked.url, wrong=asked.failure != "net::ERR_ABORTED"))
    return found


def test_the_site_has_every_kind_of_page(site: Path) -> None:
    assert set(KINDS.values()) - set(pages(site)) == set()


@pytest.mark.parametrize("part", range(PARTS))
def test_every_page_opens(browser: Browser, site: Path, address: str, part: int) -> None:
    with browser.new_context() as context:
        found = faults(context, address)
        page = context.new_page()
        for path in pages(site)[part::PARTS]:
            page.goto(address + path)
            assert (path, found) == (path, [])
        page.wait_for_load_state("networkidle")
        assert found == []


def test_pages_open_from_the_disk(browser: Browser, site: Path) -> None:
    with browser.new_context() as context:
        found = faults(context, site.as_uri())
        page = context.new_page()
        for path in KINDS.values():
            if path != "404.html":  # a server's page: its addresses begin at the server's root
                page.goto((site / path).as_uri())
        page.wait_for_load_state("networkidle")
        assert found == []
