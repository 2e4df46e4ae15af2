"""Spreadsheets: dates are dates, text is text, nothing is calculated, and the bytes tell nothing of the hour."""

import csv
import shutil
import subprocess
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from sop_docs.compile.register import Row
from sop_docs.compile.register_files import register_csv, register_xlsx
from sop_docs.compile.workbook import Sheet, workbook
from sop_docs.effects.catalogue import load_words
from sop_docs.model.lifecycle import State, Status

DAY = date(2026, 11, 21)
FORMULAS = ("=1+2", "+1+2", "-1+2", "@SUM(1)", "＝1+2", '=HYPERLINK("http://x.cn")', "=cmd|' /C calc'!A0")
HEAD = ("编号", "日期", "个数", "说明")
SHEET = Sheet("清单", HEAD, (10, 12, 6, 30), [(text, DAY, 7, "第一行\n第二行") for text in FORMULAS], 1)


def opened(data: bytes) -> Any:  # noqa: ANN401 - cells of any kind
    return openpyxl.load_workbook(BytesIO(data)).worksheets[0]


def converted(file: Path, folder: Path) -> list[list[str]]:
    """Return the rows of a table as LibreOffice opens it."""
    assert shutil.which("soffice"), "this test needs LibreOffice: apt-get install libreoffice-calc"
    home = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    source = ("--infilter=CSV:44,34,76,1",) if file.suffix == ".csv" else ()
    target = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false"
    command = ["soffice", "--headless", home, *source, "--convert-to", target, "--outdir", str(folder), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return list(csv.reader(StringIO((folder / file.name).with_suffix(".csv").read_text("utf-8-sig"))))


def row(title: str) -> Row:
    return Row(
        *("SOP-CS-2024-001", title, "zh", "1.0", Status.APPROVED, State.IN_FORCE, "CS", "客服经理", ""),
        *(DAY, None, "cs/x.md", "cs/x.html"),
    )


def test_a_sheet_has_real_dates_filters_and_a_head_that_stays() -> None:
    sheet = opened(workbook([SHEET], DAY))
    assert [cell.value for cell in sheet[1]] == list(HEAD)
    assert (sheet["B2"].is_date, sheet["B2"].number_format, sheet["C2"].value) == (True, "yyyy-mm-dd", 7)
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("B2", "A1:D8")
    assert (sheet["A1"].font.bold, sheet["D2"].alignment.wrap_text) == (True, True)


def test_text_that_looks_like_a_formula_is_text() -> None:
    sheet = opened(workbook([SHEET], DAY))
    assert [(sheet.cell(line, 1).value, sheet.cell(line, 1).data_type) for line in range(2, 9)] == [
        (text, "s") for text in FORMULAS
    ]


def test_the_same_table_gives_the_same_bytes() -> None:
    assert workbook([SHEET], DAY) == workbook([SHEET], DAY)
    assert workbook([SHEET], DAY) != workbook([SHEET], date(2026, 11, 22))


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_no_spreadsheet_program_calculates_what_a_title_says(tmp_path: Path, form: str) -> None:
    words, rows = load_words("zh"), [row(text) for text in FORMULAS]
    data = register_csv(rows, words).encode() if form == "csv" else register_xlsx(rows, words, DAY)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / f"register.{form}").write_bytes(data)
    shown = converted(tmp_path / "in" / f"register.{form}", tmp_path)
    assert shown[0][:2] == ["编号", "标题"]
    assert [line[1].removeprefix("'") for line in shown[1:]] == list(FORMULAS)
    assert {line[5] for line in shown[1:]} == {"客服经理"}
