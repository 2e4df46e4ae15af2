"""A module under trial, and how a process that has imported it comes to run a mutant instead."""

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from types import CodeType, FunctionType, ModuleType

from .changes import Mutant


@dataclass(frozen=True, slots=True)
class Subject:
    """A module as it was imported, and all functions that were made of it, whoever holds them."""

    path: Path
    module: ModuleType
    tree: ast.Module
    functions: tuple[FunctionType, ...]

    def change(self, mutant: Mutant, all_subjects: Iterable["Subject"], *, at_import: bool) -> None:
        """Make this process run the mutant, for good; one that is run at import alone is run again."""
        mutant.apply()
        _swap(self.functions, compile(self.tree, str(self.path), "exec"))
        if at_import:
            self.assign(all_subjects)
        for value in chain.from_iterable(vars(each.module).values() for each in all_subjects):
            # Tests compute something already while they are collected.
            getattr(value, "cache_clear", bool)()

    def users(self, all_subjects: Iterable["Subject"]) -> set[Path]:
        """Return the files of all that import this module, or one that does; its own too."""
        names, files, grown = {self.module.__name__.rpartition(".")[2]}, {self.path}, True
        while grown:
            found = [each for each in all_subjects if each.path not in files and names & each.imported]
            files.update(each.path for each in found)
            names.update(each.path.stem for each in found if each.path.stem != "__init__")
            grown = bool(found)
        return files

    @property
    def imported(self) -> set[str]:
        """The modules beside it that it imports."""
        nodes = (node for node in ast.walk(self.tree) if isinstance(node, ast.ImportFrom) and node.level == 1)
        return {name for node in nodes for name in ([node.module] if node.module else [one.name for one in node.names])}

    def assign(self, all_subjects: Iterable["Subject"]) -> None:
        """Assign anew what the module assigns, and give it to those that imported it; they assign anew too."""
        names = vars(self.module)
        before = dict(names)
        kinds = ast.Assign | ast.AnnAssign
        made = ast.Module([each for each in self.tree.body if isinstance(each, kinds) and each.value], [])
        exec(compile(made, str(self.path), "exec"), names)  # noqa: S102 - what was imported, but for one change
        changed = {name: value for name, value in names.items() if before.get(name) is not value}
        for other in all_subjects:
            held = vars(other.module)
            taken = {name: changed[name] for name in changed if held.get(name, changed) is before.get(name)}
            if other is not self and taken:
                held.update(taken)
                other.assign(all_subjects)


def _swap(functions: Iterable[FunctionType], code: CodeType) -> None:
    """Give the functions that a source has made the code of its changed source."""
    changed = {(each.co_qualname, each.co_firstlineno): each for each in _codes(code)}
    for function in functions:
        old = function.__code__
        if new := changed.get((old.co_qualname, old.co_firstlineno)):
            function.__code__ = new


def _codes(code: CodeType) -> Iterator[CodeType]:
    yield code
    for each in code.co_consts:
        if isinstance(each, CodeType):
            yield from _codes(each)
