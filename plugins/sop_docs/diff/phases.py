"""Differences of phases and of the modules that steps come from: how the steps are grouped. Touches no file."""

from collections.abc import Hashable, Iterator, Mapping, Sequence

from ..model.change import Change, Kind
from ..model.flow import Phase, Procedure
from ..model.names import folded
from ..model.place import Text
from ..model.step import Step, Use
from .likeness import moved, paired, rest
from .matching import Matching
from .prose import DOING, prose
from .spot import Spot
from .steps import spot_of
from .wording import reworded, same


def phases(before: Procedure, after: Procedure, matching: Matching) -> Iterator[Change]:
    """Yield phases that came, went, moved or got another name, and steps that stand in another one."""
    fellow = {two.id: one for one, two in matching.both}
    one = [[step.id for step in before.steps if step.phase == phase.name.value] for phase in before.phases]
    two = [[step.id for step in after.steps if step.phase == phase.name.value] for phase in after.phases]
    keys = [folded(phase.name.value) for phase in before.phases], [folded(phase.name.value) for phase in after.phases]
    both = _grouped_alike(keys, one, [[fellow[id_].id for id_ in ids if id_ in fellow] for ids in two])
    pairs = rest(both, len(before.phases), len(after.phases))
    for i in pairs.removed:
        yield _spot(before.phases[i]).change(Kind.PHASE_REMOVED, before.phases[i].name, None)
    away = moved([j for _, j in pairs.both])
    found = {j: i for i, j in pairs.both}
    for j, phase in enumerate(after.phases):
        if j not in found:
            yield _spot(phase).change(Kind.PHASE_ADDED, None, phase.name, steps=str(len(two[j])))
            continue
        old = before.phases[found[j]]
        if keys[0][found[j]] != keys[1][j]:
            yield from reworded(_spot(phase), Kind.PHASE_RENAMED, old.name, phase.name)
        if j in away:
            yield _spot(phase).change(
                Kind.PHASE_MOVED, *(_number(each, at) for each, at in ((old, found[j]), (phase, j)))
            )
        yield from prose(_spot(phase), DOING, old.intro, phase.intro)
    names = {before.phases[i].name.value: after.phases[j].name.value for i, j in pairs.both}
    new = {after.phases[j].name.value for j in pairs.added}
    yield from _other_phase(matching, names, new)


def _grouped_alike(
    keys: tuple[Sequence[Hashable], Sequence[Hashable]], one: Sequence[Sequence[str]], two: Sequence[Sequence[str]]
) -> list[tuple[int, int]]:
    """Return phases of one name, then those that got another name but hold most of the same steps."""
    pairs = paired(*keys)
    both = list(pairs.both)
    free = set(pairs.added)
    for i in pairs.removed:
        shared = {j: len(set(one[i]) & set(two[j])) for j in free}
        best = max(sorted(shared), key=lambda j: shared[j], default=None)
        if best is not None and 2 * shared[best] > max(len(one[i]), len(two[best]), 1):
            both.append((i, best))
            free.remove(best)
    return both


def _other_phase(matching: Matching, names: Mapping[str, str], new: set[str]) -> Iterator[Change]:
    """Yield the steps that stand in another phase than before, but for what a new or a lost phase tells of."""
    for old, step in matching.both:
        lost = old.phase not in names
        if (
            names.get(old.phase, old.phase) == step.phase
            or step.phase in new
            or (lost and old.phase and not step.phase)
        ):
            continue
        one = Text(old.phase, old.place) if old.phase else None
        yield spot_of(step).change(Kind.STEP_PHASE, one, Text(step.phase, step.place) if step.phase else None)


def uses(matching: Matching) -> Iterator[Change]:
    """Yield how the uses of modules changed where steps that were there before are now part of one, or no longer."""
    seen: set[tuple[str, str]] = set()
    for old, step in matching.both:
        for depth in range(max(len(old.uses), len(step.uses))):
            one, two = _use(old, depth), _use(step, depth)
            pair = _path(old, depth), _path(step, depth)
            if pair not in seen:
                seen.add(pair)
                yield from _use_changes(one, two)


def _use(step: Step, depth: int) -> Use | None:
    return step.uses[depth] if depth < len(step.uses) else None


def _path(step: Step, depth: int) -> str:
    return ".".join(use.id for use in step.uses[: depth + 1]) if depth < len(step.uses) else ""


def _use_changes(before: Use | None, after: Use | None) -> Iterator[Change]:
    use = after or before
    if use is None:
        return
    spot = Spot(use.id, {"at": "use", "name": use.title})
    one, two = (Text(each.title, each.place) if each else None for each in (before, after))
    if before is None or after is None:
        yield spot.change(Kind.USE_ADDED if after else Kind.USE_REMOVED, one, two)
    else:
        if before.module != after.module or not same(one, two):
            yield spot.change(Kind.USE_MODULE, one, two)
        if before.id != after.id:
            yield spot.change(Kind.USE_ID, Text(before.id, before.place), Text(after.id, after.place))
    yield from prose(spot, DOING, before.detail if before else None, after.detail if after else None)


def _spot(phase: Phase) -> Spot:
    return Spot(phase.name.value, {"at": "phase", "name": phase.name.value})


def _number(phase: Phase, index: int) -> Text:
    return Text(str(index + 1), phase.name.place)
