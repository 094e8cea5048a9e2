from __future__ import annotations

import pytest

from mdgen.ir.shapes import MAX_STEPS, Shapes, fold
from mdgen.ir.types import (
    ANY,
    BOOLEAN,
    BYTES,
    DATETIME,
    DECIMAL,
    INTEGER,
    NULL,
    NUMERIC,
    STRING,
    Array,
    Foreign,
    Literal,
    Map,
    Nullable,
    Ref,
    Type,
    Unresolved,
    union_of,
)
from mdgen.ir.values import DecimalText, EnumMember, Moment, Opaque, Value
from passes.made_up import alias, choice, enum, field, graph, id_of, model

PARCEL, LETTER, COLOR = Ref(id_of("Parcel")), Ref(id_of("Letter")), Ref(id_of("Color"))
GRAPH = graph(
    model(
        "Parcel",
        field("type", Literal("parcel")),
        field("weight", NUMERIC),
        field("note", STRING, False),
    ),
    model("Letter", field("type", Literal("letter")), field("stampId", STRING)),
    model("Bag", field("label", STRING), extra=STRING),
    enum("Color", "red", "blue"),
    enum("Shade", "dark", is_open=True),
    choice("Item", PARCEL, LETTER),
    choice("Unlisted"),
    alias("Items", Array(Ref(id_of("Item")))),
)


@pytest.mark.parametrize(
    ("type_", "value", "expected"),
    [
        (STRING, "a", True),
        (STRING, 1, False),
        (INTEGER, 1, True),
        (INTEGER, True, False),
        (INTEGER, 1.5, False),
        (NUMERIC, 1.5, True),
        (BOOLEAN, False, True),
        (BOOLEAN, 0, False),
        (DECIMAL, DecimalText("1.10"), True),
        (DATETIME, Moment("2024-05-06T07:08:09Z"), True),
        (STRING, Moment("2024-05-06"), False),
        (BYTES, Opaque("await openAsBlob()"), True),
        (NULL, None, True),
        (STRING, None, False),
        (Nullable(STRING), None, True),
        (ANY, None, True),
        (Literal("parcel"), "parcel", True),
        (Literal("parcel"), "letter", False),
        (Literal(1), True, False),
        (Literal("parcel"), EnumMember("Kind", "Parcel"), True),
        (Array(STRING), ["a", "b"], True),
        (Array(STRING), ["a", 1], False),
        (Map(INTEGER), {"key": 1}, True),
        (Map(INTEGER), {"key": "x"}, False),
        (union_of((STRING, INTEGER)), 3, True),
        (union_of((STRING, INTEGER)), [], False),
        (PARCEL, {"type": "parcel", "weight": 3}, True),
        (PARCEL, {"type": "parcel"}, False),
        (PARCEL, {"type": "letter", "weight": 3}, False),
        (PARCEL, {"type": "parcel", "weight": 3, "size": 1}, False),
        (PARCEL, {"type": "parcel", "weight": "3"}, False),
        (PARCEL, {"type": "parcel", "weight": 3, "note": None}, True),
        (Ref(id_of("Bag")), {"label": "a", "size": "b"}, True),
        (COLOR, "red", True),
        (COLOR, "green", False),
        (Ref(id_of("Shade")), "green", True),
        (Ref(id_of("Item")), {"type": "letter", "stampId": "a"}, True),
        (Ref(id_of("Item")), {"type": "crate"}, False),
        (Ref(id_of("Unlisted")), 5, True),
        (Ref(id_of("Items")), [{"type": "letter", "stampId": "a"}], True),
        (Foreign("Response"), 5, True),
        (Unresolved("Gone"), 5, True),
    ],
)
def test_fits(type_: Type, value: Value, expected: bool) -> None:
    assert Shapes(GRAPH.definitions).fits(type_, value) is expected


