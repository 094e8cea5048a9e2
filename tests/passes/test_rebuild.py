from __future__ import annotations

import pytest

from mdgen.diagnostics import Code, Position
from mdgen.ir.definitions import Alias, Aspect, Definition, Field, Model, Source
from mdgen.ir.graph import TypeGraph, types_of
from mdgen.ir.types import (
    ANY,
    BOOLEAN,
    BYTES,
    DATE,
    DATETIME,
    DECIMAL,
    NUMBER,
    NUMERIC,
    STRING,
    Array,
    Map,
    Nullable,
    Ref,
    Type,
    Unresolved,
    union_of,
    walk,
)
from mdgen.ir.values import DecimalText, EnumMember, Moment, Opaque, Value
from mdgen.options import ResolveOptions
from mdgen.passes import evidence, numbers, rebuild
from passes.made_up import FOLDER, OPTIONS, field, graph, model

GONE = Unresolved("shared.Gone", "../../models/shared/gone.md")


def rebuilt(*definitions: Definition, options: ResolveOptions = OPTIONS) -> TypeGraph:
    return rebuild.run(graph(*definitions), options).value


def from_values(*values: Value) -> Definition:
    samples = tuple({"gone": value} for value in values)
    made = rebuilt(model("Box", field("gone", GONE), samples=samples))
    return made.definitions[f"{FOLDER}/gone"]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (("list",), STRING),
        (("list", "other"), STRING),
        ((1,), NUMERIC),
        ((1.5,), NUMERIC),
        ((True,), BOOLEAN),
        ((Moment("2024-05-06T07:08:09Z"),), DATETIME),
        ((Moment("2024-05-06"),), DATE),
        ((DecimalText("1.0"),), DECIMAL),
        ((Opaque("await openAsBlob()"),), BYTES),
        ((EnumMember("Color", "Red"),), STRING),
        ((["a"],), Array(STRING)),
        (([],), Array(ANY)),
        (([], ["a"]), Array(STRING)),
        ((["a", None],), Array(Nullable(STRING))),
        (([{}],), Array(Map(ANY))),
        (({"key": "a", "key1": "b"},), Map(STRING)),
        (("a", 1), union_of((STRING, NUMERIC))),
        ((None,), ANY),
    ],
)
def test_what_is_no_object_becomes_an_alias(values: tuple[Value, ...], expected: Type) -> None:
    made = from_values(*values)
    assert isinstance(made, Alias)
    assert (made.name, made.type) == ("Gone", expected)


def test_an_object_without_keys_becomes_a_model_without_fields() -> None:
    made = from_values({})
    assert isinstance(made, Model)
    assert made.fields == ()


def test_an_object_becomes_a_model_in_order_with_what_some_lack_optional() -> None:
    made = from_values(
        {"id": "x", "size": 1, "tag": None}, {"id": "y", "note": "n", "size": 2.5, "tag": "t"}
    )
    assert isinstance(made, Model)
    assert [(item.doc_name, item.type, item.required) for item in made.fields] == [
        ("id", STRING, True),
        ("note", STRING, False),
        ("size", NUMERIC, True),
        ("tag", Nullable(STRING), True),
    ]
    assert all(item.claim(Aspect.TYPE) and item.claim(Aspect.PRESENCE) for item in made.fields)
    assert made.at.path == f"{FOLDER}/box.md"
    assert made.at.line == 10


def test_keys_of_many_objects_keep_the_order_in_which_the_objects_agree() -> None:
    many = [f"k{n}" for n in range(400)]
    made = from_values(
        {"k0": 1, "before": 1, "k1": 1},
        dict.fromkeys(many, 1),
        {"first": 1, "k0": 1, "last": 1},
    )
    assert isinstance(made, Model)
    expected = ["first", "k0", "last", "before", *many[1:]]
    assert [item.doc_name for item in made.fields] == expected


def test_three_levels_from_one_page() -> None:
    page = model(
        "Shelf",
        field("kind", Unresolved("shared.ShelfKind", "../../models/shared/shelfkind.md")),
        field("boxes", Array(Unresolved("shared.ShelfBox", "../../models/shared/shelfbox.md"))),
        samples=(
            {
                "kind": "list",
                "boxes": [
                    {
                        "id": "<id>",
                        "load": {"mass": 1.5, "parts": [{"code": 3}]},
                        "tags": ["<value>"],
                    }
                ],
            },
        ),
    )
    result = rebuild.run(graph(page), OPTIONS)
    made = numbers.run(evidence.run(result.value, OPTIONS).value, OPTIONS).value
    assert {
        id_.removeprefix(f"{FOLDER}/"): definition.name
        for id_, definition in made.definitions.items()
    } == {
        "shelf": "Shelf",
        "shelfkind": "ShelfKind",
        "shelfbox": "ShelfBox",
        "shelfboxload": "ShelfBoxLoad",
        "shelfboxloadparts": "ShelfBoxLoadParts",
    }
    load = made.definitions[f"{FOLDER}/shelfboxload"]
    assert isinstance(load, Model)
    assert [(item.doc_name, item.type) for item in load.fields] == [
        ("mass", NUMBER),
        ("parts", Array(Ref(f"{FOLDER}/shelfboxloadparts"))),
    ]
    assert [finding.code for finding in result.diagnostics] == [Code.REBUILT_PAGE] * 2
    assert "ShelfKind" in result.diagnostics[0].message


