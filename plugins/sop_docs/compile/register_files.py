"""The register as a table for the terminal, as CSV and as a spreadsheet."""

import csv
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO, StringIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from ..model.words import Words
from .register import Row

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class _Column:
    key: str
    width: int


_COLUMNS = (
    _Column("number", 20),
    _Column("title", 40),
    _Column("version", 8),
    _Column("state", 12),
    _Column("department", 8),
    _Column("owner", 16),
    _Column("effective", 12),
    _Column("review_due", 12),
)


def register_table(rows: Sequence[Row], words: Words) -> str:
    """Return the register in columns, as wide as a terminal shows Chinese."""
    table: list[list[str]] = [_titles(words), *([_shown(value) for value in _values(row, words)] for row in rows)]
    widths = [max(_width(line[index]) for line in table) for index in range(len(_COLUMNS))]
    lines = ("  ".join(_padded(cell, width) for cell, width in zip(line, widths, strict=True)) for line in table)
    return "".join(f"{line.rstrip()}\n" for line in lines)


def register_csv(rows: Sequence[Row], words: Words) -> str:
    """Return the register as CSV that Excel opens rightly: with a byte order mark, and nothing it would calculate."""
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(_titles(words))
    for row in rows:
        writer.writerow([_harmless(_shown(value)) for value in _values(row, words)])
    return f"\ufeff{text.getvalue()}"


def register_xlsx(rows: Sequence[Row], words: Words, day: date) -> bytes:
    """Return the register as a spreadsheet with real dates, filters and a frozen head."""
    from openpyxl import Workbook  # noqa: PLC0415 - most calls want no spreadsheet
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE  # noqa: PLC0415
    from openpyxl.styles import Font  # noqa: PLC0415

    book = Workbook(write_only=True)
    book.properties.created = book.properties.modified = _midnight(day)
    sheet = book.create_sheet(words("register.title"))
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{chr(ord('A') + len(_COLUMNS) - 1)}{len(rows) + 1}"
    for index, column in enumerate(_COLUMNS):
        sheet.column_dimensions[chr(ord("A") + index)].width = column.width
    lines: list[Sequence[str | date | None]] = [_titles(words), *(_values(row, words) for row in rows)]
    for number, values in enumerate(lines):
        cells = []
        for value in values:
            cell = WriteOnlyCell(sheet, value=_midnight(value) if isinstance(value, date) else None)
            if isinstance(value, str):
                # Given as a value, a text that begins with `=` would become a formula.
                cell.value, cell.data_type = ILLEGAL_CHARACTERS_RE.sub("\ufffd", value), "s"
            if isinstance(value, date):
                cell.number_format = "yyyy-mm-dd"
            cell.font = Font(bold=number == 0)
            cells.append(cell)
        sheet.append(cells)
    file = BytesIO()
    book.save(file)
    return _timeless(file)


def _titles(words: Words) -> list[str]:
    return [words(f"identity.{column.key}".replace("_", "-")) for column in _COLUMNS]


def _values(row: Row, words: Words) -> list[str | date | None]:
    values = {column.key: getattr(row, column.key) for column in _COLUMNS}
    return list({**values, "state": words(f"state.{row.state}"), "version": f"V{row.version}"}.values())


def _shown(value: str | date | None) -> str:
    return value.isoformat() if isinstance(value, date) else value or ""


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001 - a spreadsheet's dates have no zone


def _timeless(file: BytesIO) -> bytes:
    """Return the same archive without the hour of its making."""
    packed = BytesIO()
    with ZipFile(file) as old, ZipFile(packed, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(ZipInfo(name, _EPOCH), old.read(name), ZIP_DEFLATED)
    return packed.getvalue()
