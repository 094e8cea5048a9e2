from __future__ import annotations

import pytest

from differences import Subject, differences
from mdgen.ir.definitions import Definition
from mdgen.ir.types import (
    ANY,
    DATE,
    DATETIME,
    INTEGER,
    NUMBER,
    NUMERIC,
    STRING,
    TEMPORAL,
    Array,
    Foreign,
    Literal,
    Map,
    Nullable,
    Ref,
    Stream,
    Type,
    union_of,
)
from passes.made_up import alias, choice, enum, field, graph, id_of, model

SHARED: tuple[Definition, ...] = (
    model("Cat", field("a", STRING)),
    model("Dog", field("b", STRING)),
    enum("Kind", "cat", "dog"),
    enum("Only", "cat"),
    choice("Pet", Ref(id_of("Cat")), Ref(id_of("Dog"))),
    choice("Unlisted"),
    choice("Sizes", NUMERIC, NUMERIC),
    alias("Name", STRING),
)


def ref(name: str) -> Ref:
    return Ref(id_of(name))


@pytest.mark.parametrize(
    ("ours", "theirs", "same"),
    [
        (STRING, STRING, True),
        (STRING, Nullable(STRING), True),
        (NUMERIC, INTEGER, True),
        (NUMERIC, NUMBER, True),
        (INTEGER, NUMBER, False),
        (TEMPORAL, DATE, True),
        (DATE, DATETIME, False),
        (STRING, DATETIME, False),
        (STRING, ANY, False),
        (Array(NUMERIC), Array(INTEGER), True),
        (Array(STRING), Map(STRING), False),
        (Literal("cat"), ref("Only"), True),
        (Literal("dog"), ref("Only"), False),
        (Literal("cat"), ref("Kind"), False),
        (ref("Only"), STRING, False),
        (ref("Name"), STRING, True),
        (ref("Cat"), ref("Dog"), True),
        (ref("Cat"), ref("Kind"), False),
        (ref("Pet"), union_of((ref("Cat"), ref("Dog"))), True),
        (ref("Pet"), union_of((ref("Cat"), STRING)), False),
        (ref("Pet"), ref("Cat"), False),
        (ref("Pet"), ref("Unlisted"), True),
        (ref("Sizes"), union_of((INTEGER, NUMBER)), True),
        (ref("Sizes"), NUMBER, True),
        (Foreign("Response"), Foreign("httpx.Response"), True),
        (Stream(STRING), Stream(ANY), True),
    ],
)
def test_types(ours: Type, theirs: Type, same: bool) -> None:
    for one, two in ((ours, theirs), (theirs, ours)):
        found = differences(
            graph(*SHARED, model("Box", field("size", one))),
            graph(*SHARED, model("Box", field("size", two)), dialect="python"),
        )
        assert [item.subject for item in found.differences] == ([] if same else [Subject.TYPE])


def test_fields_and_presence() -> None:
    found = differences(
        graph(
            model(
                "Box", field("userId", STRING), field("gone", STRING), field("rawResponse", STRING)
            )
        ),
        graph(
            model("Box", field("user_id", STRING, False), field("fresh", STRING)), dialect="python"
        ),
    )
    assert [(item.subject, item.name, item.ours, item.theirs) for item in found.differences] == [
        (Subject.FIELDS, "Box", "gone", "fresh"),
        (Subject.REQUIRED, "Box.userId", "required", "optional"),
    ]
    assert (found.models, found.fields) == (1, 1)
    assert found.equal(Subject.FIELDS) == 0.0
    assert found.equal(Subject.TYPE) == 1.0
    assert "Box.userId" in str(found.differences[1])


def test_values_and_variants() -> None:
    found = differences(
        graph(
            enum("Kind", "a", "b"),
            enum("Same", "a", is_open=True),
            choice("Pet", STRING, NUMERIC),
            choice("Order", STRING, NUMERIC),
        ),
        graph(
            enum("Kind", "b", "c"),
            enum("Same", "a"),
            choice("Pet", STRING),
            choice("Order", NUMERIC, STRING),
        ),
    )
    assert [(item.subject, item.name) for item in found.differences] == [
        (Subject.VALUES, "Kind"),
        (Subject.VARIANTS, "Order"),
        (Subject.VARIANTS, "Pet"),
    ]
    assert found.equal(Subject.VALUES) == 0.5
