"""The register as a table for the terminal, as CSV and as a spreadsheet."""

import csv
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from io import StringIO

from ..model.words import Words
from .register import Row
from .workbook import Cell, Sheet, workbook

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


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
    widths = [column.width for column in _COLUMNS]
    return workbook(
        [Sheet(words("register.title"), _titles(words), widths, [_values(row, words) for row in rows])], day
    )


def _titles(words: Words) -> list[str]:
    return [words(f"identity.{column.key}".replace("_", "-")) for column in _COLUMNS]


def _values(row: Row, words: Words) -> list[Cell]:
    values: dict[str, Cell] = {column.key: getattr(row, column.key) for column in _COLUMNS}
    return list({**values, "state": words(f"state.{row.state}"), "version": f"V{row.version}"}.values())


def _shown(value: Cell) -> str:
    return value.isoformat() if isinstance(value, date) else str(value or "")


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))
