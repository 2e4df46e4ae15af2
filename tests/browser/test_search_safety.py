"""Whatever stands in documents and addresses, the search shows it as text; older versions are found when asked for."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from sop_docs.compile.search_index import search_files
from sop_docs.effects.catalogue import load_words
from sop_docs.model.page import PageKind
from sop_docs.model.search import Passage, SearchEntry
from sop_docs.model.vocabulary import Vocabulary

from .places import COMPLAINTS

MARKUP = "攻击 <img src=x onerror=alert(1)> \"'></script><script>alert(1)</script> ${7*7} {{7*7}}"
NOW = SearchEntry(
    "cs/SOP-CS-2024-001.md",
    PageKind.SOP,
    MARKUP,
    (Passage('step"><img src=x>', MARKUP, MARKUP), Passage("", "", "投诉现在这样办")),
    number=MARKUP,
    version=MARKUP,
    language='zh" onload="alert(1)',
    dates=("approved", "2024-01-01", "", ""),
)
ELSEWHERE = SearchEntry("javascript:alert(1)//.md", PageKind.PROSE, "攻击别处")
OLD = SearchEntry(
    "cs/SOP-CS-2024-001/1.0.md",
    PageKind.VERSION,
    "投诉处理",
    (Passage("step-receive", "1 接收", "投诉从前那样办"),),
    number="SOP-CS-2024-001",
    version="1.0",
    dates=("approved", "2023-07-01", "2024-07-01", "2024-07-01"),
)


@pytest.fixture
def hostile(browser: Browser, site: Path, tmp_path: Path) -> Iterator[Page]:
    """Return a page of a site whose search has been given bad texts."""
    shutil.copytree(site / "assets", tmp_path / "assets", ignore=shutil.ignore_patterns("search"))
    (tmp_path / "cs").mkdir()
    shutil.copy(site / COMPLAINTS, tmp_path / COMPLAINTS)
    for path, text in search_files((NOW, ELSEWHERE), (OLD,), Vocabulary(), load_words("zh")).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    with browser.new_context(offline=True) as context:
        page = context.new_page()
        page.on("dialog", lambda dialog: pytest.fail(dialog.message))
        page.on("pageerror", lambda error: pytest.fail(str(error)))
        page.goto((tmp_path / COMPLAINTS).as_uri())
        yield page


def ask(page: Page, query: str) -> None:
    """Ask as far as the field has room, and wait for the answer: of two wishes at once the last alone is heard."""
    page.get_by_role("combobox", name="搜索").fill(query)
    expect(page.get_by_role("listbox")).to_have_attribute("data-query", query[:80].strip())


def test_markup_in_documents_is_shown_as_text(hostile: Page) -> None:
    ask(hostile, "攻击")
    results = hostile.get_by_role("listbox")
    expect(results.locator("img, script, [onerror], [onload]")).to_have_count(0)
    for name in ("number", "title", "step"):
        expect(results.locator(f".sop-hit__{name}").first).to_have_text(MARKUP)
    root = hostile.url.removesuffix(COMPLAINTS)
    links = [link.get_attribute("href") or "" for link in results.locator("a").all()]
    assert len(links) == 2
    assert all(link.startswith(root) for link in links)


@pytest.mark.parametrize("query", [MARKUP, "(((((" * 20, "\\", "\u200b", "𠀀𠀁", "攻" * 500, "a" * 500, "🙂 :::", "  "])
def test_no_query_breaks_it(hostile: Page, query: str) -> None:
    ask(hostile, query)
    ask(hostile, "攻击")
    expect(hostile.get_by_role("listbox").get_by_role("option")).to_have_count(2)


@pytest.mark.parametrize(
    ("words", "marked"),
    [
        ("投诉 <img src=x onerror=alert(1)>", {"投诉"}),
        ("(投诉 投诉) 客服专员", {"客服专员"}),
        ("投诉 " * 500, {"投诉"}),
        ("[.*] 投诉", {"投诉"}),
        ("投诉 %E4%BD", {"投诉"}),
    ],
)
def test_words_in_an_address_are_only_compared(hostile: Page, words: str, marked: set[str]) -> None:
    hostile.goto(f"{hostile.url}?h={words}")
    marks = hostile.locator("article mark")
    expect(marks).not_to_have_count(0)
    assert {*marks.all_inner_texts()} == marked
    assert marks.count() <= 400
    expect(hostile.locator("article img")).to_have_count(0)


def test_a_query_in_an_address_is_asked_and_shown_as_text(hostile: Page) -> None:
    hostile.goto(f"{hostile.url}?q=攻击<img src=x onerror=alert(1)>")
    expect(hostile.get_by_role("combobox", name="搜索")).to_have_value("攻击<img src=x onerror=alert(1)>")
    expect(hostile.get_by_role("listbox").get_by_role("option")).not_to_have_count(0)


def test_older_versions_are_found_when_asked_for(hostile: Page) -> None:
    fetched: list[str] = []
    hostile.on("request", lambda request: fetched.append(request.url.rpartition("/")[2]))
    options = hostile.get_by_role("listbox").get_by_role("option")
    ask(hostile, "投诉")
    expect(options).to_have_count(1)
    before = len(fetched)
    hostile.get_by_label("也找旧版本").check()
    expect(options).to_have_count(2)
    assert len(fetched) == before + 1
    old = hostile.locator(".sop-hit--old")
    expect(old).to_contain_text("SOP-CS-2024-001V1.0已替代")
    expect(old.get_by_role("option")).to_have_attribute(
        "href", hostile.url.replace(".html", "/1.0.html?h=%E6%8A%95%E8%AF%89#step-receive")
    )
    hostile.get_by_label("也找旧版本").uncheck()
    expect(options).to_have_count(1)
