"""Rules on goals: they are measurable, and the limits of the steps can keep them."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..model.library import Library
from ..model.lifecycle import Status
from ..model.place import Place
from ..model.problem import Severity
from ..model.quantity import Goal, Quantity, Unit
from ..model.sop import Sop
from ..model.step import Step
from ..model.timeline import DAY, HOUR, MINUTE
from ..model.vocabulary import Calendar
from .course import Course, Courses, scenes
from .registry import Finding, finding, rule
from .slowest import Measure, Passage, measure
from .stretch import averaged, stretch, timed

_COUNTED = re.compile(r"[数量]$|\b(?:number|count)\b|[a-rt-z]s\b", re.IGNORECASE)
"""The name says what is counted: `重复付款笔数`, `violations`."""
_MINUTES_OF_HOUR = 60


@dataclass(frozen=True, slots=True)
class Judgement:
    """A goal of an SOP laid on its steps, for one variant or, without a name, for all."""

    sop: Sop
    goal: Goal
    within: Quantity
    scene: str
    course: Course
    calendar: Calendar

    @property
    def measure(self) -> Measure:
        """The longest ways, measured as the goal is."""
        return measure(self.course.ways, self.course.takes, self.within, self.calendar)

    def late(self, passage: Passage) -> bool:
        """Whether a passage takes longer than the goal allows."""
        return passage.late >= (0 if self.goal.comparison == "<" else 1)


@rule("SOP624", Severity.WARNING)
def goal_not_measurable(sop: Sop) -> Iterator[Finding]:
    """A goal states a number and what it counts.

    Wrong: 提高客户满意度
    Right: 客户满意度 ≥ 90 分
    """
    for goal in sop.identity.goals:
        if not goal.comparison:
            yield finding(goal.text.place, goal=goal.text.value)
        elif goal.amount and not goal.unit and not _COUNTED.search(goal.name):
            yield finding(goal.text.place, "unit", goal=goal.text.value)


@rule("SOP625", Severity.WARNING)
def path_over_goal(sop: Sop, library: Library) -> Iterator[Finding]:
    """The limits of the steps keep the goal on the longest way, even without going back and without exceptions.

    Wrong: 处理时长 ≤ 3 个工作日, over three steps of 1, 2 and 1 个工作日
    Right: 处理时长 ≤ 4 个工作日
    """
    for ways in _judged(sop, library).values():
        yield from _over_in_all(ways)


@rule("SOP626", Severity.INFO)
def goal_not_comparable(sop: Sop, library: Library) -> Iterator[Finding]:
    """A goal in time names steps whose limits say how long they take, so that it can be compared with them.

    Wrong: 响应时长 ≤ 2 小时
    Right: 从接收投诉到首次回复 ≤ 2 小时
    """
    judged = _judged(sop, library)
    for goal in _timed(sop):
        if averaged(goal):
            yield finding(goal.text.place, "average", goal=goal.text.value)
        elif not (ways := judged.get(goal.text.place)):
            yield finding(goal.text.place, goal=goal.text.value)
        elif (steps := _uncounted(ways)) and not any(way.late(way.measure.usual) for way in ways):
            yield finding(goal.text.place, "limits", goal=goal.text.value, steps="、".join(steps))


def _timed(sop: Sop) -> Iterator[Goal]:
    """Yield the goals in time; nobody pursues those of a retired document."""
    if sop.identity.status is not Status.RETIRED:
        yield from filter(timed, sop.identity.goals)


def _judged(sop: Sop, library: Library) -> Mapping[Place, list[Judgement]]:
    """Return by its place what comes of each goal that names its stretch."""
    judged: dict[Place, list[Judgement]] = {}
    courses = Courses(library)
    for goal in _timed(sop):
        part = None if averaged(goal) else stretch(goal, sop)
        if part is None:
            continue
        for scene in (part.scene,) if part.scene else scenes(sop):
            course = courses.course(sop, part.first, part.last, scene)
            if course.ways:
                one = Judgement(sop, goal, part.within, scene, course, library.vocabulary.calendar)
                judged.setdefault(goal.text.place, []).append(one)
    return judged


def _uncounted(judged: Iterable[Judgement]) -> Mapping[str, None]:
    """Return the names of the steps whose time cannot be counted, in their order."""
    names = {step.id: step.name.value for one in judged for step in one.sop.steps}
    return dict.fromkeys(names[node] for one in judged for node in one.course.uncounted)


def _over_in_all(ways: Sequence[Judgement]) -> Iterator[Finding]:
    """Yield what is too long for one goal; of variants in which the same is, together."""
    scenes_of: dict[str, list[str]] = {}
    found: dict[str, Finding] = {}
    for scene, over in ((judged.scene, over) for judged in ways for over in _over(judged)):
        key = repr(over)
        found[key] = over
        scenes_of.setdefault(key, []).append(scene)
    for key, over in found.items():
        told = "、".join(scenes_of[key]) if len(ways) == 1 or len(scenes_of[key]) < len(ways) else ""
        path = f"{told}: {over.values['path']}" if told else over.values["path"]
        yield over._replace(values={**over.values, "path": path})


def _over(judged: Judgement) -> Iterator[Finding]:
    """Yield that the longest way is too long: in an ordinary week, else around a day that the calendar names."""
    goal, measured, hours = judged.goal.text, judged.measure, judged.calendar.hours
    kind = "working" if judged.within.unit is Unit.WORKING_DAYS else ""
    usual = measured.usual
    if judged.late(usual):
        values = {"total": _length(usual, judged.within, hours), "path": _path(judged, usual)}
        yield finding(goal.place, kind, goal=goal.value, **values)
    elif (special := measured.special) and judged.late(special):
        values = {"total": _length(special, judged.within, hours), "path": _path(judged, special)}
        values |= {"usual": _length(usual, judged.within, hours), "begins": special.begins.isoformat()}
        yield finding(goal.place, f"{kind}.holidays".lstrip("."), goal=goal.value, **values)


def _length(passage: Passage, within: Quantity, hours: int) -> str:
    """Return a length in the goal's unit: working days, or days, hours or minutes by their international symbols."""
    match within.unit:
        case Unit.WORKING_DAYS:
            return _number(passage.length, hours * HOUR)
        case Unit.MINUTES if within.amount % _MINUTES_OF_HOUR:
            return f"{_number(passage.length, MINUTE)} min"
        case Unit.MINUTES:
            return f"{_number(passage.length, HOUR)} h"
        case _:
            return f"{_number(passage.length, DAY)} d"


def _number(length: int, unit: int) -> str:
    """Return how many units a length has, up to the next hundredth, so that nothing over a goal looks like it."""
    return f"{-(-length * 100 // unit) / 100:.2f}".rstrip("0").rstrip(".")


def _path(judged: Judgement, passage: Passage) -> str:
    """Return the steps of the longest way with their limits in the author's words."""
    steps = {step.id: step for step in judged.sop.steps}
    return " → ".join(_shown(steps[node], judged.scene) for node in passage.nodes if node in steps)


def _shown(step: Step, scene: str) -> str:
    if step.limit:
        return f"{step.name.value} [{step.limit.by_variant.get(scene, step.limit).text.value}]"
    return f"{step.name.value} [{step.call.value}]" if step.call else step.name.value
