from __future__ import annotations

from collections.abc import Callable

import pytest

from mdgen.diagnostics import Code
from mdgen.ir.definitions import Choice, Definition
from mdgen.ir.graph import TypeGraph
from mdgen.ir.types import ANY, STRING, Array, Map, Nullable, Ref, Type, union_of
from mdgen.passes import nesting
from mdgen.passes.nesting import MAX_DEPTH
from passes.made_up import OPTIONS, choice, field, graph, id_of, model


def name(number: int) -> str:
    return f"N{number:05}"


def ref(number: int) -> Ref:
    return Ref(id_of(name(number)))


def chain(*types: Type) -> TypeGraph:
    """One union for each type."""
    return graph(*(choice(name(number), type_) for number, type_ in enumerate(types)))


def types(definition: Definition) -> list[Type]:
    assert isinstance(definition, Choice)
    return [option.type for option in definition.options]


def test_what_leads_too_deep_is_any() -> None:
    lists = [Array(ref(number + 1)) for number in range(MAX_DEPTH)]
    assert nesting.run(chain(*lists[1:], STRING), OPTIONS).diagnostics == ()
    made = chain(*lists, Array(STRING))
    checked = nesting.run(made, OPTIONS)
    (found,) = checked.diagnostics
    assert found.code is Code.NESTED_TOO_DEEP
    first, *rest = checked.value.definitions.values()
    assert types(first) == [Array(ANY)]
    assert found.at.path == first.at.path
    assert rest == list(made.definitions.values())[1:]


@pytest.mark.parametrize(
    "step",
    [
        lambda inner: Map(inner),
        lambda inner: Nullable(Array(inner)),
        lambda inner: union_of((STRING, Array(inner))),
        lambda inner: Array(Map(inner)),
    ],
)
def test_all_that_nests_is_counted(step: Callable[[Type], Type]) -> None:
    made = chain(*(step(ref(number + 1)) for number in range(3 * MAX_DEPTH)), STRING)
    checked = nesting.run(made, OPTIONS)
    per_step = 2 if step(STRING) == Array(Map(STRING)) else 1
    assert len(checked.diagnostics) == 3 * per_step - 1
    assert nesting.run(checked.value, OPTIONS).diagnostics == ()


@pytest.mark.parametrize(
    "step", [lambda inner: inner, lambda inner: union_of((Array(STRING), inner))]
)
def test_unions_in_unions_are_flat(step: Callable[[Type], Type]) -> None:
    made = chain(*(step(ref(number + 1)) for number in range(5 * MAX_DEPTH)), STRING)
    assert nesting.run(made, OPTIONS).value is made


def test_a_model_ends_it() -> None:
    made = chain(*(Array(ref(number + 1)) for number in range(MAX_DEPTH)), Ref(id_of("M")))
    deep = graph(*made.definitions.values(), model("M", field("x", Array(ref(0)))))
    assert nesting.run(deep, OPTIONS).value is deep


def test_long_chains_and_circles_take_linear_time() -> None:
    lists = [Array(ref(number + 1)) for number in range(20_000)]
    cuts = nesting.run(chain(*lists, STRING), OPTIONS).diagnostics
    assert len(cuts) == (20_000 - 1) // MAX_DEPTH
    assert nesting.run(chain(*lists, Array(ref(0))), OPTIONS).diagnostics
