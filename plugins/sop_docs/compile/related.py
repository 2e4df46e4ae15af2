"""How documents depend on each other: calls, mentions, replacements, modules, forms."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..model.library import Library
from ..model.place import Text
from ..model.sop import Sop
from ..model.step import Step
from .links import numbers_in
from .site_map import SiteMap


@dataclass(frozen=True, slots=True)
class Relation:
    """How a document looks at another one: `calls`, `called-by`, `names`, `named-by`, `replaces`, `replaced-by`."""

    kind: str
    number: str


@dataclass(frozen=True, slots=True)
class Filling:
    """A step of a procedure that fills in a form or comes from a module."""

    sop: Sop
    step: Step


_CONVERSE = {"calls": "called-by", "replaced-by": "replaces", "names": "named-by"}


def relations(library: Library, site: SiteMap) -> Mapping[str, tuple[Relation, ...]]:
    """Return what each SOP is related to, by number; the strongest relation to each other document."""
    order = ("replaced-by", "replaces", "calls", "called-by", "names", "named-by")
    found: dict[str, dict[str, str]] = {}
    for number, sop in sorted(library.sop.items()):
        for relation in _outgoing(sop, site):
            if relation.number in library.sop and relation.number != number:
                _note(found.setdefault(number, {}), relation.kind, relation.number, order)
                _note(found.setdefault(relation.number, {}), _CONVERSE[relation.kind], number, order)
    return {
        number: tuple(Relation(kind, other) for kind in order for other in sorted(others) if others[other] == kind)
        for number, others in found.items()
    }


def fillings(library: Library) -> Mapping[str, tuple[Filling, ...]]:
    """Return, by the number of each form, the steps that fill it in."""
    result: dict[str, list[Filling]] = {}
    for _, sop in sorted(library.sop.items()):
        for step in sop.steps:
            for form in dict.fromkeys(form.value for form in step.forms):
                result.setdefault(form, []).append(Filling(sop, step))
    return {number: tuple(items) for number, items in result.items()}


def users(library: Library) -> Mapping[str, tuple[Sop, ...]]:
    """Return, by the name of each module, the procedures that use it."""
    result: dict[str, dict[str, Sop]] = {}
    for number, sop in sorted(library.sop.items()):
        for step in sop.steps:
            for use in step.uses:
                result.setdefault(use.module, {})[number] = sop
    return {name: tuple(sops.values()) for name, sops in result.items()}


def authored(sop: Sop) -> Iterator[str]:
    """Yield all prose of a document that may hold Markdown."""
    yield from _values(sop.preamble, sop.procedure.intro, *(phase.intro for phase in sop.procedure.phases))
    yield from (section.body.value for section in sop.sections)
    yield from _values(*(step.detail for step in sop.steps))


def _outgoing(sop: Sop, site: SiteMap) -> Iterator[Relation]:
    if sop.identity.replaced_by:
        yield Relation("replaced-by", sop.identity.replaced_by.value)
    for step in sop.steps:
        if step.call:
            yield Relation("calls", step.call.value)
    scope = sop.identity.scope
    texts = _values(
        scope.applies, scope.excludes, *(text for step in sop.steps for text in (step.standard, step.handover))
    )
    for text in (*authored(sop), *texts):
        for number in numbers_in(text, site):
            yield Relation("names", number)


def _note(others: dict[str, str], kind: str, number: str, order: tuple[str, ...]) -> None:
    known = others.get(number)
    if known is None or order.index(kind) < order.index(known):
        others[number] = kind


def _values(*texts: Text | None) -> Iterator[str]:
    return (text.value for text in texts if text)
