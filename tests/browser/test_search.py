"""Search finds what a reader types, from a server and from the disk, by keys alone, and leads to the step."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from .places import COMPLAINTS, SCHEMES, Scheme

QUESTIONS = Path(__file__).parents[2] / "benchmarks" / "questions.tsv"
"""Forty questions with the pages that answer them, written down before there was a search to ask."""
NO_WORKER = "delete globalThis.Worker; globalThis.Worker = class { constructor() { throw new Error('refused'); } };"
LONG_TASKS = """
    globalThis.longest = 0;
    new PerformanceObserver((list) => {
      for (const task of list.getEntries()) longest = Math.max(longest, task.duration);
    }).observe({ type: "longtask" });
"""


@pytest.fixture
def disk(browser: Browser, site: Path) -> Iterator[BrowserContext]:
    """Return a window that reads the site from the disk and has no network."""
    with browser.new_context(viewport={"width": 1280, "height": 900}, offline=True, base_url=site.as_uri()) as context:
        yield context


@pytest.fixture
def shelf(disk: BrowserContext, site: Path) -> Page:
    """Return a page of the site as it lies on the disk."""
    page = disk.new_page()
    page.goto((site / COMPLAINTS).as_uri())
    return page


def field(page: Page) -> Locator:
    return page.get_by_role("combobox", name="搜索")


def asked(page: Page, query: str) -> Locator:
    """Type a query and return the results once they answer it."""
    field(page).fill(query)
    results = page.get_by_role("listbox")
    expect(results).to_have_attribute("data-query", query)
    return results


def found(page: Page, query: str, root: str) -> list[str]:
    """Return the pages that were found, each once, from the best."""
    options = asked(page, query).get_by_role("option").all()
    paths = [(option.get_attribute("href") or "").removeprefix(root).partition("?")[0] for option in options]
    return list(dict.fromkeys(path.partition("#")[0] for path in paths))


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
    assert wanted in found(page, query, address)[:5]


def test_forty_questions_are_answered_from_the_disk(shelf: Page, site: Path) -> None:
    lines = [line.split("\t") for line in QUESTIONS.read_text("utf-8").splitlines()[1:]]
    assert len(lines) == 40
    wrong = []
    for _, query, wanted in lines:
        first = [path.removesuffix(".html") for path in found(shelf, query, f"{site.as_uri()}/")[:3]]
        if not set(first) & set(wanted.split(" ")):
            wrong.append((query, first))
    assert len(wrong) <= 1, wrong


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("tousu", "cs/SOP-CS-2024-001.html"),  # sounds, typed without choosing characters
        ("fapiao", "fi/SOP-FI-2025-002.html"),
        ("IT2024002", "it/SOP-IT-2024-002.html"),
        ("sopcs2024001", "cs/SOP-CS-2024-001.html"),
        ("2024-001 CS", "cs/SOP-CS-2024-001.html"),
        ("SOP IT", "it/SOP-IT-2024-001.html"),
        ("用印", "lg/SOP-LG-2025-001.html"),
        ("印", "lg/SOP-LG-2025-001.html"),
        ("escalat", "gs/SOP-GS-2025-002.html"),
        ("FORM-OP-5", "forms/FORM-OP-005.html"),  # without the noughts in front
        ("sop cs 2024 1", "cs/SOP-CS-2024-001.html"),
        ("20000", "gs/SOP-GS-2025-001.html"),  # USD 20,000
        ("2000", "gs/SOP-GS-2025-001.html"),
        ("10,000 元", "fi/SOP-FI-2025-002.html"),  # 10000 元
        ("(.*)+$ [ \\", ""),
        ("qqqqqqqq", ""),
    ],
)
def test_what_is_typed_finds_or_finds_nothing(shelf: Page, site: Path, query: str, wanted: str) -> None:
    first = found(shelf, query, f"{site.as_uri()}/")[:3]
    assert wanted in first if wanted else first == []


def test_it_is_used_by_keys_alone(shelf: Page) -> None:
    shelf.keyboard.press("/")
    expect(field(shelf)).to_be_focused()
    expect(field(shelf)).to_have_value("")
    expect(field(shelf)).to_have_attribute("aria-expanded", "false")
    shelf.keyboard.type("换货 审批")
    options = shelf.get_by_role("listbox").get_by_role("option")
    expect(shelf.get_by_role("listbox")).to_have_attribute("data-query", "换货 审批")
    expect(field(shelf)).to_have_attribute("aria-expanded", "true")
    for key, chosen in (("ArrowDown", 0), ("ArrowDown", 1), ("ArrowUp", 0)):
        shelf.keyboard.press(key)
        expect(field(shelf)).to_have_attribute("aria-activedescendant", options.nth(chosen).get_attribute("id") or "-")
        expect(options.nth(chosen)).to_have_attribute("aria-selected", "true")
    shelf.keyboard.press("ArrowUp")
    expect(field(shelf)).not_to_have_attribute("aria-activedescendant", re.compile("."))
    expect(field(shelf)).to_be_focused()
    shelf.keyboard.press("Escape")
    expect(field(shelf)).not_to_be_focused()
    expect(shelf.locator("#__search")).not_to_be_checked()
    for key in ("f", "s"):
        shelf.keyboard.press(key)
        expect(field(shelf)).to_be_focused()
        shelf.keyboard.press("Escape")
    for name in ("全部部门", "全部岗位"):
        expect(shelf.get_by_label(name)).to_be_hidden()  # nothing of it takes the focus while it is closed
    shelf.keyboard.press("/")
    shelf.keyboard.press("Enter")  # the best, where none was chosen
    shelf.wait_for_url(re.compile(r"/as/SOP-AS-2024-001\.html\?h=.*#step-exchange$"))


def test_the_best_result_of_another_query_is_in_view(shelf: Page) -> None:
    asked(shelf, "客户").get_by_role("option").last.scroll_into_view_if_needed()
    expect(asked(shelf, "客户投诉").get_by_role("option").first).to_be_in_viewport()


def test_who_is_faster_than_the_search_gets_to_what_was_typed_last(shelf: Page) -> None:
    asked(shelf, "投诉")
    shelf.evaluate(
        """() => {
          const field = document.querySelector(".md-search__input");
          field.value = "骑缝章";
          field.dispatchEvent(new InputEvent("input", { bubbles: true }));
          field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));
        }"""
    )
    shelf.wait_for_url(re.compile(r"/lg/SOP-LG-2025-001\.html\?h=.*#step-seal$"))


def test_the_key_that_ends_the_choice_of_characters_opens_nothing(shelf: Page) -> None:
    asked(shelf, "投诉")
    shelf.evaluate(
        """() => {
          const field = document.querySelector(".md-search__input");
          const told = (type) => field.dispatchEvent(new CompositionEvent(type, { bubbles: true }));
          const typed = (value) => {
            field.value = value;
            field.dispatchEvent(new InputEvent("input", { isComposing: true, bubbles: true }));
          };
          told("compositionstart");
          typed("qi feng zhang");
          typed("骑缝章");
          told("compositionend"); // Safari tells of the key after the end of it all
          field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", keyCode: 229, bubbles: true }));
        }"""
    )
    expect(shelf.get_by_role("listbox")).to_have_attribute("data-query", "骑缝章")
    shelf.wait_for_timeout(300)
    assert shelf.url.endswith(COMPLAINTS)


def test_a_result_says_what_was_hit_and_opens_there_with_the_words_marked(shelf: Page) -> None:
    first = asked(shelf, "骑缝章").get_by_role("option").first
    expect(first.locator(".sop-hit__number")).to_have_text("SOP-LG-2025-001")
    expect(first).to_contain_text("V1.0")
    expect(first.locator(".sop-hit__title")).to_have_text("合同评审与用印")
    expect(first.locator(".sop-hit__step")).to_have_text("10 用印")
    expect(first.locator(".sop-hit__text mark")).to_have_text("骑缝章")
    first.click()
    shelf.wait_for_url(re.compile(r"/lg/SOP-LG-2025-001\.html\?h=.*#step-"))
    mark = shelf.locator("article mark")
    expect(mark).to_have_text("骑缝章")
    expect(mark).to_be_in_viewport()


@pytest.mark.parametrize("query", ["供应商 收款 账号", "账号 收款 供应商"])
def test_a_step_whose_name_has_what_the_title_lacks_comes_first(shelf: Page, query: str) -> None:
    first = asked(shelf, query).get_by_role("option").first
    expect(first.locator(".sop-hit__title")).to_have_text("供应商付款")
    expect(first.locator(".sop-hit__step")).to_have_text("6 核实收款账号")


def test_results_stay_where_one_is_opened_in_a_tab_of_its_own(disk: BrowserContext, shelf: Page) -> None:
    options = asked(shelf, "骑缝章").get_by_role("option")
    with disk.expect_page() as opened:
        options.first.click(modifiers=["Control"])
    expect(opened.value.locator("article mark")).to_be_in_viewport()
    expect(shelf.locator("#__search")).to_be_checked()
    expect(options.first).to_be_visible()


def test_the_state_is_that_of_the_reader_s_day(disk: BrowserContext, site: Path) -> None:
    page = disk.new_page()
    for day, state in (("2026-12-31", "待生效"), ("2027-01-01", "现行有效"), ("2028-01-02", "复审逾期")):
        page.clock.set_fixed_time(f"{day}T12:00:00")
        page.goto((site / "index.html").as_uri())
        expect(asked(page, "SOP-LG-2025-001").get_by_role("option").first).to_contain_text(state)


def test_results_are_sifted_by_department_role_and_state(shelf: Page) -> None:
    total = asked(shelf, "投诉").get_by_role("option").count()
    numbers = shelf.locator(".sop-hit__number")
    shelf.get_by_label("全部部门").select_option("QA")
    expect(numbers.filter(has_not_text="SOP-QA-")).to_have_count(0)
    expect(numbers).not_to_have_count(0)
    shelf.get_by_label("全部状态").select_option("withdrawn")
    expect(numbers).to_have_text(["SOP-QA-2023-001"])
    for name in ("全部部门", "全部状态"):
        shelf.get_by_label(name).select_option("")
    shelf.get_by_label("全部岗位").select_option(label="出纳")
    expect(numbers.filter(has_not_text="SOP-FI-")).to_have_count(0)
    shelf.get_by_label("全部岗位").select_option("")
    expect(shelf.get_by_role("listbox").get_by_role("option")).to_have_count(total)
    shelf.keyboard.press("Escape")
    expect(shelf.locator("#__search")).not_to_be_checked()


def test_without_a_worker_it_answers_too(disk: BrowserContext, site: Path) -> None:
    page = disk.new_page()
    page.add_init_script(NO_WORKER)
    page.goto((site / "index.html").as_uri())
    assert found(page, "合同平审", f"{site.as_uri()}/")[0] == "lg/SOP-LG-2025-001.html"


def test_nothing_is_fetched_before_somebody_searches(disk: BrowserContext, site: Path) -> None:
    page = disk.new_page()
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url.removeprefix(f"{site.as_uri()}/")))
    page.goto((site / COMPLAINTS).as_uri())
    page.wait_for_load_state("networkidle")
    assert [url for url in fetched if "search" in url] == ["assets/sop/search.css", "assets/sop/search.js"]
    asked(page, "投诉")
    assert [url for url in fetched if not url.startswith(("assets/", "blob:", COMPLAINTS))] == []


def test_no_key_waits_for_the_search(disk: BrowserContext, site: Path) -> None:
    page = disk.new_page()
    page.goto((site / COMPLAINTS).as_uri())
    page.wait_for_load_state("networkidle")
    page.evaluate(LONG_TASKS)
    field(page).press_sequentially("客户投诉", delay=20)
    expect(page.get_by_role("listbox")).to_have_attribute("data-query", "客户投诉")
    page.wait_for_timeout(100)
    assert page.evaluate("longest") <= 100


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_in_the_open_search(browser: Browser, site: Path, width: int, scheme: Scheme) -> None:
    size = {"width": width, "height": 844}
    with browser.new_context(viewport=size, color_scheme=scheme, reduced_motion="reduce") as context:  # type: ignore[arg-type]
        page = context.new_page()
        page.goto((site / COMPLAINTS).as_uri())
        page.keyboard.press("/")
        asked(page, "换货 审批")
        page.keyboard.press("ArrowDown")
        page.wait_for_timeout(600)  # the theme lets it fade in
        violations = Axe().run(page, context=".md-search").response["violations"]
        assert [(found["id"], node["html"][:200]) for found in violations for node in found["nodes"]] == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
