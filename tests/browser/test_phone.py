"""On a phone no page moves sideways; what is wide scrolls in its own box."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from .places import COMPLAINTS, KINDS

WIDTH = 390


@pytest.fixture
def phone(browser: Browser, address: str) -> Iterator[Page]:
    with browser.new_context(base_url=address, viewport={"width": WIDTH, "height": 800}, has_touch=True) as context:
        yield context.new_page()


@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS)
def test_no_page_is_wider_than_the_phone(phone: Page, path: str) -> None:
    phone.goto(path)
    assert phone.evaluate("document.documentElement.scrollWidth") <= WIDTH
    # Material hides what would stick out: so look whether something does.
    outside = phone.locator("article").evaluate(
        """(article, width) => [...article.querySelectorAll("*")].filter((node) => {
             const box = node.getBoundingClientRect();
             const scrolls = (up) =>
               up && up !== article && (getComputedStyle(up).overflowX !== "visible" || scrolls(up.parentElement));
             return box.width && box.right > width + 1 && node.checkVisibility() && !scrolls(node);
           }).map((node) => node.outerHTML.slice(0, 80))""",
        WIDTH,
    )
    assert outside == []


@pytest.mark.parametrize(
    ("path", "table"), [(COMPLAINTS, ".sop-raci"), ("index.html", ".sop-register__table"), ("forms.html", ".sop-table")]
)
def test_a_wide_table_scrolls_in_its_box_beside_its_first_column(phone: Page, path: str, table: str) -> None:
    phone.goto(path)
    box = phone.locator(f".sop-scroll:has(> {table})").first
    first = box.locator("tbody th[scope=row]").first
    second = box.locator("tbody tr:has(th[scope=row]) td").first
    before = first.bounding_box(), second.bounding_box()
    box.evaluate("box => box.scrollLeft = 100")
    after = first.bounding_box(), second.bounding_box()
    assert before[0]
    assert after[0]
    assert before[1]
    assert after[1]
    assert after[0]["x"] == pytest.approx(before[0]["x"], abs=1)
    assert after[1]["x"] == pytest.approx(before[1]["x"] - 100, abs=1)


def test_a_chart_can_be_read_and_its_boxes_touched(phone: Page) -> None:
    phone.goto(COMPLAINTS)
    words = phone.locator("figure[data-chart=flow] svg text.name:visible").first
    assert words.evaluate("node => node.getBoundingClientRect().height") >= 10
    phone.locator("figure[data-chart=flow] a[href='#step-register']:visible").tap()
    expect(phone.locator("#step-register")).to_be_in_viewport()


def test_the_menu_opens_and_leads_on(phone: Page) -> None:
    phone.goto("index.html")
    phone.locator("header label[for=__drawer]").tap()
    expect(phone.locator(".md-sidebar--primary")).to_be_in_viewport()
