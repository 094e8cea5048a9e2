"""The gate: a generated module's syntax tree against the list of what generated modules may contain.

Text of documents reaches a module only as literals, names, comments and docstrings, each made by one function of the writer. This is the
second lock: whatever those functions or a template do, a module with a statement, call, import or name that is not on the list is refused.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mdgen.output.allowed import (
    CALLS,
    MAX_DEPTH,
    MODULES,
    READS,
    STATEMENT_CALLS,
    TARGETS,
    has_cookie,
    is_plain,
)

MAX_REFUSALS = 20
"""Messages for one module; the first is what counts."""

_TREE_DEPTH = 3 * MAX_DEPTH
"""Nodes on the way from a statement to its innermost expression."""


def refusals(text: str, depth: int) -> tuple[str, ...]:
    """What the module holds that no generated module may hold: `line 3: …`, none if all is well.

    `depth` is the number of packages the module is in, the output folder's own being 1: relative imports must not lead out of it.
    """
    if has_cookie(text):
        return ("line 1: a comment that declares an encoding",)
    try:
        tree = ast.parse(text)
    except SyntaxError as error:
        return (f"line {error.lineno or 1}: no Python: {error.msg}",)
    except (ValueError, RecursionError, MemoryError) as error:
        return (f"line 1: no Python: {error}",)
    found = []
    for line, what in _Gate(depth).module(tree):
        found.append(f"line {line}: {what}")
        if len(found) == MAX_REFUSALS:
            break
    return tuple(found)


_Findings = Iterator[tuple[int, str]]


class _Gate:
    """Walks one tree; yields line and fault."""

    def __init__(self, depth: int) -> None:
        self.depth = depth

    def module(self, tree: ast.Module) -> _Findings:
        for statement in tree.body:
            if isinstance(statement, ast.ClassDef):
                yield from self.definition(statement)
            elif isinstance(statement, ast.Import | ast.ImportFrom):
                yield from self.imported(statement)
            elif isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call):
                yield from self.call(statement.value, STATEMENT_CALLS, 0)
            else:
                yield from self.simple(statement)

    def definition(self, node: ast.ClassDef) -> _Findings:
        yield from self.name(node, node.name)
        if node.keywords or getattr(node, "type_params", None):
            yield node.lineno, f"class {node.name} has keywords or type parameters"
        for base in node.bases:
            yield from self.type(base, 0)
        for decorator in node.decorator_list:
            if isinstance(decorator, ast.Call):
                yield from self.call(decorator, CALLS, 0)
            elif not (isinstance(decorator, ast.Name) and decorator.id in CALLS):
                yield decorator.lineno, "a decorator that is not allowed"
        for statement in node.body:
            yield from self.simple(statement)

    def imported(self, node: ast.Import | ast.ImportFrom) -> _Findings:
        if isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name not in MODULES:
                    yield node.lineno, f"import of {alias.name}"
                if alias.asname:
                    yield from self.name(node, alias.asname)
            return
        if node.level > self.depth:
            yield node.lineno, "a relative import that leads out of the package"
        if not node.level and node.module not in MODULES:
            yield node.lineno, f"import from {node.module}"
        for part in (node.module or "").split("."):
            if part:
                yield from self.name(node, part)
        for alias in node.names:
            yield from self.name(node, alias.name)
            if alias.asname:
                yield from self.name(node, alias.asname)

    def simple(self, node: ast.stmt) -> _Findings:
        match node:
            case ast.Pass() | ast.Expr(value=ast.Constant(value=str())):
                return
            case ast.AnnAssign(target=ast.Name(id=name), annotation=annotation, value=value):
                yield from self.target(node, name)
                yield from self.type(annotation, 0)
                if value is not None:
                    yield from self.value(value, 0)
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                yield from self.target(node, name)
                yield from self.value(value, 0)
            case _:
                yield node.lineno, f"a statement that is not allowed: {type(node).__name__}"

    def target(self, node: ast.stmt, name: str) -> _Findings:
        if name not in TARGETS:
            yield from self.name(node, name)

    def name(self, node: ast.AST, name: str) -> _Findings:
        if not (name.isidentifier() and is_plain(name)):
            yield getattr(node, "lineno", 1), f"the name {name}"

    def call(self, node: ast.Call, allowed: frozenset[str], depth: int) -> _Findings:
        if not (isinstance(node.func, ast.Name) and node.func.id in allowed):
            yield node.lineno, f"a call that is not allowed: {ast.unparse(node.func)[:60]}"
            return
        for argument in node.args:
            yield from self.value(argument, depth + 1)
        for keyword in node.keywords:
            if keyword.arg is None:
                yield node.lineno, "a call with **"
            else:
                yield from self.name(node, keyword.arg)
                yield from self.value(keyword.value, depth + 1)

    def value(self, node: ast.expr, depth: int) -> _Findings:
        """What may be assigned or passed: calls of the list, displays, types, constants."""
        if depth > _TREE_DEPTH:
            yield node.lineno, "an expression that is nested too deep"
            return
        match node:
            case ast.Call():
                yield from self.call(node, CALLS, depth)
            case ast.List(elts=parts) | ast.Tuple(elts=parts):
                for part in parts:
                    yield from self.value(part, depth + 1)
            case ast.Dict(keys=keys, values=values):
                for key in keys:
                    if key is None:
                        yield node.lineno, "a dictionary with **"
                    else:
                        yield from self.type(key, depth + 1)
                for part in values:
                    yield from self.value(part, depth + 1)
            case _:
                yield from self.type(node, depth)

    def type(self, node: ast.expr, depth: int) -> _Findings:
        """Names, dotted names, subscripts, unions and constants."""
        while isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
            # `A | B | C` leans to the left and may be long
            yield from self.type(node.right, depth + 1)
            node = node.left
        if depth > _TREE_DEPTH:
            yield node.lineno, "an expression that is nested too deep"
            return
        match node:
            case ast.Constant(value=None | bool() | int() | float() | str()):
                return
            case ast.Constant(value=value) if value is ...:
                return
            case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() | float())):
                return
            case ast.Name(id=name):
                if name not in READS:
                    yield from self.name(node, name)
            case ast.Attribute(value=inner, attr=name):
                yield from self.name(node, name)
                if isinstance(inner, ast.Name | ast.Attribute):
                    yield from self.type(inner, depth + 1)
                else:
                    yield node.lineno, "an attribute of something that is no name"
            case ast.Subscript(value=ast.Name() | ast.Attribute() as inner, slice=inside):
                yield from self.type(inner, depth + 1)
                yield from self.value(inside, depth + 1)
            case _:
                yield node.lineno, f"an expression that is not allowed: {type(node).__name__}"
