"""The one fold that spells types as Python annotations."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import assert_never

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
from mdgen.writer.code import Code, Import, bracketed, name, union
from mdgen.writer.text import literal

NONE = Code("None")
ANY = name("Any", "typing")
STR = Code("str")
LITERAL_IMPORT = frozenset({Import("typing", "Literal")})


def literal_type(values: tuple[str | int | bool, ...]) -> Code:
    """`Literal["a", "b"]`."""
    return bracketed(
        "Literal[", tuple(Code(literal(value)) for value in values), "]", LITERAL_IMPORT
    )


def with_null(code: Code) -> Code:
    """`T | None`; what accepts null already stays as it is."""
    if code.text in ("Any", "None"):
        return code
    members = code.items if code.is_union else (code,)
    if any(member.text == "None" for member in members):
        return code
    return union((*members, NONE))


class Annotator:
    """Spells types; `names` gives the local name of a definition, quoted where it is defined further down.

    Remembers what it has spelled, so one annotator serves all modules that call the same definitions the same.
    """

    def __init__(
        self,
        primitives: Mapping[Kind, Code],
        stream: Callable[[Code], Code],
        names: Callable[[str], Code],
    ) -> None:
        self._primitives = primitives
        self._stream = stream
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
                return self._primitives[kind]
            case Literal(value):
                return literal_type((value,))
            case Array(item):
                return bracketed("list[", (self.annotate(item),), "]")
            case Map(value):
                return bracketed("dict[", (STR, self.annotate(value)), "]")
            case Stream(item):
                return self._stream(self.annotate(item))
            case Nullable(inner):
                return with_null(self.annotate(inner))
            case Union(members):
                return self._union(members)
            case Ref(id_):
                return self._names(id_)
            case Foreign() | Unresolved():
                return ANY
            case _:
                assert_never(type_)

    def _union(self, members: tuple[Type, ...]) -> Code:
        """The members in their order, literals gathered into one `Literal[…]` where the first of them stands."""
        values = tuple(member.value for member in members if isinstance(member, Literal))
        items: list[Code] = []
        for member in members:
            if not isinstance(member, Literal):
                code = self.annotate(member)
                items.extend(code.items if code.is_union else (code,))
            elif member.value == values[0] and type(member.value) is type(values[0]):
                items.append(literal_type(values))
        return union(tuple(items))
