"""axe finds nothing serious on a page of each kind, light or dark."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser

from .places import KINDS, LAUNCH, SCHEMES, Scheme

# What a colour scheme can change; all the rest is looked for in the light.
COLOURS = {"runOnly": ["color-contrast", "link-in-text-block"]}
REVIEWS = Path(__file__).parents[1] / "golden" / "pulls"


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("path", [path for path in KINDS.values() if path != LAUNCH])  # as the other, but slow
def test_no_serious_violation(browser: Browser, address: str, path: str, scheme: Scheme) -> None:
    with browser.new_context(color_scheme=scheme, reduced_motion="reduce") as context:
        page = context.new_page()
        page.goto(address + path)
        violations = Axe().run(page, options=COLOURS if scheme == "dark" else {}).response["violations"]
    serious = [
        (found["id"], node["html"][:120], node["failureSummary"])
        for found in violations
        if found["impact"] in {"serious", "critical"}
        for node in found["nodes"]
    ]
    assert serious == []


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("name", ["major.zh", "major.en", "hostile.zh", "hostile.en"])
def test_no_violation_in_a_review(browser: Browser, name: str, scheme: Scheme) -> None:
    with browser.new_context(color_scheme=scheme) as context:
        page = context.new_page()
        page.goto((REVIEWS / f"{name}.html").as_uri())
        page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
        violations = Axe().run(page).response["violations"]
    assert [(found["id"], node["html"][:120]) for found in violations for node in found["nodes"]] == []
