"""Modules, forms and entries of the vocabulary that were changed, and the documents that stand on them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from ...diff import diff, sentence
from ...model.content import Content
from ...model.flow import Flow, Procedure
from ...model.form import Form
from ...model.lifecycle import Status
from ...model.review import ReviewedShared, Suspect, Turn
from ...model.sop import Identity, Module, Sop
from ...model.vocabulary import Vocabulary
from ...model.words import Words
from ..load import VOCABULARY
from .entries import entries
from .impact import closure, forms_of, looked_at, modules_of, parties_of, suspect, turn_of, users
from .sides import Side, Sides

_PARTS: Mapping[str, Callable[[Vocabulary], object]] = {
    "people": lambda words: [(id_, one.name, one.forge) for id_, one in words.people.items()],
    "types": lambda words: [(code, one.name, one.pattern, one.approval) for code, one in words.types.items()],
    "reserved": lambda words: words.reserved,
    "scenarios": lambda words: [(code, name.value) for code, name in words.scenarios.items()],
    "calendar": lambda words: words.calendar,
    "vague": lambda words: words.vague,
}
"""The parts of a vocabulary that documents do not name one by one, as they compare."""


@dataclass(frozen=True, slots=True)
class Use:
    """A document that stands on a shared thing which was changed; `open` unless somebody has looked at it since."""

    sop: Sop
    suspect: Suspect
    open: bool


Uses = tuple[ReviewedShared, tuple[Use, ...]]


def shared(sides: Sides, old_paths: Mapping[str, str], words: Words) -> Iterator[Uses]:
    """Yield what is changed of all that documents share, each with its users."""
    yield from _modules(sides, old_paths, words)
    yield from _forms(sides, old_paths, words)
    if VOCABULARY in sides.changed:
        yield from _words(sides, old_paths, words)


def _modules(sides: Sides, old_paths: Mapping[str, str], words: Words) -> Iterator[Uses]:
    for name in sorted(sides.before.modules.keys() | sides.after.modules.keys()):
        old, new = sides.before.modules.get(name), sides.after.modules.get(name)
        if (old and new and not sides.differ(old.path, new.path)) or not (old or new):
            continue
        thing = _told(_shared("module", name, old, new), _as_content(old), _as_content(new), words)
        around = closure(sides.before, [name]) | closure(sides.after, [name])
        candidates = sides.after.naming(*sorted(around))
        yield thing, _uses(sides, thing, [*users(sides, thing, candidates, modules_of)], old_paths)


def _forms(sides: Sides, old_paths: Mapping[str, str], words: Words) -> Iterator[Uses]:
    one, two = sides.before.loaded.library.form, sides.after.loaded.library.form
    for number in sorted(one.keys() | two.keys()):
        old, new = one.get(number), two.get(number)
        if old and new and not sides.differ(old.path, new.path):
            continue
        thing = _told(_shared("form", number, old, new), _alone(old), _alone(new), words)
        titles = {form.title.value for form in (old, new) if form}

        def named(sop: Sop, number: str = number, titles: set[str] = titles) -> set[str]:
            found = set(forms_of(sop))
            return {number} if found & {number, *titles} else set()

        candidates = sides.after.naming(number, *sorted(titles))
        yield thing, _uses(sides, thing, [*users(sides, thing, candidates, named)], old_paths)


def _told(thing: ReviewedShared, before: Content | None, after: Content | None, words: Words) -> ReviewedShared:
    """Return a thing with what it says otherwise."""
    changes = diff(before, after) if before and after else ()
    return replace(thing, changes=tuple((change, sentence(change, words)) for change in changes))


def _as_content(module: Module | None) -> Content | None:
    """Return a module as if it were a procedure, so that it compares as one."""
    if module is None:
        return None
    identity = Identity(module.name, module.title, module.version, Status.DRAFT, "")
    return Content(Sop(module.path, identity, module.procedure, module.sections, module.preamble))


def _alone(form: Form | None) -> Content | None:
    """Return a form with a procedure around it that says nothing."""
    if form is None:
        return None
    identity = Identity(form.number, form.number, form.version, Status.DRAFT, "")
    return Content(Sop(form.path, identity, Procedure((), Flow())), {form.number.value: form})


def _shared(sort: str, name: str, old: Module | Form | None, new: Module | Form | None) -> ReviewedShared:
    """Return what stands above the changes of a module or a form."""
    last = new or old
    title, path = (last.title.value, last.path) if last else ("", "")
    before, after = (one.version.value if one else "" for one in (old, new))
    return ReviewedShared(sort, name, turn_of(old, new), title, path, before, after)


def _words(sides: Sides, old_paths: Mapping[str, str], words: Words) -> Iterator[Uses]:
    """Yield roles and departments that mean something else, and which other parts were changed."""
    one, two = sides.before.loaded.library.vocabulary, sides.after.loaded.library.vocabulary
    for kind, name, turn in _entries(one, two):
        thing = ReviewedShared(kind, name, turn, path=VOCABULARY)
        found = [*users(sides, thing, sides.after.naming(name), parties_of)] if turn is not Turn.MOVED else []
        told = entries(kind, one, two, words, name)
        revised = replace(thing, turn=Turn.REVISED if turn is Turn.MOVED else turn, changes=told)
        yield revised, _uses(sides, thing, found, old_paths)
    for key, part in _PARTS.items():
        if part(one) != part(two):
            yield (
                ReviewedShared("vocabulary", key, Turn.REVISED, path=VOCABULARY, changes=entries(key, one, two, words)),
                (),
            )


def _entries(one: Vocabulary, two: Vocabulary) -> Iterator[tuple[str, str, Turn]]:
    """Yield roles and departments; where only other people hold a role it has moved, and no text is another for it."""
    for name in sorted(one.roles.keys() | two.roles.keys()):
        old, new = one.roles.get(name), two.roles.get(name)
        if old is None or new is None:
            yield "role", name, turn_of(old, new)
        elif (old.department, old.level) != (new.department, new.level):
            yield "role", name, Turn.REVISED
        elif old.people != new.people:
            yield "role", name, Turn.MOVED
    for code in sorted(one.departments.keys() | two.departments.keys()):
        before, after = one.departments.get(code), two.departments.get(code)
        if (before and before.value) != (after and after.value):
            yield "department", code, turn_of(before, after)


def _uses(sides: Sides, thing: ReviewedShared, sops: list[Sop], old_paths: Mapping[str, str]) -> tuple[Use, ...]:
    if thing.turn is Turn.ADDED:
        # Whoever uses what was not there before was changed for it.
        return ()
    used = _used(sides.after, thing)
    return tuple(
        Use(
            sop,
            suspect(sides, sop, thing.kind, thing.name, used),
            not looked_at(sides, old_paths.get(sop.path, sop.path), sop, thing.name, thing.version_after),
        )
        for sop in sops
    )


def _used(side: Side, thing: ReviewedShared) -> bytes:
    if thing.path != VOCABULARY:
        return side.bytes(thing.path)
    words = side.loaded.library.vocabulary
    role, department = words.roles.get(thing.name), words.departments.get(thing.name)
    meaning = (role.department, role.level) if role else department.value if department else ""
    return repr(meaning).encode("utf-8", "surrogatepass")
