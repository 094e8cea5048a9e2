"""Short ways to write the graphs that the passes are tested with."""

from __future__ import annotations

from collections.abc import Mapping

from mdgen.diagnostics import Position
from mdgen.ir.definitions import (
    Alias,
    Aspect,
    Choice,
    Claim,
    Definition,
    Enum,
    Field,
    Member,
    Model,
    Option,
    Role,
)
from mdgen.ir.graph import TypeGraph
from mdgen.ir.types import Type
from mdgen.ir.values import Example, Value
from mdgen.options import ResolveOptions
from mdgen.reader.dialect import dialects

FOLDER = "docs/models/shared"
OPTIONS = ResolveOptions()


def at(name: str) -> Position:
    return Position(f"{FOLDER}/{name.lower()}.md", 1)


def id_of(name: str) -> str:
    return f"{FOLDER}/{name.lower()}"


def field(name: str, type_: Type, required: bool = True, *cells: str, text: str = "") -> Field:
    return Field(name, type_, required, examples=cells, description=text)


def model(
    name: str,
    *fields: Field,
    samples: tuple[Value, ...] = (),
    role: Role = Role.DATA,
    extra: Type | None = None,
) -> Model:
    examples = tuple(Example(value, 10 + number) for number, value in enumerate(samples))
    return Model(id_of(name), name, at(name), fields, examples=examples, role=role, extra=extra)


def enum(name: str, *values: str | int | bool, is_open: bool = False) -> Enum:
    return Enum(id_of(name), name, at(name), tuple(Member(value) for value in values), open=is_open)


def choice(name: str, *options: Type | tuple[Type, Value], is_open: bool = False) -> Choice:
    made = tuple(
        (
            Option(option[0], examples=(Example(option[1], 5),))
            if isinstance(option, tuple)
            else Option(option)
        )
        for option in options
    )
    return Choice(id_of(name), name, at(name), made, open=is_open)


def alias(name: str, type_: Type, *samples: Value) -> Alias:
    return Alias(
        id_of(name), name, at(name), type_, examples=tuple(Example(value, 3) for value in samples)
    )


def graph(*definitions: Definition, dialect: str = "typescript") -> TypeGraph:
    ordered: Mapping[str, Definition] = {
        definition.id: definition for definition in sorted(definitions, key=lambda item: item.id)
    }
    return TypeGraph(ordered, dialect, names=dialects()[dialect].names)


def model_of(made: TypeGraph, name: str) -> Model:
    found = made.definitions[id_of(name)]
    assert isinstance(found, Model)
    return found


def field_of(made: TypeGraph, name: str, key: str) -> Field:
    return next(item for item in model_of(made, name).fields if item.doc_name == key)


def claim_of(item: Field, aspect: Aspect) -> Claim:
    claim = item.claim(aspect)
    assert claim is not None
    return claim
