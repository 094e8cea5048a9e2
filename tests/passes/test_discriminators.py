from __future__ import annotations

from dataclasses import replace

import pytest

from mdgen.ir.definitions import Alias, Aspect, Choice, Definition, Model, Source
from mdgen.ir.evidence import NullSilence, Shape
from mdgen.ir.graph import TypeGraph
from mdgen.ir.types import INTEGER, STRING, Array, Literal, Nullable, Ref, Type
from mdgen.passes import discriminators, nullability, wire_names
from passes.made_up import OPTIONS, alias, choice, enum, field, field_of, graph, id_of, model


def resolved(*definitions: Definition) -> TypeGraph:
    named = wire_names.run(graph(*definitions), OPTIONS).value
    return discriminators.run(named, OPTIONS).value


def ref(name: str) -> Ref:
    return Ref(id_of(name))


def variant(name: str, **types: Type) -> Model:
    return model(name, *(field(key, type_) for key, type_ in types.items()), field("size", INTEGER))


def tag_of(made: TypeGraph, name: str) -> tuple[str, tuple[tuple[object, ...], ...]] | None:
    found = made.definitions[id_of(name)]
    assert isinstance(found, Choice)
    return (found.tag.wire_name, found.tag.values) if found.tag else None


@pytest.mark.parametrize(
    ("cat", "dog", "expected"),
    [
        ({"type": Literal("cat")}, {"type": Literal("dog")}, ("type", (("cat",), ("dog",)))),
        ({"legs": Literal(4)}, {"legs": Literal(5)}, ("legs", ((4,), (5,)))),
        ({"wild": Literal(True)}, {"wild": Literal(False)}, ("wild", ((True,), (False,)))),
        (
            {"type": ref("CatKind")},
            {"type": ref("DogKind")},
            ("type", (("lion", "tiger"), ("wolf",))),
        ),
        ({"type": ref("Lion")}, {"type": Literal("dog")}, ("type", (("lion",), ("dog",)))),
        # The best of several, whatever their order.
        (
            {"a": Literal("x"), "type": Literal("cat")},
            {"a": Literal("y"), "type": Literal("dog")},
            ("type", (("cat",), ("dog",))),
        ),
        (
            {"flag": Literal(True), "z": Literal("cat")},
            {"flag": Literal(False), "z": Literal("dog")},
            ("z", (("cat",), ("dog",))),
        ),
        # No tag: shared value, nullable, open enum, plain string, missing in one, mixed kinds.
        ({"type": Literal("cat")}, {"type": Literal("cat")}, None),
        ({"type": ref("CatKind")}, {"type": Literal("lion")}, None),
        ({"type": Nullable(Literal("cat"))}, {"type": Literal("dog")}, None),
        ({"type": ref("OpenKind")}, {"type": Literal("dog")}, None),
        ({"type": STRING}, {"type": Literal("dog")}, None),
        ({"type": Literal("cat")}, {"kind": Literal("dog")}, None),
        ({"type": Literal(1)}, {"type": Literal("dog")}, None),
    ],
)
def test_tags(
    cat: dict[str, Type],
    dog: dict[str, Type],
    expected: tuple[str, tuple[tuple[object, ...], ...]] | None,
) -> None:
    made = resolved(
        enum("CatKind", "tiger", "lion"),
        enum("DogKind", "wolf"),
        enum("OpenKind", "lion", is_open=True),
        alias("Lion", Literal("lion")),
        variant("Cat", **cat),
        variant("Dog", **dog),
        choice("Pet", ref("Cat"), ref("Dog")),
    )
    assert tag_of(made, "Pet") == expected


def test_an_optional_key_is_no_tag() -> None:
    made = resolved(
        model("Cat", field("type", Literal("cat"), False)),
        model("Dog", field("type", Literal("dog"))),
        choice("Pet", ref("Cat"), ref("Dog")),
    )
    assert tag_of(made, "Pet") is None


@pytest.mark.parametrize("other", [STRING, Array(Ref(id_of("Dog"))), Ref("gone")])
def test_a_variant_that_is_no_model_prevents_a_tag(other: Type) -> None:
    made = resolved(
        variant("Cat", type=Literal("cat")),
        variant("Dog", type=Literal("dog")),
        choice("Pet", ref("Cat"), other),
    )
    assert tag_of(made, "Pet") is None


