"""One line, one type: how it is spelled in pydantic's target."""

from __future__ import annotations

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
from mdgen.writer.code import Code
from mdgen.writer.targets.pydantic import TARGET


def name_of(id_: str) -> Code:
    return Code(id_.rpartition("/")[2].title(), refs=frozenset({id_}))


@pytest.mark.parametrize(
    ("type_", "text"),
    [
        (STRING, "str"),
        (INTEGER, "int"),
        (NUMBER, "float"),
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
    assert Annotator(TARGET.primitives, TARGET.stream, name_of).annotate(type_).text == text


def test_null_is_added_once() -> None:
    for text in ("Any", "None"):
        assert with_null(Code(text)).text == text
    once = with_null(Code("A"))
    assert with_null(once).text == once.text == "A | None"


def test_deep_types_are_spelled() -> None:
    type_: Type = STRING
    for _ in range(64):
        type_ = Array(type_)
    text = Annotator(TARGET.primitives, TARGET.stream, name_of).annotate(type_).text
    assert text == "list[" * 64 + "str" + "]" * 64
