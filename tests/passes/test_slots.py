from __future__ import annotations

import pytest

from mdgen.ir.definitions import Alias, Aspect, Choice, Claim, Field, Model, Source
from mdgen.ir.evidence import EXTRA_KEY, WHOLE_KEY, Slot
from mdgen.ir.types import INTEGER, NUMERIC, STRING, Array, Map, Nullable, Type, union_of
from mdgen.passes.slots import Settled, at_slots, settle, with_claims
from passes.made_up import alias, choice, enum, field, id_of, model

CLAIM = Claim(Aspect.TYPE, Source.INFERRED, "a test")


def to_integer(slot: Slot, type_: Type, item: Field | None) -> Settled:
    return (INTEGER, (CLAIM,)) if type_ == NUMERIC else (type_, ())


def test_every_place_of_a_type_is_settled() -> None:
    box = settle(
        model("Box", field("size", NUMERIC), field("note", STRING), extra=NUMERIC), to_integer
    )
    assert isinstance(box, Model)
    assert [item.type for item in box.fields] == [INTEGER, STRING]
    assert [item.claims for item in box.fields] == [(CLAIM,), ()]
    assert (box.extra, box.claims) == (INTEGER, (CLAIM,))
    size = settle(choice("Size", STRING, NUMERIC), to_integer)
    assert isinstance(size, Choice)
    assert [option.type for option in size.options] == [STRING, INTEGER]
    assert size.claims == (CLAIM,)
    whole = settle(alias("Whole", NUMERIC), to_integer)
    assert isinstance(whole, Alias)
    assert (whole.type, whole.claims) == (INTEGER, (CLAIM,))


def test_what_does_not_change_is_the_same_object() -> None:
    for definition in (
        model("Box", field("note", STRING), extra=STRING),
        choice("Size", STRING),
        alias("Name", STRING),
        enum("Color", "red"),
    ):
        assert settle(definition, to_integer) is definition


def test_slots_are_named_by_key() -> None:
    slots: list[Slot] = []

    def note(slot: Slot, type_: Type, item: Field | None) -> Settled:
        slots.append(slot)
        return type_, ()

    settle(model("Box", field("size", NUMERIC), extra=STRING), note)
    settle(choice("Size", STRING, NUMERIC), note)
    settle(alias("Name", STRING), note)
    assert slots == [
        (id_of("Box"), "size", ""),
        (id_of("Box"), EXTRA_KEY, ""),
        (id_of("Size"), "0", ""),
        (id_of("Size"), "1", ""),
        (id_of("Name"), WHOLE_KEY, ""),
    ]


@pytest.mark.parametrize(
    ("type_", "place", "expected"),
    [
        (NUMERIC, "", INTEGER),
        (Array(NUMERIC), "[]", Array(INTEGER)),
        (Map(Array(NUMERIC)), "{}[]", Map(Array(INTEGER))),
        (Nullable(NUMERIC), "", Nullable(INTEGER)),
        (union_of((STRING, Array(NUMERIC))), "[]", union_of((STRING, Array(INTEGER)))),
        (Array(NUMERIC), "", Array(NUMERIC)),
    ],
)
def test_at_slots_changes_only_the_place(type_: Type, place: str, expected: Type) -> None:
    def change(slot: Slot, part: Type) -> Type:
        return INTEGER if part == NUMERIC and slot[2] == place else part

    changed = at_slots(type_, ("a", "b", ""), change)
    assert changed == expected
    assert (changed is type_) is (expected == type_)


def test_claims_once_each() -> None:
    assert with_claims((CLAIM,), (CLAIM,)) == (CLAIM,)
    assert with_claims((), (CLAIM,)) == (CLAIM,)
