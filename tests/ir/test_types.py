"""The invariants of types: unions flat and distinct, null hoisted, literals told apart by kind."""

from __future__ import annotations

import pytest

from mdgen.ir.types import (
    ANY,
    INTEGER,
    NULL,
    STRING,
    Array,
    Literal,
    Map,
    Nullable,
    Ref,
    Type,
    Union,
    nullable,
    references,
    transform,
    union_of,
)


@pytest.mark.parametrize(
    ("members", "whole"),
    [
        ((), ANY),
        ((STRING,), STRING),
        ((STRING, STRING), STRING),
        ((STRING, INTEGER), Union((STRING, INTEGER))),
        ((STRING, NULL), Nullable(STRING)),
        ((NULL,), NULL),
        ((Nullable(STRING), INTEGER), Nullable(Union((STRING, INTEGER)))),
        ((Union((STRING, INTEGER)), Ref("a")), Union((STRING, INTEGER, Ref("a")))),
        ((Nullable(Union((STRING, INTEGER))), STRING), Nullable(Union((STRING, INTEGER)))),
        ((Literal(1), Literal(True)), Union((Literal(1), Literal(True)))),
    ],
)
def test_union_is_flat_distinct_and_has_null_outside(
    members: tuple[Type, ...], whole: Type
) -> None:
    assert union_of(members) == whole


@pytest.mark.parametrize("type_", [NULL, ANY, Nullable(STRING)])
def test_null_is_added_once(type_: Type) -> None:
    assert nullable(type_) == type_


def test_transform_keeps_the_invariants() -> None:
    type_ = Array(Map(Union((Ref("a"), Ref("b")))))
    assert transform(type_, lambda part: STRING if isinstance(part, Ref) else part) == Array(
        Map(STRING)
    )
    assert list(references(type_)) == ["a", "b"]
