"""A page of each kind, by name; what is looked at one by one is looked at here."""

from pathlib import Path
from typing import Final, Literal

COMPLAINTS: Final = "cs/SOP-CS-2024-001.html"
"""Variants, a decision, a fork, two modules and a call."""
LAUNCH: Final = "op/SOP-OP-2024-001.html"
"""27 steps in phases: long charts."""
FORM: Final = "forms/FORM-CS-001.html"

KINDS: Final = {
    "home": "index.html",
    "sop": COMPLAINTS,
    "long sop": LAUNCH,
    "english sop": "gs/SOP-GS-2025-001.html",
    "module": "modules/escalation.html",
    "form": FORM,
    "department": "departments/ke-hu-fu-wu-bu.html",
    "role": "roles/ke-fu-zhu-guan.html",
    "scenario": "scenarios/risk-control.html",
    "departments": "departments/index.html",
    "roles": "roles/index.html",
    "scenarios": "scenarios/index.html",
    "forms": "forms.html",
    "handbook": "handbook/steps.html",
    "english handbook": "handbook/en/steps.html",
    "reference": "handbook/reference/checks.html",
    "not found": "404.html",
}

Scheme = Literal["light", "dark"]
SCHEMES: Final[tuple[Scheme, ...]] = ("light", "dark")


def pages(site: Path) -> list[str]:
    """Return every page of the site, in order."""
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
