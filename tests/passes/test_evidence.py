from __future__ import annotations

from mdgen.ir.definitions import Definition, Role
from mdgen.ir.evidence import EXTRA_KEY, WHOLE_KEY, Evidence, Numbers
from mdgen.ir.types import NUMERIC, STRING, TEMPORAL, Array, Map, Ref, Unresolved
from mdgen.ir.values import Moment, Value
from mdgen.passes import evidence
from passes.made_up import OPTIONS, alias, choice, field, graph, id_of, model


def collected(*definitions: Definition) -> Evidence:
    found = evidence.run(graph(*definitions), OPTIONS).value.evidence
    assert found is not None
    return found


BOX = Ref(id_of("Box"))


def test_samples_and_copies_are_told_apart() -> None:
    found = collected(
        model("Box", field("size", NUMERIC), samples=({"size": 20_000}, {"size": 1.5})),
        model("Van", field("box", BOX, True, '{"size": 3}'), samples=({"box": {"size": 40_000}},)),
    )
    assert found.numbers[id_of("Box"), "size", ""] == Numbers(
        generated=2, copied=2, fractions=1, largest=20_000
    )


def test_a_cell_of_its_own_makes_a_copy_whatever_it_holds() -> None:
    found = collected(
        model("Box", field("size", NUMERIC, True, "[object Object]"), samples=({"size": 40_000},))
    )
    assert found.numbers[id_of("Box"), "size", ""] == Numbers(copied=1)


def test_places() -> None:
    found = collected(
        alias("Sizes", Array(NUMERIC), [1, 2]),
        choice("Size", STRING, (Map(NUMERIC), {"key": 3})),
        model(
            "Box",
            field("a", STRING),
            extra=NUMERIC,
            samples=({"a": "x", "additionalProperties": {"k": 4}},),
        ),
        model("Bag", field("a", STRING), extra=NUMERIC, samples=({"a": "x", "other": 5},)),
    )
    assert set(found.numbers) == {
        (id_of("Sizes"), WHOLE_KEY, "[]"),
        (id_of("Size"), "1", "{}"),
        (id_of("Box"), EXTRA_KEY, ""),
        (id_of("Bag"), EXTRA_KEY, ""),
    }


def test_dates_and_nulls() -> None:
    found = collected(
        model(
            "Box",
            field("when", TEMPORAL, True, "2024-05-06"),
            samples=({"when": Moment("2024-05-06")}, {"when": None}),
        )
    )
    assert found.moments == {(id_of("Box"), "when", ""): ("2024-05-06", "2024-05-06")}
    assert found.nulls == {(id_of("Box"), "when", ""): 1}


def test_json_keys_of_bodies() -> None:
    cell = '[{"part_no": "x", "_id": "y"}, {"part_no": "z", "unknown": 1}]'
    found = collected(
        model("Part", field("partNo", STRING), field("id", STRING)),
        model("Bag", field("partNo", STRING), role=Role.PARAMETERS),
        model(
            "Box",
            field("parts", Array(Ref(id_of("Part"))), True, cell),
            field("bag", Ref(id_of("Bag")), True, '{"part_no": "x"}'),
        ),
    )
    assert found.json_keys == {
        (id_of("Part"), "partNo"): {"part_no": 2},
        (id_of("Part"), "id"): {"_id": 1},
    }


def test_broken_cells_show_nothing() -> None:
    found = collected(
        model("Box", field("size", NUMERIC, True, "{", "[1,", "nan", "1e999", "x", "")),
    )
    assert found == Evidence()


def test_values_that_do_not_fit_are_passed_over() -> None:
    sample: dict[str, Value] = {"size": "x", "box": 5, "sizes": {"a": 1}, "gone": 1}
    found = collected(
        model(
            "Box",
            field("size", NUMERIC),
            field("box", BOX),
            field("sizes", Array(NUMERIC)),
            samples=(sample,),
        )
    )
    assert found == Evidence()


def test_gaps_hold_what_stands_where_pages_are_missing() -> None:
    gone = Unresolved("Gone")
    made = graph(
        model(
            "Box",
            field("gone", Array(gone), True, '[{"part_no": 1}]'),
            samples=({"gone": [1, "a"]},),
        )
    )
    collector = evidence.Collector(made)
    collector.collect()
    gap = collector.gaps[id_of("Box"), gone]
    assert (gap.values, gap.json_values, gap.line) == ([1, "a"], [{"part_no": 1}], 10)


def test_recursive_instances_end() -> None:
    value: Value = {"size": 1}
    for _ in range(400):
        value = {"box": value}
    assert isinstance(value, dict)
    found = collected(
        model("Box", field("size", NUMERIC, False), field("box", BOX, False), samples=(value,))
    )
    assert found == Evidence()
