"""Examples by documented names become JSON, and what the docs' own tables say against them is told."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from mdgen.ir.definitions import Aspect, Claim, Definition, Field, Member, Model, Source
from mdgen.ir.types import (
    ANY,
    BYTES,
    DATE,
    DATETIME,
    INTEGER,
    NUMBER,
    STRING,
    Array,
    Foreign,
    Literal,
    Map,
    Ref,
    Stream,
    Type,
    Union,
    Unresolved,
    nullable,
)
from mdgen.ir.values import DecimalText, EnumMember, Moment, Opaque, Value
from mdgen.verify.defects import Contradiction, Defect
from mdgen.verify.instances import MAX_LAYERS, Instances
from passes.made_up import alias, choice, enum, field, graph, id_of, model


def wired(item: Field, name: str) -> Field:
    return replace(item, wire_name=name)


TRAM = model(
    "Tram",
    wired(field("lineName", STRING), "line_name"),
    wired(field("stops", Array(Ref(id_of("Stop"))), False), "stops"),
    wired(field("color", Ref(id_of("Color")), False), "color"),
    wired(field("file", BYTES, False), "file"),
    wired(field("first", Ref(id_of("Either")), False), "first"),
)
STOP = model("Stop", wired(field("stopId", INTEGER), "stop_id"), extra=NUMBER)
BUS = model("Bus", wired(field("busId", STRING), "bus_id"))
FILE = model("File", wired(field("data", BYTES), "data"))
COLOR = replace(
    enum("Color", "red", "dark-blue"), members=(Member("red", "RED"), Member("dark-blue"))
)
DEFINITIONS: tuple[Definition, ...] = (
    TRAM, STOP, BUS, FILE, COLOR,
    enum("Shade", "light", is_open=True),
    enum("Level", 1, 2),
    choice("Either", Ref(id_of("Stop")), Ref(id_of("Bus"))),
    choice("Whatever", Ref(id_of("Bus")), is_open=True),
    choice("Blank"),
    alias("Day", DATE),
)  # fmt: skip
INSTANCES = Instances(graph(*DEFINITIONS).definitions)


def ref(name: str) -> Type:
    return Ref(id_of(name))


@pytest.mark.parametrize(
    ("type_", "value", "json"),
    [
        (ref("Tram"), {"lineName": "4"}, {"line_name": "4"}),
        (ref("Tram"), {"lineName": "4", "color": EnumMember("Color", "RED")}, {"line_name": "4", "color": "red"}),
        (ref("Tram"), {"lineName": "4", "color": EnumMember("Color", "DarkBlue")}, {"line_name": "4", "color": "dark-blue"}),
        (ref("Tram"), {"lineName": None}, {"line_name": None}),
        (ref("Tram"), {"lineName": "4", "stops": [{"stopId": 1, "additionalProperties": {"a": 1.5}}]}, {"line_name": "4", "stops": [{"stop_id": 1, "a": 1.5}]}),
        (ref("Tram"), {"lineName": "4", "stops": [{"stopId": 1, "b": 2}]}, {"line_name": "4", "stops": [{"stop_id": 1, "b": 2}]}),
        (ref("Tram"), {"lineName": "4", "file": Opaque("read()")}, {"line_name": "4"}),
        (ref("Tram"), {"lineName": "4", "first": {"busId": "b"}}, {"line_name": "4", "first": {"bus_id": "b"}}),
        (ref("Either"), {"stopId": 3}, {"stop_id": 3}),
        (ref("Whatever"), {"odd": 1}, {"odd": 1}),
        (ref("Blank"), {"odd": [1]}, {"odd": [1]}),
        (ref("Shade"), "dim", "dim"),
        (ref("Level"), 2, 2),
        (ref("Day"), Moment("2024-05-01T00:00:00Z"), "2024-05-01"),
        (ref("Missing"), {"x": Moment("2024-05-01")}, {"x": "2024-05-01"}),
        (Map(ref("Bus")), {"busId": {"busId": "b"}}, {"busId": {"bus_id": "b"}}),
        (Union((STRING, ref("Bus"))), {"busId": "b"}, {"bus_id": "b"}),
        (Union((STRING, ref("Bus"))), "b", "b"),
        (nullable(ref("Bus")), {"busId": "b"}, {"bus_id": "b"}),
        (Literal("on"), "on", "on"),
        (Literal("on"), EnumMember("Switch", "On"), "on"),
        (Array(Literal(1)), [1, 1], [1, 1]),
        (DATETIME, Moment("2024-05-01"), "2024-05-01T00:00:00Z"),
        (Stream(STRING), {"a": DecimalText("1")}, {"a": "1"}),
        (Foreign("Response"), {}, {}),
        (Unresolved("Gone"), [None], [None]),
        (ANY, {"busId": 1}, {"busId": 1}),
    ],
)  # fmt: skip
def test_right_examples(type_: Type, value: Value, json: Any) -> None:
    instance = INSTANCES.read(type_, value)
    assert instance is not None
    assert (instance.json, instance.defects) == (json, ())


@pytest.mark.parametrize("name", ["line_name", "lineName", "linename", "LineName"])
def test_json_names_may_be_spelled_as_they_are_read(name: str) -> None:
    instance = INSTANCES.read(ref("Tram"), {name: "4", "first": {"bus_id": "b"}}, wire=True)
    assert instance is not None
    assert instance.json == {"line_name": "4", "first": {"bus_id": "b"}}
    assert instance.defects == ()


@pytest.mark.parametrize(
    ("type_", "value", "kind", "path", "problem"),
    [
        (ref("Tram"), {"lineName": "4", "wheels": 8}, Contradiction.UNKNOWN_KEY, "", "Tram has no field `wheels`"),
        (ref("Tram"), {"line_name": "4"}, Contradiction.UNKNOWN_KEY, "", "Tram has no field `line_name`"),
        (ref("Tram"), {"lineName": "4", "stops": [{"stopId": 1}, {}]}, Contradiction.MISSING_KEY, "stops[1]", "Stop requires `stopId`, which is missing"),
        (ref("Tram"), {"lineName": "4", "color": "green"}, Contradiction.UNKNOWN_VALUE, "color", "Color has no value 'green'; the page says 'red', 'dark-blue'"),
        (ref("Tram"), {"lineName": "4", "color": EnumMember("Color", "Green")}, Contradiction.UNKNOWN_VALUE, "color", "Color has no member `Green`"),
        (ref("Tram"), {"lineName": 4}, Contradiction.TYPE_CLASH, "lineName", "the page says a string, the example has a number"),
        (ref("Tram"), "4", Contradiction.TYPE_CLASH, "", "the page says an object (Tram), the example has a string"),
        (ref("Tram"), {"lineName": "4", "stops": {}}, Contradiction.TYPE_CLASH, "stops", "the page says an array, the example has an object"),
        (Map(STRING), [], Contradiction.TYPE_CLASH, "", "the page says an object, the example has an array"),
        (Map(STRING), {"a.b": 1}, Contradiction.TYPE_CLASH, "a.b", "the page says a string, the example has a number"),
        (ref("Level"), True, Contradiction.UNKNOWN_VALUE, "", "Level has no value True; the page says 1, 2"),
        (ref("Color"), 1.5, Contradiction.TYPE_CLASH, "", "the page says one of 2 values, the example has a number"),
        (Literal("on"), "off", Contradiction.UNKNOWN_VALUE, "", "the value can't be 'off'; the page says 'on'"),
        (ref("Either"), {"stopId": 1, "a": "b"}, Contradiction.TYPE_CLASH, "a", "the page says a number, the example has a string"),
        (NUMBER, float("nan"), Contradiction.NOT_JSON, "", "nan is not a number in JSON"),
        (DATETIME, Moment("1s"), Contradiction.TYPE_CLASH, "", "the page says a date-time, the example has '1s'"),
    ],
)  # fmt: skip
def test_defects(type_: Type, value: Value, kind: Contradiction, path: str, problem: str) -> None:
    instance = INSTANCES.read(type_, value)
    assert instance is not None
    found = [defect for defect in instance.defects if defect.kind is kind]
    assert found[0] == Defect(kind, path, problem)


def test_a_defect_names_its_place() -> None:
    assert str(Defect(Contradiction.TYPE_CLASH, "a[0]", "no")) == "`a[0]`: no"
    assert str(Defect(Contradiction.TYPE_CLASH, "", "no")) == "no"


def test_data_that_is_not_shown_is_no_instance() -> None:
    assert INSTANCES.read(ref("File"), {"data": Opaque("read()")}) is None
    assert INSTANCES.read(ANY, Opaque("read()")) is None


def test_what_was_inferred_is_never_the_docs_defect() -> None:
    guessed = Claim(Aspect.TYPE, Source.INFERRED, "made up")
    present = Claim(Aspect.PRESENCE, Source.INFERRED, "made up")
    lot = model(
        "Lot",
        replace(field("count", INTEGER), wire_name="count", claims=(guessed,)),
        replace(field("more", STRING), wire_name="more", claims=(present,)),
    )
    size = replace(alias("Size", INTEGER), claims=(guessed,))
    instances = Instances(graph(lot, size).definitions)
    for type_, value in ((ref("Lot"), {"count": 1.5}), (ref("Size"), 1.5)):
        read = instances.read(type_, value)  # type: ignore[arg-type]
        assert read is not None
        assert (read.json, read.defects) == (value, ())


def test_recursion_ends() -> None:
    knot = model("Knot", wired(field("next", ref("Knot"), False), "next"))
    instances = Instances(graph(knot).definitions)
    value: Value = {}
    for _ in range(MAX_LAYERS):
        value = {"next": value}
    read = instances.read(ref("Knot"), value)
    assert read is not None
    assert read.defects == ()
    loop = alias("Loop", ref("Loop"))
    assert Instances(graph(loop).definitions).read(ref("Loop"), 1) is None


def test_variants_that_look_alike_take_bounded_time() -> None:
    names = [f"Twin{number}" for number in range(6)]
    every = Union(tuple(ref(name) for name in names))
    twins = [
        model(name, wired(field("next", every, False), "next"), wired(field("end", STRING), "end"))
        for name in names
    ]
    value: Value = {"end": 1}
    for _ in range(30):
        value = {"end": "x", "next": value}
    read = Instances(graph(*twins).definitions).read(every, value)
    assert read is not None
    assert [defect.kind for defect in read.defects] == [Contradiction.TYPE_CLASH]


def test_the_graph_is_left_alone() -> None:
    before = repr(DEFINITIONS)
    assert isinstance(TRAM, Model)
    INSTANCES.read(ref("Tram"), {"lineName": "4", "wheels": 8})
    assert repr(DEFINITIONS) == before
