"""Rules on references: a number leads to a document, and calls do not come back."""

import re
from collections.abc import Iterator, Mapping

from ..model.library import Library
from ..model.lifecycle import Status
from ..model.place import Source, Text
from ..model.problem import Severity
from ..model.sop import Sop
from .facts import fact, heading
from .names import nearest, nearest_number, unknown
from .passages import Passage
from .registry import Finding, finding, has, rule

# ASCII look-around, not \b: the number in 见SOP-CS-2024-001的 is one.
_NUMBERS = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,9}){0,3}")
_SAYS_SO = re.compile(r"[^。.；;\n]{0,40}(?:废止|停用|替代|withdrawn|retired|replaced|superseded)", re.IGNORECASE)
"""Who writes so of a withdrawn document knows that it is one."""
_VERSION = re.compile(
    r"(?<![A-Za-z0-9_./@-])(?P<number>[A-Za-z0-9]+(?:[-_.][A-Za-z0-9]+)++)@(?P<version>[0-9]+(?:\.[0-9]+){1,2}+)(?![A-Za-z0-9_-])"
)
_NUMBER = re.compile(r"(?<![A-Za-z0-9_./@-])[A-Za-z0-9]+(?:[-_.][A-Za-z0-9]+)++(?![A-Za-z0-9_/-])")
_PARTED = re.compile(r"[A-Za-z0-9][-_.][A-Za-z0-9]")
"""Every number has two parts."""


def _may_name_a_number(words: str, _: Library) -> bool:
    return _PARTED.search(words) is not None


@rule("SOP703")
def sop_unknown(sop: Sop, library: Library) -> Iterator[Finding]:
    """调用 and `replaced-by` name SOPs of the library by their numbers.

    Wrong: 调用：满意度回访
    Right: 调用：SOP-CS-2024-003
    """
    numbers = [step.call for step in sop.steps if step.call]
    for number in filter(None, (*numbers, sop.identity.replaced_by)):
        if number.value in library.form:
            yield finding(number.place, "form", name=number.value)
        elif number.value not in library.sop and "${" not in number.value:
            yield unknown(number.place, number.value, nearest_number(number.value, library.sop))


@rule("SOP704")
def calls_itself(library: Library) -> Iterator[Finding]:
    """Calls do not come back to the SOP that they start from.

    Wrong: SOP-CS-2024-001 calls SOP-CS-2024-003, which calls SOP-CS-2024-001
    Right: SOP-CS-2024-003 ends, and SOP-CS-2024-001 goes on
    """
    known = {number: {call.value: call for call in calls(sop)} for number, sop in library.sop.items()}
    called = {number: {to: call for to, call in own.items() if to in library.sop} for number, own in known.items()}
    done: set[str] = set()
    for number in sorted(called):
        yield from _rings(number, called, done)


@rule("SOP705", where=_may_name_a_number)
def number_unknown(passage: Passage, library: Library) -> Iterator[Finding]:
    """A number in the words of a document is that of a document.

    Wrong: 按 SOP-CS-2024-999 办理
    Right: 按 SOP-CS-2024-003 办理
    """
    known = library.path_of
    for found in _NUMBER.finditer(passage.visible):
        number = found[0]
        if number in known or number in library.vocabulary.reserved:
            continue
        if library.vocabulary.type_of(number):
            yield unknown(passage.at(found.start()), number, nearest_number(number, known))


@rule("SOP706", Severity.WARNING, where=_may_name_a_number)
def number_withdrawn(passage: Passage, library: Library) -> Iterator[Finding]:
    """The words of a document send nobody to one that is withdrawn; only what replaces it may name it.

    Wrong: see SOP-QA-2023-001, which is retired
    Right: see SOP-CS-2024-001, which replaces it
    """
    numbers = tuple(_NUMBER.finditer(passage.visible))
    here = library.document.get(passage.text.place.path) if numbers else None
    if isinstance(here, Source) or (isinstance(here, Sop) and withdrawn(here)):
        return
    for found in numbers:
        named = library.sop.get(found[0])
        gone = withdrawn(named) if named else ()
        if not gone or _SAYS_SO.match(passage.visible, found.end()):
            continue
        number, *by = (text.value for text in gone)
        if not by:
            yield finding(passage.at(found.start()), number=number)
        elif not (isinstance(here, Sop) and here.number == by[0]):
            yield finding(passage.at(found.start()), "replaced", number=number, by=by[0])


