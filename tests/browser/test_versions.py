"""Pages of old versions and of what they changed, on the demonstration's site: from the disk, as people open it."""

import subprocess
import sys
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page, expect

from demo.build import build

from .places import SCHEMES, Scheme

FOLDER = "cs/SOP-CS-2024-001"
PLACES = {
    "old text": f"{FOLDER}/1.0.html",
    "all versions": f"{FOLDER}/versions.html",
    "any two": f"{FOLDER}/compare.html",
    "changed": f"{FOLDER}/2.0-2.1.html",
    "changed, English": "gs/SOP-GS-2025-001/1.0-1.1.html",
}
OVERFLOW = "document.documentElement.scrollWidth - window.innerWidth"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the built site of the demonstration repository."""
    root = tmp_path_factory.mktemp("demo") / "library"
    build(root)
    command = [sys.executable, "-m", "sop_docs", "--root", str(root), "build"]
    result = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert result.returncode == 0, result.stderr
    return root / "site"


def opened(browser: Browser, demo: Path, path: str, width: int = 1280, scheme: Scheme = "light") -> Page:
    context = browser.new_context(
        color_scheme=scheme, reduced_motion="reduce", viewport={"width": width, "height": 900}
    )
    page = context.new_page()
    page.goto((demo / path).as_uri())
    return page


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("path", PLACES.values(), ids=PLACES)
def test_no_serious_violation(browser: Browser, demo: Path, path: str, scheme: Scheme) -> None:
    page = opened(browser, demo, path, scheme=scheme)
    found = [one for one in Axe().run(page).response["violations"] if one["impact"] in {"serious", "critical"}]
    page.context.close()
    assert [(one["id"], node["html"][:120]) for one in found for node in one["nodes"]] == []


@pytest.mark.parametrize("path", PLACES.values(), ids=PLACES)
def test_a_phone_shows_all_of_it(browser: Browser, demo: Path, path: str) -> None:
    page = opened(browser, demo, path, width=390)
    over = page.evaluate(OVERFLOW)
    page.context.close()
    assert over == 0


def test_from_the_change_log_to_the_step_that_changed(browser: Browser, demo: Path) -> None:
    page = opened(browser, demo, f"{FOLDER}.html")
    page.get_by_role("link", name="对照查看这次变化").first.click()
    expect(page).to_have_url((demo / f"{FOLDER}/2.0-2.1.html").as_uri())
    figures = page.locator(".doc .pair figure")
    expect(figures).to_have_count(2)
    before, after = figures.all()
    assert before.bounding_box()["y"] == after.bounding_box()["y"]  # type: ignore[index]
    after.locator(".node.added a").first.click()
    assert page.locator(".card:target h4").inner_text().startswith("11 审核补偿")
    page.get_by_role("link", name="比较任意两个版本").click()
    page.get_by_role("row", name="V2.1").get_by_role("link", name="25 处").click()
    expect(page).to_have_url((demo / f"{FOLDER}/compare.html").as_uri() + "#from-4-to-8")
    assert page.locator("#from-4-to-8").inner_text().startswith("V1.0 → V2.1")
    page.context.close()


def test_what_changed_is_told_without_colour(browser: Browser, demo: Path) -> None:
    page = opened(browser, demo, PLACES["changed"])
    lines = page.locator(".doc :is(ins, del)").evaluate_all(
        "all => all.map(one => one.tagName + getComputedStyle(one).textDecorationLine)"
    )
    assert {*lines} == {"INSunderline", "DELline-through"}
    assert page.locator(".sop-drawing .badge.added").count() > 0
    page.context.close()


def test_a_copy_shows_every_version_as_the_site_does(browser: Browser, demo: Path, tmp_path: Path) -> None:
    copy = tmp_path / "收到的 文件"
    command = [sys.executable, "-m", "sop_docs", "--root", str(demo.parent), "export", "--out", str(copy)]
    result = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert result.returncode == 0, result.stderr
    addresses = sorted(path.relative_to(copy).as_posix() for path in copy.glob("*/SOP-*/*.html"))
    addresses = [path for path in addresses if not path.endswith("versions.html")]
    assert len(addresses) > 40
    context = browser.new_context(offline=True)
    page = context.new_page()
    for path in addresses:
        read = []
        for folder in (demo, copy):
            page.goto((folder / path).as_uri())
            page.wait_for_selector("[data-sop-search][data-ready]", state="attached")
            read.append(page.evaluate(SHOWN))
        assert read[0] == read[1], path
        assert "?v=" in page.url
        assert page.locator("template").count() == 0
    context.close()


SHOWN = """() => {
  const page = document.querySelector(".sop-page").cloneNode(true);
  const others = ".sop-copy, .headerlink, script, .sop-age, .sop-log__what > p:has(a)";
  for (const left of page.querySelectorAll(others)) left.remove();
  const words = (node) => node.textContent.replace(/\\s+/g, " ").trim();
  const chart = (one) => one.outerHTML.replace(/\\s*href="[^"]*"/g, "");
  const charts = [...page.querySelectorAll("svg.sop-chart")].map(chart);
  const toc = [...document.querySelectorAll("[data-md-component=toc] a")].map((one) => one.hash + words(one));
  const print = getComputedStyle(document.documentElement).getPropertyValue("--sop-print-number");
  return [document.title, page.className.replace(/ sop-page--copy/, ""), words(page), charts.join(), toc.join(), print];
}"""
