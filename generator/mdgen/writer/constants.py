"""What values a type can have: constants, the values of enums, models."""

from __future__ import annotations

from collections.abc import Mapping

from mdgen.ir.definitions import Alias, Choice, Definition, Enum, Model
from mdgen.ir.graph import behind_aliases
from mdgen.ir.types import (
    ANY,
    Array,
    Foreign,
    Kind,
    Literal,
    Nullable,
    Ref,
    Type,
    Union,
    Unresolved,
)

# How many arrays are followed to find a model.
_DEPTH = 8

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
            values = literal_values(definition)
            return values[0] if values is not None and len(values) == 1 else None
        case _:
            return None


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


def member_kinds(type_: Type, definitions: Mapping[str, Definition]) -> frozenset[Kind]:
    """The primitives (STRING, INTEGER) that the values of the enums in a type are: of an enum itself, or of a union's variants."""
    kinds: set[Kind] = set()
    waiting, seen = [type_], set[str]()
    while waiting:
        match waiting.pop():
            case Nullable(inner):
                waiting.append(inner)
            case Union(members):
                waiting.extend(members)
            case Ref(id_) if id_ not in seen:
                seen.add(id_)
                match definitions.get(id_):
                    case Enum(members=(first, *_)) as enum if not literal_values(enum):
                        is_text = isinstance(first.value, str)
                        kinds.add(Kind.STRING if is_text else Kind.INTEGER)
                    case Alias(type=target):
                        waiting.append(target)
                    case Choice(options=options):
                        waiting.extend(option.type for option in options)
                    case _:
                        pass
            case _:
                pass
    return frozenset(kinds)


def model_depths(type_: Type, definitions: Mapping[str, Definition]) -> frozenset[int]:
    """How many arrays lie around the models that a type can hold: 0 for a model itself, or a union of models."""
    depths: set[int] = set()
    waiting, seen = [(type_, 0)], set[tuple[str, int]]()
    while waiting:
        match waiting.pop():
            case Nullable(inner), depth:
                waiting.append((inner, depth))
            case Array(item), depth if depth < _DEPTH:
                waiting.append((item, depth + 1))
            case Union(members), depth:
                waiting.extend((member, depth) for member in members)
            case Ref(id_), depth if (id_, depth) not in seen:
                seen.add((id_, depth))
                match definitions.get(id_):
                    case Model():
                        depths.add(depth)
                    case Alias(type=target):
                        waiting.append((target, depth))
                    case Choice(options=options):
                        waiting.extend((option.type, depth) for option in options)
                    case _:
                        pass
            case _:
                pass
    return frozenset(depths)
