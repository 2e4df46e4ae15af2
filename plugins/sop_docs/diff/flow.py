"""Differences of what follows what, whichever way the order was written. Touches no file."""

from collections.abc import Iterator

from ..model.change import Change, Kind
from ..model.flow import Edge, EdgeKind
from ..model.names import folded
from ..model.place import Text
from ..model.step import Step
from .likeness import paired
from .spot import Spot
from .ways import Ways
from .wording import reworded

_ANSWERS = (Kind.FLOW_ANSWER_ADDED, Kind.FLOW_ANSWER_REMOVED, Kind.FLOW_ANSWER_TARGET, Kind.FLOW_ANSWER_LABEL)
_EXCEPTIONS = (
    Kind.FLOW_EXCEPTION_ADDED,
    Kind.FLOW_EXCEPTION_REMOVED,
    Kind.FLOW_EXCEPTION_TARGET,
    Kind.FLOW_EXCEPTION_LABEL,
)

Side = tuple[Ways, Step]
"""A step and the ways of its text."""


def flow(spot: Spot, before: Side, after: Side) -> Iterator[Change]:
    """Yield how the ways out of a step changed, but for what follows from steps that came, went or moved."""
    if moved := _decision_moved(spot, before, after):
        yield moved
    else:
        yield from reworded(spot, Kind.FLOW_QUESTION, _question(before[1]), _question(after[1]))
        yield from _next(spot, before, after)
        yield from _branches(spot, EdgeKind.ANSWER, before, after)
    yield from _branches(spot, EdgeKind.EXCEPTION, before, after)
    yield from _join(spot, before, after)


def _join(spot: Spot, before: Side, after: Side) -> Iterator[Change]:
    """Yield what a step waits for, but for what the steps that now lead to it, or no longer do, tell themselves."""
    (ways, step), (later, step_after) = before, after
    one, two = ways.awaited(step), later.awaited(step_after)
    if bool(one) != bool(two) or not later.ids.keys() >= set(two):
        yield spot.change(Kind.FLOW_JOIN, ways.named(one, step.at("after")), later.named(two, step_after.at("after")))


def _decision_moved(spot: Spot, before: Side, after: Side) -> Change | None:
    """Return that a step that is new behind this one asks now what this one asked, or the other way round."""
    moved = _asked_behind(before, after) or _asked_behind(after, before)
    if moved is None:
        return None
    asked, label = moved
    old, new = (before[1], asked) if asked in after[0].procedure.steps else (asked, after[1])
    return spot.change(Kind.FLOW_DECISION, old.name, new.name, label=label)


def _asked_behind(asking: Side, silent: Side) -> tuple[Step, str] | None:
    """Return the step behind one that no longer asks that has all its answers, and these answers."""
    (ways, step), (others, same_step) = asking, silent
    one, behind = _by_label(ways.of(step, EdgeKind.ANSWER)), others.of(same_step, EdgeKind.NORMAL)
    if not one or len(behind) != 1 or others.of(same_step, EdgeKind.ANSWER):
        return None
    asked = next((each for each in others.procedure.steps if each.id == behind[0].target), None)
    if asked is None or not others.is_alone(asked):
        return None
    two = _by_label(others.of(asked, EdgeKind.ANSWER))
    elsewhere = one.keys() != two.keys() or any(ways.targets(one[each]) != others.targets(two[each]) for each in one)
    if elsewhere or _wording(step) != _wording(asked):
        return None
    return asked, others.comma.join(edges[0].label for edges in two.values())


def _wording(step: Step) -> str:
    question = _question(step)
    return folded(question.value) if question else ""


def _question(step: Step) -> Text | None:
    question = step.decision.question if step.decision else ""
    return Text(question, step.at("decision")) if question else None


def _next(spot: Spot, before: Side, after: Side) -> Iterator[Change]:
    (ways, step), (later, step_after) = before, after
    one, two = ways.of(step, EdgeKind.NORMAL), later.of(step_after, EdgeKind.NORMAL)
    if _lead_alike(ways, one, later, two):
        return
    # A step that comes to ask, or no longer asks and leads to the next one, is told of by its answers.
    asks = not two and later.of(step_after, EdgeKind.ANSWER)
    asked = not one and ways.of(step, EdgeKind.ANSWER) and later.in_order(two)
    if not asks and not asked:
        yield spot.change(Kind.FLOW_NEXT, *_shown((ways, step, one), (later, step_after, two)))


def _branches(spot: Spot, kind: EdgeKind, before: Side, after: Side) -> Iterator[Change]:
    """Yield how answers or exceptions changed."""
    (ways, step), (later, step_after) = before, after
    one, two = _by_label(ways.of(step, kind)), _by_label(later.of(step_after, kind))
    if not one and not two:
        return
    added, removed, target, relabelled = _ANSWERS if kind is EdgeKind.ANSWER else _EXCEPTIONS
    for label, edges in one.items():
        if label in two and not _lead_alike(ways, edges, later, two[label]):
            shown = _shown((ways, step, edges), (later, step_after, two[label]))
            yield spot.change(target, *shown, label=two[label][0].label)
    gone, new = [label for label in one if label not in two], [label for label in two if label not in one]
    pairs = paired([ways.targets(one[label]) for label in gone], [later.targets(two[label]) for label in new])
    for i, j in pairs.both:
        values = {"target": _words(later.shown(two[new[j]], step_after))}
        yield from reworded(spot, relabelled, _label(one[gone[i]]), _label(two[new[j]]), **values)
    for i in pairs.removed:
        edges = one[gone[i]]
        yield spot.change(removed, _label(edges), None, target=_words(ways.shown(edges, step)))
    for j in pairs.added:
        edges = two[new[j]]
        yield spot.change(added, None, _label(edges), target=_words(later.shown(edges, step_after)))


def _shown(
    before: tuple[Ways, Step, list[Edge]], after: tuple[Ways, Step, list[Edge]]
) -> tuple[Text | None, Text | None]:
    """Return where ways led and lead; two steps of one name are told apart by their ids."""
    (ways, step, one), (later, step_after, two) = before, after
    names = [text.value if text else "" for text in (ways.shown(one, step), later.shown(two, step_after))]
    same = names[0] == names[1]
    return ways.shown(one, step, ids=same), later.shown(two, step_after, ids=same)


def _lead_alike(ways: Ways, one: list[Edge], later: Ways, two: list[Edge]) -> bool:
    """Whether ways lead to the same steps, or both whither list order leads."""
    return ways.targets(one) == later.targets(two) or ways.relative(one) == later.relative(two)


def _by_label(edges: list[Edge]) -> dict[str, list[Edge]]:
    table: dict[str, list[Edge]] = {}
    for edge in edges:
        table.setdefault(folded(edge.label), []).append(edge)
    return table


def _label(edges: list[Edge]) -> Text:
    return Text(edges[0].label, edges[0].place)


def _words(text: Text | None) -> str:
    return text.value if text else ""
