"""Search over http finds what a reader types, also inside Chinese compounds."""

import pytest
from playwright.sync_api import Page, expect


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("投诉", "cs/SOP-CS-2024-001.html"),
        ("登记投诉", "forms/FORM-CS-001.html"),
        ("CSAT", "mk/SOP-MK-2024-001.html"),
        ("SOP-CS-2024-001", "cs/SOP-CS-2024-001.html"),
        ("refund", "gs/SOP-GS-2025-001.html"),
    ],
)
def test_the_document_is_among_the_first(page: Page, address: str, query: str, wanted: str) -> None:
    page.goto("index.html")
    page.locator("input[data-md-component=search-query]").fill(query)
    page.keyboard.press("End")  # Material listens to keys
    results = page.locator(".md-search-result__item > a.md-search-result__link")
    expect(results).not_to_have_count(0)
    found = [(link.get_attribute("href") or "").removeprefix(address).partition("?")[0] for link in results.all()]
    assert wanted in list(dict.fromkeys(found))[:5]
