from __future__ import annotations

import pytest

from mdgen.ir.definitions import Aspect, Choice, Definition, Model, Source
from mdgen.ir.graph import TypeGraph
from mdgen.ir.types import (
    INTEGER,
    NUMBER,
    NUMERIC,
    STRING,
    Array,
    Map,
    Nullable,
    Ref,
    Type,
    union_of,
)
from mdgen.ir.values import Value
from mdgen.passes import evidence, numbers
from passes.made_up import OPTIONS, alias, choice, field, field_of, graph, id_of, model


def resolved(*definitions: Definition) -> TypeGraph:
    return numbers.run(evidence.run(graph(*definitions), OPTIONS).value, OPTIONS).value


@pytest.mark.parametrize(
    ("type_", "cells", "samples", "expected"),
    [
        # A fraction is a number, wherever it is seen.
        (NUMERIC, (), (1284.03,), NUMBER),
        (NUMERIC, ("2.5",), (), NUMBER),
        (NUMERIC, ("2.5",), (20_000,), NUMBER),
        (NUMERIC, (), (128_403, 1284.03), NUMBER),
        (NUMERIC, ("7", "7.25"), (), NUMBER),
        # Whole and made up, at least 10,000: an integer. One sample is enough.
        (NUMERIC, (), (10_000,), INTEGER),
        (NUMERIC, (), (-128_403,), INTEGER),
        (NUMERIC, (), (5, 128_403), INTEGER),
        # What must not be inferred: small whole values, however many; any value of a cell; nothing.
        (NUMERIC, (), (9_999,), NUMERIC),
        (NUMERIC, (), (1, 2, 3, 4, 5, 6, 7, 8), NUMERIC),
        (NUMERIC, ("25000",), (25_000,), NUMERIC),
        (NUMERIC, ("25000",), (128_403,), NUMERIC),
        (NUMERIC, (), (), NUMERIC),
        (NUMERIC, (), (float("nan"),), NUMERIC),
        (NUMERIC, (), (True,), NUMERIC),
        # Inside containers.
        (Array(NUMERIC), (), ([128_403],), Array(INTEGER)),
        (Array(NUMERIC), (), ([128_403, 0.5],), Array(NUMBER)),
        (Array(NUMERIC), ("[1, 2.5]",), (), Array(NUMBER)),
        (Map(NUMERIC), (), ({"key": 1.5},), Map(NUMBER)),
        (Map(Array(NUMERIC)), (), ({"key": [20_000]},), Map(Array(INTEGER))),
        (Nullable(NUMERIC), (), (20_000,), Nullable(INTEGER)),
        (union_of((STRING, NUMERIC)), (), (20_000,), union_of((STRING, INTEGER))),
        (union_of((STRING, NUMERIC)), (), ("a",), union_of((STRING, NUMERIC))),
        # Not open at all.
        (INTEGER, (), (1.5,), INTEGER),
        (STRING, (), ("1.5",), STRING),
    ],
)
def test_fields(
    type_: Type, cells: tuple[str, ...], samples: tuple[Value, ...], expected: Type
) -> None:
    made = resolved(
        model(
            "Box",
            field("size", type_, True, *cells),
            samples=tuple({"size": value} for value in samples),
        )
    )
    assert field_of(made, "Box", "size").type == expected


def test_a_status_code_is_an_integer() -> None:
    text = "HTTP response status code for this operation"
    given = field("statusCode", NUMERIC, text=text)
    made = field_of(resolved(model("Envelope", given)), "Envelope", "statusCode")
    assert made.type == INTEGER
    assert [claim.source for claim in made.claims] == [Source.INFERRED]
    other = field("statusCode", NUMERIC, text="A status code")
    assert field_of(resolved(model("Envelope", other)), "Envelope", "statusCode").type == NUMERIC


def test_claims_say_how_it_was_decided() -> None:
    made = resolved(
        model(
            "Box",
            field("size", NUMERIC),
            field("count", NUMERIC),
            field("rank", NUMERIC),
            field("name", STRING),
            samples=({"size": 0.5, "count": 20_000, "rank": 7, "name": "a"},),
        )
    )
    claims = {
        item.doc_name: (claim.source, claim.votes) if (claim := item.claim(Aspect.TYPE)) else None
        for item in made.definitions[id_of("Box")].fields  # type: ignore[union-attr]
    }
    assert claims == {
        "size": (Source.INFERRED, 1),
        "count": (Source.INFERRED, 1),
        "rank": (Source.ASSUMED, 0),
        "name": None,
    }


def test_samples_of_other_pages_count() -> None:
    made = resolved(
        model("Box", field("size", NUMERIC, False)),
        model("Van", field("box", Ref(id_of("Box"))), samples=({"box": {"size": 30_000}},)),
    )
    assert field_of(made, "Box", "size").type == INTEGER


def test_samples_below_a_field_with_a_cell_prove_no_integer_but_a_fraction() -> None:
    van = {"box": {"size": 30_000, "depth": 0.5}}
    made = resolved(
        model("Box", field("size", NUMERIC), field("depth", NUMERIC)),
        model(
            "Van",
            field("box", Ref(id_of("Box")), True, '{"size": 30000, "depth": 0.5}'),
            samples=(van,),
        ),
    )
    assert field_of(made, "Box", "size").type == NUMERIC
    assert field_of(made, "Box", "depth").type == NUMBER


def test_a_same_named_field_elsewhere_proves_nothing() -> None:
    made = resolved(
        model("Box", field("size", NUMERIC), samples=({"size": 30_000},)),
        model("Bag", field("size", NUMERIC), samples=({"size": 3},)),
    )
    assert field_of(made, "Bag", "size").type == NUMERIC


def test_each_variant_of_a_union_is_decided_by_its_own_literal() -> None:
    made = resolved(choice("Amount", (NUMERIC, 128_403), (NUMERIC, 1284.03), (STRING, "a")))
    amount = made.definitions[id_of("Amount")]
    assert isinstance(amount, Choice)
    assert [option.type for option in amount.options] == [INTEGER, NUMBER, STRING]


def test_a_value_that_fits_two_variants_is_credited_to_neither() -> None:
    made = resolved(
        choice("Amount", NUMERIC, NUMERIC),
        model("Box", field("size", Ref(id_of("Amount"))), samples=({"size": 30_000},)),
    )
    amount = made.definitions[id_of("Amount")]
    assert isinstance(amount, Choice)
    assert [option.type for option in amount.options] == [NUMERIC, NUMERIC]


def test_aliases_and_undocumented_keys() -> None:
    made = resolved(
        alias("Size", NUMERIC, 30_000),
        model(
            "Box",
            field("label", STRING),
            extra=NUMERIC,
            samples=({"label": "a", "additionalProperties": {"key": 0.5}},),
        ),
    )
    assert made.definitions[id_of("Size")].type == INTEGER  # type: ignore[union-attr]
    box = made.definitions[id_of("Box")]
    assert isinstance(box, Model)
    assert box.extra == NUMBER
