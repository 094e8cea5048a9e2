"""Unions that are variants of themselves, with no list, map or model between: such a variant says nothing, and no type can be made of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from mdgen.diagnostics import Checked, Code, Diagnostic, Position
from mdgen.ir.definitions import Choice, Option
from mdgen.ir.graph import TypeGraph
from mdgen.ir.types import Nullable, Ref, Type, Union
from mdgen.options import ResolveOptions


def run(graph: TypeGraph, options: ResolveOptions) -> Checked[TypeGraph]:
    """Variants that lead straight back to their own union are left out, each with CIRCULAR_UNION."""
    choices = {
        id_: definition
        for id_, definition in graph.definitions.items()
        if isinstance(definition, Choice)
    }
    edges = {id_: tuple(_targets(choice, choices)) for id_, choice in choices.items()}
    back = _back_edges(edges)
    if not back:
        return Checked(graph)
    changes = {}
    diagnostics = []
    for id_, targets in back.items():
        choice = choices[id_]
        kept: list[Option] = []
        for option in choice.options:
            if not targets.isdisjoint(_direct(option.type)):
                message = f"a variant of `{choice.name}` leads back to itself; it is left out"
                at = Position(choice.at.path, option.line)
                diagnostics.append(Diagnostic(Code.CIRCULAR_UNION, at, message))
            else:
                kept.append(option)
        changes[id_] = replace(choice, options=tuple(kept))
    return Checked(graph.replaced(changes), tuple(diagnostics))


def _direct(type_: Type) -> Iterator[str]:
    """The ids that a value of the type can be as a whole."""
    match type_:
        case Ref(id):
            yield id
        case Nullable(inner):
            yield from _direct(inner)
        case Union(members):
            for member in members:
                yield from _direct(member)
        case _:
            return


def _targets(choice: Choice, known: Mapping[str, Choice]) -> Iterator[str]:
    for option in choice.options:
        for id_ in _direct(option.type):
            if id_ in known:
                yield id_


def _back_edges(edges: Mapping[str, tuple[str, ...]]) -> dict[str, set[str]]:
    """The edges without which there is no way back, by their start; depth first, in the order of the ids, without recursion."""
    back: dict[str, set[str]] = {}
    done: set[str] = set()
    for root in edges:
        if root in done:
            continue
        path = {root: iter(edges[root])}
        while path:
            node = next(reversed(path))
            for target in path[node]:
                if target in path:
                    back.setdefault(node, set()).add(target)
                elif target not in done:
                    path[target] = iter(edges[target])
                    break
            else:
                done.add(node)
                # `del` would leave a gap, which `reversed` looks through each time
                path.popitem()
    return back
