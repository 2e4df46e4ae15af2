"""Rules on references: a number leads to a document, and calls do not come back."""

import re
from collections.abc import Iterator, Mapping

from ..model.library import Library
from ..model.place import Text
from ..model.sop import Sop
from .names import nearest_number, unknown
from .prose import Prose
from .registry import Finding, finding, rule

# ASCII look-around, not \b: the number in 见SOP-CS-2024-001的 is one.
_NUMBER = re.compile(r"(?<![A-Za-z0-9_./@-])[A-Za-z0-9]+(?:[-_.][A-Za-z0-9]+)++(?![A-Za-z0-9_/-])")


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
    calls = {number: _calls(sop, library) for number, sop in library.sop.items()}
    done: set[str] = set()
    for number in sorted(calls):
        yield from _rings(number, calls, done)


@rule("SOP705")
def number_unknown(prose: Prose, library: Library) -> Iterator[Finding]:
    """A number in the prose is that of a document.

    Wrong: 按 SOP-CS-2024-999 办理
    Right: 按 SOP-CS-2024-003 办理
    """
    patterns = [kind.pattern for kind in library.vocabulary.types.values()]
    known = library.path_of
    for found in _NUMBER.finditer(prose.visible):
        number = found[0]
        if number in known or number in library.vocabulary.reserved:
            continue
        if any(pattern.match(number) is not None for pattern in patterns):
            yield unknown(prose.at(found.start()), number, nearest_number(number, known))


def _calls(sop: Sop, library: Library) -> Mapping[str, Text]:
    """Return the numbers that an SOP calls, each with where it does so first."""
    calls: dict[str, Text] = {}
    for step in sop.steps:
        if step.call and step.call.value in library.sop:
            calls.setdefault(step.call.value, step.call)
    return calls


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
