"""What each document of the synthetic library is, by its index: number, title, state and shape."""

from dataclasses import dataclass
from datetime import date, timedelta

from chinese import CHINESE, DEPARTMENTS, FORM_KINDS, MODULE_KINDS, POSTS, QUALIFIERS, TITLES
from english import ENGLISH
from stock import Stock

CODES = tuple(DEPARTMENTS)
DAY = date(2026, 11, 20)
"""The day the library is written, and the day of its commit."""
TRAITS = {
    "english": (50, 9),
    "long": (50, 3),
    "phased": (3, 0),
    "varied": (5, 1),
    "nameless": (5, 2),
    "calling": (3, 1),
}
"""Which documents stand out: every which one, and where the count starts. `nameless`: steps without 步骤号."""
_STATUS = {11: "draft", 17: "in-review", 23: "pilot", 31: "retired"}
_UPCOMING = 37


def role(code: str, post: int) -> str:
    """Return the name of a department's post, counted from the lowest."""
    return DEPARTMENTS[code][1] + POSTS[post]


def things(code: str) -> list[str]:
    """Return what a department's procedures are about."""
    return DEPARTMENTS[code][2].split()


def form_number(index: int) -> str:
    """Return the number of the form at `index`."""
    return f"FORM-{CODES[index % len(CODES)]}-{index // len(CODES) + 1:03}"


def form_title(index: int) -> str:
    """Return the title of the form at `index`."""
    row = index // len(CODES)
    kind = FORM_KINDS[row // 8 % len(FORM_KINDS)]
    return f"{things(CODES[index % len(CODES)])[row % 8]}{kind}"


def module_name(index: int) -> str:
    """Return the name of the module at `index`."""
    return f"{tuple(MODULE_KINDS)[index % len(MODULE_KINDS)]}-{index + 1:03}"


def module_title(index: int) -> str:
    """Return the title of the module at `index`."""
    thing = things(CODES[index % len(CODES)])[index // len(CODES) % 8]
    return f"{thing}{tuple(MODULE_KINDS.values())[index % len(MODULE_KINDS)]}"


@dataclass(frozen=True, slots=True)
class Plan:
    """One SOP among `count`."""

    index: int
    count: int

    @property
    def department(self) -> str:
        """The code of its department."""
        return CODES[self.index % len(CODES)]

    @property
    def number(self) -> str:
        """Its number; the year goes round, so that the sequence alone keeps numbers apart."""
        row = self.index // len(CODES)
        return f"SOP-{self.department}-{2021 + row % 5}-{row + 1:03}"

    @property
    def path(self) -> str:
        """Where its file stands."""
        return f"{self.department.lower()}/{self.number}.md"

    @property
    def thing(self) -> str:
        """What it is about."""
        if self.has("english"):
            return f"priority {self.index // len(CODES)}"
        return things(self.department)[self.index // len(CODES) % 8]

    @property
    def title(self) -> str:
        """Its title."""
        if self.has("english"):
            return f"Overseas Support Case {self.index // len(CODES)}"
        row = self.index // len(CODES)
        return f"{self.thing}{TITLES[row // 8 % len(TITLES)]}{QUALIFIERS[row // 80 % len(QUALIFIERS)]}"

    @property
    def status(self) -> str:
        """What its front matter says."""
        return _STATUS.get(self.index % 40, "approved")

    @property
    def in_force(self) -> bool:
        """Whether others may call it."""
        return self.status == "approved" and self.index % 40 != _UPCOMING

    @property
    def effective(self) -> date:
        """Its effective date; a twentieth of the library is overdue for review."""
        if self.index % 40 == _UPCOMING:
            return DAY + timedelta(days=45)
        return DAY - timedelta(days=380 if self.index % 20 == 0 else 10 + self.index % 300)

    def has(self, trait: str) -> bool:
        """Return whether it has one of the traits of `TRAITS`."""
        every, rest = TRAITS[trait]
        return self.index % every == rest

    @property
    def stock(self) -> Stock:
        """The words of its language."""
        return ENGLISH if self.has("english") else CHINESE

    @property
    def callee(self) -> str | None:
        """The number of an SOP that it calls: one before it, so that calls never come back."""
        if not self.has("calling"):
            return None
        before = (Plan(index, self.count) for index in range(self.index * 3 // 4, -1, -1))
        return next((plan.number for plan in before if plan.in_force), None)
