"""A form: the record template that a step fills in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from .place import Text


class FieldType(StrEnum):
    """What a person writes into a field."""

    TEXT = "text"
    LONG_TEXT = "long-text"
    NUMBER = "number"
    DATE = "date"
    TIME = "time"
    CHOICE = "choice"
    CHOICES = "choices"
    CHECK = "check"
    PERSON = "person"
    SIGNATURE = "signature"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Field:
    """One field; a number has a `unit`, a table `columns` and either blank `rows` or fixed first cells."""

    name: Text
    type: FieldType
    required: bool = False
    unit: str = ""
    choices: tuple[str, ...] = ()
    other: bool = False
    columns: tuple[str, ...] = ()
    rows: int = 0
    first_cells: tuple[str, ...] = ()
    help: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """A numbered form with its fields in order; `body` is what the author says about filling it in."""

    path: str
    number: Text
    title: Text
    version: Text
    language: str
    fields: tuple[Field, ...]
    body: Text | None = None
    allowed: Mapping[str, Text] = field(default_factory=dict)
