"""Groups and overviews."""

from __future__ import annotations

import pytest

from mdgen.ir.definitions import Aspect, Source
from mdgen.ir.evidence import Votes, WireDecision
from mdgen.report.advice import advice
from mdgen.report.facts import statements
from mdgen.report.overview import group_guesses, is_uniform, overview
from report.made_up import EMPTY, SHOP, graph


def test_guesses_are_grouped_by_evidence_assumptions_first_and_null_last() -> None:
    groups = group_guesses(statements(SHOP))
    assert [(group.title, len(group.statements)) for group in groups] == [
        ("type assumed: no example decides", 1),
        ("type assumed: no page and no example", 1),
        ("type assumed: spelled like integers", 1),
        ("name assumed: case undecided", 1),
        ("null assumed: never shown here", 2),
        ("type inferred: a whole number", 1),
        ("name inferred: decided as snake", 1),
        ("tag inferred: disjoint constants of required `kind`", 1),
        ("null inferred: null in an example", 1),
    ]


def test_statements_of_a_group_are_by_page_and_line() -> None:
    backwards = reversed(list(statements(SHOP)))
    null = next(group for group in group_guesses(backwards) if len(group.statements) == 2)
    assert [one.line for one in null.statements] == [9, 10]
    assert is_uniform(null.statements)


def test_nothing_is_guessed_about_nothing() -> None:
    assert group_guesses(statements(EMPTY)) == ()


@pytest.mark.parametrize(
    ("wire", "names"),
    [
        (None, "as documented"),
        (
            WireDecision("snake", snake=Votes(1200, 3, 1), camel=Votes(1)),
            "decided as snake (votes: 1,204 for snake_case, 1 for camelCase, 0 for neither)",
        ),
        (
            WireDecision("camel", given=True),
            "set to camel (votes: 0 for snake_case, 0 for camelCase, 0 for neither)",
        ),
        (
            WireDecision(""),
            "undecided (votes: 0 for snake_case, 0 for camelCase, 0 for neither); both spellings are read",
        ),
    ],
)
def test_overview_says_how_names_were_decided(wire: WireDecision | None, names: str) -> None:
    assert overview(graph(wire=wire)).names == names


def test_overview_counts_what_follows_from_the_rule() -> None:
    shown = overview(SHOP)
    assert (shown.definitions, shown.optional, shown.dialect) == (5, 2, "typescript")


@pytest.mark.parametrize("aspect", Aspect)
@pytest.mark.parametrize("source", [Source.ASSUMED, Source.INFERRED])
def test_there_is_advice_for_every_guess(source: Source, aspect: Aspect) -> None:
    assert advice(source, aspect).endswith(".")


def test_advice_claims_no_more_than_holds() -> None:
    # The case can be undecided because the JSON that is shown disagrees
    assert "show no JSON" not in advice(Source.ASSUMED, Aspect.NAME)
    # A union with a discriminator can be open
    assert "an open union takes it" in advice(Source.INFERRED, Aspect.TAG)


def test_what_is_documented_needs_no_advice() -> None:
    assert advice(Source.DOCUMENTED, Aspect.TYPE) == ""
