"""JSON that fits a graph's definitions, at random, and JSON that almost does."""

from __future__ import annotations

import copy
import random
from collections.abc import Mapping
from typing import Any, assert_never

from mdgen.ir.definitions import Alias, Choice, Definition, Enum, Model
from mdgen.ir.types import (
    Array,
    Foreign,
    Kind,
    Literal,
    Map,
    Nullable,
    Primitive,
    Ref,
    Stream,
    Type,
    Union,
    Unresolved,
)

# Below this, optional fields and items of arrays are left out.
_DEEP = 6

SCALARS: Mapping[Kind, tuple[Any, ...]] = {
    Kind.STRING: ("", "a", "x y", "é", "5", "2031-02-03", "true"),
    Kind.INTEGER: (0, 1, -5, 10**12),
    Kind.NUMBER: (0.5, 1.0, 3, -2.25),
    Kind.NUMERIC: (0.5, 1.0, 3, -2),
    Kind.DECIMAL: ("1.50", 1.5, 3),
    Kind.BOOLEAN: (True, False),
    Kind.BYTES: ("abc", "é"),
    Kind.DATE: ("2031-02-03", "1999-12-31"),
    Kind.DATETIME: ("2031-02-03T04:05:06Z", "2031-02-03T04:05:06.123456+02:00"),
    Kind.TEMPORAL: ("2031-02-03", "2031-02-03T04:05:06Z"),
    Kind.NULL: (None,),
    Kind.ANY: (None, 1, "s", {"k": [1]}),
}

# No numbers and texts of numbers: pydantic makes true of 1, and 5 of "5", which we refuse.
WRONG: tuple[Any, ...] = (None, {}, [], "wrong", {"x": {}}, [[]])


class Payloads:
    """Makes JSON; `random` decides, so that a test can repeat or shrink what it does."""

    def __init__(self, definitions: Mapping[str, Definition], chance: random.Random) -> None:
        self._definitions = definitions
        self._chance = chance

    def of(self, definition: Definition, depth: int = 0) -> Any:
        """JSON that fits a definition; nulls, unknown keys and unknown values of open enums included."""
        chance = self._chance
        match definition:
            case Model():
                return self._object(definition, depth)
            case Enum(members=members):
                if definition.open and isinstance(members[0].value, str) and chance.random() < 0.2:
                    return "unheard of"
                return chance.choice(members).value if members else "x"
            case Choice(options=options):
                if not options or (definition.open and chance.random() < 0.2):
                    return {"unheard": "of"}
                return self._value(chance.choice(options).type, depth + 1)
            case Alias(type=type_):
                return self._value(type_, depth + 1)
            case _:
                assert_never(definition)

    def almost(self, value: Any) -> Any:
        """The JSON with one part left out or replaced."""
        value = copy.deepcopy(value)
        places = list(_places(value))
        if not places:
            return value
        container, key = self._chance.choice(places)
        if isinstance(container, dict) and self._chance.random() < 0.4:
            del container[key]
        else:
            container[key] = copy.deepcopy(self._chance.choice(WRONG))
        return value

    def _object(self, model: Model, depth: int) -> dict[str, Any]:
        chance = self._chance
        made: dict[str, Any] = {}
        for field in model.fields:
            key = field.wire_name or field.doc_name
            if field.required:
                made[key] = self._value(field.type, depth + 1)
            elif depth < _DEEP and chance.random() < 0.5:
                made[key] = None if chance.random() < 0.1 else self._value(field.type, depth + 1)
        if chance.random() < 0.2:
            made["unknownKey"] = (
                {"any": 1} if model.extra is None else self._value(model.extra, depth + 1)
            )
        return made

    def _value(self, type_: Type, depth: int) -> Any:
        chance = self._chance
        some = range(0 if depth > _DEEP else chance.choice((0, 1, 2)))
        match type_:
            case Primitive(kind):
                return chance.choice(SCALARS[kind])
            case Literal(value):
                return value
            case Array(item):
                return [self._value(item, depth + 1) for _ in some]
            case Map(item):
                return {f"key {number}": self._value(item, depth + 1) for number in some}
            case Nullable(inner):
                is_null = depth > _DEEP or chance.random() < 0.3
                return None if is_null else self._value(inner, depth + 1)
            case Union(members):
                return self._value(chance.choice(members), depth + 1)
            case Ref(id_):
                known = self._definitions.get(id_)
                return {"any": 1} if known is None else self.of(known, depth + 1)
            case Stream():
                return []
            case Foreign() | Unresolved():
                return "anything"
            case _:
                assert_never(type_)


def _places(value: Any) -> Any:
    """All that is inside a value: its container and its key there."""
    keys = (
        value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    )
    for key in keys:
        yield value, key
        yield from _places(value[key])
