"""What is upcoming, in force, superseded or overdue is told on the day of the reader, whenever the site was built.

The library was built on 2024-06-07. Of its first document V1.1 is in force, and V2.0 will be from 2024-09-01 on.
"""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect

from git_library import Repository
from history_library import VOCABULARY, sop
from sop_docs.cli.boundary import run

from .conftest import built_from
from .places import SCHEMES, Scheme

MKDOCS = """\
site_name: Test
site_url: https://sop.example/
docs_dir: content
use_directory_urls: false
theme:
  name: material
  font: false
  palette:
    - {media: "(prefers-color-scheme: light)", scheme: default, toggle: {icon: material/weather-night, name: 深}}
    - {media: "(prefers-color-scheme: dark)", scheme: slate, toggle: {icon: material/weather-sunny, name: 浅}}
plugins: [search, {sop: {language: zh, stale: 30 days}}]
"""
HOME = "https://sop.example/"
ONE = "cs/SOP-CS-2024-001"
ROLE = "roles/ke-fu-zhuan-yuan.html"


def document(number: str, version: str, effective: str, title: str, status: str = "approved", months: int = 12) -> str:
    text = sop(version, effective=effective, number=f"SOP-CS-2024-{number}", title=title, status=status, why="更清楚")
    return text.replace("review: 24 months", f"review: {months} months").replace("reviewed: 客服经理", "reviewed: 李娜")


