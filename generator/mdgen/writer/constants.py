"""What values a type can have: constants, and what aliases lead to."""

from __future__ import annotations

from collections.abc import Mapping

from mdgen.ir.definitions import Choice, Definition, Enum
from mdgen.ir.graph import behind_aliases
from mdgen.ir.types import ANY, Foreign, Literal, Ref, Type, Unresolved

Value = str | int | bool


def literal_values(enum: Enum) -> tuple[Value, ...] | None:
    """The values of an enum that is spelled as `Literal[…]`: a closed one with one value, or one that is neither of strings nor of integers."""
    values = tuple({(type(m.value), m.value): m.value for m in enum.members}.values())
    kinds = {type(value) for value in values}
    if len(values) == 1 and not enum.open:
        return values
    if values and kinds not in ({str}, {int}):
        return values
    return None


def constant_of(type_: Type, definitions: Mapping[str, Definition]) -> Value | None:
    """The only value of a type, None if it has others."""
    match behind_aliases(type_, definitions):
        case Literal(value):
            return value
        case Ref(id_):
            definition = definitions.get(id_)
            if not isinstance(definition, Enum) or definition.open:
                return None
            return _only_value(definition)
        case _:
            return None


def _only_value(enum: Enum) -> Value | None:
    """Thousands of fields can be of an enum with thousands of values: the first two tell."""
    values = (member.value for member in enum.members)
    first = next(values, None)
    same = all(value.__class__ is first.__class__ and value == first for value in values)
    return first if same else None


def behind(type_: Type, definitions: Mapping[str, Definition]) -> Type:
    """The type that aliases lead to; a union of which no variant is known is any value, as is what has no page."""
    type_ = behind_aliases(type_, definitions)
    match type_:
        case Ref(id_):
            definition = definitions.get(id_)
            unknown = isinstance(definition, Choice) and not definition.options
            return ANY if unknown else type_
        case Unresolved() | Foreign():
            return ANY
        case _:
            return type_
