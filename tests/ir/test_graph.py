"""Looking through a graph."""

from __future__ import annotations

from mdgen.ir.graph import MAX_ALIASES, behind_aliases
from mdgen.ir.types import STRING, Ref
from passes.made_up import alias, id_of


def test_aliases_are_looked_through_to_their_end() -> None:
    chain = [alias(f"A{n}", Ref(id_of(f"A{n + 1}"))) for n in range(MAX_ALIASES - 1)]
    last = alias(f"A{MAX_ALIASES - 1}", STRING)
    definitions = {one.id: one for one in (*chain, last)}
    assert behind_aliases(Ref(id_of("A0")), definitions) == STRING
    missing = Ref("missing")
    assert behind_aliases(missing, definitions) == missing


def test_aliases_in_a_circle_have_no_end() -> None:
    circle = {one.id: one for one in (alias("A", Ref(id_of("B"))), alias("B", Ref(id_of("A"))))}
    assert behind_aliases(Ref(id_of("A")), circle) in (Ref(id_of("A")), Ref(id_of("B")))
