"""What a change makes suspect: documents that stand on what was changed, until somebody has looked at them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import sha256

from ...model.chart import step_anchor
from ...model.problem import Problem
from ...model.review import ReviewedShared, Suspect, Turn
from ...model.sop import Assessment, Sop
from .sides import Side, Sides

ANCHOR = "SOP708"
"""The rule that finds a link whose anchor is not there."""

Names = Callable[[Sop], Iterable[str]]


def callers(sides: Sides, number: str, path: str, old_paths: Mapping[str, str]) -> Iterator[Suspect]:
    """Yield the documents that call another one, which was changed, and that nobody has looked at since."""
    version = sides.after.head(path).version if path else ""
    for user in sides.after.naming(number):
        sop = sides.after.sop(user)
        if sop is None or sop.number == number or looked_at(sides, old_paths.get(user, user), sop, number, version):
            continue
        if any(step.call and step.call.value == number for step in sop.steps):
            yield suspect(sides, sop, "calls", number, sides.after.bytes(path))


def anchors(sides: Sides, path: str, gone: frozenset[str], problems: Iterable[Problem]) -> Iterator[Suspect]:
    """Yield the documents with links to steps of a document that it has no more."""
    lost = {step_anchor(step) for step in gone}
    titles = sides.after.loaded.library.path_of
    numbers = {where: number for number, where in titles.items()}
    for problem in problems:
        here, anchor = problem.place.path, problem.values.get("anchor", "")
        if problem.code == ANCHOR and problem.values.get("target") == path and anchor in lost and here != path:
            title = sides.after.head(here).title
            mark = _fingerprint("anchor", anchor, here, sides.after.bytes(here), sides.after.bytes(path))
            yield Suspect(numbers.get(here, here), title, "anchor", anchor, mark)


def users(sides: Sides, thing: ReviewedShared, candidates: Iterable[str], names: Names) -> Iterator[Sop]:
    """Yield the documents that name a shared thing, before or after; those gone since do not count."""
    for path in candidates:
        sop, old = sides.after.sop(path), sides.before.sop(path)
        if sop and any(thing.name in names(one) for one in (sop, old) if one):
            yield sop


def looked_at(sides: Sides, old_path: str, sop: Sop, name: str, version: str) -> bool:
    """Return whether a document has a new version, or a new verdict of which `name`, if any, is the subject."""
    old = sides.before.sop(old_path)
    if old is None or old.version != sop.version:
        return True
    return any(one.of in {"", name, f"{name}@{version}"} for one in verdicts(old, sop))


def verdicts(before: Sop, after: Sop) -> tuple[Assessment, ...]:
    """Return the verdicts that a document has and had not before."""
    known = {(one.day, one.by, one.verdict, one.of) for one in before.identity.assessed}
    return tuple(one for one in after.identity.assessed if (one.day, one.by, one.verdict, one.of) not in known)


def suspect(sides: Sides, sop: Sop, why: str, name: str, used: bytes) -> Suspect:
    """Return a document that is suspect for what was made of a thing it uses."""
    mark = _fingerprint(why, name, sop.number, sides.after.bytes(sop.path), used)
    return Suspect(sop.number, sop.title, why, name, mark)


def turn_of(before: object, after: object) -> Turn:
    """Return what became of a thing."""
    return Turn.ADDED if before is None else Turn.REMOVED if after is None else Turn.REVISED


def modules_of(sop: Sop) -> Iterable[str]:
    """Return the modules that a document uses, also those within others."""
    return {use.module for step in sop.steps for use in step.uses}


def forms_of(sop: Sop) -> Iterable[str]:
    """Return the forms that a document fills in, as it names them."""
    return {form.value for step in sop.steps for form in step.forms}


def parties_of(sop: Sop) -> Iterable[str]:
    """Return the roles and departments that a document names."""
    identity = sop.identity
    people = (identity.owner, identity.supervisor, *identity.prepared, *identity.reviewed, *identity.approved)
    duties = (duty.party for step in sop.steps for duty in step.duties)
    return {*duties, *(text.value for text in people if text), identity.department}


def closure(side: Side, names: Iterable[str]) -> frozenset[str]:
    """Return modules and those that have them in them, as far as their texts name them."""
    found = set(names)
    waiting = list(found)
    while waiting:
        name = waiting.pop().encode()
        more = {key for key, module in side.modules.items() if name in side.tree.texts.get(module.path, b"")} - found
        found |= more
        waiting += more
    return frozenset(found)


def _fingerprint(why: str, name: str, user: str, *texts: bytes) -> str:
    digests = [sha256(text).hexdigest() for text in texts]
    return sha256(repr((why, name, user, digests)).encode("utf-8", "surrogatepass")).hexdigest()[:32]
