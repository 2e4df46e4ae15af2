"""Light and dark: the reader's system decides until the reader does, and all words stand out."""

from collections.abc import Iterator
from pathlib import Path
from typing import TypedDict

import pytest
from playwright.sync_api import Browser, Page, expect

from .places import COMPLAINTS, KINDS, LAUNCH, SCHEMES

MEASURE = (Path(__file__).parent / "contrast.js").read_text("utf-8")
WORDS = ".sop-page :is(.sop-state, .sop-letter, .sop-button, th, td, dt, dd, th *, td *, dd *)"
DARK = 0.2


class Contrast(TypedDict):
    """How many elements were looked at, and those that are too dim."""

    looked: int
    dim: list[str]


@pytest.fixture(params=SCHEMES)
def seen(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Page]:
    """Return a tab on a system that is light, then on one that is dark."""
    with browser.new_context(base_url=address, color_scheme=request.param) as context:
        yield context.new_page()


def measured(page: Page, selector: str) -> Contrast:
    found: Contrast = page.evaluate(f"({MEASURE.partition(chr(10))[2]})({selector!r})")
    return found


@pytest.mark.parametrize("kind", ["home", "sop", "english sop", "form", "role", "module"])
def test_words_stand_out(seen: Page, kind: str) -> None:
    seen.goto(KINDS[kind])
    found = measured(seen, WORDS)
    assert found["looked"] > 5
    assert found["dim"] == []


@pytest.mark.parametrize("path", [COMPLAINTS, LAUNCH])
@pytest.mark.parametrize("chart", ["flow", "lanes"])
def test_the_words_of_charts_stand_out(seen: Page, path: str, chart: str) -> None:
    seen.goto(path)
    seen.locator(f"[data-sop-chart={chart}]").click()
    found = measured(seen, f"figure[data-chart={chart}] svg text, figure[data-chart={chart}] svg tspan")
    assert found["looked"] > 20
    assert found["dim"] == []


def test_every_state_stands_out(seen: Page) -> None:
    seen.goto(COMPLAINTS)
    seen.locator(".sop-stamp").evaluate(
        "stamp => stamp.innerHTML = Object.entries(JSON.parse(stamp.dataset.sopStates))"
        ".map(([state, words]) => `<span class='sop-state sop-state--${state}'>${words}</span>`).join(' ')"
    )
    found = measured(seen, ".sop-stamp .sop-state")
    assert found == {"looked": 9, "dim": []}


def lightness(page: Page, selector: str, colour: str) -> float:
    """Return how light an element is painted, from 0 to 1."""
    painted: str = page.locator(selector).first.evaluate(f"node => getComputedStyle(node).{colour}")
    red, green, blue = (int(part) / 255 for part in painted.partition("(")[2].rstrip(")").split(",")[:3])
    return (red + green + blue) / 3


def test_the_switch_changes_page_and_chart(page: Page) -> None:
    page.emulate_media(color_scheme="light")
    page.goto(COMPLAINTS)
    box = ".sop-figure .node.step rect"
    assert lightness(page, "body", "backgroundColor") > 1 - DARK
    assert lightness(page, box, "fill") > 1 - DARK
    page.get_by_title("切换到深色").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    assert lightness(page, "body", "backgroundColor") < DARK
    assert lightness(page, box, "fill") < DARK
    page.goto("index.html")
    assert lightness(page, "body", "backgroundColor") < DARK
    page.get_by_title("切换到浅色").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")
