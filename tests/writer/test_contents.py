"""What the values of types hold."""

from __future__ import annotations

import pytest

from mdgen.ir.types import STRING, Array, Kind, Map, Type, nullable
from mdgen.writer.contents import Holdings
from writer.builders import alias, choice, enum, graph, model, ref

GRAPH = graph(
    enum("One", "list"),
    enum("OpenOne", "list", open=True),
    enum("Two", "a", "b"),
    alias("Loop", ref("Loop")),
    enum("Numbers", 1, 2),
    enum("Nobody"),
    choice("Mixed", ref("Numbers"), ref("Two"), ref("Mixed")),
    model("Boat"),
    alias("Fleet", Array(ref("Boat"))),
    choice("Some", ref("Boat"), ref("Fleet")),
    choice("Nested", ref("Boat"), Array(ref("Nested"))),
    choice("Left", ref("Two"), ref("Right")),
    choice("Right", ref("Numbers"), ref("Left"), ref("Fleet")),
)


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
        (ref("Left"), {Kind.STRING, Kind.INTEGER}),
        (ref("Right"), {Kind.STRING, Kind.INTEGER}),
        (ref("Loop"), set()),
        (Array(ref("Two")), set()),
        (STRING, set()),
    ],
)
def test_member_kinds(type_: Type, kinds: set[Kind]) -> None:
    assert Holdings(GRAPH.definitions).of(type_).kinds == kinds


@pytest.mark.parametrize(
    ("type_", "depths"),
    [
        (ref("Boat"), {0}),
        (Array(nullable(ref("Boat"))), {1}),
        (ref("Fleet"), {1}),
        (ref("Some"), {0, 1}),
        (ref("Nested"), set(range(9))),
        (Array(ref("Nested")), set(range(1, 9))),
        (ref("Left"), {1}),
        (Array(ref("Some")), {1, 2}),
        (Map(ref("Boat")), set()),
        (ref("Two"), set()),
        (ref("Loop"), set()),
        (STRING, set()),
    ],
)
def test_model_depths(type_: Type, depths: set[int]) -> None:
    assert Holdings(GRAPH.definitions).of(type_).depths == depths


def test_it_does_not_matter_what_is_asked_first() -> None:
    ids = ("Mixed", "Some", "Nested", "Left", "Right", "Fleet")
    alone = [Holdings(GRAPH.definitions).of(ref(name)) for name in ids]
    together = Holdings(GRAPH.definitions)
    assert [together.of(ref(name)) for name in ids] == alone
    together = Holdings(GRAPH.definitions)
    assert [together.of(ref(name)) for name in reversed(ids)] == alone[::-1]
