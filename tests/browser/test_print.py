"""On paper each sheet says which document it is and that it is not controlled; charts are there, buttons are not."""

import re
from collections.abc import Callable
from io import BytesIO
from unicodedata import normalize

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from .places import COMPLAINTS, FORM, LAUNCH

Sheets = Callable[[str], list[str]]
CONTROLS = (
    "button:not(.sop-sort), input, select, .headerlink, .sop-report,"
    ".md-header, .md-tabs, .md-sidebar, .md-footer, .md-content__button"
)
A4 = {(595, 842), (842, 595)}


@pytest.fixture
def sheets(page: Page) -> Sheets:
    """Return a function that prints a page and returns the words of its sheets."""

    def printed(path: str) -> list[str]:
        page.goto(path)
        reader = PdfReader(BytesIO(page.pdf(format="A4", prefer_css_page_size=True)))
        assert {
            (round(float(sheet.mediabox.width)), round(float(sheet.mediabox.height))) for sheet in reader.pages
        } <= A4
        # Some characters come back as the radicals that share their glyph.
        return [normalize("NFKC", sheet.extract_text()) for sheet in reader.pages]

    return printed


@pytest.mark.parametrize(
    ("path", "number", "notice", "count"),
    [
        (COMPLAINTS, r"SOP-CS-2024-001 V\d+\.\d+", "打印件不受控", "第 {n} .，共 {m} ."),
        (LAUNCH, r"SOP-OP-2024-001 V\d+\.\d+", "打印件不受控", "第 {n} .，共 {m} ."),
        (FORM, r"FORM-CS-001 V\d+\.\d+", "打印件不受控", "第 {n} .，共 {m} ."),
    ],
)
def test_every_sheet_says_what_it_is(sheets: Sheets, path: str, number: str, notice: str, count: str) -> None:
    found = sheets(path)
    for n, text in enumerate(found, 1):
        assert re.search(number, text), (n, text)
        assert notice in text, (n, text)
        assert re.search(normalize("NFKC", count).format(n=n, m=len(found)), text), (n, text)
        assert len(text.splitlines()) > 3, (n, text)


@pytest.mark.parametrize("path", [COMPLAINTS, FORM, "index.html", "handbook/steps.html"])
def test_what_is_clicked_is_not_printed(page: Page, path: str) -> None:
    page.goto(path)
    assert page.locator(CONTROLS).locator("visible=true").count() > 0
    page.emulate_media(media="print")
    expect(page.locator(CONTROLS).locator("visible=true")).to_have_count(0)


@pytest.mark.parametrize("path", ["index.html", "modules/escalation.html", "roles/ke-fu-zhu-guan.html"])
def test_no_sheet_is_empty(sheets: Sheets, path: str) -> None:
    assert [n for n, text in enumerate(sheets(path), 1) if len(text.splitlines()) < 4] == []


def test_both_charts_are_printed_whichever_is_shown(sheets: Sheets, page: Page) -> None:
    captions = re.compile(r"^(流程图|泳道图)$", re.MULTILINE)
    text = "\n".join(sheets(COMPLAINTS))
    assert set(captions.findall(text)) == {"流程图", "泳道图"}
    # A name stands in the flowchart, in the swimlanes, in the RACI table and over its step.
    assert text.count("登记投诉") >= 4
    page.emulate_media(media="print")
    for chart in ("flow", "lanes"):
        assert page.locator(f"figure[data-chart={chart}] svg:visible").count() > 0


def test_a_long_chart_is_printed_in_parts(page: Page) -> None:
    page.goto(LAUNCH)
    assert page.locator(".sop-chart.phase:visible").count() == 0
    page.emulate_media(media="print")
    steps = page.locator("figure[data-chart=flow] .sop-chart:visible .node:is(.step, .call) a").all()
    assert len({step.get_attribute("href") for step in steps}) == 27
    assert page.locator("figure[data-chart=flow] .sop-chart.long:visible").count() == 0


def test_dark_pages_are_printed_on_white(page: Page) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(FORM)
    scheme = "[document.documentElement, document.body].map((node) => getComputedStyle(node).colorScheme)"
    assert page.evaluate(scheme) != ["light", "light"]
    page.emulate_media(media="print")
    assert page.evaluate(scheme) == ["light", "light"]
