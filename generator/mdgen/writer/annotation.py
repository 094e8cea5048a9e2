"""The one fold that spells types as Python annotations."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import assert_never

from mdgen.ir.types import (
    ANY as ANYTHING,
)
from mdgen.ir.types import (
    BYTES,
    DATE,
    DATETIME,
    INTEGER,
    NULL,
    NUMBER,
    NUMERIC,
    STRING,
    TEMPORAL,
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
from mdgen.record import record
from mdgen.writer.code import NONE, Code, Import, bracketed, name, union
from mdgen.writer.text import literal

ANY = name("Any", "typing")
STR = Code("str")
_MOMENTS = (DATE, DATETIME, TEMPORAL)
# The primitives that can be what an enum's values are, and which of them.
_NEUTRAL = (ANYTHING, NULL, BYTES)
_VALUE_KINDS = {
    STRING: Kind.STRING,
    INTEGER: Kind.INTEGER,
    NUMERIC: Kind.INTEGER,
    NUMBER: Kind.INTEGER,
}
LITERAL_IMPORT = frozenset({Import("typing", "Literal")})


def literal_type(values: tuple[str | int | bool, ...]) -> Code:
    """`Literal["a", "b"]`."""
    return bracketed(
        "Literal[", tuple(Code(literal(value)) for value in values), "]", LITERAL_IMPORT
    )


def with_null(code: Code) -> Code:
    """`T | None`; what accepts null already stays as it is."""
    # A quoted union has no items; null stands last in it.
    if code.text in ("Any", "None") or code.bare.endswith(" | None"):
        return code
    members = code.items if code.is_union else (code,)
    if any(member.text == "None" for member in members):
        return code
    return union((*members, NONE))


@record
class Spelling:
    """What a target and a graph say about types.

    `member_kinds` are the primitives that the values of a type's enums are; `beside(enums, primitive)` spells a union of enums with the
    primitive that their values are, so that a known value becomes a member. `behind` is the type that aliases lead to; `model_depths` are the numbers of arrays around the models in a type;
    `fallback(type)` spells a map, or any value, that is a member beside models, so that a model which knows some of the keys is preferred.
    """

    primitives: Mapping[Kind, Code]
    stream: Callable[[Code], Code]
    beside: Callable[[tuple[Code, ...], Code | None], Code]
    fallback: Callable[[Code], Code]
    member_kinds: Callable[[Type], frozenset[Kind]]
    behind: Callable[[Type], Type]
    model_depths: Callable[[Type], frozenset[int]]


class Annotator:
    """Spells types; `names` gives the local name of a definition, quoted where it is defined further down.

    Remembers what it has spelled, so one annotator serves all modules that call the same definitions the same.
    """

    def __init__(self, spelling: Spelling, names: Callable[[str], Code]) -> None:
        self._spelling = spelling
        self._names = names
        self._spelled: dict[Type, Code] = {}

    def annotate(self, type_: Type) -> Code:
        """The annotation of a type."""
        spelled = self._spelled.get(type_)
        if spelled is None:
            spelled = self._spelled[type_] = self._spell(type_)
        return spelled

    def _spell(self, type_: Type) -> Code:
        match type_:
            case Primitive(kind):
                return self._spelling.primitives[kind]
            case Literal(value):
                return literal_type((value,))
            case Array(item):
                return bracketed("list[", (self.annotate(item),), "]")
            case Map(value):
                return bracketed("dict[", (STR, self.annotate(value)), "]")
            case Stream(item):
                return self._spelling.stream(self.annotate(item))
            case Nullable(inner):
                return with_null(self.annotate(inner))
            case Union(members):
                return union(self.members(members))
            case Ref(id_):
                return self._names(id_)
            case Foreign() | Unresolved():
                return ANY
            case _:
                assert_never(type_)

    def members(self, types: Iterable[Type]) -> tuple[Code, ...]:
        """The members of a union in their order; literals are gathered into one `Literal[…]` where the first of them stands, enums and
        the primitive of their values where the first enum stands."""
        types = self._with_moments_joined(tuple(types))
        values = tuple(type_.value for type_ in types if isinstance(type_, Literal))
        groups = self._groups(types)
        fallbacks = self._fallbacks(types)
        items: dict[object, Code] = {}
        for type_ in types:
            if type_ in groups:
                items.setdefault(groups[type_].text, groups[type_])
            elif isinstance(type_, Literal):
                if Literal not in items:
                    items[Literal] = literal_type(values)
            else:
                items[type_] = fallbacks.get(type_) or self.annotate(type_)
        return tuple(items.values())

    def _with_moments_joined(self, types: tuple[Type, ...]) -> tuple[Type, ...]:
        """The members with dates and date-times as one, or either would be loaded as what stands first."""
        moments = {
            type_: whole for type_ in types if (whole := self._spelling.behind(type_)) in _MOMENTS
        }
        if len(set(moments.values())) < 2:
            return types
        return tuple(dict.fromkeys(TEMPORAL if type_ in moments else type_ for type_ in types))

    def _groups(self, types: tuple[Type, ...]) -> dict[Type, Code]:
        """The enums that stand beside the primitive of their values, and that primitive, with what they are spelled as together."""
        groups: dict[Type, Code] = {}
        for plain, kind in _VALUE_KINDS.items():
            if plain in types:
                enums = [type_ for type_ in types if kind in self._spelling.member_kinds(type_)]
                if enums and groups.keys().isdisjoint(enums):
                    spelled = tuple(self.annotate(type_) for type_ in enums)
                    whole = self._spelling.beside(spelled, self.annotate(plain))
                    groups.update(dict.fromkeys((*enums, plain), whole))
        if any(isinstance(type_, Primitive) and type_ not in _NEUTRAL for type_ in types):
            for type_ in types:
                if type_ not in groups and self._spelling.member_kinds(type_):
                    groups[type_] = self._spelling.beside((self.annotate(type_),), None)
        return groups

    def _fallbacks(self, types: tuple[Type, ...]) -> dict[Type, Code]:
        """The members that take objects whatever their keys, beside members that are models; in as many arrays."""
        loose: dict[Type, tuple[Type, int]] = {}
        for type_ in types:
            core, depth = _core(type_)
            whole = self._spelling.behind(core)
            if isinstance(whole, Map) or whole == ANYTHING:
                loose[type_] = core, depth
        if not loose or len(loose) == len(types):
            return {}
        depths = {
            depth
            for type_ in types
            if type_ not in loose
            for depth in self._spelling.model_depths(type_)
        }
        spelled = {}
        for type_, (core, depth) in loose.items():
            if depth in depths:
                code = self._spelling.fallback(self.annotate(core))
                for _ in range(depth):
                    code = bracketed("list[", (code,), "]")
                spelled[type_] = code
        return spelled


def _core(type_: Type) -> tuple[Type, int]:
    """What lies in the arrays of a type, and how many they are."""
    depth = 0
    while isinstance(type_, Array):
        type_, depth = type_.item, depth + 1
    return type_, depth
