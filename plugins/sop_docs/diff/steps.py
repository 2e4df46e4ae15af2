"""Differences of the steps: which came, went or moved, and what each of the others says. Touches no file."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..model.change import Change, Kind
from ..model.names import folded
from ..model.place import Text
from ..model.sop import Sop
from ..model.step import Duty, Step
from .duties import Key, duties
from .flow import flow
from .limits import limits
from .matching import Matching
from .names import names
from .prose import DOING, prose
from .spot import Spot
from .ways import Ways
from .wording import reworded

_TEXTS = {
    "frequency": Kind.STEP_FREQUENCY,
    "requires": Kind.STEP_REQUIRES,
    "standard": Kind.STEP_STANDARD,
    "done": Kind.STEP_DONE,
    "handover": Kind.STEP_HANDOVER,
    "call": Kind.STEP_CALL,
}
_LISTS = {"inputs": Kind.STEP_INPUT, "outputs": Kind.STEP_OUTPUT, "tools": Kind.STEP_TOOLS}


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two texts, and what its names compare by."""

    sop: Sop
    ways: Ways
    party: Key
    form: Key


def spot_of(step: Step) -> Spot:
    """Return a step as what changes are told of."""
    return Spot(step.id, {"at": "step", "number": str(step.number), "name": step.name.value})


def steps(before: Side, after: Side, matching: Matching, variants: Mapping[str, str]) -> Iterator[Change]:
    """Yield what changed in the steps, in the order of the later text; what is gone stands where it was."""
    place = {step.id: index for index, step in enumerate(before.sop.steps)}
    gone = {place[step.id]: step for step in matching.removed}
    new = {step.id for step in matching.added}
    fellow = {two.id: one for one, two in matching.both}
    yield from _gone_from(before, 0, gone)
    for step in after.sop.steps:
        if step.id in new:
            yield _added(after, step)
            continue
        old = fellow[step.id]
        yield from _place(before, old, after, step, moved=step.id in matching.moved)
        yield from _step(before, old, after, step, variants)
        yield from _gone_from(before, place[old.id] + 1, gone)


def _gone_from(side: Side, index: int, gone: Mapping[int, Step]) -> Iterator[Change]:
    """Yield the lost steps that stood at this index and on, up to one that stayed."""
    while step := gone.get(index):
        index += 1
        yield spot_of(step).change(Kind.STEP_REMOVED, step.name, None, **_who(side, step))


def _added(side: Side, step: Step) -> Change:
    return spot_of(step).change(Kind.STEP_ADDED, None, step.name, **_who(side, step))


def _who(side: Side, step: Step) -> dict[str, str]:
    rows: dict[str, tuple[Duty, ...]] = {"R": step.responsible, "A": side.sop.accountable(step)}
    rows |= {"C": step.consulted, "I": step.informed}
    return {letter: side.ways.comma.join(duty.party for duty in row) for letter, row in rows.items() if row}


def _place(before: Side, old: Step, after: Side, step: Step, *, moved: bool) -> Iterator[Change]:
    """Yield that a step has another place, and whether it is done at another time."""
    if moved:
        stays = before.ways.arcs.get(old.id) == after.ways.arcs.get(step.id)
        numbers = Text(str(old.number), old.place), Text(str(step.number), step.place)
        yield spot_of(step).change(Kind.STEP_ORDER if stays else Kind.STEP_MOVED, *numbers)


def _step(before: Side, old: Step, after: Side, step: Step, variants: Mapping[str, str]) -> Iterator[Change]:
    """Yield what one step says otherwise."""
    spot = spot_of(step)
    if folded(old.name.value) != folded(step.name.value):
        yield from reworded(spot, Kind.STEP_RENAMED, old.name, step.name)
    yield from _id(spot, old, step)
    yield from duties(spot, (before.sop, old), (after.sop, step), (before.party, after.party))
    yield from limits(spot, old.limit, step.limit, variants, after.ways.comma)
    for key, kind in _LISTS.items():
        yield from names(spot, kind, getattr(old, key), getattr(step, key))
    yield from _forms(spot, before, old, after, step)
    for key, kind in _TEXTS.items():
        yield from reworded(spot, kind, getattr(old, key), getattr(step, key))
    yield from flow(spot, (before.ways, old), (after.ways, step))
    yield from prose(spot, DOING, old.detail, step.detail)


def _id(spot: Spot, old: Step, step: Step) -> Iterator[Change]:
    """Yield that a step has another id, unless it is made of name or call, or only the use around it has another."""
    one, two = _own_id(old), _own_id(step)
    written = "id" in old.keys or "id" in step.keys or "as" in old.keys or "as" in step.keys
    made_of = [(folded(each.name.value), each.call.value if each.call else "") for each in (old, step)]
    if one != two and (written or made_of[0] == made_of[1]):
        yield spot.change(Kind.STEP_ID, Text(old.id, old.at("id")), Text(step.id, step.at("id")))


def _own_id(step: Step) -> str:
    return step.id.rpartition(".")[2] if step.uses else step.id


def _forms(spot: Spot, before: Side, old: Step, after: Side, step: Step) -> Iterator[Change]:
    if not old.forms and not step.forms:
        return
    one = {before.form(text.value): text for text in old.forms}
    two = {after.form(text.value): text for text in step.forms}
    gone = tuple(text for key, text in one.items() if key not in two)
    new = tuple(text for key, text in two.items() if key not in one)
    yield from names(spot, Kind.STEP_FORM, gone, new)
