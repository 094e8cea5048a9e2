"""Unions of C# whose headings are names of tags."""

from __future__ import annotations

import pytest

from mdgen.diagnostics import Checked, Code, Position
from mdgen.ir.definitions import Choice, Definition, Enum, Field, Member, Model, Option
from mdgen.ir.graph import TypeGraph
from mdgen.ir.types import STRING, Ref, Type, Unresolved
from mdgen.options import ResolveOptions
from mdgen.passes import discriminators, headings, link, wire_names


def at(name: str) -> Position:
    return Position(f"docs/Models/{name}.md")


def tag(name: str, *values: str) -> Enum:
    """An enum with members as C# calls them: `video_url` is `VideoUrl`."""
    members = tuple(
        Member(value, "".join(word.capitalize() for word in value.split("_"))) for value in values
    )
    return Enum(f"Models/{name}", name, at(name), members)


def model(name: str, **fields: Type) -> Model:
    items = tuple(Field(doc_name, type_, True) for doc_name, type_ in fields.items())
    return Model(f"Models/{name}", name, at(name), items)


def tagged(name: str, *values: str, key: str = "Type") -> tuple[Definition, ...]:
    """A model that requires a tag."""
    enum = tag(f"{name}{key}", *values)
    return model(name, **{key: Ref(enum.id)}), enum


def union(name: str, *names: str) -> Choice:
    options = tuple(Option(Unresolved(heading), 7) for heading in names)
    return Choice(f"Models/{name}", name, at(name), options, open=True, presumed=True)


def led(choice: Choice, *definitions: Definition) -> tuple[Choice, Checked[TypeGraph]]:
    known = {one.id: one for one in sorted((choice, *definitions), key=lambda one: one.id)}
    linked = link.run(TypeGraph(known, "csharp"), ResolveOptions()).value
    checked = headings.run(linked, ResolveOptions())
    found = checked.value.definitions[choice.id]
    assert isinstance(found, Choice)
    assert not found.presumed
    return found, checked


def names_of(choice: Choice) -> list[str]:
    return [
        one.type.id.removeprefix("Models/") for one in choice.options if isinstance(one.type, Ref)
    ]


VIDEO = (*tagged("ItemVideo", "video_url"), *tagged("ItemVideoLegacy", "input_video"))


def test_headings_lead_to_the_models_that_require_them_as_tags() -> None:
    item, checked = led(union("Item", "InputVideo", "VideoUrl"), *VIDEO)
    assert names_of(item) == ["ItemVideoLegacy", "ItemVideo"]
    assert not item.open
    (found,) = checked.diagnostics
    assert found.code is Code.TAG_IN_HEADING
    assert found.message == "`InputVideo`, `VideoUrl` are the models that require them as `Type`"
    graph = checked.value
    for run in (wire_names.run, discriminators.run):
        graph = run(graph, ResolveOptions()).value
    told_apart = graph.definitions[item.id]
    assert isinstance(told_apart, Choice)
    assert told_apart.tag is not None
    assert told_apart.tag.values == (("input_video",), ("video_url",))


def test_a_page_that_is_called_like_a_tag_is_no_variant() -> None:
    pages = (*tagged("PartText", "text"), *tagged("PartImage", "image_url"))
    part, _ = led(union("Part", "Text", "ImageUrl"), model("ImageUrl", Url=STRING), *pages)
    assert names_of(part) == ["PartText", "PartImage"]


def test_headings_without_a_model_leave_the_union_open() -> None:
    item, checked = led(union("Item", "InputVideo", "VideoUrl", "Audio"), *VIDEO)
    assert names_of(item) == ["ItemVideoLegacy", "ItemVideo"]
    assert item.open
    assert "none for `Audio`" in checked.diagnostics[0].message


@pytest.mark.parametrize(
    ("others", "expected", "is_open"),
    [
        # What the source calls the variants of a union without pages of their own
        (("ItemText", "Text"), "ItemText", False),
        (("TextItem", "Text"), "TextItem", False),
        # The nearest name, which is a guess
        (("ItemWithText", "OtherText"), "ItemWithText", True),
        (("AText", "BText"), None, True),
    ],
)
def test_names_decide_between_models_with_the_same_tag(
    others: tuple[str, ...], expected: str | None, is_open: bool
) -> None:
    same = [part for name in others for part in tagged(name, "text")]
    item, _ = led(union("ItemUnion", "InputVideo", "VideoUrl", "Text"), *same, *VIDEO)
    assert names_of(item)[2:] == ([expected] if expected else [])
    assert item.open is is_open


def test_the_key_is_the_one_that_most_headings_are_tags_of() -> None:
    other = [part for name in ("a", "b") for part in tagged(f"Other{name}", name, key="Kind")]
    same = [part for name in ("a", "b", "c") for part in tagged(f"Same{name}", name, key="Mode")]
    item, _ = led(union("Item", "A", "B", "C"), *other, *same)
    assert names_of(item) == ["Samea", "Sameb", "Samec"]


@pytest.mark.parametrize(
    "pages",
    [
        (),
        # One tag can be a chance; two values, an optional field and an open enum are no tags
        tagged("ItemVideo", "video_url"),
        (*tagged("ItemVideo", "video_url"), *tagged("ItemOther", "input_video", "other")),
    ],
)
def test_titles_are_kept_where_no_tags_are_found(pages: tuple[Definition, ...]) -> None:
    title = model("Sound", Url=STRING)
    item, checked = led(union("Item", "Sound", "VideoUrl", "InputVideo"), title, *pages)
    assert names_of(item) == ["Sound"]
    assert item.open
    assert "no page for `VideoUrl`, `InputVideo`" in checked.diagnostics[0].message
    assert "a value that fits no other variant is kept" in checked.diagnostics[0].message


def test_a_union_of_headings_that_mean_nothing_accepts_any_value_and_says_so_once() -> None:
    item, checked = led(union("Item", *(f"Cat{number}" for number in range(7))))
    assert not item.options
    assert [found.message for found in checked.diagnostics] == [
        "no page for `Cat0`, `Cat1`, `Cat2`, `Cat3`, `Cat4` and 2 more, which can be names of tags: any value is kept as it is"
    ]


def test_headings_that_are_all_pages_are_left_alone() -> None:
    choice = union("Item", "ItemVideo", "ItemVideoLegacy")
    known = {one.id: one for one in (choice, *VIDEO)}
    linked = link.run(TypeGraph(known, "csharp"), ResolveOptions()).value
    checked = headings.run(linked, ResolveOptions())
    assert checked.value is linked
    assert not checked.diagnostics
