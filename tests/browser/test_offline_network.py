"""No page of a copy asks anybody for anything: every page in Chromium, some of every kind in Firefox."""

from pathlib import Path

from playwright.sync_api import Browser

from .network import open_all, without_network
from .places import KINDS, pages

ASKS = """\
<!doctype html><title>Asks</title>
<link rel="stylesheet" href="https://sheet.example/">
<img src="http://image.example/">
<script src="https://script.example/"></script>
<script>fetch("https://fetch.example/").catch(() => {});</script>
"""
ASKED = {"sheet.example", "image.example", "script.example", "fetch.example"}


def test_the_example_asks_nobody(browser: Browser, copy: Path) -> None:
    paths = pages(copy)
    with without_network(browser) as (context, asked):
        open_all(context, [(copy / path).as_uri() for path in paths])
    assert (asked.told, asked.arrived) == ([], [])
    assert len(paths) > 140
    assert set(KINDS.values()) - set(paths) == {"404.html"}


def test_a_sixth_of_the_example_with_its_history_asks_nobody(either: Browser, versioned: Path) -> None:
    sample = pages(versioned)[::6]
    with without_network(either) as (context, asked):
        open_all(context, [(versioned / path).as_uri() for path in sample])
    assert (asked.told, asked.arrived) == ([], [])
    assert len(sample) > 25
    assert any("/SOP-" in path and path.count("/") == 2 for path in sample), "no page of an old version"


def test_a_page_that_asks_is_heard(either: Browser, tmp_path: Path) -> None:
    page = tmp_path / "asks.html"
    page.write_text(ASKS, "utf-8")
    with without_network(either) as (context, asked):
        open_all(context, [page.as_uri()])
    for heard in (asked.told, asked.arrived):
        assert {name for name in ASKED if any(name in words for words in heard)} == ASKED
