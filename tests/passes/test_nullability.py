from __future__ import annotations

from dataclasses import replace

import pytest

from mdgen.ir.definitions import Alias, Aspect, Claim, Definition, Model, Role, Source
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
from mdgen.options import ResolveOptions
from mdgen.passes import evidence, nullability
from mdgen.reader.dialect import dialects
from passes.made_up import (
    OPTIONS,
    alias,
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


PET = Ref(id_of("Pet"))
MEMBERS = replace(MUTE, members=True)


@pytest.mark.parametrize(
    ("type_", "expected"),
    [
        (Array(PET), Array(Nullable(PET))),
        (Map(PET), Map(Nullable(PET))),
        (Array(Map(PET)), Array(Map(Nullable(PET)))),
        (Nullable(Array(PET)), Nullable(Array(Nullable(PET)))),
        (Array(union_of((STRING, DATETIME))), Array(Nullable(union_of((STRING, DATETIME))))),
        (union_of((STRING, Array(PET))), union_of((STRING, Array(Nullable(PET))))),
        (Array(Ref(id_of("Other"))), Array(Nullable(Ref(id_of("Other"))))),
        (Array(Nullable(PET)), Array(Nullable(PET))),
        # What is no union is never null there in docs that would say so.
        (Array(STRING), Array(STRING)),
        (Map(Ref(id_of("Cat"))), Map(Ref(id_of("Cat")))),
        (Array(Ref(id_of("Only"))), Array(Ref(id_of("Only")))),
        (Array(Ref(id_of("Unlisted"))), Array(Ref(id_of("Unlisted")))),
        (PET, PET),
    ],
)
def test_members_that_are_unions_may_be_null(type_: Type, expected: Type) -> None:
    others = (
        model("Cat", field("name", STRING)),
        model("Dog", field("name", STRING)),
        choice("Pet", Ref(id_of("Cat")), Ref(id_of("Dog"))),
        choice("Only", Ref(id_of("Cat"))),
        choice("Unlisted"),
        alias("Other", PET),
    )
    given = model("Box", field("note", type_), extra=type_)
    loud = resolved(*others, given, silence=replace(MUTE, members=False))
    assert field_of(loud, "Box", "note").type == type_
    made = resolved(*others, given, alias("Notes", type_), silence=MEMBERS)
    box = made.definitions[id_of("Box")]
    assert isinstance(box, Model)
    assert (field_of(made, "Box", "note").type, box.extra) == (expected, expected)
    notes = made.definitions[id_of("Notes")]
    assert isinstance(notes, Alias)
    assert notes.type == expected
    assert bool(notes.claims) is (expected != type_)


def test_members_are_as_documented_where_nothing_is_to_be_assumed() -> None:
    cat, dog = model("Cat", field("name", STRING)), model("Dog", field("name", STRING))
    pet = choice("Pet", Ref(id_of("Cat")), Ref(id_of("Dog")))
    given = replace(graph(cat, dog, pet, model("Box", field("pets", Array(PET)))), silence=MEMBERS)
    strict = nullability.run(given, ResolveOptions(assume_null=False)).value
    assert field_of(strict, "Box", "pets").type == Array(PET)


def test_rebuilt_fields_may_be_null_in_any_language() -> None:
    rebuilt = Claim(Aspect.TYPE, Source.INFERRED, evidence.REBUILT, 1)
    box = replace(model("Box", field("note", STRING)), claims=(rebuilt,))
    claim = claim_of(field_of(resolved(box, silence=NullSilence()), "Box", "note"), Aspect.NULL)
    assert (claim.source, claim.evidence) == (
        Source.ASSUMED,
        "an example can't show that null is illegal",
    )


@pytest.mark.parametrize("name", ["go", "ruby"])
def test_docs_that_show_null_on_no_required_field_say_nothing_about_it(name: str) -> None:
    dialect = dialects()[name]
    assert dialect.silence(False).covers(STRING, True)
    assert not dialect.silence(True).covers(STRING, True)


@pytest.mark.parametrize("name", ["python", "java"])
def test_docs_that_have_always_shown_null_are_taken_at_their_word(name: str) -> None:
    for shows in (False, True):
        assert not dialects()[name].silence(shows).covers(STRING, True)


def test_which_docs_show_null_in_lists() -> None:
    assert {name for name, one in dialects().items() if not one.silence(True).members} == {"python"}


def test_probed_silence() -> None:
    def is_silent(type_: Type, required: bool) -> bool:
        return isinstance(type_, Array | Map) or not required

    probed = NullSilence.probed(is_silent)
    assert probed.required == {Shape.ARRAY, Shape.MAP}
    assert probed.optional == set(Shape)
