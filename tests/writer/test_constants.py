"""What can have one value only."""

from __future__ import annotations

import pytest

from mdgen.ir.types import ANY, STRING, Literal, Map, Ref, Type, Unresolved, nullable
from mdgen.writer.constants import behind, constant_of, literal_values
from writer.builders import alias, choice, enum, graph, id_of, ref

GRAPH = graph(
    enum("One", "list"),
    enum("OpenOne", "list", open=True),
    enum("Two", "a", "b"),
    alias("Alias", ref("One")),
    alias("Direct", Literal(3)),
    alias("Loop", ref("Loop")),
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
