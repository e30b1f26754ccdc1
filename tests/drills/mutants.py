"""Small changes to the program's source, one at a time: each is a fault that a test must find."""

import ast
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from types import CodeType
from typing import TypeAlias

Change: TypeAlias = tuple[str, Callable[[], object]]
"""What is changed, in words, and how it is done to the tree."""

_COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
_RECKONED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Add,
}
_OF_TYPES = ("isinstance", "issubclass", "cast", "TypeVar", "NewType", "Meta")
"""What is said to the type checker, or of types, is not counted by."""


@dataclass(frozen=True)
class Mutant:
    """A change of one place in one function: the nth that the function offers."""

    path: Path
    function: str
    nth: int
    line: int
    what: str

    @property
    def name(self) -> str:
        """By which it is known whatever is written above it."""
        return f"{self.path.as_posix()} {self.function}: {self.what}"


def code_of(mutant: Mutant) -> CodeType:
    """The function with the change in it, compiled. `nth` below 0 is a change that is none."""
    tree = ast.parse(mutant.path.read_text(encoding="utf-8"))
    if mutant.nth >= 0:
        _, change = list(_changes(functions(tree)[mutant.function]))[mutant.nth]
        change()
    code = compile(ast.fix_missing_locations(tree), str(mutant.path.absolute()), "exec")
    for part in mutant.function.split("."):
        code = next(
            each for each in code.co_consts if isinstance(each, CodeType) and each.co_name == part
        )
    return code


def mutants(path: Path) -> list[Mutant]:
    """Every change that is made to the functions of a module."""
    return [
        Mutant(path, name, nth, line, what)
        for name, function in functions(ast.parse(path.read_text(encoding="utf-8"))).items()
        for nth, (line, what) in enumerate(_offered(function))
    ]


def statement_of(path: Path, line: int) -> int:
    """The line on which the statement begins, or the case, that a line of a module is part of."""
    begin = _beginnings(path)
    return begin[max(bisect_right(begin, line) - 1, 0)]


@cache
def _beginnings(path: Path) -> Sequence[int]:
    parts = (ast.stmt, ast.ExceptHandler, ast.pattern)
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return sorted({node.lineno for node in ast.walk(tree) if isinstance(node, parts)})


def functions(tree: ast.Module) -> dict[str, ast.FunctionDef]:
    """The functions of a module and of its classes, by their qualified names."""
    found: dict[str, ast.FunctionDef] = {}

    def look(body: list[ast.stmt], within: str) -> None:
        for each in body:
            if isinstance(each, ast.FunctionDef):
                found[f"{within}{each.name}"] = each
            elif isinstance(each, ast.ClassDef):
                look(each.body, f"{within}{each.name}.")

    look(tree.body, "")
    return found


def _offered(function: ast.FunctionDef) -> Iterator[tuple[int, str]]:
    nodes = [node for node in _looked_at(function) for _ in _of_node(node)]
    for node, (what, _) in zip(nodes, _changes(function), strict=True):
        yield _line(node), what


def _line(node: ast.AST) -> int:
    # A comprehension is the one part that has no line of its own.
    part = node.target if isinstance(node, ast.comprehension) else node
    assert isinstance(part, ast.stmt | ast.expr)
    return part.lineno


def _changes(function: ast.FunctionDef) -> Iterator[Change]:
    for node in _looked_at(function):
        yield from _of_node(node)


def _looked_at(function: ast.FunctionDef) -> Iterator[ast.AST]:
    """What a function does, without what is said of types and to those who read it."""
    waiting: list[ast.AST] = list(reversed(function.body))
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Assert) or _only_says(node):
            continue
        yield node
        waiting += reversed(list(_within(node)))


def _only_says(node: ast.AST) -> bool:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        return node.func.id in _OF_TYPES
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _within(node: ast.AST) -> Iterator[ast.AST]:
    # The arguments of a call are looked at; those of a definition say types.
    left_out = {"annotation", "returns", "decorator_list"}
    if not isinstance(node, ast.Call):
        left_out.add("args")
    for name, value in ast.iter_fields(node):
        if name not in left_out:
            parts = value if isinstance(value, list) else [value]
            yield from (part for part in parts if isinstance(part, ast.AST) and not _guards(part))


