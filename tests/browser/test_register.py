"""The register is sorted and filtered in place."""

from playwright.sync_api import Locator, Page, expect

HOME = "index.html"


def rows(page: Page) -> Locator:
    """Return the documents that are shown."""
    return page.locator(".sop-register tbody tr:visible")


def numbers(page: Page) -> list[str]:
    """Return their numbers, in the order of the rows."""
    return rows(page).locator("th").all_inner_texts()


def test_a_click_on_a_head_sorts_and_a_second_one_turns_it(page: Page) -> None:
    page.goto(HOME)
    written = numbers(page)
    head = page.get_by_role("columnheader", name="编号")
    head.get_by_role("button").click()
    expect(head).to_have_attribute("aria-sort", "ascending")
    assert numbers(page) == sorted(written)
    head.get_by_role("button").click()
    expect(head).to_have_attribute("aria-sort", "descending")
    assert numbers(page) == sorted(written, reverse=True)
    page.get_by_role("columnheader", name="生效日期").get_by_role("button").click()
    days = rows(page).locator("td:nth-of-type(6)").all_inner_texts()
    assert days == sorted(days)
    assert page.locator("[aria-sort]").count() == 1


def test_text_state_and_department_filter_together(page: Page) -> None:
    page.goto(HOME)
    everything = len(numbers(page))
    page.locator("[data-sop-filter=text]").fill("投诉")
    found = rows(page).all_inner_texts()
    assert 0 < len(found) < everything
    assert all("投诉" in text for text in found)
    expect(page.locator("[data-sop-count]")).to_have_text(f"{len(found)} 份")
    page.locator("[data-sop-filter=department]").select_option("质量管理部")
    page.locator("[data-sop-filter=state]").select_option("废止")
    assert numbers(page) == ["SOP-QA-2023-001"]
    page.locator("[data-sop-filter=text]").fill("没有这一份")
    expect(rows(page)).to_have_count(0)
    expect(page.locator("[data-sop-count]")).to_have_text("0 份")


def test_the_number_in_any_case_finds_a_document(page: Page) -> None:
    page.goto(HOME)
    page.locator("[data-sop-filter=text]").fill(" sop-cs-2024-001 ")
    assert numbers(page) == ["SOP-CS-2024-001"]


def test_words_in_any_width_and_order_find_a_document(page: Page) -> None:
    page.goto(HOME)
    text = page.locator("[data-sop-filter=text]")
    for typed in ("ＳＯＰ－ＣＳ－２０２４－００１", "经理 投诉处理 标准化", "refund　customer"):
        text.fill(typed)
        assert numbers(page) == ["SOP-GS-2025-001" if "refund" in typed else "SOP-CS-2024-001"]


def test_a_state_of_the_list_shows_what_has_it(page: Page) -> None:
    page.goto(HOME)
    states = page.locator("[data-sop-filter=state]")
    for state in states.locator("option").all_inner_texts()[1:]:
        states.select_option(state)
        badges = rows(page).locator(".sop-state").all_inner_texts()
        assert set(badges) == {state}
