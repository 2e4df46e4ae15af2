"""Amounts of time, and what can be said of two of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from .place import Text


class Unit(StrEnum):
    """What a time limit is counted in; hours are kept as minutes, weeks as calendar days."""

    MINUTES = "minutes"
    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"
    MONTHS = "months"
    MONTH_DAY = "month_day"  # by this day of each month


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount of one unit; `24 小时` and `1 天` are equal through `minutes`, a working day is not comparable."""

    amount: Fraction
    unit: Unit

    @property
    def minutes(self) -> Fraction | None:
        """Elapsed minutes, where the unit has a fixed length."""
        match self.unit:
            case Unit.MINUTES:
                return self.amount
            case Unit.CALENDAR_DAYS:
                return self.amount * 24 * 60
            case _:
                return None


@dataclass(frozen=True, slots=True)
class Limit:
    """How long a step may take: the author's words, the quantity they state, and what each variant says instead."""

    text: Text
    quantity: Quantity | None
    by_variant: Mapping[str, "Limit"] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Goal:
    """A target with a measure; `comparison` is one of `≤ ≥ < > =`, and empty where the words state no number."""

    text: Text
    name: str
    comparison: str = ""
    amount: Fraction | None = None
    unit: str = ""
    quantity: Quantity | None = None