def test_whole_numbers_prove_no_integer_for_cells_were_never_seen() -> None:
    page = model("Box", field("gone", GONE), samples=({"gone": {"size": 128_403}},))
    made = numbers.run(evidence.run(rebuilt(page), OPTIONS).value, OPTIONS).value
    gone = made.definitions[f"{FOLDER}/gone"]
    assert isinstance(gone, Model)
    assert gone.fields[0].type == NUMERIC


def test_without_an_example_it_is_opaque() -> None:
    result = rebuild.run(graph(model("Box", field("gone", GONE))), OPTIONS)
    gone = result.value.definitions[f"{FOLDER}/gone"]
    assert isinstance(gone, Alias)
    assert (gone.type, gone.claims[0].source) == (ANY, Source.ASSUMED)
    assert result.diagnostics == ()


def test_it_can_be_turned_off() -> None:
    page = model("Box", field("gone", GONE), samples=({"gone": 1},))
    assert rebuilt(page, options=ResolveOptions(rebuild=False)) == graph(page)


def test_json_cells_serve_where_no_example_does() -> None:
    made = rebuilt(model("Box", field("gone", GONE, True, '{"part_no": "x"}')))
    gone = made.definitions[f"{FOLDER}/gone"]
    assert isinstance(gone, Model)
    assert [item.doc_name for item in gone.fields] == ["part_no"]


def test_examples_are_never_mixed_with_json_names() -> None:
    page = model(
        "Box", field("gone", GONE, True, '{"part_no": "x"}'), samples=({"gone": {"partNo": "x"}},)
    )
    gone = rebuilt(page).definitions[f"{FOLDER}/gone"]
    assert isinstance(gone, Model)
    assert [item.doc_name for item in gone.fields] == ["partNo"]


@pytest.mark.parametrize(
    ("reference", "id_", "name"),
    [
        (Unresolved("shared.Gone", "../../models/shared/gone.md"), f"{FOLDER}/gone", "Gone"),
        (Unresolved("operations.Gone"), "docs/models/operations/gone", "Gone"),
        (Unresolved("Gone"), f"{FOLDER}/gone", "Gone"),
        (Unresolved("", "gone.md"), f"{FOLDER}/gone", "Gone"),
        (Unresolved("Gone", "../../../../../etc/gone.md"), f"{FOLDER}/gone", "Gone"),
        (Unresolved("Gone", "a b;c/gone.mdx#x"), f"{FOLDER}/a_b_c/gone", "Gone"),
    ],
)
def test_ids_and_names(reference: Unresolved, id_: str, name: str) -> None:
    made = rebuilt(model("Box", field("gone", reference)))
    assert made.definitions[id_].name == name
    assert not any(
        isinstance(part, Unresolved)
        for definition in made.definitions.values()
        for type_ in types_of(definition)
        for part in walk(type_)
    )


def test_links_that_differ_in_case_alone_miss_one_page() -> None:
    other = Unresolved("shared.Gone", "../../Models/shared/Gone.md")
    made = rebuilt(model("Box", field("one", GONE), field("two", Array(other))))
    gone = [id_ for id_ in made.definitions if "gone" in id_.casefold()]
    assert gone == [f"{FOLDER}/gone"]


def test_names_that_are_taken() -> None:
    made = rebuilt(
        model("Box", field("gone", GONE), samples=({"gone": {"load": {"mass": 1}}},)),
        model("GoneLoad", field("id", STRING)),
    )
    assert made.definitions[f"{FOLDER}/goneload2"].name == "GoneLoad2"


@pytest.mark.parametrize(
    ("text", "href", "id_"),
    [
        # Ruby's links can name one folder for all namespaces.
        ("Components.Gone", "../../models/shared/gone.md", "models/components/gone"),
        ("sdk.components.Gone", "../../Models/shared/Gone.md", "models/components/Gone"),
        # What is no folder of these docs may be called otherwise in links.
        ("Billing.Gone", "../../models/shared/gone.md", "models/shared/gone"),
        ("Gone", "../../models/shared/gone.md", "models/shared/gone"),
        ("Shared.Gone", "../../models/shared/gone.md", "models/shared/gone"),
    ],
)
def test_the_namespace_of_a_label_goes_before_the_folder_of_its_link(
    text: str, href: str, id_: str
) -> None:
    holder, other = "models/operations/box", "models/components/crate"
    gone = Field("gone", Unresolved(text, href), True)
    definitions: dict[str, Definition] = {
        other: Model(other, "Crate", Position(f"{other}.md"), ()),
        holder: Model(holder, "Box", Position(f"{holder}.md"), (gone,)),
    }
    made = rebuild.run(TypeGraph(definitions, "ruby"), OPTIONS).value
    assert set(made.definitions) == {holder, other, id_}


def test_pages_taken_out_of_their_folders_stay_together() -> None:
    """A pasted page lies at the root; its links leave it."""
    definition = Model(
        "box",
        "Box",
        Position("box.md"),
        (
            Field("a", Unresolved("shared.Gone", "../../models/shared/gone.md"), True),
            Field("b", Unresolved("other.Gone", "../../models/other/gone.md"), True),
            Field("c", Unresolved("shared.Lost", "../../models/shared/lost.md"), True),
        ),
    )
    made = rebuild.run(TypeGraph({"box": definition}, "typescript"), OPTIONS).value
    assert set(made.definitions) == {"box", "gone", "models/other/gone", "lost"}


def test_deep_nesting_ends() -> None:
    value: Value = "x"
    for _ in range(500):
        value = {"inner": value}
    gone = from_values(value)
    assert isinstance(gone, Model)
