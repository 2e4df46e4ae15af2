"""A document in one file and on paper: it opens from anywhere with the network off, and is whole."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, cast
from unicodedata import normalize

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pypdf import PdfReader

from .conftest import ROOT
from .places import SCHEMES, Scheme
from .test_opening import faults

NUMBER, ENGLISH = "SOP-CS-2024-001", "SOP-GS-2025-001"
BOOKMARKS = [
    *(
        "客户投诉处理标准化操作流程",
        "目的",
        "适用范围与目标",
        "流程图",
        "职责分工（RACI）",
        "步骤",
        "受理",
        "1 接收投诉",
    ),
    *("2 登记投诉", "3 首次回应", "4 分类分级", "5 审阅升级申请", "6 下达审批意见", "调查与方案", "7 分派任务"),
    *("8 调查原因", "9 核查服务记录", "10 制定方案", "11 审核补偿", "执行与确认", "12 执行方案", "13 确认结果"),
    *(
        "关闭与改进",
        "14 满意度回访",
        "15 整理案卷",
        "16 归档",
        "17 关闭工单",
        "18 月度复盘",
        "培训",
        "应急预案",
        "监督",
    ),
    *("记录", "术语", "表单", "FORM-CS-001 客户投诉登记表 V1.2", "相关文件", "变更记录", "签批页"),
]


def export(out: Path, *options: str) -> Path:
    env = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    command = [sys.executable, "-m", "sop_docs", "export", "--out", str(out), *options]
    result = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, encoding="utf-8", check=False)
    assert result.returncode == 0, result.stderr
    return out


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file of the example's first document, alone in its folder."""
    return export(tmp_path_factory.mktemp("收到 的") / "投诉.html", "--single", "--number", NUMBER)


@pytest.fixture
def offline(browser: Browser) -> Iterator[tuple[BrowserContext, list[str], list[str]]]:
    """Return a window without a network, what goes wrong in it, and what is asked for."""
    with browser.new_context(viewport={"width": 1280, "height": 900}, offline=True, color_scheme="light") as context:
        asked: list[str] = []
        context.on("request", lambda request: asked.append(request.url))
        yield context, faults(context, "file://"), asked


def opened(offline: tuple[BrowserContext, list[str], list[str]], file: Path, day: str = "2026-11-25") -> Page:
    page = offline[0].new_page()
    page.clock.set_fixed_time(f"{day}T12:00:00")
    page.goto(file.as_uri())
    return page


def test_it_asks_for_nothing_but_itself(offline: tuple[BrowserContext, list[str], list[str]], file: Path) -> None:
    page = opened(offline, file)
    page.locator("#approval").scroll_into_view_if_needed()
    page.wait_for_load_state("networkidle")
    assert [address for address in offline[2] if not address.startswith("data:")] == [file.as_uri()]
    assert offline[1] == []
    assert [entry.name for entry in file.parent.iterdir()] == [file.name]


def test_what_is_slipped_in_is_not_run(offline: tuple[BrowserContext, list[str], list[str]], file: Path) -> None:
    slipped = file.with_name("slipped.html")
    picture = '<img src="https://example.com/x.png" onerror="document.title=1">'
    more = f'<script>document.title = "ran"</script>{picture}</article>'
    slipped.write_text(file.read_text("utf-8").replace("</article>", more), "utf-8")
    blocked: list[tuple[str, str | None]] = []
    offline[0].on("requestfailed", lambda request: blocked.append((request.url, request.failure)))
    page = opened(offline, slipped)
    slipped.unlink()
    assert page.title().startswith(NUMBER)
    assert blocked == [("https://example.com/x.png", "csp")]  # before anybody was asked
    assert any("Content Security Policy" in fault for fault in offline[1])
    expect(page.locator("figure[data-chart=lanes]")).to_be_hidden()  # our own script runs


def test_the_charts_change_places_and_grow(offline: tuple[BrowserContext, list[str], list[str]], file: Path) -> None:
    page = opened(offline, file)
    flow, lanes = (page.locator(f"figure[data-chart={name}]") for name in ("flow", "lanes"))
    expect(flow).to_be_visible()
    expect(lanes).to_be_hidden()
    page.locator("[data-sop-chart=lanes]").click()
    expect(flow).to_be_hidden()
    expect(lanes.locator("svg").first).to_be_visible()
    lanes.locator("[data-sop-zoom]").click()
    expect(page.locator("dialog.sop-dialog svg").first).to_be_visible()
    page.keyboard.press("Escape")
    page.locator("[data-sop-variant='VIP客户']").click()
    assert page.locator(".sop-variant--marked").count() > 3
    lanes.locator("svg a").first.click()
    expect(page).to_have_url(re.compile("#step-"))
    assert offline[1] == []


