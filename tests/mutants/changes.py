"""Source → every small change that a test should notice. Touches no file."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass

_SWAPPED: dict[type[ast.AST], tuple[type[ast.AST], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.And: (ast.Or,),
    ast.Or: (ast.And,),
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.FloorDiv,),
    ast.FloorDiv: (ast.Mult,),
    ast.Continue: (ast.Break,),
    ast.Break: (ast.Continue,),
}
_TYPES = {"annotation", "returns", "decorator_list", "bases"}
_PLACED = ast.expr | ast.stmt
_SHOWN = 70


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change: in `holder`, the field `name` (or its item `index`) becomes `new`."""

    holder: ast.AST
    name: str
    index: int | None
    new: ast.AST
    lines: range
    function: ast.FunctionDef | None
    what: str

    def apply(self) -> None:
        """Change the tree that it was found in, for good."""
        if self.index is None:
            setattr(self.holder, self.name, self.new)
        else:
            getattr(self.holder, self.name)[self.index] = self.new


def mutants(tree: ast.Module) -> Iterator[Mutant]:
    """Yield every change of what a module computes, in the order of its source."""
    for statement in tree.body:
        if "__all__" not in ast.unparse(statement):
            yield from _below(statement, None, range(0))


def lines_of(node: ast.AST) -> range:
    """Return the lines that a node stands on; an operator has none."""
    return range(node.lineno, (node.end_lineno or 0) + 1) if isinstance(node, _PLACED) else range(0)


def _below(holder: ast.AST, function: ast.FunctionDef | None, lines: range) -> Iterator[Mutant]:
    lines = lines_of(holder) or lines
    if isinstance(holder, ast.FunctionDef):
        function = holder
        yield from _without_body(holder, lines)
    for name, index, node in _parts(holder):
        for new in _changed(node, holder, name):
            ast.fix_missing_locations(ast.copy_location(new, node if lines_of(node) else holder))
            yield Mutant(holder, name, index, new, lines_of(node) or lines, function, _told(holder, node, new))
        yield from _below(node, function, lines)


def _parts(holder: ast.AST) -> Iterator[tuple[str, int | None, ast.AST]]:
    for name, value in ast.iter_fields(holder):
        # Defaults are read when a function is made, which has happened.
        if name in _TYPES or isinstance(value, ast.arguments):
            continue
        if isinstance(value, ast.AST):
            yield name, None, value
        for index, node in enumerate(value if isinstance(value, list) else ()):
            if isinstance(node, ast.FunctionDef if isinstance(holder, ast.ClassDef) else ast.AST):
                yield name, index, node


def _changed(node: ast.AST, holder: ast.AST, name: str) -> Iterator[ast.AST]:
    """Yield what may stand in the place of a node."""
    for other in _SWAPPED.get(type(node), ()):
        yield other()
    if isinstance(node, ast.expr) and name in {"test", "guard", "ifs"}:
        # What it computes is computed: it may name a value that is used below.
        if not isinstance(holder, ast.While):
            yield ast.BoolOp(ast.Or(), [node, ast.Constant(value=True)])
        yield ast.BoolOp(ast.And(), [node, ast.Constant(value=False)])
    match node:
        case ast.Constant(value=bool(value)):
            yield ast.Constant(not value)
        case ast.Constant(value=int(value)):
            yield from (ast.Constant(value + 1), ast.Constant(value - 1))
        case ast.Constant(value=str(value)) if value and not isinstance(holder, ast.Expr):
            yield ast.Constant("")
        case ast.UnaryOp(op=ast.Not()):
            yield node.operand
        case ast.Return(value=ast.expr() as value) if not isinstance(value, ast.Constant):
            # It is computed still: a closure keeps what it closes over.
            both = ast.Tuple([value, ast.Constant(None)], ast.Load())
            yield ast.Return(ast.Subscript(both, ast.Constant(1), ast.Load()))
        case ast.Expr(value=ast.Yield() | ast.YieldFrom()):
            # A function that yields nothing is still a generator.
            yield ast.If(ast.Constant(value=False), [node], [])


def _without_body(function: ast.FunctionDef, lines: range) -> Iterator[Mutant]:
    """Yield a rule that finds nothing."""
    if any(ast.unparse(decorator).startswith("rule(") for decorator in function.decorator_list):
        # What follows is not run, but keeps it a generator.
        nothing = ast.copy_location(ast.Return(), function.body[0])
        yield Mutant(function, "body", 0, nothing, lines, function, f"{function.name}: body → nothing")


def _told(holder: ast.AST, node: ast.AST, new: ast.AST) -> str:
    if isinstance(new, ast.operator | ast.boolop | ast.cmpop):
        return f"{type(node).__name__} → {type(new).__name__} in {_short(holder)}"
    return f"{_short(node)} → {_short(new)}"


def _short(node: ast.AST) -> str:
    text = ast.unparse(node).partition("\n")[0]
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
