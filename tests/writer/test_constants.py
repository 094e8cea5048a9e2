"""What can have one value only."""

from __future__ import annotations

import pytest

from mdgen.ir.types import ANY, STRING, Array, Kind, Literal, Map, Ref, Type, Unresolved, nullable
from mdgen.writer.constants import behind, constant_of, literal_values, member_kinds, model_depths
from writer.builders import alias, choice, enum, graph, id_of, model, ref

GRAPH = graph(
    enum("One", "list"),
    enum("OpenOne", "list", open=True),
    enum("Two", "a", "b"),
    alias("Alias", ref("One")),
    alias("Direct", Literal(3)),
    alias("Loop", ref("Loop")),
    enum("Numbers", 1, 2),
    enum("Nobody"),
    choice("Mixed", ref("Numbers"), ref("Two"), ref("Mixed")),
)


@pytest.mark.parametrize(
    ("type_", "value"),
    [
        (Literal("x"), "x"),
        (Literal(False), False),
        (ref("One"), "list"),
        (ref("Alias"), "list"),
        (ref("Direct"), 3),
        (ref("OpenOne"), None),
        (ref("Two"), None),
        (ref("Loop"), None),
        (Ref("gone"), None),
        (nullable(Literal("x")), None),
        (STRING, None),
    ],
)
def test_constant(type_: Type, value: object) -> None:
    assert constant_of(type_, GRAPH.definitions) is value


@pytest.mark.parametrize(
    ("values", "open_", "literals"),
    [
        (("a",), False, ("a",)),
        (("a",), True, None),
        (("a", "b"), False, None),
        ((1, 2), False, None),
        ((True, False), False, (True, False)),
        ((1, True), False, (1, True)),
        (("a", 1), False, ("a", 1)),
        ((), False, None),
    ],
)
def test_literal_values(
    values: tuple[str | int | bool, ...], open_: bool, literals: object
) -> None:
    assert literal_values(enum(id_of("E"), *values, open=open_)) == literals


@pytest.mark.parametrize(
    ("type_", "kinds"),
    [
        (ref("Two"), {Kind.STRING}),
        (ref("OpenOne"), {Kind.STRING}),
        (ref("Numbers"), {Kind.INTEGER}),
        (nullable(ref("Two")), {Kind.STRING}),
        (ref("Mixed"), {Kind.STRING, Kind.INTEGER}),
        (ref("One"), set()),
        (ref("Nobody"), set()),
        (ref("Loop"), set()),
        (Array(ref("Two")), set()),
        (STRING, set()),
    ],
)
def test_member_kinds(type_: Type, kinds: set[Kind]) -> None:
    assert member_kinds(type_, GRAPH.definitions) == kinds


@pytest.mark.parametrize(
    ("type_", "depths"),
    [
        (ref("Boat"), {0}),
        (Array(nullable(ref("Boat"))), {1}),
        (ref("Fleet"), {1}),
        (ref("Some"), {0, 1}),
        (Array(ref("Some")), {1, 2}),
        (Map(ref("Boat")), set()),
        (ref("Two"), set()),
        (ref("Loop"), set()),
        (STRING, set()),
    ],
)
def test_model_depths(type_: Type, depths: set[int]) -> None:
    definitions = {
        **GRAPH.definitions,
        **graph(
            model("Boat"),
            alias("Fleet", Array(ref("Boat"))),
            choice("Some", ref("Boat"), ref("Fleet")),
        ).definitions,
    }
    assert model_depths(type_, definitions) == depths


@pytest.mark.parametrize(
    ("type_", "expected"),
    [
        (STRING, STRING),
        (ref("Direct"), Literal(3)),
        (ref("One"), ref("One")),
        (ref("Alias"), ref("One")),
        (ref("Loop"), ref("Loop")),
        (ref("Unknown"), ANY),
        (Unresolved("Gone"), ANY),
        (Map(ANY), Map(ANY)),
    ],
)
def test_behind(type_: Type, expected: Type) -> None:
    definitions = {**GRAPH.definitions, **graph(choice("Unknown")).definitions}
    assert behind(type_, definitions) == expected
