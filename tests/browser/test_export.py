"""The zip of the example, unpacked where a path has spaces and Chinese, opens from the disk with the network off."""

import re
from collections.abc import Iterator
from pathlib import Path
from unicodedata import normalize

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pypdf import PdfReader

from .places import COMPLAINTS, KINDS
from .test_opening import faults

COPY = "副本：提交"


@pytest.fixture
def offline(browser: Browser, copy: Path) -> Iterator[tuple[BrowserContext, list[str]]]:
    """Return a window without a network, and a list that fills with whatever goes wrong or is asked of others."""
    with browser.new_context(viewport={"width": 1280, "height": 900}, offline=True) as context:
        yield context, faults(context, copy.as_uri())


def test_a_page_of_every_kind_opens_and_asks_nobody(offline: tuple[BrowserContext, list[str]], copy: Path) -> None:
    context, found = offline
    page = context.new_page()
    for path in KINDS.values():
        if path != "404.html":
            page.goto((copy / path).as_uri())
            expect(page.locator(".sop-copy")).to_contain_text(COPY)
            assert (path, found) == (path, [])
    page.wait_for_load_state("networkidle")
    assert found == []


def test_a_reader_clicks_through(offline: tuple[BrowserContext, list[str]], copy: Path) -> None:
    context, found = offline
    page: Page = context.new_page()
    page.goto((copy / "index.html").as_uri())
    page.get_by_role("link", name="SOP-CS-2024-001", exact=True).first.click()
    expect(page.locator("h1")).to_contain_text("客户投诉")
    page.locator(".sop-figure svg a").first.click()
    expect(page).to_have_url(re.compile("#step-"))
    page.locator(".sop-facts--identity").get_by_role("link", name="客户服务部").click()
    expect(page.locator("h1")).to_contain_text("客户服务部")
    page.get_by_role("combobox", name="搜索").fill("报销")
    page.get_by_role("listbox").get_by_role("option").first.click()
    expect(page.locator("h1")).to_contain_text("报销")
    assert found == []


def test_paper_says_what_it_is_a_copy_of(offline: tuple[BrowserContext, list[str]], copy: Path, tmp_path: Path) -> None:
    context, _ = offline
    page = context.new_page()
    page.goto((copy / COMPLAINTS).as_uri())
    page.pdf(path=tmp_path / "printed.pdf", prefer_css_page_size=True)
    sheets = [normalize("NFKC", sheet.extract_text()) for sheet in PdfReader(tmp_path / "printed.pdf").pages]
    assert len(sheets) > 1
    for number, sheet in enumerate(sheets, 1):
        assert "打印后不受控" in sheet
        assert normalize("NFKC", COPY) in sheet
        assert re.search(rf"第 {number} .,共 {len(sheets)} .", sheet)  # a PDF may spell 页 as the radical
        assert "SOP-CS-2024-001 V" in sheet


def test_paper_of_an_old_copy_says_the_state_of_the_day_it_is_printed(
    offline: tuple[BrowserContext, list[str]], copy: Path, tmp_path: Path
) -> None:
    context, _ = offline
    page = context.new_page()
    page.clock.set_fixed_time("2031-05-06T12:00:00")
    page.goto((copy / COMPLAINTS).as_uri())
    page.pdf(path=tmp_path / "printed.pdf", prefer_css_page_size=True)
    sheet = normalize("NFKC", PdfReader(tmp_path / "printed.pdf").pages[0].extract_text())
    assert "复审逾期" in sheet
    assert "现行有效" not in sheet