def _guards(node: ast.AST) -> bool:
    # As an assertion: two of one length are of one length whether that is looked at or not.
    return isinstance(node, ast.keyword) and node.arg == "strict"


def _of_node(node: ast.AST) -> Iterator[Change]:
    if isinstance(node, ast.Compare):
        yield from _comparison(node)
    elif isinstance(node, ast.BoolOp):
        yield from _both_or_either(node)
    elif isinstance(node, ast.BinOp) and type(node.op) in _RECKONED:
        yield from _sum(node)
    elif isinstance(node, ast.Constant):
        yield from _figure(node)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield f"{_says(node)} the other way", lambda: _without_not(node)
    elif isinstance(node, ast.If | ast.IfExp | ast.While):
        yield from _condition(node)
    elif isinstance(node, ast.comprehension):
        yield from _sieve(node)
    elif isinstance(node, ast.stmt):
        yield from _statement(node)


def _comparison(node: ast.Compare) -> Iterator[Change]:
    for n, op in enumerate(node.ops):
        other = _COMPARED[type(op)]
        yield f"{_says(node)} with {other.__name__}", _put(node.ops, n, other())


def _both_or_either(node: ast.BoolOp) -> Iterator[Change]:
    other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
    yield f"{_says(node)} with {type(other).__name__}", lambda: setattr(node, "op", other)


def _sum(node: ast.BinOp) -> Iterator[Change]:
    other = _RECKONED[type(node.op)]
    yield f"{_says(node)} with {other.__name__}", lambda: setattr(node, "op", other())


def _figure(node: ast.Constant) -> Iterator[Change]:
    value = node.value
    if isinstance(value, bool):
        yield f"{value} turned", lambda: setattr(node, "value", not value)
    elif isinstance(value, int):
        yield f"{value} made {value + 1}", lambda: setattr(node, "value", value + 1)


def _condition(node: ast.If | ast.IfExp | ast.While) -> Iterator[Change]:
    # A comparison, and what is joined of several, are turned by themselves.
    if not isinstance(node.test, ast.Compare | ast.BoolOp | ast.UnaryOp):
        turned = ast.UnaryOp(ast.Not(), node.test)
        yield (
            f"if {_says(node.test)} turned",
            lambda: setattr(node, "test", ast.copy_location(turned, node.test)),
        )


def _sieve(node: ast.comprehension) -> Iterator[Change]:
    for n, condition in enumerate(node.ifs):
        yield f"without if {_says(condition)}", partial(node.ifs.pop, n)


def _statement(node: ast.stmt) -> Iterator[Change]:
    match node:
        # Where no is answered, its figure is turned: nothing would be no as well.
        case ast.Return(value=ast.Constant(value=None) | ast.Constant(value=False) | None):
            return
        # Whoever asks only whether there is any would never tell none of them from nothing at all.
        case ast.Return(value=ast.List(elts=[]) | ast.Tuple(elts=[]) as none):
            something = ast.copy_location(ast.Constant(None), node)
            yield f"{_says(node)} gives something", lambda: none.elts.append(something)
        case ast.Return(value=ast.Constant(value="") as blank):
            yield f"{_says(node)} gives something", lambda: setattr(blank, "value", "something")
        case ast.Return():
            nothing = ast.copy_location(ast.Constant(None), node)
            yield f"{_says(node)} gives nothing", lambda: setattr(node, "value", nothing)
        # A name that is never given its value fails wherever it is asked for: no test is needed.
        case ast.Assign(targets=[ast.Attribute() | ast.Subscript()]) | ast.AugAssign():
            yield f"without {_says(node)}", lambda: _left_out(node)
        case ast.Expr() | ast.Raise() | ast.Delete():
            yield f"without {_says(node)}", lambda: _left_out(node)


def _says(node: ast.AST) -> str:
    return " ".join(ast.unparse(node).split())[:80]


def _put(ops: list[ast.cmpop], n: int, op: ast.cmpop) -> Callable[[], None]:
    def change() -> None:
        ops[n] = op

    return change


def _without_not(node: ast.UnaryOp) -> None:
    """`not x` is x: said twice over, so that the node can stay where it is."""
    node.operand = ast.copy_location(ast.UnaryOp(ast.Not(), node.operand), node)


def _left_out(node: ast.stmt) -> None:
    """Nothing is done in its place."""
    # In place, so that its parent need not be found.
    node.__class__ = ast.Pass
