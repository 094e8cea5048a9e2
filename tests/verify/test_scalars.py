"""Single values as JSON."""

from __future__ import annotations

from typing import Any

import pytest

from mdgen.ir.types import Kind
from mdgen.ir.values import DecimalText, EnumMember, Moment, Opaque, Value
from mdgen.verify.defects import Contradiction
from mdgen.verify.scalars import NotShownError, ScalarError, kind_of, scalar


@pytest.mark.parametrize(
    ("kind", "value", "json"),
    [
        (Kind.STRING, "a", "a"),
        (Kind.STRING, DecimalText("1.50"), "1.50"),
        (Kind.STRING, EnumMember("Color", "Red"), "Red"),
        (Kind.STRING, "日本\U0001f600", "日本\U0001f600"),
        (Kind.INTEGER, 5, 5),
        (Kind.INTEGER, 5.0, 5.0),
        (Kind.NUMBER, 5, 5),
        (Kind.NUMERIC, 1.5, 1.5),
        (Kind.DECIMAL, DecimalText("1.5"), 1.5),
        (Kind.DECIMAL, DecimalText("1.50"), "1.50"),
        (Kind.DECIMAL, DecimalText("12345678901234567890.1"), "12345678901234567890.1"),
        (Kind.DECIMAL, 3, 3),
        (Kind.DECIMAL, "3.10", "3.10"),
        (Kind.BOOLEAN, True, True),
        (Kind.BYTES, "QQ==", "QQ=="),
        (Kind.DATE, Moment("2024-05-01"), "2024-05-01"),
        (Kind.DATE, Moment("2024-05-01T00:00:00Z"), "2024-05-01"),
        (Kind.DATE, "2024-05-01", "2024-05-01"),
        (Kind.DATETIME, Moment("2024-05-01"), "2024-05-01T00:00:00Z"),
        (Kind.DATETIME, Moment("2024-05-01T10:20:30.123Z"), "2024-05-01T10:20:30.123Z"),
        (Kind.TEMPORAL, Moment("2024-05-01"), "2024-05-01"),
        (Kind.ANY, {"a": [Moment("x"), None, 1.5]}, {"a": ["x", None, 1.5]}),
    ],
)
def test_values(kind: Kind, value: Value, json: Any) -> None:
    assert scalar(kind, value) == json
    assert type(scalar(kind, value)) is type(json)


@pytest.mark.parametrize(
    ("kind", "value", "contradiction"),
    [
        (Kind.STRING, 1, Contradiction.TYPE_CLASH),
        (Kind.STRING, [], Contradiction.TYPE_CLASH),
        (Kind.STRING, "\ud800", Contradiction.NOT_JSON),
        (Kind.INTEGER, 1.5, Contradiction.TYPE_CLASH),
        (Kind.INTEGER, True, Contradiction.TYPE_CLASH),
        (Kind.INTEGER, "1", Contradiction.TYPE_CLASH),
        (Kind.NUMBER, float("inf"), Contradiction.NOT_JSON),
        (Kind.NUMBER, False, Contradiction.TYPE_CLASH),
        (Kind.DECIMAL, "many", Contradiction.TYPE_CLASH),
        (Kind.DECIMAL, "NaN", Contradiction.TYPE_CLASH),
        (Kind.DECIMAL, "1_000", Contradiction.TYPE_CLASH),
        (Kind.BOOLEAN, 1, Contradiction.TYPE_CLASH),
        (Kind.DATE, "soon", Contradiction.TYPE_CLASH),
        (Kind.DATE, 20240501, Contradiction.TYPE_CLASH),
        (Kind.DATETIME, Moment("2024-13-01"), Contradiction.TYPE_CLASH),
        (Kind.NULL, 0, Contradiction.TYPE_CLASH),
    ],
)
def test_values_of_another_type(kind: Kind, value: Value, contradiction: Contradiction) -> None:
    with pytest.raises(ScalarError) as caught:
        scalar(kind, value)
    assert caught.value.kind is contradiction


@pytest.mark.parametrize("value", [Opaque("f()"), EnumMember("A", "B"), [Opaque("f()")]])
def test_what_is_not_shown(value: Value) -> None:
    with pytest.raises(NotShownError):
        scalar(Kind.ANY, value)


@pytest.mark.parametrize(
    ("value", "name"),
    [
        (None, "null"),
        (True, "true"),
        (False, "false"),
        (1, "a number"),
        (DecimalText("1"), "a number"),
        ("a", "a string"),
        (Moment("x"), "a date"),
        ([], "an array"),
        ({}, "an object"),
        (EnumMember("Color", "Red"), "a member of Color"),
        (Opaque("f()"), "an expression"),
    ],
)
def test_names_of_values(value: Value, name: str) -> None:
    assert kind_of(value) == name
