"""What a stretch of a procedure takes by the limits of its steps, at its worst. Touches no file."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from ..model.flow import END, START
from ..model.library import Library
from ..model.quantity import Limit, Quantity, Unit
from ..model.sop import Sop
from ..model.step import Step
from ..model.timeline import lasts
from .longest import Ways, ways
from .slowest import measure

MAX_CALLS = 20
"""How many SOPs may call one another in a row; what lies deeper is not counted."""

_ELSEWHERE = re.compile(
    r"后|前|起|自(?!然)|每|[次下]个?月|\b(?:after|before|of|from|since|per|each|every)\b", re.IGNORECASE
)
"""Such a limit counts from something else than the step's own beginning: `费用发生后 30 天内`, `每单 10 分钟`."""
_NOTHING = Quantity(Fraction(0), Unit.CALENDAR_DAYS)


@dataclass(frozen=True, slots=True)
class Course:
    """Ways from one step to another, and what each step takes; None where that cannot be counted."""

    ways: Ways
    takes: Mapping[str, tuple[Quantity, ...] | None]

    @property
    def uncounted(self) -> tuple[str, ...]:
        """The steps on the ways whose time cannot be counted."""
        return tuple(node for node in self.ways.nodes if self.takes[node] is None)


@dataclass(slots=True)
class Courses:
    """The courses of a library's procedures; what a called SOP takes is found once."""

    library: Library
    _called: dict[tuple[str, str], tuple[Quantity, ...] | None] = field(default_factory=dict)
    _calling: list[str] = field(default_factory=list)

    def course(self, sop: Sop, first: str = START, last: str = END, scene: str = "") -> Course:
        """Return the course from the beginning of one step to the end of another, as it is for one variant."""
        found = ways(sop.procedure.flow, first, last)
        steps = {step.id: step for step in sop.steps}
        return Course(found, {node: self._takes(steps.get(node), scene) for node in found.nodes})

    def _takes(self, step: Step | None, scene: str) -> tuple[Quantity, ...] | None:
        if step is None:
            return ()
        if step.limit is None and step.call:
            return self._call(step.call.value.partition("@")[0], scene)
        return _counted(step.limit.by_variant.get(scene, step.limit)) if step.limit else None

    def _call(self, number: str, scene: str) -> tuple[Quantity, ...] | None:
        sop = self.library.sop.get(number)
        if sop is None or number in self._calling or len(self._calling) == MAX_CALLS:
            return None
        if (number, scene) not in self._called:
            self._calling.append(number)
            self._called[number, scene] = self._longest(sop, scene)
            self._calling.pop()
        return self._called[number, scene]

    def _longest(self, sop: Sop, scene: str) -> tuple[Quantity, ...] | None:
        """Return what the steps of the longest way through an SOP take; of the caller's variant where it has that."""
        names = scenes(sop)
        found: list[tuple[int, tuple[Quantity, ...]]] = []
        for name in (scene,) if scene in names else names:
            course = self.course(sop, scene=name)
            if not course.ways or course.uncounted:
                return None
            worst = measure(course.ways, course.takes, _NOTHING, self.library.vocabulary.calendar).usual
            taken = tuple(each for node in worst.nodes for each in course.takes[node] or ())
            found.append((worst.length, taken))
        return max(found, key=lambda pair: pair[0])[1]


def scenes(sop: Sop) -> tuple[str, ...]:
    """Return the variants of an SOP where a limit of its steps differs between them, else one without a name."""
    varied = any(step.limit and step.limit.by_variant for step in sop.steps)
    return tuple(variant.name.value for variant in sop.identity.variants) if varied else ("",)


def _counted(limit: Limit) -> tuple[Quantity, ...] | None:
    if limit.quantity is None or not lasts(limit.quantity) or _ELSEWHERE.search(limit.text.value):
        return None
    return (limit.quantity,)
