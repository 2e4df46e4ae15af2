"""The badge says what a document is on the reader's own day: the script against the table Python is held against."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from lifecycle_cases import CASES, Case

from .places import COMPLAINTS

STATES = ("draft", "in-review", "pilot", "upcoming", "in-force", "review-due", "overdue", "superseded", "withdrawn")


def stamp(case: Case) -> str:
    """Return a badge as a page has it, its state not yet told."""
    days = {"effective": case.effective, "review-due": case.review_due, "until": case.until}
    data = "".join(f' data-{name}="{day}"' for name, day in days.items() if day)
    words = json.dumps({state: state.upper() for state in STATES})
    badge = f'<span class="sop-state" data-status="{case.status}"{data}>?</span>'
    return f"<p data-sop-states='{words}'>{badge}</p>"


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_badge_follows_the_table(page: Page, site: Path, case: Case) -> None:
    page.clock.set_fixed_time(f"{case.day}T12:00:00")
    page.set_content(stamp(case))
    page.add_script_tag(path=site / "assets/sop/sop.js")
    badge = page.locator(".sop-state")
    expect(badge).to_have_text(case.state.upper())
    expect(badge).to_have_class(f"sop-state sop-state--{case.state}")


@pytest.mark.parametrize(
    ("moment", "zone", "state"),
    [
        ("2026-03-31T15:59:59Z", "Asia/Shanghai", "待生效"),
        ("2026-03-31T16:00:00Z", "Asia/Shanghai", "现行有效"),
        ("2026-04-01T03:59:59Z", "America/New_York", "待生效"),
        ("2027-03-02T12:00:00Z", "Asia/Shanghai", "现行有效"),
        ("2027-03-03T12:00:00Z", "Asia/Shanghai", "待复审"),
        ("2027-04-02T12:00:00Z", "Asia/Shanghai", "复审逾期"),
    ],
)
def test_a_page_is_read_on_the_day_of_its_reader(
    browser: Browser, address: str, moment: str, zone: str, state: str
) -> None:
    with browser.new_context(timezone_id=zone) as context:
        page = context.new_page()
        page.clock.set_fixed_time(moment)
        page.goto(address + COMPLAINTS)
        expect(page.locator(".sop-stamp .sop-state")).to_have_text(state)
        page.goto(address + "index.html")
        row = page.get_by_role("row").filter(has_text="SOP-CS-2024-001")
        expect(row.locator(".sop-state")).to_have_text(state)


def test_a_superseded_version_stays_superseded(page: Page, site: Path) -> None:
    page.clock.set_fixed_time("2026-11-21T12:00:00")
    case = Case("2026-11-21", "approved", "2026-01-01", "2027-01-01", "superseded")
    page.set_content(stamp(case).replace('"sop-state"', '"sop-state sop-state--superseded"'))
    page.add_script_tag(path=site / "assets/sop/sop.js")
    expect(page.locator(".sop-state")).to_have_class("sop-state sop-state--superseded")
