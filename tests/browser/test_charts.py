"""Charts: every box leads to its step, one of two charts is shown, one can be enlarged."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from .places import COMPLAINTS, LAUNCH


def shown(page: Page, name: str) -> Locator:
    """Show one of the two charts and return its figure."""
    page.locator(f"[data-sop-chart={name}]").click()
    return page.locator(f"figure[data-chart={name}]")


@pytest.mark.parametrize(("path", "steps"), [(COMPLAINTS, 18), (LAUNCH, 27)])
@pytest.mark.parametrize("chart", ["flow", "lanes"])
def test_a_click_on_a_box_lands_on_its_step(page: Page, path: str, chart: str, steps: int) -> None:
    page.goto(path)
    boxes = shown(page, chart).locator(".node.step a:visible, .node.call a:visible").all()
    targets = [box.get_attribute("href") for box in boxes]
    assert len(set(targets)) == steps
    for target, box in [*zip(targets, boxes, strict=True)][::5]:
        box.click()
        heading = page.locator(f"[id='{(target or '#')[1:]}']")
        expect(heading).to_be_in_viewport()
        expect(page).to_have_url(re.compile(re.escape(target or "#") + "$"))
        top = heading.evaluate("node => node.getBoundingClientRect().top")
        bar = page.locator("header.md-header").evaluate("node => node.getBoundingClientRect().bottom")
        assert bar <= top < 450, target


def test_one_of_two_charts_is_shown(page: Page) -> None:
    page.goto(COMPLAINTS)
    flow, lanes = (page.locator(f"figure[data-chart={name}]") for name in ("flow", "lanes"))
    expect(flow).to_be_visible()
    expect(lanes).to_be_hidden()
    shown(page, "lanes")
    expect(flow).to_be_hidden()
    expect(lanes).to_be_visible()
    pressed = page.locator("[data-sop-chart][aria-pressed=true]")
    expect(pressed).to_have_text("泳道图")


def test_a_chart_grows_in_its_dialog_and_goes_back(page: Page) -> None:
    page.goto(COMPLAINTS)
    figure = page.locator("figure[data-chart=flow]")
    figure.locator("[data-sop-zoom]").click()
    dialog = page.locator("dialog")
    drawing = dialog.locator("svg").first
    before = drawing.evaluate("node => node.getBoundingClientRect().width")
    dialog.get_by_role("button", name="+").click()
    after = drawing.evaluate("node => node.getBoundingClientRect().width")
    assert after == pytest.approx(before * 1.25, rel=0.02)
    dialog.get_by_role("button", name="−").click()
    dialog.get_by_role("button", name="−").click()
    assert drawing.evaluate("node => node.getBoundingClientRect().width") < before
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(figure.locator("svg").first).to_be_visible()
    assert figure.locator("svg").first.evaluate("node => node.style.width") == ""


def test_a_box_in_the_dialog_leads_to_its_step_too(page: Page) -> None:
    page.goto(COMPLAINTS)
    page.locator("figure[data-chart=flow] [data-sop-zoom]").click()
    page.locator("dialog").locator("a[href='#step-register']").click()
    expect(page.locator("dialog")).to_have_count(0)
    expect(page.locator("#step-register")).to_be_in_viewport()


def test_a_box_can_be_reached_with_the_keyboard(page: Page) -> None:
    page.goto(COMPLAINTS)
    page.locator("figure[data-chart=flow] a[href='#step-register']").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#step-register")).to_be_in_viewport()


def test_a_variant_is_marked_everywhere(page: Page) -> None:
    page.goto(COMPLAINTS)
    values = page.locator("[data-variant]")
    marked = page.locator(".sop-variant--marked")
    assert values.count() > 4
    page.get_by_role("button", name="VIP客户").click()
    names = {value.get_attribute("data-variant") for value in marked.all()}
    assert (names, marked.count()) == ({"VIP客户"}, page.locator("[data-variant='VIP客户']").count())
    page.get_by_role("button", name="全部").click()
    expect(marked).to_have_count(0)
