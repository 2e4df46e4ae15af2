"""A version shown in the page of its document: what stands around the text is that of the version too."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from sop_docs.compile.within import SCRIPT, Other, with_versions
from sop_docs.effects.templates import TEMPLATES

PAGE = """<!doctype html><html><head><title>投诉 {version}</title><style>.house{{}}</style>
<style class="sop-print">:root{{--sop-print-number:"{version}"}}</style></head><body>
<div data-md-component="header-topic"><span class="md-ellipsis">投诉 {version}</span></div>
<nav class="md-nav--primary"><nav class="md-nav--secondary"><a href="#of-1.1">步骤</a></nav></nav>
<div class="md-sidebar--secondary"><div class="md-sidebar__inner"><nav class="md-nav--secondary">
<a href="#of-{version}">步骤</a></nav></div></div>
<article><div class="sop-page"><h1>投诉</h1><p id="of-{version}">{version}</p></div></article></body></html>"""
SEEN = """() => ({
  title: document.title,
  topic: document.querySelector("[data-md-component=header-topic]").innerText,
  contents: [...document.querySelectorAll(".md-nav--secondary a")].map((link) => link.getAttribute("href")),
  print: getComputedStyle(document.documentElement).getPropertyValue("--sop-print-number"),
  text: document.querySelector("p").innerText,
  left: document.querySelectorAll("template").length,
})"""


@pytest.mark.parametrize(("asked", "version"), [("", "1.1"), ("?v=1.0", "1.0"), ("?v=9.9", "1.1")])
def test_a_version_is_shown_with_all_around_it(browser: Browser, tmp_path: Path, asked: str, version: str) -> None:
    others = [Other("1.0", "cs/SOP-1/1.0.html", PAGE.format(version="1.0"))]
    html = with_versions("cs/SOP-1.html", PAGE.format(version="1.1"), others)
    assert html is not None
    for path, text in (
        ("cs/SOP-1.html", html),
        (SCRIPT, (TEMPLATES / "assets" / Path(SCRIPT).name).read_text("utf-8")),
    ):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    with browser.new_context() as context:
        page = context.new_page()
        page.goto((tmp_path / "cs/SOP-1.html").as_uri() + asked)
        assert page.evaluate(SEEN) == {
            "title": f"投诉 {version}",
            "topic": f"投诉 {version}",
            "contents": [f"#of-{version}"] * 2,
            "print": f'"{version}"',
            "text": version,
            "left": 0,
        }