@rule("SOP707", where=has("@"))
def version_missing(passage: Passage, library: Library) -> Iterator[Finding]:
    """A version that is named with a number has been reached.

    Wrong: SOP-CS-2024-001@3.0, where the document is at 2.1
    Right: SOP-CS-2024-001@2.1
    """
    for found in _VERSION.finditer(passage.visible):
        sop, form = library.sop.get(found["number"]), library.form.get(found["number"])
        version = heading(sop)[2].value if sop else form.version.value if form else ""
        if version and _parts(found["version"]) > _parts(version):
            yield finding(passage.at(found.start()), name=found[0], version=version)


@rule("SOP711")
def assessed_unknown(sop: Sop, library: Library) -> Iterator[Finding]:
    """A verdict on a module names one of the library, at a version that it has reached.

    Wrong: assessed: [{date: 2026-05-06, by: 客服部经理, verdict: keep, of: escalaton@1.2}]
    Right: assessed: [{date: 2026-05-06, by: 客服部经理, verdict: keep, of: escalation@1.2}]
    """
    for item in sop.identity.assessed:
        name, _, version = item.of.partition("@")
        module = library.module.get(name)
        if name and module is None:
            yield unknown(item.place, name, nearest(name, library.module))
        elif module and _parts(version) > _parts(module.version.value):
            yield finding(item.place, "version", name=item.of, version=module.version.value)


@rule("SOP709", Severity.INFO)
def module_unused(library: Library) -> Iterator[Finding]:
    """A module is used by a step.

    Wrong: modules/closure.md, which no step names
    Right: use: closure
    """
    used = {name.value for sop in library.sops for name in modules_used(sop)}
    for module in library.modules:
        if module.name.value not in used:
            yield finding(module.name.place, name=module.name.value)


@rule("SOP710", Severity.INFO)
def form_unused(library: Library) -> Iterator[Finding]:
    """A form is filled in by a step.

    Wrong: forms/FORM-CS-003.md, which no step names
    Right: form: FORM-CS-003
    """
    used = {form.value for sop in library.sops for form in forms_used(sop)}
    used |= {form.value for module in library.modules for step in module.procedure.steps for form in step.forms}
    for form in library.forms:
        if form.number.value not in used:
            yield finding(form.number.place, number=form.number.value)


def _parts(version: str) -> tuple[int, ...]:
    """Return a version's numbers; what is none, or far too long, is below all of them."""
    return tuple(int(part) for part in version.split(".")) if _NUMBERS.fullmatch(version) else ()


@fact
def withdrawn(sop: Sop) -> tuple[Text, ...]:
    """Return the number of an SOP that is withdrawn, and that of the one which replaces it; nothing of another."""
    identity = sop.identity
    if identity.status is not Status.RETIRED:
        return ()
    return identity.number, *filter(None, (identity.replaced_by,))


@fact
def calls(sop: Sop) -> tuple[Text, ...]:
    """Return the numbers that an SOP calls, each once, with where it does so first."""
    found = {step.call.value: step.call for step in reversed(sop.steps) if step.call}
    return tuple(reversed(found.values()))


@fact
def modules_used(sop: Sop) -> tuple[Text, ...]:
    """Return the names of the modules in the steps of an SOP."""
    used = {use.module: step.place for step in sop.steps for use in step.uses}
    return tuple(Text(name, place) for name, place in used.items())


@fact
def forms_used(sop: Sop) -> tuple[Text, ...]:
    """Return the numbers of the forms that an SOP fills in."""
    return tuple({form.value: form for step in sop.steps for form in step.forms}.values())


def _rings(start: str, calls: Mapping[str, Mapping[str, Text]], done: set[str]) -> Iterator[Finding]:
    """Yield each call that leads back to a number on the way to it; a loop, so that no chain is too long."""
    way: list[str] = []
    waiting: list[tuple[str, Iterator[str]]] = []
    if start not in done:
        way, waiting = [start], [(start, iter(calls[start]))]
    while waiting:
        number, targets = waiting[-1]
        target = next(targets, None)
        if target is None:
            waiting.pop()
            way.pop()
            done.add(number)
        elif target in way:
            ring = [*way[way.index(target) :], target]
            yield finding(calls[number][target].place, ring=" → ".join(ring))
        elif target not in done:
            way.append(target)
            waiting.append((target, iter(calls[target])))
