"""What the rules on history tell of: each remark once, under its own code, where the version stands."""

from datetime import date

import pytest

from sop_docs.check import Terms, settle
from sop_docs.model.version import Remark, Remarks
from test_rules import library_of

PATH = "cs/SOP-CS-2024-001.md"
OTHER = "cs/SOP-CS-2024-002.md"
SOP = "---\nid: {number}\ntitle: 流程\nversion: 1.1\nstatus: draft\n---\n\n## 步骤\n\n### 登记\n\n- 执行：客服专员\n"
CODES = {
    "SOP170": "error",
    "SOP170.shared": "error",
    "SOP171": "error",
    "SOP172": "error",
    "SOP173": "warning",
    "SOP174": "warning",
    "SOP175": "warning",
    "SOP176": "warning",
    "SOP177": "info",
}


def told(remarks: Remarks) -> list[tuple[str, str, str, dict[str, str]]]:
    """Return key, place, severity and values of what the rules tell."""
    files = {PATH: SOP.format(number="SOP-CS-2024-001"), OTHER: SOP.format(number="SOP-CS-2024-002")}
    library, _ = library_of(files)
    found = settle((), Terms(library, date(2024, 5, 1), remarks=remarks), {})
    return [(one.key, str(one.place), one.severity.value, dict(one.values)) for one in found if one.key in CODES]


@pytest.mark.parametrize("key", CODES)
def test_a_remark_is_told_under_its_own_code(key: str) -> None:
    values = {"version": "1.1", "commit": "commit 0123456789"}
    assert told({PATH: (Remark(key, 3, values),)}) == [(key, f"{PATH}:4:1", CODES[key], values)]


def test_nothing_is_told_where_history_has_nothing_to_say() -> None:
    assert told({}) == []


def test_what_is_deleted_is_told_of_where_it_was() -> None:
    assert told({"cs/SOP-CS-2024-009.md": (Remark("SOP176", 3),)}) == [
        ("SOP176", "cs/SOP-CS-2024-009.md:1:1", "warning", {})
    ]


def test_each_document_has_its_own_remarks() -> None:
    remarks = {PATH: (Remark("SOP172", 3), Remark("SOP170", 4)), OTHER: (Remark("SOP170", 4),)}
    assert [(key, place) for key, place, *_ in told(remarks)] == [
        ("SOP170", f"{PATH}:4:1"),
        ("SOP172", f"{PATH}:4:1"),
        ("SOP170", f"{OTHER}:4:1"),
    ]
