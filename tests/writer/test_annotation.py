"""One line, one type: how it is spelled in pydantic's target."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mdgen.ir.types import (
    ANY,
    BOOLEAN,
    BYTES,
    DATE,
    DATETIME,
    INTEGER,
    NULL,
    NUMBER,
    NUMERIC,
    STRING,
    Array,
    Foreign,
    Kind,
    Literal,
    Map,
    Nullable,
    Ref,
    Type,
    Union,
    Unresolved,
    nullable,
)
from mdgen.writer.annotation import Annotator, with_null
from mdgen.writer.code import Code, quoted
from mdgen.writer.targets.pydantic import TARGET
from writer.builders import spelling


def name_of(id_: str) -> Code:
    return Code(id_.rpartition("/")[2].title(), refs=frozenset({id_}))


@pytest.mark.parametrize(
    ("type_", "text"),
    [
        (STRING, "str"),
        (INTEGER, "int"),
        (NUMBER, "JsonFloat"),
        (NUMERIC, "int | float"),
        (BOOLEAN, "bool"),
        (BYTES, "bytes"),
        (DATE, "dt.date"),
        (DATETIME, "dt.datetime"),
        (NULL, "None"),
        (ANY, "Any"),
        (Literal("card"), 'Literal["card"]'),
        (Literal(1), "Literal[1]"),
        (Literal(True), "Literal[True]"),
        (Array(STRING), "list[str]"),
        (Array(NUMERIC), "list[int | float]"),
        (Map(Array(STRING)), "dict[str, list[str]]"),
        (nullable(STRING), "str | None"),
        (Nullable(Union((STRING, INTEGER))), "str | int | None"),
        (Union((NUMERIC, INTEGER, STRING)), "int | float | str"),
        (Union((Literal("a"), STRING, Literal("b"))), 'Literal["a", "b"] | str'),
        (Union((Literal(1), Literal(True))), "Literal[1, True]"),
        (Ref("docs/models/address"), "Address"),
        (Map(nullable(Ref("docs/models/address"))), "dict[str, Address | None]"),
        (Foreign("Response"), "Any"),
        (Unresolved("Gone"), "Any"),
        (Array(Unresolved("Gone")), "list[Any]"),
    ],
)
def test_type_is_spelled_so(type_: Type, text: str) -> None:
    assert Annotator(spelling(TARGET), name_of).annotate(type_).text == text


def test_null_is_added_once() -> None:
    for text in ("Any", "None"):
        assert with_null(Code(text)).text == text
    once = with_null(Code("A"))
    assert with_null(once).text == once.text == "A | None"
    later = with_null(quoted(Code("A")))
    assert with_null(later).text == later.text == '"A | None"'


def test_deep_types_are_spelled() -> None:
    type_: Type = STRING
    for _ in range(64):
        type_ = Array(type_)
    text = Annotator(spelling(TARGET), name_of).annotate(type_).text
    assert text == "list[" * 64 + "str" + "]" * 64


COLOR, SIZE, SHADE = (Ref(f"docs/models/{name}") for name in ("color", "size", "shade"))
KINDS = {
    COLOR: frozenset({Kind.STRING}),
    SHADE: frozenset({Kind.STRING}),
    SIZE: frozenset({Kind.INTEGER}),
}


@pytest.mark.parametrize(
    ("members", "text"),
    [
        ((STRING, COLOR), "Annotated[Color | str, MembersFirst]"),
        (
            (COLOR, STRING, SHADE),
            "Annotated[Color | Shade | str, MembersFirst]",
        ),
        (
            (INTEGER, SIZE, DATE),
            "Annotated[Size | int, MembersFirst] | dt.date",
        ),
        (
            (NUMERIC, SIZE),
            "Annotated[Size | int | float, MembersFirst]",
        ),
        ((COLOR, INTEGER), "Annotated[Color, MembersFirst] | int"),
        ((BOOLEAN, SIZE), "bool | Annotated[Size, MembersFirst]"),
        ((COLOR, ANY), "Color | Any"),
        ((COLOR, BYTES), "Color | bytes"),
        ((COLOR, SIZE), "Color | Size"),
    ],
)
def test_an_enum_beside_the_primitive_of_its_values(members: tuple[Type, ...], text: str) -> None:
    kinds = replace(spelling(TARGET), member_kinds=lambda type_: KINDS.get(type_, frozenset()))
    assert Annotator(kinds, name_of).annotate(Union(members)).text == text


BOAT, CREW = Ref("docs/models/boat"), Ref("docs/models/crew")
DEPTHS = {BOAT: frozenset({0}), Array(BOAT): frozenset({1}), CREW: frozenset({0, 1})}
OBJECT = "Annotated[dict[str, Any], AnyKeys]"


@pytest.mark.parametrize(
    ("members", "text"),
    [
        ((Map(ANY), BOAT), f"{OBJECT} | Boat"),
        ((BOAT, Map(STRING)), "Boat | Annotated[dict[str, str], AnyKeys]"),
        ((Array(Map(ANY)), Array(BOAT)), f"list[{OBJECT}] | list[Boat]"),
        ((Array(Map(ANY)), CREW), f"list[{OBJECT}] | Crew"),
        ((ANY, BOAT), "Annotated[Any, AnyKeys] | Boat"),
        ((Map(ANY), STRING), "dict[str, Any] | str"),
        ((Map(ANY), Array(BOAT)), "dict[str, Any] | list[Boat]"),
        ((Array(Map(ANY)), BOAT), "list[dict[str, Any]] | Boat"),
        ((Map(ANY), Map(STRING)), "dict[str, Any] | dict[str, str]"),
    ],
)
def test_maps_beside_models(members: tuple[Type, ...], text: str) -> None:
    depths = replace(spelling(TARGET), model_depths=lambda type_: DEPTHS.get(type_, frozenset()))
    assert Annotator(depths, name_of).annotate(Union(members)).text == text
