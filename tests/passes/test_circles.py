from __future__ import annotations

import pytest

from mdgen.diagnostics import Code
from mdgen.ir.definitions import Choice
from mdgen.ir.types import INTEGER, STRING, Array, Map, Nullable, Ref, Type, union_of
from mdgen.passes import circles
from passes.made_up import OPTIONS, choice, field, graph, id_of, model

A, B, C = (Ref(id_of(name)) for name in "ABC")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ({"A": [A]}, {"A": []}),
        ({"A": [STRING, A, INTEGER]}, {"A": [STRING, INTEGER]}),
        ({"A": [Nullable(A), STRING]}, {"A": [STRING]}),
        ({"A": [union_of((A, INTEGER)), STRING]}, {"A": [STRING]}),
        ({"A": [B, STRING], "B": [A, INTEGER]}, {"A": [B, STRING], "B": [INTEGER]}),
        (
            {"A": [B, STRING], "B": [C], "C": [A, INTEGER]},
            {"A": [B, STRING], "B": [C], "C": [INTEGER]},
        ),
        # What has a container between, or does not come back.
        ({"A": [Array(A), Map(A), STRING]}, {"A": [Array(A), Map(A), STRING]}),
        ({"A": [B, C], "B": [C], "C": [STRING]}, {"A": [B, C], "B": [C], "C": [STRING]}),
    ],
)
def test_circles_are_cut(given: dict[str, list[Type]], kept: dict[str, list[Type]]) -> None:
    checked = circles.run(graph(*(choice(name, *types) for name, types in given.items())), OPTIONS)
    actual = {
        definition.name: [option.type for option in definition.options]
        for definition in checked.value.definitions.values()
        if isinstance(definition, Choice)
    }
    assert actual == kept
    lost = sum(map(len, given.values())) - sum(map(len, kept.values()))
    assert [found.code for found in checked.diagnostics] == [Code.CIRCULAR_UNION] * lost


def test_a_model_is_no_circle() -> None:
    made = graph(model("M", field("next", A)), choice("A", Ref(id_of("M"))))
    assert circles.run(made, OPTIONS).value is made


def test_a_long_circle_takes_linear_time() -> None:
    names = [f"N{number:05}" for number in range(20_000)]
    links = zip(names, [*names[1:], names[0]], strict=True)
    made = graph(*(choice(name, Ref(id_of(after))) for name, after in links))
    assert len(circles.run(made, OPTIONS).diagnostics) == 1
