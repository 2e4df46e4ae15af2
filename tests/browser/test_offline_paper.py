"""What a copy says on paper, printed by Chromium and by Firefox."""

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from unicodedata import normalize

import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader

from .network import without_network

Prints = Callable[[str], list[str]]
FULL = re.compile("[\u4e00-\u9fff;:]")
"""What a PDF of Firefox may have no name for, once full-width signs are narrow."""


@pytest.fixture
def printed(either: Browser, versioned: Path) -> Iterator[Prints]:
    """Return a function that prints a page on a day and returns the words of its sheets."""
    with without_network(either) as (context, _):
        page = context.new_page()
        page.clock.set_fixed_time("2026-11-21T12:00:00")

        def sheets(path: str) -> list[str]:
            page.goto((versioned / path).as_uri())
            reader = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))
            return [normalize("NFKC", sheet.extract_text()) for sheet in reader.pages]

        yield sheets


def spelt(words: str, either: Browser) -> re.Pattern[str]:
    """Return what finds words on a sheet: a PDF of Firefox has no name for some of the characters that it draws."""
    words = re.escape(normalize("NFKC", words))
    if either.browser_type.name == "firefox":
        words = FULL.sub(lambda found: f"[{found[0]}\ufffd]", words)
    return re.compile(words)


@pytest.mark.parametrize(
    ("path", "running", "old"),
    [
        ("op/SOP-OP-2023-003.html", "SOP-OP-2023-003 V1.1 复审逾期（截至 2026-11-21）", False),
        ("op/SOP-OP-2023-003/1.0.html", "SOP-OP-2023-003 V1.0 已替代（截至 2026-11-21）", True),
    ],
)
def test_every_sheet_says_what_it_is(either: Browser, printed: Prints, path: str, running: str, old: bool) -> None:  # noqa: FBT001 - a case of the table
    sheets = printed(path)
    assert len(sheets) > 3
    for sheet in sheets:
        assert len(spelt(running, either).findall(sheet)) == 1
        assert spelt("副本：提交 f607af0f182c，2026-11-20 的状态；打印后不受控", either).search(sheet)
        assert len(sheet.splitlines()) > 3
    marked = ["已替代" in map(str.strip, sheet.splitlines()) for sheet in sheets]
    assert all(marked) if old else not marked[0]
    if either.browser_type.name == "chromium":  # Firefox numbers the sheets of people alone
        for number, sheet in enumerate(sheets, 1):
            assert re.search(rf"第 {number} .,共 {len(sheets)} .", sheet)