@pytest.mark.parametrize(
    ("members", "value", "expected"),
    [
        ((PARCEL, LETTER), {"type": "letter", "stampId": "a"}, 1),
        ((PARCEL, LETTER), {"type": "crate"}, None),
        ((STRING, NUMERIC), 4, 1),
        ((NUMERIC, NUMERIC), 4, None),
        ((STRING, Literal("a")), "a", None),
        ((Array(STRING), Array(NUMERIC)), [1], 1),
        ((Array(STRING), Array(NUMERIC)), [], None),
    ],
)
def test_choose_takes_only_what_is_unambiguous(
    members: tuple[Type, ...], value: Value, expected: int | None
) -> None:
    assert Shapes(GRAPH.definitions).choose(members, value) == expected


def test_choose_by_json_names() -> None:
    shapes = Shapes(GRAPH.definitions)
    value: Value = {"type": "letter", "stamp_id": "a"}
    assert shapes.choose((PARCEL, LETTER), value, json=True) == 1
    assert shapes.choose((PARCEL, LETTER), value) is None


def test_deep_look_decides_where_keys_do_not() -> None:
    made = graph(model("A", field("x", NUMERIC)), model("B", field("x", STRING)))
    shapes = Shapes(made.definitions)
    assert shapes.choose((Ref(id_of("A")), Ref(id_of("B"))), {"x": "s"}) == 1


def test_variants_that_look_alike_take_no_exponential_time() -> None:
    tree = Ref(id_of("Tree"))
    made = graph(
        *(
            model(f"Branch{n}", field("next", tree, False), field("leaf", STRING, False))
            for n in range(9)
        ),
        choice("Tree", *(Ref(id_of(f"Branch{n}")) for n in range(9))),
    )
    value: Value = {"leaf": 1}
    for _ in range(30):
        value = {"next": value}
    shapes = Shapes(made.definitions)
    members = tuple(Ref(id_of(f"Branch{n}")) for n in range(9))
    assert shapes.choose(members, value) is None
    assert shapes._steps <= 2 * MAX_STEPS


def test_cycles_of_aliases_end() -> None:
    made = graph(alias("A", Ref(id_of("B"))), alias("B", Ref(id_of("A"))))
    shapes = Shapes(made.definitions)
    assert shapes.fits(Ref(id_of("A")), 1)
    assert shapes.constants(Ref(id_of("A"))) == frozenset()


@pytest.mark.parametrize(
    ("name", "expected"),
    [("userID", "userid"), ("user_id", "userid"), ("_id", "id"), ("ui:control", "uicontrol")],
)
def test_fold(name: str, expected: str) -> None:
    assert fold(name) == expected


LOOKALIKES = graph(
    *(model(f"Box{n}", field("x", NUMERIC)) for n in range(99)), model("Box99", field("x", STRING))
)
BOXES = tuple(Ref(id_of(f"Box{n}")) for n in range(100))


def test_many_values_of_a_large_union_are_ambiguous_together_but_only_on_their_page() -> None:
    shapes = Shapes(LOOKALIKES.definitions)
    found = [shapes.choose(BOXES, {"x": "a"}, page="a") for _ in range(MAX_STEPS // 50)]
    assert set(found[:10]) == {99}
    assert set(found[-10:]) == {None}
    assert shapes.choose(BOXES, {"x": "a"}, page="b") == 99
    assert shapes.choose(BOXES, {"x": "a"}) == 99


def test_the_first_variants_that_fit_are_enough_to_see_that_a_value_is_ambiguous() -> None:
    shapes = Shapes(LOOKALIKES.definitions)
    assert all(shapes.choose(BOXES, {"x": 1}, page="a") is None for _ in range(10))
    assert shapes.asked == {id_of("Box0"), id_of("Box1")}


def test_a_value_that_was_not_seen_through_is_ambiguous_though_no_other_variant_fits_it() -> None:
    shapes = Shapes(LOOKALIKES.definitions)
    value: Value = [1] * MAX_STEPS
    assert shapes.choose((Array(STRING), Array(NUMERIC)), value) is None
