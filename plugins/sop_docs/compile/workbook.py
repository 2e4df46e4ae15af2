"""Tables as a spreadsheet that is the same on every machine, in which nothing is calculated."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING, TypeAlias
from zipfile import ZIP_STORED, ZipFile, ZipInfo

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

Cell: TypeAlias = str | int | date | None

_PROPERTIES = "docProps/core.xml"
_MOMENT = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table below its head, whose columns are so wide; the first `fixed` stay when one scrolls to the right."""

    name: str
    head: Sequence[str]
    widths: Sequence[int]
    rows: Sequence[Sequence[Cell]]
    fixed: int = 0


def workbook(sheets: Sequence[Sheet], day: date) -> bytes:
    """Return tables as a spreadsheet with real dates, filters and heads that stay in sight."""
    from openpyxl import Workbook  # noqa: PLC0415 - most calls want no spreadsheet

    book = Workbook(write_only=True)
    book.properties.created = book.properties.modified = _midnight(day)
    for sheet in sheets:
        _put_into(book, sheet)
    file = BytesIO()
    book.save(file)
    return _timeless(file, day)


def _put_into(book: "Workbook", sheet: Sheet) -> None:
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE  # noqa: PLC0415
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    made = book.create_sheet(sheet.name)
    made.freeze_panes = f"{get_column_letter(sheet.fixed + 1)}2"
    made.auto_filter.ref = f"A1:{get_column_letter(len(sheet.head))}{len(sheet.rows) + 1}"
    for number, width in enumerate(sheet.widths, 1):
        made.column_dimensions[get_column_letter(number)].width = width
    bold, wrapped = Font(bold=True), Alignment(vertical="top", wrap_text=True)

    def cell(value: Cell, *, head: bool = False) -> object:
        if value is None or value == "":
            return None
        made_of = WriteOnlyCell(made, value=_midnight(value) if isinstance(value, date) else None)
        if isinstance(value, str):
            # Given as a value, a text that begins with `=` would become a formula.
            made_of.value, made_of.data_type = ILLEGAL_CHARACTERS_RE.sub("\ufffd", value), "s"
            if "\n" in value:
                made_of.alignment = wrapped
        elif isinstance(value, date):
            made_of.number_format = "yyyy-mm-dd"
        else:
            made_of.value = value
        if head:
            made_of.font = bold
        return made_of

    made.append([cell(title, head=True) for title in sheet.head])
    for row in sheet.rows:
        made.append([cell(value) for value in row])


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001 - a spreadsheet's dates have no zone


def _timeless(file: BytesIO, day: date) -> bytes:
    """Return the same archive without the hour of its making; stored, as zlib is not the same everywhere."""
    moment = f"{day.isoformat()}T00:00:00Z".encode()
    packed = BytesIO()
    with ZipFile(file) as old, ZipFile(packed, "w", ZIP_STORED) as new:
        for name in old.namelist():
            entry = ZipInfo(name, _EPOCH)
            entry.create_system = 3  # else it would tell of the system
            # The library writes down when it wrote.
            new.writestr(entry, _MOMENT.sub(moment, old.read(name)) if name == _PROPERTIES else old.read(name))
    return packed.getvalue()
