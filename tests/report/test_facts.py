"""Statements and counts: nothing guessed may pass as documented, and no rule as a guess."""

from __future__ import annotations

import pytest

from mdgen.diagnostics import Position
from mdgen.ir.definitions import Alias, Aspect, Claim, Field, Source
from mdgen.ir.types import ANY, STRING, Array, Foreign, Ref, Type, Unresolved, nullable
from mdgen.report.facts import (
    POLICY,
    FidelityTally,
    Statement,
    fidelity_line,
    statements,
    tally,
)
from report.made_up import (
    CASE,
    LINE,
    NUMBER,
    ORDER,
    SEEN,
    SHOP,
    SILENT,
    UNDECIDED,
    WHOLE,
    field,
    graph,
    model,
)


def said(name: str, aspect: Aspect) -> Statement:
    """The only statement of the shop about an aspect of `Definition.field` or `Definition`."""
    definition, _, item = name.partition(".")
    (found,) = (
        one
        for one in statements(SHOP)
        if (one.definition, one.field, one.aspect) == (definition, item, aspect)
    )
    return found


@pytest.mark.parametrize(
    ("name", "aspect", "source", "decided", "evidence", "votes"),
    [
        ("Order.id", Aspect.TYPE, Source.DOCUMENTED, "string", "", 0),
        ("Order.id", Aspect.NULL, Source.DOCUMENTED, "never null", "", 0),
        ("Order.id", Aspect.NAME, Source.DOCUMENTED, "id", "", 0),
        ("Order.id", Aspect.PRESENCE, Source.DOCUMENTED, "required", "", 0),
        ("Order.netTotal", Aspect.TYPE, Source.INFERRED, "integer", "a whole number", 3),
        ("Order.netTotal", Aspect.NAME, Source.INFERRED, "net_total", "decided as snake", 12),
        ("Order.weight", Aspect.TYPE, Source.ASSUMED, "numeric", "no example decides", 0),
        ("Order.weight", Aspect.NULL, Source.ASSUMED, "null accepted", "never shown here", 0),
        ("Order.memo", Aspect.NULL, Source.ASSUMED, "null accepted", POLICY, 0),
        ("Order.memo", Aspect.PRESENCE, Source.DOCUMENTED, "optional", "", 0),
        ("Order.lines", Aspect.TYPE, Source.DOCUMENTED, "[@Line]", "", 0),
        ("Order.lines", Aspect.NULL, Source.ASSUMED, "null accepted", POLICY, 0),
        ("Order.paidBy", Aspect.NULL, Source.INFERRED, "null allowed", "null in an example", 2),
        (
            "Order.paidBy",
            Aspect.NAME,
            Source.ASSUMED,
            "paidBy",
            "case undecided",
            0,
        ),
        ("Kind", Aspect.TYPE, Source.ASSUMED, "1 | 2", "spelled like integers", 0),
        (
            "Pet",
            Aspect.TAG,
            Source.INFERRED,
            'kind: "cat" | "dog" | "wolf"',
            "disjoint constants of required `kind`",
            2,
        ),
        ("Lost", Aspect.TYPE, Source.ASSUMED, "any", "no page and no example", 0),
    ],
)
def test_statement(
    name: str, aspect: Aspect, source: Source, decided: str, evidence: str, votes: int
) -> None:
    found = said(name, aspect)
    assert (found.source, found.decided, found.evidence, found.votes) == (
        source,
        decided,
        evidence,
        votes,
    )
    assert found.policy is (evidence == POLICY)
    assert found.is_guess is (source is not Source.DOCUMENTED and evidence != POLICY)


def test_statements_say_where() -> None:
    assert (said("Order.weight", Aspect.TYPE).path, said("Order.weight", Aspect.TYPE).line) == (
        "docs/models/order.md",
        9,
    )
    assert said("Kind", Aspect.TYPE).line == 3


def test_every_aspect_of_every_field_is_said_once_or_claimed() -> None:
    found = [one for one in statements(SHOP) if one.field]
    fields = [(model.name, item) for model in (LINE, ORDER) for item in model.fields]
    aspects = (Aspect.TYPE, Aspect.NULL, Aspect.NAME, Aspect.PRESENCE)
    assert [(one.definition, one.field, one.aspect) for one in found] == [
        (name, item.doc_name, aspect) for name, item in fields for aspect in aspects
    ]