def files(**texts: str) -> dict[str, str]:
    return {f"content/cs/SOP-CS-2024-{name[1:]}.md": text for name, text in texts.items()}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a library whose newest commit is of 2024-06-07."""
    made = Repository(tmp_path_factory.mktemp("clock") / "library").on("2024-01-02")
    made.commit({"mkdocs.yml": MKDOCS, "content/vocabulary.yml": f"{VOCABULARY}  li.na: {{name: 李娜}}\n"})
    made.commit(files(n001=document("001", "1.0", "2024-01-10", "投诉处理")))
    made.on("2024-03-04").commit(files(n001=document("001", "1.1", "2024-03-04", "投诉处理")))
    made.on("2024-06-07").commit(
        files(
            n001=document("001", "2.0", "2024-09-01", "投诉与建议处理"),
            n002=document("002", "1.0", "2024-07-01", "回访"),
            n003=document("003", "1.0", "2024-06-10", "抽检", "pilot", 3),
            n004=document("004", "1.0", "2024-06-01", "归档", "draft"),
            n005=document("005", "1.0", "2024-06-01", "登记", "retired"),
        )
    )
    return made.root


@pytest.fixture(scope="module")
def copy(library: Path) -> Path:
    """Return the folder of its site."""
    return built_from(library, library.parent / "site")


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        yield context.new_page()


def read(tab: Page, copy: Path, path: str, moment: str) -> Page:
    """Open a page from the disk on a day, or at a moment of it."""
    tab.clock.set_fixed_time(moment if "T" in moment else f"{moment}T12:00:00")
    tab.goto((copy / path).as_uri())
    return tab


def register(tab: Page) -> dict[str, str]:
    """Return what the register shows: version and state by the end of the number."""
    rows = [row.locator("th, td").all_inner_texts() for row in tab.locator(".sop-register tbody tr:visible").all()]
    return {row[0][-3:]: f"{row[2]} {row[3]}" for row in rows}


def versions(tab: Page) -> list[str]:
    rows = tab.locator("[data-sop-states]:not(.sop-stamp) .sop-table--small tbody tr, .sop-table--small tbody tr")
    return [" ".join(text.split()) for text in rows.all_inner_texts()]


def banner(tab: Page) -> Locator:
    return tab.locator("[data-sop-own]")


DAYS = {
    # The first was V1.0 then, but a copy knows no older rows than those of its own day.
    "2024-02-01": {"001": "V1.1 待生效", "002": "V1.0 待生效", "003": "V1.0 待生效"},
    "2024-06-07": {"001": "V1.1 现行有效", "002": "V1.0 待生效", "003": "V1.0 待生效"},
    "2024-06-09": {"001": "V1.1 现行有效", "002": "V1.0 待生效", "003": "V1.0 待生效"},
    "2024-06-10": {"001": "V1.1 现行有效", "002": "V1.0 待生效", "003": "V1.0 试行"},
    "2024-06-30": {"001": "V1.1 现行有效", "002": "V1.0 待生效", "003": "V1.0 试行"},
    "2024-07-01": {"001": "V1.1 现行有效", "002": "V1.0 现行有效", "003": "V1.0 试行"},
    "2024-08-31": {"001": "V1.1 现行有效", "002": "V1.0 现行有效", "003": "V1.0 试行"},
    "2024-09-01": {"001": "V2.0 现行有效", "002": "V1.0 现行有效", "003": "V1.0 试行"},
    "2024-09-11": {"001": "V2.0 现行有效", "002": "V1.0 现行有效", "003": "V1.0 复审逾期"},
    "2025-06-01": {"001": "V2.0 现行有效", "002": "V1.0 现行有效", "003": "V1.0 复审逾期"},
    "2025-06-07": {"001": "V2.0 现行有效", "002": "V1.0 待复审", "003": "V1.0 复审逾期"},
    "2025-09-02": {"001": "V2.0 复审逾期", "002": "V1.0 复审逾期", "003": "V1.0 复审逾期"},
}
"""What the register says on a day; of the others one stays a draft and one withdrawn."""
ALWAYS = {"004": "V1.0 草稿", "005": "V1.0 废止"}


@pytest.mark.parametrize("day", DAYS)
def test_the_register_has_the_versions_and_the_states_of_the_day(tab: Page, copy: Path, day: str) -> None:
    read(tab, copy, "index.html", day)
    assert register(tab) == DAYS[day] | ALWAYS
    expect(tab.locator("[data-sop-count]")).to_have_text("5 份")
    offered = tab.locator("[data-sop-filter=state] option").all_inner_texts()[1:]
    assert set(offered) == {line.split()[1] for line in (DAYS[day] | ALWAYS).values()}
    for state in offered:
        tab.locator("[data-sop-filter=state]").select_option(state)
        assert {line.split()[1] for line in register(tab).values()} == {state}


@pytest.mark.parametrize("day", [day for day in DAYS if day >= "2024-06-07"])
def test_python_says_the_same_of_every_day_to_come(library: Path, capsys: pytest.CaptureFixture[str], day: str) -> None:
    words = {"upcoming": "待生效", "in-force": "现行有效", "review-due": "待复审", "overdue": "复审逾期"}
    words |= {"pilot": "试行", "draft": "草稿", "withdrawn": "废止"}
    assert run(["--root", str(library), "list", "--as-of", day, "--format", "json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    said = {one["number"][-3:]: f"V{one['version']} {words[one['state']]}" for one in listed["documents"]}
    assert said == DAYS[day] | ALWAYS


def test_a_copy_says_on_a_day_what_the_build_of_that_day_says(browser: Browser, library: Path, copy: Path) -> None:
    pages = {"index.html": 5, f"{ONE}/versions.html": 6, "changes.html": 5}
    noon = "1749297600"  # of 2025-06-07 in UTC
    later = built_from(library, library.parent / "later", SOURCE_DATE_EPOCH=noon)
    with browser.new_context() as context, browser.new_context(java_script_enabled=False) as still:
        for path, count in pages.items():
            said = []
            for tab, folder in ((context.new_page(), copy), (still.new_page(), later)):
                rows = read(tab, folder, path, "2025-06-07").locator("tbody tr:visible").all_inner_texts()
                said.append([" ".join(text.split()) for text in rows])
            assert (said[0], len(said[0])) == (said[1], count)


@pytest.mark.parametrize(
    ("zone", "midnight"),
    [
        ("Pacific/Pago_Pago", "2024-09-01T11:00:00Z"),
        ("America/New_York", "2024-09-01T04:00:00Z"),
        ("UTC", "2024-09-01T00:00:00Z"),
        ("Asia/Kolkata", "2024-08-31T18:30:00Z"),
        ("Asia/Shanghai", "2024-08-31T16:00:00Z"),
        ("Pacific/Kiritimati", "2024-08-31T10:00:00Z"),
    ],
)
def test_a_day_begins_at_midnight_where_the_reader_is(browser: Browser, copy: Path, zone: str, midnight: str) -> None:
    with browser.new_context(timezone_id=zone) as context:
        tab = context.new_page()
        tab.clock.set_fixed_time(midnight)
        tab.goto((copy / "index.html").as_uri())
        assert register(tab) == DAYS["2024-09-01"] | ALWAYS
        tab.clock.set_fixed_time(tab.evaluate("moment => new Date(Date.parse(moment) - 1000).toISOString()", midnight))
        tab.reload()
        assert register(tab) == DAYS["2024-08-31"] | ALWAYS


def test_before_its_day_a_newer_text_is_named_and_not_to_be_worked_by(tab: Page, copy: Path) -> None:
    read(tab, copy, f"{ONE}.html", "2024-08-31")
    expect(tab.locator(".sop-stamp .sop-state")).to_have_text("现行有效")
    expect(banner(tab)).to_be_hidden()
    expect(tab.locator(".sop-notice:visible")).to_have_text("已有更新的文本 V2.0（待生效） 将于 2024-09-01 生效")
    read(tab, copy, f"{ONE}/2.0.html", "2024-08-31")
    expect(banner(tab).locator("strong")).to_have_text("V2.0 待生效，请勿据此作业。")
    expect(banner(tab).locator("a:visible")).to_have_text("现行版本 V1.1")
    expect(banner(tab)).to_contain_text("将于 2024-09-01 生效")


@pytest.mark.parametrize("day", ["2024-09-01", "2025-06-07"])
def test_from_its_day_on_it_is_in_force_and_every_page_leads_to_it(tab: Page, copy: Path, day: str) -> None:
    read(tab, copy, f"{ONE}/2.0.html", day)
    expect(banner(tab).locator("strong")).to_have_text("V2.0 现行有效，自 2024-09-01 起生效。")
    expect(banner(tab).locator("a:visible")).to_have_text("全部版本")
    expect(banner(tab)).to_have_class("sop-banner sop-banner--in-force")
    read(tab, copy, f"{ONE}.html", day)
    expect(tab.locator(".sop-stamp .sop-state")).to_have_text("已替代")
    expect(banner(tab).locator("strong")).to_have_text("V1.1 已替代，请勿据此作业。")
    expect(tab.locator(".sop-notice:visible")).to_have_count(0)
    banner(tab).get_by_role("link", name="V2.0 自 2024-09-01 起生效，请看现行版本").click()
    tab.wait_for_url(f"**/{ONE}/2.0.html")
    read(tab, copy, f"{ONE}/1.0.html", day)
    expect(banner(tab).locator("strong")).to_have_text("V1.0 已替代，请勿据此作业。")
    expect(banner(tab).locator("a:visible")).to_have_attribute("href", "2.0.html")


def test_on_a_day_before_the_copy_was_made_the_text_of_that_day_is_named(tab: Page, copy: Path) -> None:
    read(tab, copy, f"{ONE}.html", "2024-02-01")
    expect(tab.locator(".sop-stamp .sop-state")).to_have_text("待生效")
    expect(banner(tab).locator("a:visible")).to_have_text("现行版本 V1.0")
    read(tab, copy, f"{ONE}/1.0.html", "2024-02-01")
    expect(banner(tab).locator("strong")).to_have_text("V1.0 现行有效，自 2024-01-10 起生效。")


@pytest.mark.parametrize(
    ("day", "rows"),
    [
        (
            "2024-02-01",
            [
                "V2.0 待生效 将于 2024-09-01 生效",
                "V1.1 待生效 2024-03-04 至 2024-08-31",
                "V1.0 现行有效 2024-01-10 至 2024-03-03",
            ],
        ),
        (
            "2024-08-31",
            [
                "V2.0 待生效 将于 2024-09-01 生效",
                "V1.1 现行有效 2024-03-04 至 2024-08-31",
                "V1.0 已替代 2024-01-10 至 2024-03-03",
            ],
        ),
        (
            "2025-09-02",
            [
                "V2.0 复审逾期 自 2024-09-01 起",
                "V1.1 已替代 2024-03-04 至 2024-08-31",
                "V1.0 已替代 2024-01-10 至 2024-03-03",
            ],
        ),
    ],
)
def test_lists_and_logs_have_the_states_of_the_day(tab: Page, copy: Path, day: str, rows: list[str]) -> None:
    states = [row.split()[1] for row in rows]
    for path in (f"{ONE}.html", f"{ONE}/1.0.html", f"{ONE}/versions.html"):
        read(tab, copy, path, day)
        log = tab.locator(".sop-log__table tbody tr")
        # The page of an old version tells of it and of what was before.
        assert log.locator(".sop-state").all_inner_texts() == states[-log.count() :]
        current = tab.locator(".sop-log__current .sop-state").all_inner_texts()
        assert all(state in {"现行有效", "复审逾期"} for state in current)
        tab.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        listed = tab.locator(".sop-picker li").all_inner_texts() or versions(tab)
        assert [" ".join(text.split()) for text in listed] == rows


def test_a_role_has_the_duties_of_the_texts_of_the_day(tab: Page, copy: Path) -> None:
    groups = tab.locator(".sop-duties .sop-group:visible")
    read(tab, copy, ROLE, "2024-08-31")
    assert [" ".join(text.split()) for text in groups.all_inner_texts()] == [
        "SOP-CS-2024-001 投诉处理",
        "SOP-CS-2024-002 回访",
        "SOP-CS-2024-003 抽检 试行",
        "SOP-CS-2024-004 归档 草稿",
    ]
    read(tab, copy, ROLE, "2025-06-07")
    assert [" ".join(text.split()) for text in groups.all_inner_texts()] == [
        "SOP-CS-2024-001 投诉与建议处理 V2.0",
        "SOP-CS-2024-002 回访 待复审",
        "SOP-CS-2024-003 抽检 复审逾期",
        "SOP-CS-2024-004 归档 草稿",
    ]
    expect(groups.first.get_by_role("link")).to_have_attribute("href", f"../{ONE}/2.0.html")


def test_what_was_to_come_has_come(tab: Page, copy: Path) -> None:
    def told(part: str) -> list[str]:
        rows = tab.locator(f"[data-sop-events={part}] tbody tr:visible")
        return [
            " ".join([row.locator("th").inner_text(), *row.locator("td").all_inner_texts()[:1]]) for row in rows.all()
        ]

    read(tab, copy, "changes.html", "2024-06-07")
    assert told("coming") == ["2024-06-10 生效", "2024-07-01 生效", "2024-09-01 生效"]
    read(tab, copy, "changes.html", "2024-08-31")
    assert told("coming") == ["2024-09-01 生效", "2024-09-10 复审到期"]
    assert told("past")[:2] == ["2024-07-01 生效", "2024-06-10 生效"]
    read(tab, copy, "changes.html", "2025-06-08")
    # A year on, what the copy was built after is no longer recent; V1.1 is not reviewed, it has been replaced.
    assert told("coming") == ["2025-07-01 复审到期"]
    assert told("past") == ["2024-09-10 复审到期", "2024-09-01 生效", "2024-07-01 生效", "2024-06-10 生效"]
    read(tab, copy, "changes.html", "2027-01-01")
    assert (told("coming"), told("past")) == ([], [])
    expect(tab.locator(".sop-nothing:visible")).to_have_count(2)


def test_a_page_that_stays_open_sees_the_day_change(tab: Page, copy: Path) -> None:
    tab.clock.install(time="2024-08-31T23:59:30")
    tab.goto((copy / f"{ONE}.html").as_uri())
    expect(tab.locator(".sop-stamp .sop-state")).to_have_text("现行有效")
    tab.clock.run_for(31_000)
    expect(tab.locator(".sop-stamp .sop-state")).to_have_text("已替代")
    expect(banner(tab)).to_be_visible()


@pytest.mark.parametrize("event", ["visibilitychange", "pageshow", "focus", "beforeprint"])
def test_who_comes_back_to_a_page_sees_the_day(tab: Page, copy: Path, event: str) -> None:
    read(tab, copy, "index.html", "2024-06-09")
    tab.locator("[data-sop-filter=state]").select_option("待生效")
    assert register(tab) == {"002": "V1.0 待生效", "003": "V1.0 待生效"}
    tab.clock.set_fixed_time("2024-06-10T00:00:00")
    tab.evaluate("name => (name === 'visibilitychange' ? document : window).dispatchEvent(new Event(name))", event)
    assert register(tab) == {"002": "V1.0 待生效"}
    expect(tab.locator("[data-sop-count]")).to_have_text("1 份")


def test_paper_says_the_state_of_the_day_it_was_printed_on(tab: Page, copy: Path) -> None:
    def printed() -> list[str]:
        style = "getComputedStyle(document.documentElement).getPropertyValue('--sop-print-{}')"
        return [json.loads(tab.evaluate(style.format(name)) or '""') for name in ("state", "mark")]

    read(tab, copy, f"{ONE}.html", "2024-08-31")
    assert printed() == ["现行有效（截至 2024-08-31）", ""]
    read(tab, copy, f"{ONE}.html", "2025-06-07")
    assert printed() == ["已替代（截至 2025-06-07）", "已替代"]
    read(tab, copy, f"{ONE}/2.0.html", "2025-06-07")
    assert printed() == ["现行有效（截至 2025-06-07）", ""]
    read(tab, copy, "cs/SOP-CS-2024-003.html", "2025-06-07")
    assert printed() == ["复审逾期（截至 2025-06-07）", ""]


@pytest.mark.parametrize("path", ["index.html", f"{ONE}.html", f"{ONE}/2.0.html", f"{ONE}/versions.html", ROLE])
def test_without_script_a_page_says_which_day_its_states_are_of(browser: Browser, copy: Path, path: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        tab = context.new_page()
        tab.goto((copy / path).as_uri())
        expect(tab.locator(".sop-as-of:visible").first).to_have_text("截至本站生成之日 2024-06-07")
        expect(tab.locator(".sop-age:visible, .sop-away:visible")).to_have_count(0)
    with browser.new_context() as context:
        tab = read(context.new_page(), copy, path, "2025-06-07")
        assert set(tab.locator(".sop-as-of:visible").all_inner_texts()) == {"截至今天 2025-06-07"}


@pytest.mark.parametrize("path", ["index.html", f"{ONE}.html", f"{ONE}/1.0.html", f"{ONE}/1.1-2.0.html", ROLE])
def test_a_copy_that_is_old_says_so_and_where_the_current_one_is(tab: Page, copy: Path, path: str) -> None:
    age = tab.locator(".sop-age")
    read(tab, copy, path, "2024-07-06")
    expect(age).to_be_hidden()
    read(tab, copy, path, "2024-07-07")
    expect(age).to_have_text("这份副本生成于 2024-06-07，已有 30 天。 现行文库：https://sop.example/")
    expect(age.get_by_role("link")).to_have_attribute("href", HOME)
    read(tab, copy, path, "2025-06-07")
    expect(age).to_contain_text("已有 365 天")


@pytest.fixture
def online(browser: Browser, copy: Path) -> Iterator[BrowserContext]:
    def answer(route: Route) -> None:
        file = copy / route.request.url.split("/", 3)[3].split("?")[0]
        route.fulfill(path=file) if file.is_file() else route.abort()

    with browser.new_context() as context:
        context.route("https://*/**", answer)
        yield context


def test_at_its_own_address_a_library_is_no_copy(online: BrowserContext) -> None:
    tab = online.new_page()
    tab.clock.set_fixed_time("2025-06-07T12:00:00")
    tab.goto(f"{HOME}index.html")
    assert register(tab) == DAYS["2025-06-07"] | ALWAYS
    expect(tab.locator(".sop-age")).to_be_hidden()
    tab.goto("https://elsewhere.example/index.html")
    expect(tab.locator(".sop-age")).to_be_visible()


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("path", ["index.html", f"{ONE}.html", f"{ONE}/2.0.html", ROLE, "changes.html"])
def test_a_year_on_nothing_is_hard_to_read(browser: Browser, copy: Path, path: str, scheme: Scheme) -> None:
    with browser.new_context(color_scheme=scheme, reduced_motion="reduce") as context:
        found = Axe().run(read(context.new_page(), copy, path, "2025-06-07")).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in {"serious", "critical"}] == []