def test_it_is_dark_as_the_system_is_until_the_reader_says_otherwise(
    offline: tuple[BrowserContext, list[str], list[str]], file: Path
) -> None:
    page = opened(offline, file)
    body, button = page.locator("body"), page.get_by_role("button", name="深色")
    expect(body).to_have_css("background-color", "rgb(255, 255, 255)")
    page.emulate_media(color_scheme="dark")
    expect(body).to_have_css("background-color", "rgb(30, 33, 41)")
    expect(button).to_have_attribute("aria-pressed", "true")
    button.click()
    expect(body).to_have_css("background-color", "rgb(255, 255, 255)")
    page.emulate_media(color_scheme="light")
    page.emulate_media(color_scheme="dark")
    expect(body).to_have_css("background-color", "rgb(255, 255, 255)")
    button.click()
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).color") != "rgb(231, 234, 240)"
    expect(button).to_be_hidden()
    assert offline[1] == []


@pytest.mark.parametrize(
    ("day", "state", "old"),
    [("2026-11-25", "现行有效", False), ("2027-03-10", "待复审", True), ("2030-01-01", "复审逾期", True)],
)
def test_it_says_the_state_of_the_readers_day(
    offline: tuple[BrowserContext, list[str], list[str]], file: Path, day: str, state: str, *, old: bool
) -> None:
    page = opened(offline, file, day)
    expect(page.locator(".sop-stamp .sop-state")).to_have_text(state)
    expect(page.locator(".sop-stamp")).to_contain_text(day)
    expect(page.locator(".sop-age")).to_be_visible(visible=old)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", [390, 1280])
def test_everybody_can_read_it(browser: Browser, file: Path, scheme: Scheme, width: int) -> None:
    with browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, offline=True) as context:
        page = context.new_page()
        page.goto(file.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        found = Axe().run(page).response["violations"]
        assert [(one["id"], [node["html"][:120] for node in one["nodes"]][:3]) for one in found] == []


def texts(file: Path) -> list[str]:
    # Between the fonts of two scripts there is room, which comes back as a space.
    return [re.sub(" +", " ", normalize("NFKC", sheet.extract_text())) for sheet in PdfReader(file).pages]


def bookmarks(outline: Sequence[object]) -> Iterator[str]:
    for one in outline:
        if isinstance(one, list):
            yield from bookmarks(one)
        else:
            yield str(getattr(one, "title", ""))


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return export(tmp_path_factory.mktemp("paper") / "投诉.pdf", "--pdf", "--number", NUMBER)


def test_paper_has_bookmarks_and_says_what_it_is(pdf: Path) -> None:
    reader = PdfReader(pdf)
    assert [*bookmarks(reader.outline)] == BOOKMARKS
    assert reader.metadata is not None
    assert re.fullmatch(rf"{NUMBER} 客户投诉处理标准化操作流程 V\d+\.\d+", reader.metadata.title or "")
    root = cast("Any", reader.trailer["/Root"])
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == ("zh", True)
    sizes = {(round(float(page.mediabox.width)), round(float(page.mediabox.height))) for page in reader.pages}
    assert sizes == {(595, 842), (842, 595)}


def test_every_sheet_says_which_it_is_and_that_nobody_controls_it(pdf: Path) -> None:
    sheets = texts(pdf)
    for number, sheet in enumerate(sheets, 1):
        assert re.search(rf"{NUMBER} V\d+\.\d+ 现行有效\(截至 \d{{4}}-\d\d-\d\d *\)", sheet), number
        assert "打印后不受控" in sheet, number
        assert re.search(rf"第 +{number} .,共 +{len(sheets)} .", sheet), number
        assert len(sheet.splitlines()) > 4, number
    assert "每月 5 日前" in "\n".join(sheets)


def test_the_last_sheet_is_for_signatures_and_forms_have_their_own(pdf: Path) -> None:
    sheets = texts(pdf)
    last = sheets[-1]
    for words in ("签批", "编制", "审核", "批准", "签名", "git 中的记录", "打印件不受控"):
        assert words in last, words
    assert [number for number, sheet in enumerate(sheets, 1) if "签批" in sheet] == [len(sheets)]
    (form,) = [sheet for sheet in sheets if "受理时刻" in sheet]
    assert form.index("FORM-CS-001") < form.index("受理时刻") < form.index("登记人") < form.index("必填")


def test_what_nobody_works_by_has_a_mark_on_every_sheet(tmp_path: Path) -> None:
    sheets = texts(export(tmp_path / "old.pdf", "--pdf", "--number", "SOP-QA-2023-001"))
    assert [number for number, sheet in enumerate(sheets, 1) if sheet.count("废止") < 2] == []


def test_an_english_document_prints_as_well(tmp_path: Path) -> None:
    sheets = texts(export(tmp_path / "english.pdf", "--pdf", "--number", ENGLISH))
    assert "Customer Refund Requests" in sheets[0]
    assert "Support Manager" in sheets[-1]
