"""All that a reader does with a copy, in Chromium and in Firefox: from the disk, with a network that answers nothing.

The copy is that of the example with its history, unpacked where the path has spaces and Chinese. It is read on the day
after it was made, 2026-11-21, if a test names no other.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from .network import without_network
from .places import COMPLAINTS
from .test_dark import DARK, lightness
from .test_opening import faults
from .test_search import asked, field

Reads = Callable[..., Page]


@pytest.fixture
def read(either: Browser, versioned: Path) -> Iterator[Reads]:
    """Return a function that opens a page of the copy, on a day; nothing may go wrong, and nobody be asked."""
    with without_network(either) as (context, network):
        wrong = faults(context, "file:")
        page = context.new_page()

        def opened(path: str, day: str = "2026-11-21") -> Page:
            page.clock.set_fixed_time(f"{day}T12:00:00")
            page.goto((versioned / path).as_uri())
            return page

        yield opened
        assert (wrong, network.told, network.arrived) == ([], [], [])


def hits(page: Page) -> Locator:
    return page.get_by_role("listbox").get_by_role("option")


def numbers(page: Page) -> list[str]:
    """Return the numbers that the register shows, from above."""
    return page.locator(".sop-register tbody tr:visible th").all_inner_texts()


def test_from_the_home_page_to_a_document_and_on(read: Reads) -> None:
    page = read("index.html")
    expect(page.locator("h1")).to_contain_text("受控文件清单")
    page.get_by_role("link", name="SOP-CS-2024-001", exact=True).first.click()
    expect(page.locator("h1")).to_contain_text("客户投诉处理标准化操作流程")
    # Firefox scrolls to words of a drawing, not to links.
    page.locator(".sop-figure svg a[href='#step-register'] text").first.click()
    expect(page.locator("#step-register")).to_be_in_viewport()
    page.locator(".sop-facts--identity").get_by_role("link", name="客户服务部").click()
    expect(page.locator("h1")).to_contain_text("客户服务部")
    expect(page.locator(".sop-copy")).to_contain_text("副本：提交")


@pytest.mark.parametrize(
    ("query", "number", "title"),
    [
        ("投诉处理", "SOP-CS-2024-001", "客户投诉处理标准化操作流程"),
        ("退款 refund", "SOP-GS-2025-001", "Customer Refund Requests"),
        ("LG-2025-001", "SOP-LG-2025-001", "合同评审与用印"),
    ],
)
def test_search_finds_words_of_both_languages_and_numbers(read: Reads, query: str, number: str, title: str) -> None:
    asked(page := read("index.html"), query)
    expect(hits(page).first.locator(".sop-hit__number")).to_have_text(number)
    expect(hits(page).first.locator(".sop-hit__title")).to_have_text(title)


def test_search_is_used_by_keys_and_leads_to_the_words(read: Reads) -> None:
    page = read(COMPLAINTS)
    page.keyboard.press("/")
    expect(field(page)).to_be_focused()
    page.keyboard.type("骑缝章")
    expect(page.get_by_role("listbox")).to_have_attribute("data-query", "骑缝章")
    for key in ("ArrowDown", "ArrowDown", "ArrowUp"):
        page.keyboard.press(key)
    expect(hits(page).first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Escape")
    expect(field(page)).not_to_be_focused()
    page.keyboard.press("/")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/lg/SOP-LG-2025-001\.html\?h=.*#step-"))
    expect(page.locator("article mark").first).to_have_text("骑缝章")
    expect(page.locator("article mark").first).to_be_in_viewport()


def test_search_is_sifted_and_finds_old_versions_on_demand(read: Reads) -> None:
    page = read("index.html")
    asked(page, "投诉")
    page.get_by_label("全部部门").select_option("QA")
    expect(hits(page).locator(".sop-hit__number").filter(has_not_text="SOP-QA-")).to_have_count(0)
    page.get_by_label("全部状态").select_option("withdrawn")
    expect(hits(page).locator(".sop-hit__number")).to_have_text(["SOP-QA-2023-001"])
    for name in ("全部部门", "全部状态"):
        page.get_by_label(name).select_option("")
    asked(page, "SOP-CS-2024-001")
    old = page.locator("#sop-search-results a[href*='/cs/SOP-CS-2024-001/1.0.html']")
    expect(old).to_have_count(0)
    page.get_by_label("也找旧版本").check()
    expect(old.first).to_contain_text("V1.0已替代")
    states = page.get_by_label("全部状态")
    states.select_option("已替代")
    expect(page.locator(".sop-hit__facts").filter(has_not_text="已替代")).to_have_count(0)
    expect(page.locator(".sop-hit__facts").filter(has_text="已替代")).not_to_have_count(0)
    page.get_by_label("也找旧版本").uncheck()
    expect(states).to_have_value("")
    expect(states.locator("option", has_text="已替代")).to_have_count(0)
    expect(hits(page).first).to_contain_text("SOP-CS-2024-001V2.1现行有效")


def test_words_typed_as_one_are_found_apart(read: Reads) -> None:
    first = asked(read("index.html"), "handover").get_by_role("option").first
    expect(first.locator(".sop-hit__title")).to_have_text("Priority Support Tickets")
    expect(first.locator(".sop-hit__step")).to_have_text("6 Hand over to the next shift")


@pytest.mark.parametrize("query", ["SOP-CS-2024-001 1.1", "SOP-CS-2024-001@1.1", "客户投诉处理 V1.1"])
def test_a_version_is_found_by_what_it_is_called(read: Reads, query: str) -> None:
    page = read("index.html")
    asked(page, "投诉")
    page.get_by_label("也找旧版本").check()
    expect(asked(page, query).locator(".sop-hit__facts").first).to_have_text("SOP-CS-2024-001V1.1已替代")


def test_the_register_is_filtered_and_sorted(read: Reads) -> None:
    page = read("index.html")
    assert len(numbers(page)) == 22
    page.locator("[data-sop-filter=text]").fill("投诉")
    assert numbers(page) == ["SOP-CS-2024-001", "SOP-CS-2024-002", "SOP-QA-2023-001"]
    page.get_by_role("columnheader", name="生效日期").get_by_role("button").click()
    assert numbers(page) == ["SOP-QA-2023-001", "SOP-CS-2024-002", "SOP-CS-2024-001"]
    page.locator("[data-sop-filter=department]").select_option("客户服务部")
    assert numbers(page) == ["SOP-CS-2024-002", "SOP-CS-2024-001"]
    page.locator("[data-sop-filter=text]").fill("")
    page.locator("[data-sop-filter=state]").select_option("试行")
    assert numbers(page) == ["SOP-CS-2026-004"]
    expect(page.locator("[data-sop-count]")).to_have_text("1 份")


def test_one_of_two_charts_is_shown(read: Reads) -> None:
    page = read(COMPLAINTS)
    for name, other in (("flow", "lanes"), ("lanes", "flow")):
        page.locator(f"[data-sop-chart={name}]").click()
        expect(page.locator(f"figure[data-chart={other}]")).to_be_hidden()
        drawn = page.locator(f"figure[data-chart={name}] svg:visible").first
        box = drawn.bounding_box()
        assert box
        assert box["width"] > 300
        assert box["height"] > 300
        step = drawn.locator("text", has_text="登记投诉").first
        expect(step).to_be_visible()
        assert float(step.evaluate("node => node.getBBox().width")) > 30


def test_an_old_version_says_that_it_is_old_and_leads_to_the_new_one(read: Reads) -> None:
    page = read(COMPLAINTS)
    page.locator(".sop-picker summary").click()
    page.locator(".sop-picker").get_by_role("link", name="V1.0").click()
    page.wait_for_url(re.compile(r"/cs/SOP-CS-2024-001\.html\?v=1\.0$"))
    banner = page.locator(".sop-banner")
    expect(banner).to_contain_text("V1.0 已替代，请勿据此作业。")
    expect(banner).to_contain_text("2024-07-01 至 2024-10-31")
    mark = "getComputedStyle(document.querySelector('.sop-page'), '::before').content"
    assert "已替代" in page.evaluate(mark)
    banner.get_by_role("link", name="现行版本 V2.1").click()
    expect(page.locator(".sop-stamp .sop-state")).to_have_text("现行有效")
    assert "已替代" not in page.evaluate(mark)


def test_dark_is_kept_on_the_next_page(read: Reads) -> None:
    page = read(COMPLAINTS)
    assert lightness(page, "body", "backgroundColor") > 1 - DARK
    page.get_by_title("切换到深色").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    assert lightness(page, "body", "backgroundColor") < DARK
    assert lightness(page, ".sop-figure .node.step rect", "fill") < DARK
    page = read("index.html")
    assert lightness(page, "body", "backgroundColor") < DARK
    page.get_by_title("切换到浅色").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")
    assert lightness(page, "body", "backgroundColor") > 1 - DARK


def test_states_are_those_of_the_reader_s_day(read: Reads) -> None:
    state = ".sop-stamp .sop-state"
    for day, words in (("2026-12-31", "待生效"), ("2027-01-01", "现行有效"), ("2028-01-02", "复审逾期")):
        expect(read("lg/SOP-LG-2025-001.html", day).locator(state)).to_have_text(words)
    page = read("cs/SOP-CS-2024-003.html", "2027-01-03")
    expect(page.locator(state)).to_have_text("现行有效")
    page = read("cs/SOP-CS-2024-003.html", "2027-11-21")
    expect(page.locator(state)).to_have_text("已替代")
    page.locator(".sop-banner").get_by_role("link", name="现行版本").click()
    page.wait_for_url(re.compile(r"/cs/SOP-CS-2024-003\.html\?v=1\.3$"))
    expect(page.locator(".sop-banner strong")).to_contain_text("V1.3 现行有效")
    page = read("index.html", "2027-11-21")
    page.locator("[data-sop-filter=text]").fill("SOP-CS-2024-001")
    expect(page.locator(".sop-register tbody tr:visible .sop-state")).to_have_text(["复审逾期"])
