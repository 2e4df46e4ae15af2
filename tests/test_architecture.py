"""The layer table of the design: imports point down only, and the world stays outside of the inner layers."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "plugins" / "sop_docs"
LEVELS = {
    "model": 0,
    "parse": 1,
    "effects": 1,
    "check": 2,
    "compile": 2,
    "diff": 2,
    "format": 2,
    "history": 2,
    "report": 2,
    "project": 3,
    "mkdocs_copy": 3,
    "mkdocs_within": 3,
    "export": 4,
    "review": 4,
    "mkdocs_edition": 4,
    "mkdocs_memory": 4,
    "mkdocs_search": 4,
    "mkdocs_shell": 4,
    "mkdocs_versions": 4,
    "mkdocs_watch": 4,
    "cli": 5,
    "mkdocs_plugin": 5,
    "__main__": 6,
    "reference": 6,
    "__init__": 0,
    "__version__": 0,
}
PURE = ("model", "parse", "check", "compile", "diff", "format", "history", "report")
WORLD = {"os", "subprocess", "git", "mkdocs", "graphviz", "pathlib", "shutil", "socket", "tempfile", "urllib.request"}

MODULES = sorted(path.relative_to(PACKAGE) for path in PACKAGE.rglob("*.py"))


def row(path: Path) -> str:
    return path.parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    """Yield the absolute names of everything a module imports, wherever in it."""
    package = ("sop_docs", *path.parent.parts)
    for node in ast.walk(ast.parse((PACKAGE / path).read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join([*base, *filter(None, [node.module])])
            yield module
            if module == "sop_docs":
                yield from (f"{module}.{name.name}" for name in node.names)


def rows_imported(path: Path) -> Iterator[str]:
    for name in imports(path):
        parts = name.split(".")
        if parts[0] == "sop_docs" and len(parts) > 1:
            yield parts[1]


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_imports_point_down_only(path: Path) -> None:
    assert row(path) in LEVELS, "a new package needs a row in the table of the design"
    wrong = [other for other in rows_imported(path) if other != row(path) and LEVELS[other] >= LEVELS[row(path)]]
    assert wrong == []


@pytest.mark.parametrize("path", [path for path in MODULES if row(path) in PURE], ids=str)
def test_inner_layers_do_not_touch_the_world(path: Path) -> None:
    names = {".".join(name.split(".")[:depth]) for name in imports(path) for depth in (1, 2)}
    assert sorted(names & WORLD) == []
    tree = ast.parse((PACKAGE / path).read_text("utf-8"))
    calls = [node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)]
    assert sorted({"open", "print", "input", "exec", "eval"} & set(calls)) == []
