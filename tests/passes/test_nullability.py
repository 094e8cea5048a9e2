from __future__ import annotations

from dataclasses import replace

import pytest

from mdgen.ir.definitions import Aspect, Definition, Role, Source
from mdgen.ir.evidence import NullSilence, Shape
from mdgen.ir.graph import TypeGraph
from mdgen.ir.types import (
    ANY,
    DATETIME,
    STRING,
    Array,
    Foreign,
    Literal,
    Map,
    Nullable,
    Ref,
    Type,
    union_of,
)
from mdgen.ir.values import Value
from mdgen.passes import evidence, nullability
from passes.made_up import (
    OPTIONS,
    choice,
    claim_of,
    enum,
    field,
    field_of,
    graph,
    id_of,
    model,
)

MUTE = NullSilence(frozenset(Shape), frozenset(Shape))


def resolved(*definitions: Definition, silence: NullSilence = MUTE) -> TypeGraph:
    given = replace(graph(*definitions), silence=silence)
    return nullability.run(evidence.run(given, OPTIONS).value, OPTIONS).value


@pytest.mark.parametrize(
    ("type_", "cells", "samples", "expected"),
    [
        (STRING, (), (None,), Nullable(STRING)),
        (STRING, (), ("a", None), Nullable(STRING)),
        (STRING, ("null",), (), Nullable(STRING)),
        (DATETIME, ("<nil>",), (), Nullable(DATETIME)),
        (Array(STRING), ("None",), (), Nullable(Array(STRING))),
        (Array(STRING), (), (["a", None],), Array(Nullable(STRING))),
        (Array(STRING), (), ([None], None), Nullable(Array(Nullable(STRING)))),
        (Map(STRING), (), ({"key": None},), Map(Nullable(STRING))),
        (Map(STRING), ('{"a": null}',), (), Map(Nullable(STRING))),
        (union_of((STRING, DATETIME)), (), (None,), Nullable(union_of((STRING, DATETIME)))),
        (Nullable(STRING), (), (None,), Nullable(STRING)),
        (ANY, (), (None,), ANY),
        # What must not be inferred: absence of null, a string that says null, an enum value that is spelled like it.
        (STRING, (), ("a", "b"), STRING),
        (STRING, (), ("null",), STRING),
        (Literal("null"), ("null",), (), Literal("null")),
        (Ref(id_of("Nothing")), ("None",), (), Ref(id_of("Nothing"))),
    ],
)
def test_types(
    type_: Type, cells: tuple[str, ...], samples: tuple[Value, ...], expected: Type
) -> None:
    made = resolved(
        enum("Nothing", "None", "Some"),
        model(
            "Box",
            field("note", type_, True, *cells),
            samples=tuple({"note": value} for value in samples),
        ),
    )
    assert field_of(made, "Box", "note").type == expected


def test_null_seen_on_another_page() -> None:
    made = resolved(
        model("Box", field("note", STRING)),
        model(
            "Van",
            field("box", Ref(id_of("Box"))),
            samples=({"box": {"note": None}}, {"box": {"note": None}}),
        ),
    )
    claim = claim_of(field_of(made, "Box", "note"), Aspect.NULL)
    assert (claim.source, claim.votes) == (Source.INFERRED, 2)


@pytest.mark.parametrize(
    ("type_", "required", "silence", "assumed"),
    [
        (STRING, True, MUTE, True),
        (STRING, False, MUTE, True),
        (Ref(id_of("Color")), True, MUTE, True),
        (Array(STRING), False, NullSilence(optional=frozenset({Shape.ARRAY})), True),
        (Array(STRING), True, NullSilence(optional=frozenset({Shape.ARRAY})), False),
        (STRING, False, NullSilence(optional=frozenset({Shape.ARRAY})), False),
        (STRING, True, NullSilence(), False),
        (Nullable(STRING), True, MUTE, False),
        (ANY, True, MUTE, False),
        (Literal("a"), True, MUTE, False),
        (Ref(id_of("Only")), True, MUTE, False),
        (Foreign("Response"), True, MUTE, False),
    ],
)
def test_silence_is_a_claim_and_changes_no_type(
    type_: Type, required: bool, silence: NullSilence, assumed: bool
) -> None:
    made = resolved(
        enum("Color", "red", "blue"),
        enum("Only", "one"),
        model("Box", field("note", type_, required)),
        silence=silence,
    )
    note = field_of(made, "Box", "note")
    claim = note.claim(Aspect.NULL)
    assert note.type == type_
    assert (claim is not None and claim.source is Source.ASSUMED) is assumed


@pytest.mark.parametrize("role", [Role.PARAMETERS, Role.RESPONSE])
def test_envelopes_assume_nothing(role: Role) -> None:
    made = resolved(model("Box", field("note", STRING), role=role))
    assert field_of(made, "Box", "note").claims == ()


def test_null_below_a_union_goes_to_the_variant_that_fits() -> None:
    made = resolved(
        model("Cat", field("kind", Literal("cat")), field("name", STRING)),
        model("Dog", field("kind", Literal("dog")), field("name", STRING)),
        choice("Pet", (Ref(id_of("Cat")), {"kind": "cat", "name": None}), Ref(id_of("Dog"))),
        silence=NullSilence(),
    )
    assert field_of(made, "Cat", "name").type == Nullable(STRING)
    assert field_of(made, "Dog", "name").type == STRING


def test_probed_silence() -> None:
    def is_silent(type_: Type, required: bool) -> bool:
        return isinstance(type_, Array | Map) or not required

    probed = NullSilence.probed(is_silent)
    assert probed.required == {Shape.ARRAY, Shape.MAP}
    assert probed.optional == set(Shape)
