"""Unions that are lists of unions that are lists of unions …: in Python they are one type, and what is nested too deeply no module can be
imported with.

A union or an alias is no class: its type stands, written out or not, inside the types that name it. Pydantic takes ten of Python's 1,000
frames for a list within a union; a notation has 64 levels at most (`reader.notation`), and this is what names may add to them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import assert_never

from mdgen.diagnostics import Checked, Code, Diagnostic, Position
from mdgen.ir.definitions import Alias, Choice, Definition, Option
from mdgen.ir.graph import TypeGraph, types_of
from mdgen.ir.types import (
    ANY,
    Array,
    Foreign,
    Literal,
    Map,
    Nullable,
    Primitive,
    Ref,
    Stream,
    Type,
    Union,
    Unresolved,
    nullable,
    references,
    union_of,
)
from mdgen.options import ResolveOptions

MAX_DEPTH = 32
"""Lists and maps within each other where a union names the next; the deepest that is known has two."""


def run(graph: TypeGraph, options: ResolveOptions) -> Checked[TypeGraph]:
    """References that lead deeper than MAX_DEPTH are any value, with NESTED_TOO_DEEP for each variant that holds them."""
    named = {
        id_: definition
        for id_, definition in graph.definitions.items()
        if isinstance(definition, Choice | Alias)
    }
    depths: dict[str, int] = {}
    changes: dict[str, Definition] = {}
    diagnostics: list[Diagnostic] = []
    for id_ in _innermost_first(named):
        definition, lines = _shortened(named[id_], depths)
        if lines:
            changes[id_] = definition
            message = f"a part of `{definition.name}` is taken as any: it leads through more than {MAX_DEPTH} lists and maps"
            for line in lines:
                at = Position(definition.at.path, line)
                diagnostics.append(Diagnostic(Code.NESTED_TOO_DEEP, at, message))
        depths[id_] = max((_depth(type_, depths) for type_ in types_of(definition)), default=0)
    return Checked(graph.replaced(changes), tuple(diagnostics))


def _innermost_first(named: Mapping[str, Choice | Alias]) -> Iterator[str]:
    """Every definition after those that it names, as far as none of them names it in turn: what is recursive has names in Python, too."""
    seen: set[str] = set()
    for root in named:
        if root in seen:
            continue
        seen.add(root)
        path = [(root, _targets(named[root], named))]
        while path:
            id_, targets = path[-1]
            target = next((target for target in targets if target not in seen), None)
            if target is None:
                path.pop()
                yield id_
            else:
                seen.add(target)
                path.append((target, _targets(named[target], named)))


def _targets(definition: Choice | Alias, named: Mapping[str, Choice | Alias]) -> Iterator[str]:
    return (id_ for type_ in types_of(definition) for id_ in references(type_) if id_ in named)


def _shortened(
    definition: Choice | Alias, depths: Mapping[str, int]
) -> tuple[Choice | Alias, list[int]]:
    """The definition without what is too deep, and the lines of what was shortened."""
    match definition:
        case Choice(options=options):
            kept: list[Option] = []
            lines: list[int] = []
            for option in options:
                type_ = _cut(option.type, MAX_DEPTH, depths)
                if type_ != option.type:
                    option = replace(option, type=type_)
                    lines.append(option.line)
                kept.append(option)
            return (replace(definition, options=tuple(kept)) if lines else definition), lines
        case Alias(type=before):
            type_ = _cut(before, MAX_DEPTH, depths)
            if type_ == before:
                return definition, []
            return replace(definition, type=type_), [definition.at.line]
        case _:
            assert_never(definition)


def _depth(type_: Type, depths: Mapping[str, int]) -> int:
    """How many lists and maps are within each other, those behind names included."""
    match type_:
        case Array(inner) | Map(inner) | Stream(inner):
            return 1 + _depth(inner, depths)
        case Nullable(inner):
            return _depth(inner, depths)
        case Union(members):
            return max(_depth(member, depths) for member in members)
        case Ref(id):
            return depths.get(id, 0)
        case Primitive() | Literal() | Foreign() | Unresolved():
            return 0
        case _:
            assert_never(type_)


def _cut(type_: Type, room: int, depths: Mapping[str, int]) -> Type:
    """The type with any value for the names of what is deeper than `room`."""
    match type_:
        case Array(item):
            return Array(_cut(item, room - 1, depths))
        case Map(value):
            return Map(_cut(value, room - 1, depths))
        case Stream(item):
            return Stream(_cut(item, room - 1, depths))
        case Nullable(inner):
            return nullable(_cut(inner, room, depths))
        case Union(members):
            return union_of(_cut(member, room, depths) for member in members)
        case Ref(id):
            depth = depths.get(id, 0)
            return ANY if depth and depth > room else type_
        case Primitive() | Literal() | Foreign() | Unresolved():
            return type_
        case _:
            assert_never(type_)
