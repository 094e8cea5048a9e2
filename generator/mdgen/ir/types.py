"""The types that a field can have, whatever the language of its documentation.

All are frozen, hashable and compared by value. `Unresolved` is the state in which every reference is born; the link pass
turns it into `Ref`. Absence is not a type: only a field can be absent (`Field.required`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from enum import Enum
from typing import TypeAlias, assert_never

from mdgen.record import record


class Kind(Enum):
    """A primitive. `BIGINT` is an integer of any size, a number or a text in JSON. `NUMERIC` is an integer or a number where the
    language does not say which (TypeScript); `TEMPORAL` is a date or a date-time where the language does not say which (PHP).
    """

    # Types are keys of many tables; hashing a name takes several times as long.
    __hash__ = object.__hash__

    STRING = "string"
    INTEGER = "integer"
    BIGINT = "bigint"
    NUMBER = "number"
    NUMERIC = "numeric"
    DECIMAL = "decimal"
    BOOLEAN = "boolean"
    BYTES = "bytes"
    DATE = "date"
    DATETIME = "datetime"
    TEMPORAL = "temporal"
    NULL = "null"
    ANY = "any"


@record
class Primitive:
    """A type that refers to no other."""

    kind: Kind


@record
class Literal:
    """One value: a constant of the API."""

    value: str | int | bool

    # 1 == True in Python; two literals are equal only if their kinds are equal too.
    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Literal)
            and type(self.value) is type(other.value)
            and self.value == other.value
        )

    def __hash__(self) -> int:
        return hash((type(self.value).__name__, self.value))


@record
class Array:
    """A JSON array whose items are of one type."""

    item: Type


@record
class Map:
    """An object with arbitrary string keys."""

    value: Type


@record
class Stream:
    """A sequence that arrives over time (server-sent events, JSON lines); not a JSON value."""

    item: Type


@record
class Nullable:
    """The inner type or null; never nested, never around `Primitive(NULL)` or a type that has null already."""

    inner: Type


@record
class Union:
    """Two or more distinct members in the documented order, flat, without null (`union_of` keeps that)."""

    members: tuple[Type, ...]


@record
class Ref:
    """A definition of the graph, by its id."""

    id: str


@record
class Foreign:
    """A type of the SDK's language that carries no JSON: a raw HTTP response, call options."""

    name: str
    url: str = ""


@record
class Unresolved:
    """A reference as written: `text` is the plain, dotted name (`components.Address`, `Address`), `href` the link target or "".

    Where a link's label is not a name but what the page holds (Ruby `T.any(A, B)`, PHP `A|B`, old Python `Union[A, B]`), `spelled` is
    what the label says, and `text` is the page's name by its path.
    """

    text: str
    href: str = ""
    spelled: Type | None = None


Type: TypeAlias = (
    Primitive | Literal | Array | Map | Stream | Nullable | Union | Ref | Foreign | Unresolved
)

STRING = Primitive(Kind.STRING)
INTEGER = Primitive(Kind.INTEGER)
BIGINT = Primitive(Kind.BIGINT)
NUMBER = Primitive(Kind.NUMBER)
NUMERIC = Primitive(Kind.NUMERIC)
DECIMAL = Primitive(Kind.DECIMAL)
BOOLEAN = Primitive(Kind.BOOLEAN)
BYTES = Primitive(Kind.BYTES)
DATE = Primitive(Kind.DATE)
DATETIME = Primitive(Kind.DATETIME)
TEMPORAL = Primitive(Kind.TEMPORAL)
NULL = Primitive(Kind.NULL)
ANY = Primitive(Kind.ANY)


def nullable(inner: Type) -> Type:
    """The type or null; a type that has null already is returned as it is."""
    if isinstance(inner, Nullable) or inner in (NULL, ANY):
        return inner
    return Nullable(inner)


def union_of(members: Iterable[Type]) -> Type:
    """A union kept flat and distinct with null hoisted out; one member is that member, none is any."""
    flat: dict[Type, None] = {}
    has_null = False
    for member in members:
        parts: tuple[Type, ...] = (member,)
        if isinstance(member, Nullable):
            has_null, parts = True, (member.inner,)
        if len(parts) == 1 and isinstance(parts[0], Union):
            parts = parts[0].members
        for part in parts:
            if part == NULL:
                has_null = True
            else:
                flat[part] = None
    distinct = tuple(flat)
    if not distinct:
        return NULL if has_null else ANY
    whole = distinct[0] if len(distinct) == 1 else Union(distinct)
    return nullable(whole) if has_null else whole


def transform(type_: Type, change: Callable[[Type], Type]) -> Type:
    """The type with `change` applied to every part, innermost first."""
    match type_:
        case Array(item):
            return change(Array(transform(item, change)))
        case Map(value):
            return change(Map(transform(value, change)))
        case Stream(item):
            return change(Stream(transform(item, change)))
        case Nullable(inner):
            return change(nullable(transform(inner, change)))
        case Union(members):
            return change(union_of(transform(member, change) for member in members))
        case Primitive() | Literal() | Ref() | Foreign() | Unresolved():
            return change(type_)
        case _:
            assert_never(type_)


def walk(type_: Type) -> Iterator[Type]:
    """The type and all its parts, outermost first."""
    yield type_
    match type_:
        case Array(inner) | Map(inner) | Stream(inner) | Nullable(inner):
            yield from walk(inner)
        case Union(members):
            for member in members:
                yield from walk(member)
        case Primitive() | Literal() | Ref() | Foreign() | Unresolved():
            pass
        case _:
            assert_never(type_)


def references(type_: Type) -> Iterator[str]:
    """The ids that the type refers to, in order of appearance."""
    return (part.id for part in walk(type_) if isinstance(part, Ref))
