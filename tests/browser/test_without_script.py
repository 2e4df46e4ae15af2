"""Nothing of a document needs the script."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from .places import COMPLAINTS


@pytest.fixture
def still(browser: Browser, address: str) -> Iterator[Page]:
    with browser.new_context(base_url=address, java_script_enabled=False) as context:
        yield context.new_page()


def test_both_charts_and_every_variant_are_there(still: Page) -> None:
    still.goto(COMPLAINTS)
    for name in ("flow", "lanes"):
        expect(still.locator(f"figure[data-chart={name}] svg:visible")).not_to_have_count(0)
    variants = still.locator("[data-variant]")
    expect(still.locator("[data-variant]:visible")).to_have_count(variants.count())
    expect(still.locator(".sop-stamp .sop-state")).to_be_visible()


def test_the_whole_register_is_there(still: Page) -> None:
    still.goto("index.html")
    rows = still.locator(".sop-register tbody tr")
    assert rows.count() > 20
    expect(still.locator(".sop-register tbody tr:visible")).to_have_count(rows.count())


@pytest.mark.parametrize("path", [COMPLAINTS, "index.html"])
def test_no_button_is_shown_that_would_do_nothing(still: Page, path: str) -> None:
    still.goto(path)
    expect(still.locator(".sop-page :is(button, input, select):visible")).to_have_count(0)


def test_a_box_leads_to_its_step(still: Page) -> None:
    still.goto(COMPLAINTS)
    still.locator("figure[data-chart=flow] a[href='#step-register']").click()
    expect(still.locator("#step-register")).to_be_in_viewport()