def test_unions_in_unions_are_told_apart_by_all_their_values() -> None:
    made = resolved(
        variant("Cat", type=Literal("cat")),
        variant("Dog", type=Literal("dog")),
        variant("Ant", type=Literal("ant")),
        choice("Pet", ref("Dog"), ref("Cat")),
        choice("Animal", ref("Ant"), ref("Pet")),
    )
    assert tag_of(made, "Animal") == ("type", (("ant",), ("cat", "dog")))
    assert tag_of(made, "Pet") == ("type", (("dog",), ("cat",)))


def test_the_claim_names_the_key() -> None:
    made = resolved(
        variant("Cat", type=Literal("cat")),
        variant("Dog", type=Literal("dog")),
        choice("Pet", ref("Cat"), ref("Dog")),
    )
    claim = made.definitions[id_of("Pet")].claims[0]
    assert (claim.aspect, claim.source, claim.votes) == (Aspect.TAG, Source.INFERRED, 2)
    assert "type" in claim.evidence


@pytest.mark.parametrize(
    ("options", "expected"),
    [((STRING,), STRING), ((STRING, STRING), STRING), ((ref("Cat"),), ref("Cat"))],
)
def test_a_union_with_one_distinct_variant_is_an_alias(
    options: tuple[Type, ...], expected: Type
) -> None:
    made = resolved(variant("Cat", type=Literal("cat")), choice("Pet", *options))
    pet = made.definitions[id_of("Pet")]
    assert isinstance(pet, Alias)
    assert pet.type == expected


def test_repeated_variants_are_dropped_with_their_examples_kept() -> None:
    made = resolved(choice("Id", (STRING, "a"), INTEGER, (STRING, "b")))
    pet = made.definitions[id_of("Id")]
    assert isinstance(pet, Choice)
    assert [option.type for option in pet.options] == [STRING, INTEGER]
    assert [example.value for example in pet.options[0].examples] == ["a", "b"]


def test_what_stays_a_union() -> None:
    made = resolved(
        choice("Open", STRING, is_open=True),
        choice("Unlisted"),
        choice("Self", ref("Self")),
        choice("A", ref("B")),
        choice("B", ref("A")),
    )
    assert all(isinstance(definition, Choice) for definition in made.definitions.values())


def test_tags_assume_nothing_about_null() -> None:
    from dataclasses import replace

    silent = NullSilence(frozenset(Shape), frozenset(Shape))
    given = graph(
        enum("Kind", "lion", "tiger"),
        variant("Cat", type=ref("Kind")),
        variant("Dog", type=Literal("dog")),
        choice("Pet", ref("Cat"), ref("Dog")),
    )
    assumed = nullability.run(replace(given, silence=silent), OPTIONS).value
    assert field_of(assumed, "Cat", "type").claim(Aspect.NULL) is not None
    made = discriminators.run(wire_names.run(assumed, OPTIONS).value, OPTIONS).value
    assert field_of(made, "Cat", "type").claim(Aspect.NULL) is None
    assert field_of(made, "Cat", "size").claim(Aspect.NULL) is not None


@pytest.mark.parametrize(
    ("cat", "dog", "is_open"),
    [
        # Titles that are the tags' values, or hold them.
        ({"type": Literal("CAT")}, {"type": Literal("dog")}, False),
        ({"type": Literal("cat")}, {"type": ref("DogKind")}, True),
        # Tags that say something else, no tags, numbers.
        ({"type": Literal("lion")}, {"type": Literal("wolf")}, True),
        ({"type": STRING}, {"type": STRING}, True),
        ({"legs": Literal(4)}, {"legs": Literal(5)}, True),
    ],
)
def test_presumed_variants_are_proven_by_tags_that_their_titles_hold(
    cat: dict[str, Type], dog: dict[str, Type], is_open: bool
) -> None:
    union = replace(choice("Pet", ref("Cat"), ref("DogData"), is_open=True), presumed=True)
    made = resolved(
        union, variant("Cat", **cat), variant("DogData", **dog), enum("DogKind", "wolf", "fox")
    )
    found = made.definitions[id_of("Pet")]
    assert isinstance(found, Choice)
    assert (found.open, found.presumed) == (is_open, is_open)


def test_an_open_union_stays_open_whatever_its_tags() -> None:
    made = resolved(
        choice("Pet", ref("Cat"), ref("Dog"), is_open=True),
        variant("Cat", type=Literal("cat")),
        variant("Dog", type=Literal("dog")),
    )
    found = made.definitions[id_of("Pet")]
    assert isinstance(found, Choice)
    assert found.tag
    assert found.open