def test_two_claims_about_one_aspect_are_two_statements() -> None:
    both = graph(model("Both", field("items", STRING, SEEN, SILENT)))
    found = [one.source for one in statements(both) if one.aspect is Aspect.NULL]
    assert found == [Source.INFERRED, Source.ASSUMED]


@pytest.mark.parametrize(
    ("type_", "decided", "policy"),
    [
        (ANY, "null allowed", False),
        (nullable(STRING), "null allowed", False),
        (Foreign("Response"), "no JSON value", False),
        (STRING, "null accepted", True),
    ],
)
def test_null_of_an_optional_field(type_: Type, decided: str, policy: bool) -> None:
    one = graph(model("One", field("a", type_, required=False)))
    (found,) = (said for said in statements(one) if said.aspect is Aspect.NULL)
    assert (found.decided, found.policy) == (decided, policy)


def test_definitions_of_one_name_are_told_apart_by_id() -> None:
    twins = graph(
        model("Twin", path="docs/a/twin.md"),
        model("Twin", path="docs/b/twin.md"),
        model("Holder", field("twin", Ref("docs/b/twin"))),
    )
    types = [one.decided for one in statements(twins) if one.aspect is Aspect.TYPE]
    assert types == ["@docs/b/twin"]


@pytest.mark.parametrize(
    ("item", "counts"),
    [
        (field("a"), FidelityTally(documented=1)),
        (field("a", STRING, WHOLE), FidelityTally(inferred=1)),
        (field("a", STRING, CASE, NUMBER, WHOLE), FidelityTally(assumed=1)),
        (field("a", STRING, SILENT), FidelityTally(assumed=1, only_null=1)),
        (field("a", STRING, SILENT, CASE), FidelityTally(assumed=1, only_null=1)),
        (field("a", STRING, SILENT, UNDECIDED), FidelityTally(assumed=1)),
        (field("a", STRING, SILENT, required=False), FidelityTally(documented=1)),
        (field("a", STRING, SILENT, CASE, required=False), FidelityTally(inferred=1)),
        (field("a", STRING, NUMBER, required=False), FidelityTally(assumed=1)),
    ],
)
def test_a_field_counts_as_its_weakest_claim(item: Field, counts: FidelityTally) -> None:
    assert tally([graph(model("One", item))]) == counts


def test_roots_add_up() -> None:
    once = tally([SHOP])
    assert once == FidelityTally(documented=4, inferred=1, assumed=3, only_null=1)
    assert tally([SHOP, SHOP]) == once + once
    assert (once + once).fields == 16


@pytest.mark.parametrize(
    ("counts", "line"),
    [
        (
            FidelityTally(3180, 190, 42),
            "3,412 fields: 3,180 documented, 190 inferred, 42 assumed",
        ),
        (FidelityTally(1), "1 field: 1 documented, 0 inferred, 0 assumed"),
        (FidelityTally(), "0 fields: 0 documented, 0 inferred, 0 assumed"),
        (
            FidelityTally(1, 0, 1042, 1000),
            "1,043 fields: 1 documented, 0 inferred, 1,042 assumed (1,000 of them only about null)",
        ),
    ],
)
def test_closing_line(counts: FidelityTally, line: str) -> None:
    assert fidelity_line(counts) == line


def test_claims_of_definitions_weaken_no_field() -> None:
    rebuilt = Claim(Aspect.TYPE, Source.INFERRED, "rebuilt", 4)
    made = graph(model("Made", field("a"), field("b"), claims=(rebuilt,)))
    assert tally([made]) == FidelityTally(documented=2)
    (found,) = (one for one in statements(made) if not one.field)
    assert (found.decided, found.evidence, found.votes) == ("2 fields", "rebuilt", 4)


@pytest.mark.parametrize("type_", [Unresolved("Gone"), Array(Unresolved("Gone", "gone.md"))])
def test_a_reference_that_leads_nowhere_is_an_assumption(type_: Type) -> None:
    lost = graph(
        model("One", field("gone", type_)),
        Alias("docs/models/two", "Two", Position("docs/models/two.md"), type_),
    )
    assert tally([lost]) == FidelityTally(assumed=1)
    guesses = [(one.definition, one.aspect) for one in statements(lost) if one.is_guess]
    assert guesses == [("One", Aspect.TYPE), ("Two", Aspect.TYPE)]
