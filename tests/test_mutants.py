"""What `make mutate` changes, and that a process that has imported a module runs the change."""

import ast
from pathlib import Path
from types import FunctionType, ModuleType

import pytest

from mutants.changes import mutants
from mutants.subject import Subject

SOURCE = '''\
"""A module."""

__all__ = ["found"]

MOST = 2
FOUND = [each for each in range(9) if each > MOST]

@rule("SOP999")
def found(things: list[str], most: int = 5) -> Iterator[str]:
    """Nothing is found."""
    for thing in things:
        if thing and not thing.strip():
            continue
        yield thing + "!"
    return None

def long() -> bool:
    return len(FOUND) >= MOST
'''
CHANGES = """\
5: 2 → 3
5: 2 → 1
6: each > MOST → each > MOST or True
6: each > MOST → each > MOST and False
6: Gt → GtE in each > MOST
6: Gt → LtE in each > MOST
6: 9 → 10
6: 9 → 8
9: found: body → nothing
12: thing and (not thing.strip()) → thing and (not thing.strip()) or True
12: thing and (not thing.strip()) → (thing and (not thing.strip())) and False
12: And → Or in thing and (not thing.strip())
12: not thing.strip() → thing.strip()
13: continue → break
14: yield (thing + '!') → if False:
14: Add → Sub in thing + '!'
14: '!' → ''
18: return len(FOUND) >= MOST → return (len(FOUND) >= MOST, None)[1]
18: GtE → Gt in len(FOUND) >= MOST
18: GtE → Lt in len(FOUND) >= MOST
"""


def test_every_change_is_made_once() -> None:
    changes = sorted(mutants(ast.parse(SOURCE)), key=lambda mutant: mutant.lines.start)
    assert sorted(f"{mutant.lines.start}: {mutant.what}" for mutant in changes) == sorted(CHANGES.splitlines())


def imported(name: str, source: str, **names: object) -> Subject:
    module = ModuleType(name)
    vars(module).update(names)
    path = Path(f"{name}.py")
    exec(compile(source, str(path), "exec"), vars(module))  # noqa: S102 - what an import does
    made = [each for each in vars(module).values() if isinstance(each, FunctionType)]
    return Subject(path, module, ast.parse(source), tuple(made))


@pytest.mark.parametrize(
    ("what", "seen"),
    [
        ("found: body → nothing", (2, [], True, 3)),
        ("'!' → ''", (2, ["a"], True, 3)),
        ("GtE → Lt in len(FOUND) >= MOST", (2, ["a!"], False, 3)),
        ("2 → 3", (3, ["a!"], True, 4)),
        ("9 → 8", (2, ["a!"], True, 3)),
    ],
)
def test_whoever_has_imported_a_module_sees_the_change(what: str, seen: tuple[object, ...]) -> None:
    rules = {"rule": lambda _: lambda check: check, "Iterator": list}
    subject = imported("subject", SOURCE, **rules)
    held = vars(subject.module)["found"]
    using = imported(
        "using", "from .subject import MOST\nMORE = MOST + 1\n".partition("\n")[2], MOST=subject.module.MOST
    )
    (mutant,) = (each for each in mutants(subject.tree) if each.what == what)
    subject.change(mutant, (subject, using), at_import=mutant.function is None)
    assert (subject.module.MOST, list(held(["a"])), subject.module.long(), using.module.MORE) == seen
