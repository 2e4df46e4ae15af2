"""Which step of a document is which before and after a change, and what became of it. Touches no file."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from ..diff.matching import Matching, match_steps
from ..model.change import Kind, Weight
from ..model.chart import Mark
from ..model.review import ReviewedDocument
from ..model.sop import Sop
from ..model.step import Step

_PLACES = frozenset({Kind.STEP_MOVED, Kind.STEP_ORDER})
_WHOLE = frozenset({Kind.STEP_ADDED, Kind.STEP_REMOVED})


@dataclass(frozen=True)
class Steps:
    """The steps of one document that has two texts."""

    document: ReviewedDocument
    before: Sop
    after: Sop

    @cached_property
    def matching(self) -> Matching:
        """Which step is which."""
        return match_steps(self.before.steps, self.after.steps)

    @cached_property
    def ids(self) -> Mapping[str, str]:
        """Ids after by ids before."""
        return self.matching.ids

    @cached_property
    def said(self) -> Mapping[str, Weight]:
        """The ids after of steps that say something else, with the heaviest weight of that."""
        order = list(Weight)
        found: dict[str, Weight] = {}
        for change, _ in self.document.changes:
            if change.values.get("at") == "step" and change.kind not in _PLACES | _WHOLE:
                found[change.where] = max(found.get(change.where, change.weight), change.weight, key=order.index)
        for one, two in self.matching.both:
            # What a variant brings to a step is told of the variant alone.
            if _by_variant(one) != _by_variant(two):
                found.setdefault(two.id, Weight.MINOR)
        return found

    @cached_property
    def redirected(self) -> frozenset[str]:
        """The ids after of steps after which something else comes."""
        return frozenset(change.where for change, _ in self.document.changes if change.kind == Kind.FLOW_NEXT)

    @cached_property
    def marks(self) -> tuple[Mapping[str, Mark], Mapping[str, Mark]]:
        """What became of the steps, by their ids before and by their ids after; those that stay are in neither."""
        before = dict.fromkeys((step.id for step in self.matching.removed), Mark.REMOVED)
        after = dict.fromkeys((step.id for step in self.matching.added), Mark.ADDED)
        for one, two in self.matching.both:
            if mark := self._mark(two):
                before[one.id] = after[two.id] = mark
        return before, after

    def ordered(self) -> Iterator[tuple[Step | None, Step | None]]:
        """Yield all steps in the order of the later text, those that are gone after the step that they followed."""
        fellow = {two.id: one for one, two in self.matching.both}
        gone = {step.id for step in self.matching.removed}
        place = {step.id: index for index, step in enumerate(self.before.steps)}
        yield from self._gone_from(0, gone)
        for step in self.after.steps:
            old = fellow.get(step.id)
            yield old, step
            if old:
                yield from self._gone_from(place[old.id] + 1, gone)

    def _gone_from(self, index: int, gone: set[str]) -> Iterator[tuple[Step, None]]:
        for step in self.before.steps[index:]:
            if step.id not in gone:
                return
            yield step, None

    def _mark(self, step: Step) -> Mark:
        if step.id in self.matching.moved:
            return Mark.MOVED
        return Mark.CHANGED if self.said.get(step.id, Weight.EDITORIAL) is not Weight.EDITORIAL else Mark.NONE


def _by_variant(step: Step) -> Mapping[str, str]:
    by_variant = step.limit.by_variant if step.limit else {}
    return {name: "".join(limit.text.value.split()) for name, limit in by_variant.items()}
