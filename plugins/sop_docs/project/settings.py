"""What a house may set: the block of the `sop` plugin in `mkdocs.yml`."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Any

from ..check import NEVER
from ..effects.catalogue import LANGUAGES
from ..model.lifecycle import Period
from ..model.problem import Severity, SopError
from ..model.quantity import Quantity, Unit
from ..parse.limit import read_period, read_quantity
from .manual import usual_severity


class FirstChart(StrEnum):
    """The chart a page shows first; both are printed."""

    FLOW = "flow"
    LANES = "lanes"


class Editorial(StrEnum):
    """What a house asks of a version when only wording, typing or layout changes."""

    MINOR = "minor"
    FREE = "free"


class LaneBy(StrEnum):
    """What a lane of a swimlane chart stands for."""

    ROLE = "role"
    DEPARTMENT = "department"


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting with its default; the meanings are in the handbook, from the catalogues."""

    language: str = "zh"
    review: Period | None = None
    within: Quantity | None = None
    backdating: Period | None = None
    stale: Period = field(default=Period(days=90))
    baseline: str = ""
    editorial: Editorial = Editorial.MINOR
    steps_per_person: int = 0
    severity: Mapping[str, Severity] = field(default_factory=dict)
    fail_on: Severity = Severity.ERROR
    chart: FirstChart = FirstChart.FLOW
    lanes: LaneBy = LaneBy.ROLE
    report_url: str = ""
    dot: str = ""

    @property
    def failing(self) -> frozenset[Severity]:
        """The severities that fail a check and a build."""
        return frozenset({Severity.ERROR} if self.fail_on is Severity.ERROR else {Severity.ERROR, Severity.WARNING})


_CODE = re.compile(r"SOP[0-9]{3}")


def read_settings(options: Mapping[str, object]) -> Settings:
    """Return the settings that a plugin block states; an unknown or ill-typed one cannot be worked with."""
    names = {item.name for item in fields(Settings)}
    for name in options:
        if name not in names:
            raise SopError(f"mkdocs.yml: plugins: sop: unknown setting {name!r}; known: {', '.join(sorted(names))}")
    values: dict[str, Any] = {name: _READERS.get(name, _text)(name, value) for name, value in options.items()}
    return Settings(**values)


def _text(_: str, value: object) -> str:
    return str(value or "")


def _period(name: str, value: object) -> Period:
    period = read_period(str(value))
    if period is None:
        raise SopError(f"mkdocs.yml: plugins: sop: {name}: {value!r} is no period such as 12 months")
    return period


def _quantity(name: str, value: object) -> Quantity:
    quantity = read_quantity(str(value))
    if quantity is None or quantity.unit not in {Unit.WORKING_DAYS, Unit.CALENDAR_DAYS}:
        raise SopError(f"mkdocs.yml: plugins: sop: {name}: {value!r} are no days such as 3 working days")
    return quantity


def _count(name: str, value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise SopError(f"mkdocs.yml: plugins: sop: {name}: {value!r} is no number such as 60")
    return value


def _severities(_: str, value: object) -> Mapping[str, Severity]:
    if not isinstance(value, dict):
        raise SopError("mkdocs.yml: plugins: sop: severity: write a mapping such as {SOP601: error}")
    for code in value:
        if not _CODE.fullmatch(str(code)):
            raise SopError(f"mkdocs.yml: plugins: sop: severity: {code!r} is no code such as SOP601")
    severities = {str(code): Severity(_one_of(str(code), word, tuple(Severity))) for code, word in value.items()}
    for code, severity in severities.items():
        if NEVER.fullmatch(code) and severity is not Severity.ERROR is usual_severity(code):
            raise SopError(
                f"mkdocs.yml: plugins: sop: severity: {code} stays an error: no house may allow what makes a file "
                "unreadable or a page unsafe"
            )
    return severities


def _one_of(name: str, value: object, choices: tuple[str, ...]) -> str:
    if value not in choices:
        raise SopError(f"mkdocs.yml: plugins: sop: {name}: {value!r} is none of {', '.join(choices)}")
    return str(value)


_READERS: Mapping[str, Callable[[str, object], object]] = {
    "language": lambda name, value: _one_of(name, value, LANGUAGES),
    "review": _period,
    "within": _quantity,
    "backdating": _period,
    "stale": _period,
    "editorial": lambda name, value: Editorial(_one_of(name, value, tuple(Editorial))),
    "steps_per_person": _count,
    "severity": _severities,
    "fail_on": lambda name, value: Severity(_one_of(name, value, ("error", "warning"))),
    "chart": lambda name, value: FirstChart(_one_of(name, value, tuple(FirstChart))),
    "lanes": lambda name, value: LaneBy(_one_of(name, value, tuple(LaneBy))),
}
"""How each setting that is no mere text is read."""
